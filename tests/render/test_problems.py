"""A problem as it is drawn: place, sentence, the line with what is wrong underlined, and the next step."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sipforms.engine.problem import Place, Problem
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.read.source import read_source
from sipforms.render.excerpt import WIDTH, excerpt
from sipforms.render.language import speak
from sipforms.render.problems import problem_text


@pytest.fixture(autouse=True)
def _english() -> None:
    speak("en")


def holding(text: str) -> Bundle:
    source = read_source("a.yaml", text.encode())
    return Bundle(name="lille", files={}, sources={"a.yaml": source}, problems=())


def drawn(text: str, *places: Place, width: int = WIDTH) -> tuple[str, str] | None:
    lines = list(excerpt(holding(text), *places, width=width))
    return (lines[0], lines[1]) if lines else None


def place(column: int, length: int = 1, line: int = 1) -> Place:
    return Place(file="a.yaml", line=line, column=column, length=length)


def marked(lines: tuple[str, str]) -> str:
    """What stands above the marks, cell by cell."""
    cells = [sign for letter in lines[0] for sign in (letter, "")[: cell_len(letter)]]
    return "".join(cells[at] for at, mark in enumerate(lines[1]) if mark == "^" and at < len(cells))


def test_a_problem_is_drawn_like_this() -> None:
    problem = Problem(
        code="unknown-keyword",
        place=place(7, 4, line=2),
        facts={"on": "item", "name": "scal", "suggestion": "scale", "known": ("scale",)},
    )
    assert problem_text(problem, holding("a:\n  b: {scal: fem}\n"), folder=Path("lille")).splitlines() == [
        f"{Path('lille', 'a.yaml')}:2:7  error: unknown-keyword",
        "",
        "  An item has no setting called `scal`.",
        "",
        "  2 |   b: {scal: fem}",
        "    |       ^^^^",
        "",
        "  Did you mean `scale`?",
    ]


def test_two_places_are_both_shown() -> None:
    problem = Problem(code="duplicate-key", place=place(1, 1, line=2), also=place(1), facts={"key": "a"})
    lines = problem_text(problem, holding("a: 1\na: 2\n"), folder=None).splitlines()
    assert [line for line in lines if "|" in line] == ["  2 | a: 2", "    | ^", "  1 | a: 1", "    | ^"]
    assert "  The other place: a.yaml:1:1" in lines


def test_two_places_on_one_line_are_shown_together() -> None:
    facts = {"low": "minimum", "high": "maximum", "low_value": "9", "high_value": "3"}
    problem = Problem(code="range-impossible", place=place(14), also=place(26), facts=facts)
    text = problem_text(problem, holding("n: {minimum: 9, maximum: 3}\n"), folder=None)
    assert text.count("minimum: 9, maximum: 3") == 1
    assert "             ^           ^" in text
    assert "other place" not in text


@pytest.mark.parametrize(
    ("line", "at", "above"),
    [
        ("title: 日本語 og mere", place(8, 3), "日本語"),
        ("title: a\u0301b", place(10), "b"),
        ("\tx: 1", place(2), "x"),
        ("navn: \x07y", place(8), "y"),
        ("a: b", place(5), ""),
        ("a: b", place(9), ""),
    ],
)
def test_the_marks_stand_under_what_is_wrong(line: str, at: Place, above: str) -> None:
    shown = drawn(line, at)
    assert shown is not None
    assert marked(shown) == above
    assert "^" in shown[1]


def test_a_place_outside_the_file_shows_no_line() -> None:
    assert drawn("a: 1\n", place(1, line=9)) is None
    assert drawn("", place(1)) is None
    assert list(excerpt(None, place(1))) == []
    problem = Problem(code="empty-file", place=place(1, line=9))
    assert "|" not in problem_text(problem, holding("a: 1\n"), folder=None)


@given(
    before=st.text(alphabet="ab ø日", max_size=200),
    wrong=st.text(alphabet="xyæ本", min_size=1, max_size=60),
    after=st.text(alphabet="cd ", max_size=200),
    width=st.integers(60, 120),
)
def test_long_lines_are_cut_around_the_place(before: str, wrong: str, after: str, width: int) -> None:
    shown = drawn(f"{before}{wrong}{after}", place(len(before) + 1, len(wrong)), width=width)
    assert shown is not None
    assert cell_len(shown[0]) <= width
    assert cell_len(shown[1]) <= width
    above = marked(shown)
    assert above.startswith(wrong[0])
    assert wrong.startswith(above.rstrip(".")) or above.rstrip(".") in wrong


def test_long_sentences_are_wrapped_and_what_is_quoted_stays_together() -> None:
    facts = {"character": ": ", "text": "Puls: hvordan går det her"}
    problem = Problem(code="yaml-needs-quotes", place=place(1), facts=facts)
    text = problem_text(problem, None, folder=None)
    assert max(map(len, text.splitlines()[2:])) <= WIDTH
    assert "`Puls: hvordan går det her`" in text
    assert "\x00" not in text


def test_nothing_from_the_file_can_command_a_terminal() -> None:
    problem = Problem(
        code="unknown-scale", place=place(1, 3), facts={"name": "\x1b[31mfem", "suggestion": "", "known": ()}
    )
    text = problem_text(problem, holding("x: \x1b[31mfem"), folder=None)
    assert "\x1b" not in text
