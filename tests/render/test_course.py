"""The course over time: pieces apart at breaks, the same numbers as given, a plot from three rounds on."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sipforms.engine.compare.comparability import Break
from sipforms.plugins.sections.history import Course
from sipforms.render.charts.glyphs import ALL, ASCII
from sipforms.render.charts.history import ROUNDS_SHOWN, history_plot, history_table, pieces
from sipforms.render.charts.time_strip import least_cells, places
from sipforms.render.language import speak
from tests.render.drawn import RANGES, course, line, numbers

BRAILLE = {chr(code) for code in range(0x2801, 0x2900)}


@pytest.fixture(autouse=True)
def _english() -> None:
    speak("en")


@st.composite
def courses(draw: st.DrawFn) -> Course:
    range_ = draw(st.sampled_from(RANGES))
    rounds = draw(st.integers(1, 12))
    values = st.lists(st.none() | numbers(range_), min_size=rounds, max_size=rounds)
    places = st.lists(st.integers(0, rounds - 2), unique=True) if rounds > 1 else st.just([])
    whys: st.SearchStrategy[Break] = st.sampled_from(["mode", "items"])

    def made(name: str) -> object:
        breaks = tuple((place, draw(whys)) for place in sorted(draw(places)))
        return line(name, *draw(values), breaks=breaks, range_=range_)

    names = draw(st.lists(st.text("abcæ日[/b]", min_size=1, max_size=40), min_size=1, max_size=5))
    return course(*(made(name) for name in names), range_=range_)  # type: ignore[arg-type]


@given(courses(), st.integers(60, 120), st.sampled_from([ALL, ASCII]))
def test_the_table_is_never_wider_than_asked_and_holds_the_newest_numbers(
    shown: Course, width: int, glyphs: object
) -> None:
    text = history_table(shown, width, glyphs).plain  # type: ignore[arg-type]
    assert all(cell_len(one) <= width for one in text.split("\n"))
    rounds = text.split("\n")[0].split()
    assert 1 <= len(rounds) <= ROUNDS_SHOWN + 1  # where the curves begin, too, when the numbers begin later
    assert rounds[-1] == f"{shown.days[-1]:%m-%y}"


def test_the_table_looks_like_this() -> None:
    shown = course(line("Humør", 1.0, 2.0, 4.0, 5.0, breaks=((1, "mode"),)), line("Relationer", 2.0, None, 3.0, 3.0))
    assert history_table(shown, 60).plain.split("\n") == [
        "                                  11-23  11-24  11-25  11-26",
        "Humør        ▁─────▃   ┆▆─────█     1.0    2.0   ┆4.0    5.0",
        "Relationer   ▃──────────▅─────▅     2.0      –    3.0    3.0",
        "┆ 20 Nov 2025: way of answering changed",
    ]
    assert history_table(shown, 60, glyphs=ASCII).plain.split("\n") == [
        "                                  11-23  11-24  11-25  11-26",
        "Hum\N{LATIN SMALL LETTER O WITH STROKE}r        _-----,   !+-----#     1.0    2.0   !4.0    5.0",
        "Relationer   ,----------~-----~     2.0      -    3.0    3.0",
        "! 20 Nov 2025: way of answering changed",
    ]


def test_rounds_stand_as_far_apart_as_their_days() -> None:
    """A month, three years and a year: a reader sees which is which, and is told how to."""
    even = course(line("Humør", 1.0, 2.0, 4.0, 5.0))
    shown = replace(even, days=(date(2020, 1, 1), date(2020, 2, 1), date(2023, 2, 1), date(2024, 2, 1)))
    text = history_table(shown, 72).plain.split("\n")
    assert text[1] == "Humør        ▁▃────────────────────▆──────█     1.0    2.0    4.0    5.0"
    assert text[2].startswith("The further apart two signs")
    assert "further apart" not in history_table(even).plain


@given(
    st.lists(st.dates(date(1990, 1, 1), date(2030, 1, 1)), min_size=1, max_size=12).map(sorted),
    st.sets(st.integers(0, 10)),
    st.integers(0, 30),
)
def test_every_round_has_a_cell_of_its_own_and_a_break_has_room(days: list[date], broken: set[int], spare: int) -> None:
    breaks: tuple[tuple[int, Break], ...] = tuple((at, "mode") for at in sorted(broken) if at < len(days) - 1)
    shown = replace(course(line("A", *[3.0] * len(days), breaks=breaks)), days=tuple(days))
    cells = least_cells(shown, 0) + spare
    where = places(shown, 0, cells)
    assert list(where) == list(range(len(days)))
    assert where[0] >= 0
    assert where[len(days) - 1] <= cells - 1
    for at in range(len(days) - 1):
        assert where[at + 1] - where[at] >= (2 if at in dict(breaks) else 1)


def test_a_break_before_the_numbers_shown_is_told_with_the_curve() -> None:
    shown = course(line("Humør", *([3.0] * 9), breaks=((0, "mode"),)))
    head, row, told = history_table(shown).plain.split("\n")
    assert head.split()[0] == f"{shown.days[0]:%m-%y}"
    assert row.count("▅") == 9
    assert "changed" in told


@given(courses())
def test_pieces_hold_every_number_once_and_never_cross_a_break(shown: Course) -> None:
    for one in shown.lines:
        found = [list(piece) for piece in pieces(one)]
        there = [(at, float(score.value)) for at, score in enumerate(one.scores) if score and score.value is not None]
        assert [point for piece in found for point in piece] == there
        for place, _why in one.breaks:
            assert not any(piece[0][0] <= place < piece[-1][0] for piece in found)
        assert len(found) <= len(one.breaks) + 1


@pytest.mark.parametrize("rounds", [1, 2])
def test_two_rounds_are_no_course(rounds: int) -> None:
    assert history_plot(line("A", *[3.0] * rounds), course(line("A", *[3.0] * rounds))).plain == ""


def test_lines_on_different_scales_have_no_plot() -> None:
    assert history_plot(line("A", 1.0, 2.0, 3.0), course(line("A", 1.0, 2.0, 3.0), range_=None)).plain == ""


def plotted(*values: float | None, breaks: tuple[tuple[int, Break], ...] = ()) -> list[str]:
    one = line("Humør", *values, breaks=breaks)
    return history_plot(one, course(one), 60, 14).plain.split("\n")


def columns(rows: list[str]) -> set[int]:
    return {at for one in rows for at, sign in enumerate(one) if sign in BRAILLE}


def test_the_plot_is_drawn_by_plotext_as_we_expect() -> None:
    """Fails loudly where another version of plotext draws something else: look at the picture, then at the code."""
    rows = plotted(1.0, 3.0, 5.0)
    assert len(rows) == 14
    assert all(cell_len(one) <= 60 for one in rows)
    assert rows[0].strip() == "Humør"
    assert [one[0] for one in rows if one[0].isdigit()] == ["5", "4", "3", "2", "1"]
    assert rows[-1].split() == ["11-24", "11-25", "11-26"]
    first, last = (
        min(at for at, one in enumerate(rows) if {one[c : c + 1] for c in side} & BRAILLE)
        for side in (range(2, 12), range(48, 60))
    )
    assert first > last


def test_the_steps_of_a_long_scale_are_short_numbers_with_a_line_each() -> None:
    """Goal attainment runs from 19.8489 to 80.1511."""
    wide = (19.8489, 80.1511)
    one = line("A", 50.0, 50.0, 50.0, range_=wide)
    rows = history_plot(one, course(one, range_=wide), 60, 14).plain.split("\n")
    assert [row.split("┤")[0].strip() for row in rows if "┤" in row and row.split("┤")[0].strip()] == [
        "80.2", "65.1", "50", "34.9", "19.8",
    ]  # fmt: skip


def test_nothing_is_drawn_across_a_break() -> None:
    whole, broken = columns(plotted(2.0, 2.0, 4.0, 4.0)), columns(plotted(2.0, 2.0, 4.0, 4.0, breaks=((1, "mode"),)))
    assert broken < whole
    middle = range(24, 36)
    assert set(middle) <= whole
    assert not set(middle) & broken


def test_a_plot_in_ascii_holds_only_ascii() -> None:
    one = line("Humor", 1.0, 3.0, 5.0)
    text = history_plot(one, course(one), 80, 14, ASCII).plain
    assert text.isascii()
    assert "*" in text


def test_a_plot_twice_is_the_same() -> None:
    """plotext keeps one figure for the process; ours begins empty each time."""
    assert plotted(1.0, 3.0, 5.0) == plotted(1.0, 3.0, 5.0)


def test_days_without_a_difference_are_drawn_all_the_same() -> None:
    one = line("Humør", 1.0, 3.0, 5.0)
    same_day = Course(days=(date(2026, 1, 1),) * 3, modes=(None,) * 3, lines=(one,), range=(1.0, 5.0))
    assert history_plot(one, same_day).plain
