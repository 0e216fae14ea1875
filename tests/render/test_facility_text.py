"""A facility's figures as text: the same as in the value, on any page, whatever outside texts hold."""

import re
from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len

from sipforms.engine.gather.facility.compared import Compared, PlaceOut, VersionUsed
from sipforms.engine.gather.facility.coverage import Coverage, CoverageRow, StateCount
from sipforms.engine.gather.facility.distribution import Distribution, GroupSpread
from sipforms.engine.gather.facility.respondents import Respondents
from sipforms.engine.gather.facility.spread import QuestionSpread, Share, Spread, Unanswered
from sipforms.plugins.sections.importance import importance
from sipforms.render.charts.glyphs import ALL, ASCII
from sipforms.render.groups.compared import compared_lines
from sipforms.render.groups.coverage import coverage_lines
from sipforms.render.groups.distribution import distribution_lines
from sipforms.render.groups.folding import bar
from sipforms.render.groups.importance import importance_lines
from sipforms.render.language import speak
from sipforms.render.report import Page
from tests.engine.facility.house import asked_of, rated, said, stay

TITLES = ("Slet ikke", "Lidt", "Noget", "Meget", "Rigtig meget")
OPTIONS = tuple(enumerate(TITLES, 1))
WHO = Respondents(questionnaire="liv", title="Liv", informant="borger", informant_title="Borgeren", way="own")
EVIL = "[bold]Ro\x1b[31m\n\u202e"


@pytest.fixture(autouse=True)
def _english() -> None:
    speak("en")


def spread(*counts: int, **more: object) -> Spread:
    n = sum(counts)
    shares = tuple(
        Share(values=(value,), titles=(title,), people=count, share=count / n)
        for (value, title), count in zip(OPTIONS, counts, strict=True)
    )
    return replace(Spread(answered=n, asked=n, shares=shares), **more)  # type: ignore[arg-type]


MERGED = Spread(
    answered=40,
    asked=44,
    shares=(
        Share(values=(1, 2), titles=TITLES[:2], people=10, share=0.25),
        Share(values=(3,), titles=TITLES[2:3], people=10, share=0.25),
        Share(values=(4, 5), titles=TITLES[3:], people=20, share=0.5),
    ),
)
CALM = QuestionSpread(
    path="hjem.ro",
    title="Ro",
    area="hjem",
    area_title="Hjemmet",
    options=OPTIONS,
    range=(1, 5),
    own=spread(0, 1, 3, 2, 1, asked=8, unanswered=(Unanswered(whys=("declined",), people=1),)),
    comparison=MERGED,
)


def drawn(*questions: QuestionSpread, width: int = 80, glyphs: object = ALL) -> list[str]:
    group = GroupSpread(respondents=WHO, people=8, questions=questions)
    return list(distribution_lines(Distribution(groups=(group,), least=5), Page(width=width, glyphs=glyphs)))  # type: ignore[arg-type]


def test_a_row_holds_the_percent_of_each_step_and_how_many_of_how_many() -> None:
    lines = drawn(CALM)
    own = next(line for line in lines if line.startswith("  Ro "))
    assert own.split() == ["Ro", "0", "14", "43", "29", "14", "7/8"]
    others = next(line for line in lines if line.startswith("    the others"))
    assert re.sub(r"\s+", " ", others.strip()) == "the others [ 25 ] 25 [ 50 ] 40/44"
    assert "    not answered: 1 did not want to answer" in lines
    assert any("told together" in line for line in lines)


def test_a_narrow_page_and_words_without_numbers_are_lists() -> None:
    lines = drawn(CALM, width=40)
    assert any(re.fullmatch(r"    Noget +3 +43 %.*", line) for line in lines)
    listed = replace(CALM, range=None)
    assert any(re.fullmatch(r"    Noget +3 +43 %.*", line) for line in drawn(listed))


def test_what_is_withheld_is_named_once_and_has_no_figure() -> None:
    nothing = replace(
        CALM, title="Mad", path="hjem.mad", own=Spread(answered=None, asked=None, lack="few"), comparison=None
    )
    lines = drawn(CALM, nothing)
    assert "  Withheld, so that nobody can be recognised: Mad." in lines
    assert sum("Mad" in line for line in lines) == 1


def test_figures_of_an_earlier_report_say_so() -> None:
    earlier = replace(CALM, own=spread(0, 1, 3, 2, 1, as_of=date(2026, 3, 1), waiting=2))
    assert any("As of 1 Mar 2026: 2 new answers wait." in line for line in drawn(earlier))


@pytest.mark.parametrize("width", [38, 58, 60, 80, 120])
@pytest.mark.parametrize("glyphs", [ALL, ASCII])
def test_no_line_is_wider_than_the_page_and_nothing_from_outside_is_drawn(width: int, glyphs: object) -> None:
    page = Page(width=width, glyphs=glyphs)  # type: ignore[arg-type]
    evil = replace(CALM, title=EVIL, area_title=EVIL * 4, dimension_title=EVIL)
    given = asked_of(*(stay(f"p{n}", said(f"p{n}", rated(ro=n % 5 + 1, ro_vigtigt=4 - n % 3))) for n in range(6)))
    out = (PlaceOut(place=EVIL, why="leftOut", reason=EVIL), PlaceOut(place="Syd", why="few"))
    compared = Compared(
        own=EVIL,
        begins=date(2025, 10, 1),
        ends=None,
        policy="published",
        least=5,
        least_places=3,
        compared_with="places",
        others=(EVIL, "A", "B"),
        out=out,
        versions=(VersionUsed(version="0.9.0", is_now=False),),
    )
    row = CoverageRow(
        questionnaire="liv",
        title=EVIL,
        informant=None,
        informant_title="",
        due=7,
        people=7,
        states=(StateCount(states=("answered",), forms=6), StateCount(states=("declined", "notAble"), forms=1)),
    )
    lines = [
        *drawn(evil, CALM, width=width, glyphs=glyphs),
        *importance_lines(importance(given), page),
        *compared_lines(compared, page),
        *coverage_lines(Coverage(citizens=7, rows=(row,), least=5), page),
    ]
    assert max(map(cell_len, lines)) <= width
    assert not any("\x1b" in line or "\u202e" in line or "\n" in line for line in lines)
    if glyphs is ASCII:
        ours = "".join(lines).replace("[bold]Ro", "")
        assert not set("█░○●◐━─┊–·") & set(ours)


def test_a_bar_is_full_only_of_all_and_empty_only_of_nothing() -> None:
    page = Page(width=80, glyphs=ALL)
    assert [bar(share, 5, page) for share in (0, 0.01, 0.5, 0.99, 1)] == ["░░░░░", "█░░░░", "██░░░", "████░", "█████"]


def test_questions_on_the_same_steps_stand_in_one_table() -> None:
    hard = replace(CALM, title="Ro, svært", options=tuple((value - 1, title) for value, title in OPTIONS), range=(0, 4))
    lines = drawn(CALM, hard, replace(CALM, title="Mad"), replace(hard, title="Mad, svært"))
    assert sum(line.startswith("  1 = Slet ikke") for line in lines) == 1
    assert sum(line.startswith("  0 = Slet ikke") for line in lines) == 1
    assert [line.split(" ")[2] for line in lines if re.match(r"  (Ro|Mad)", line)] == ["Ro", "Mad", "Ro,", "Mad,"]
