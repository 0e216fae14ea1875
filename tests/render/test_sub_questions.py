"""The questions behind a line: each letter where its answer is, nothing wider than the page, gaps in words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from sipforms.actions.question_courses import QuestionCourse
from sipforms.engine.compare.comparability import Break
from sipforms.engine.programme import Kind, Option, Question, Scale, Wording
from sipforms.engine.score.missing import Gap
from sipforms.engine.score.sheet import Reading
from sipforms.render.charts.dumbbell import Letters
from sipforms.render.charts.glyphs import ASCII
from sipforms.render.charts.sub_questions import Pen, SubQuestion, paired, sub_questions
from sipforms.render.language import speak

FIVE = Scale(
    id="five", options=tuple(Option(value=one, title=word) for one, word in enumerate("abcde", 1)), direction="none"
)
LETTERS = Letters(main="T", beside="V", both="B")
PEN = Pen(letters=LETTERS, is_wished=True)
BEFORE: tuple[Reading, ...] = (1, 2, 3, 4, 5, Gap.DONT_KNOW, Gap.BLANK)


@pytest.fixture(autouse=True)
def in_english() -> object:
    speak("en")
    yield
    speak(None)


def course(title: str, about: str, *readings: Reading, broken: Break | None = None) -> QuestionCourse:
    question = Question(
        path=("a", title, about),
        item=("a", title),
        kind=Kind.CHOICE,
        wording=Wording(title=f"{about.title()}?"),
        dimension=about,
        scale=FIVE,
    )
    breaks = ((len(readings) - 2, broken),) if broken else ()
    return QuestionCourse(
        path=question.path, item=question.item, title=title, question=question, readings=readings, breaks=breaks
    )


def drawn(main: tuple[Reading, ...], beside: tuple[Reading, ...], width: int = 100, broken: Break | None = None) -> str:
    one = SubQuestion(
        title="Friends",
        main=course("Friends", "content", *main, broken=broken),
        beside=course("Friends", "important", *beside, broken=broken),
    )
    return sub_questions((one,), PEN, width).plain


def test_letters_stand_where_the_answers_are() -> None:
    line = drawn((1, 2), (5, 5))
    axis = line[len("Friends          ") :][:21]
    assert axis == "t    T━━━━━━━━━━━━━━V"
    assert "important: e, content: b (last time a)" in line


def test_one_letter_stands_for_both_and_a_thin_line_for_plenty() -> None:
    assert "B" in drawn((3,), (3,))
    assert "V────T" in drawn((4,), (3,))


def test_an_answer_that_may_not_be_compared_is_told_why() -> None:
    line = drawn((1, 2), (5, 5), broken="mode", width=160)
    assert "t" not in line[17:38]
    assert "way of answering changed" in line
    assert "T 2 ┆" in drawn((1, 2), (5, 5), broken="mode", width=64)


def test_what_is_no_number_stands_in_words() -> None:
    assert "content: doesn't know" in drawn((Gap.DONT_KNOW,), (4,))


def test_words_give_way_to_numbers_where_there_is_little_room() -> None:
    line = drawn((1, 2), (5, 5), width=64)
    assert "V 5, T 2 (t 1)" in line


def test_what_stands_behind_one_of_two_is_shown_alone() -> None:
    only = course("Staff", "content", 3)
    pairs = paired((course("Friends", "content", 2), only), (course("Friends", "important", 4),))
    assert [(one.title, one.beside is None) for one in pairs] == [("Friends", False), ("Staff", True)]


@settings(max_examples=50)
@given(
    now=st.lists(st.tuples(st.sampled_from(BEFORE), st.sampled_from(BEFORE)), min_size=1, max_size=3),
    width=st.integers(40, 140),
    title=st.text("abc 日é", min_size=1, max_size=60),
)
def test_nothing_is_wider_than_the_page(now: list[tuple[Reading, Reading]], width: int, title: str) -> None:
    shown = tuple(
        SubQuestion(title=title, main=course("x", "content", one), beside=course("x", "important", other))
        for one, other in now
    )
    text = sub_questions(shown, Pen(letters=LETTERS, glyphs=ASCII), width).plain
    assert all(cell_len(line) <= width for line in text.split("\n"))
    assert "━" not in text
