"""The dumbbell and its table in words: every letter where its number is, nothing wider than asked, the same numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sipforms.plugins.sections.development import Development, DevelopmentRow
from sipforms.render.charts.dumbbell import (
    NARROWEST,
    WIDEST,
    column_of,
    dumbbell,
    gap_of,
    in_order,
    letters_of,
    value_of,
)
from sipforms.render.charts.glyphs import ALL, ASCII, Glyphs, glyphs_for
from sipforms.render.charts.word_table import word_table
from sipforms.render.charts.words import score_words
from sipforms.render.language import speak
from tests.render.drawn import STEPS, compared, development, developments, row


@pytest.fixture(autouse=True)
def _english() -> None:
    speak("en")


def by_cell(line: str) -> list[str]:
    return [sign for letter in line for sign in (letter, "")[: cell_len(letter)]]


@given(developments(), st.integers(20, 200), st.sampled_from([ALL, ASCII]))
def test_never_wider_than_asked(shown: Development, width: int, glyphs: Glyphs) -> None:
    asked = max(NARROWEST, min(width, WIDEST))
    assert all(cell_len(line) <= asked for line in dumbbell(shown, width, glyphs).plain.split("\n"))
    assert all(cell_len(line) <= max(width, 40) for line in word_table(shown, width, glyphs).plain.split("\n"))


@given(developments(), st.integers(NARROWEST, WIDEST))
def test_one_line_a_row_below_the_legend_and_the_axis(shown: Development, width: int) -> None:
    lines = dumbbell(shown, width).plain.split("\n")
    for at, one in enumerate(in_order(shown)):
        assert score_words(one.main.now) in lines[2 + at] or value_of(one.main.now) is None


def drawn(one: DevelopmentRow, width: int = 80, **more: object) -> tuple[list[str], int]:
    """The cells of the axis for a development of this row alone, and how many there are."""
    shown = development(one, **more)  # type: ignore[arg-type]
    _legend, axis, line, *_rest = dumbbell(shown, width).plain.split("\n")
    start = len(by_cell(axis)) - len(by_cell(axis.lstrip()))
    end = len(by_cell(axis.rstrip()))
    return by_cell(line)[start:end], end - start


@given(
    st.sampled_from([(1.0, 5.0), (0.0, 4.0)]).flatmap(
        lambda range_: st.tuples(st.just(range_), *[st.floats(*range_, allow_nan=False)] * 4)
    ),
    st.integers(NARROWEST, WIDEST),
)
def test_every_letter_stands_at_its_number(
    given_: tuple[tuple[float, float], float, float, float, float], width: int
) -> None:
    range_, now, beside, before, beside_before = given_
    one = row("Relationer", compared("t", now, before, range_), compared("v", beside, beside_before, range_))
    cells, axis = drawn(one, width, range_=range_)
    places = {
        "T": column_of(now, range_, axis),
        "V": column_of(beside, range_, axis),
        "t": column_of(before, range_, axis),
        "v": column_of(beside_before, range_, axis),
    }
    if places["T"] == places["V"]:
        assert cells[places["T"]] == "B"
    else:
        assert (cells[places["T"]], cells[places["V"]]) == ("T", "V")
    covered = {places["T"], places["V"]}
    assert places["t"] in covered or cells[places["t"]] == "t"
    assert places["v"] in {*covered, places["t"]} or cells[places["v"]] == "v"
    between = range(min(covered) + 1, max(covered))
    joins = {cells[at] for at in between} - {"t", "v"}
    gap = gap_of(one) or 0
    assert joins <= ({"━"} if gap > 0 else {"─"})
    outside = {cells[at] for at in range(axis) if at < min(covered) or at > max(covered)}
    assert not outside & {"━", "─"}


@given(developments())
def test_the_largest_gap_stands_first_and_rows_without_a_number_last(shown: Development) -> None:
    gaps = [gap_of(one) for one in in_order(shown)]
    known = [gap for gap in gaps if gap is not None]
    assert known == sorted(known, reverse=True)
    assert gaps == [*known, *[None] * (len(gaps) - len(known))]
    assert sorted(map(id, in_order(shown))) == sorted(map(id, shown.rows))


def test_without_importance_there_is_one_letter_and_no_line() -> None:
    shown = development(row("Humør", compared("t", 2.0, 3.0)), beside="")
    legend, _axis, line, *_rest = dumbbell(shown).plain.split("\n")
    assert legend == "T tilfreds now  t last time"
    assert {"T", "t"} <= set(line)
    assert not {"V", "v", "B", "━", "─"} & set(line)


def test_the_axis_is_written_as_all_numbers_are() -> None:
    wide = (19.8489, 80.1511)
    shown = development(row("A", compared("a", 50.0, range_=wide)), range_=wide)
    assert dumbbell(shown, 80).plain.split("\n")[1].split() == ["19.8", "50", "80.2"]
    speak("da")
    assert dumbbell(shown, 80).plain.split("\n")[1].split() == ["19,8", "50", "80,2"]


def test_the_first_time_there_are_no_small_letters() -> None:
    shown = development(row("Humør", compared("t", 2.0), compared("v", 4.0)), before=None)
    legend, _axis, line, *_rest = dumbbell(shown).plain.split("\n")
    assert "last time" not in legend
    assert "t" not in line.removeprefix("Humør")


def test_across_a_break_nothing_of_last_time_is_drawn_and_the_reason_is_told_once() -> None:
    rows = [
        row(f"Nr {at}", compared("t", 2.0, 4.0, broken="mode"), compared("v", 3.0, 5.0, broken="mode"))
        for at in range(3)
    ]
    shown = development(*rows, broken="mode")
    for text in (dumbbell(shown).plain, word_table(shown).plain):
        assert "4.0" not in text
    assert dumbbell(shown).plain.count("way of answering changed") == 1
    assert not any("t" in line[4:] for line in dumbbell(shown).plain.split("\n")[2:5])


def test_where_only_one_row_is_broken_its_line_says_so() -> None:
    shown = development(row("A", compared("a", 2.0, 4.0, broken="items")), row("B", compared("b", 2.0, 3.0)))
    assert "other questions" in next(line for line in dumbbell(shown).plain.split("\n") if line.startswith("A"))


def test_a_row_without_a_number_says_why_and_draws_no_letter() -> None:
    shown = development(row("Humør", compared("t", None), compared("v", 3.0)))
    line = dumbbell(shown).plain.split("\n")[2]
    assert "too few answers (2/5)" in line
    assert "V" in line
    assert "T" not in line
    assert "too few answers (2/5)" in word_table(shown).plain


@pytest.mark.parametrize(
    ("main", "beside", "letters"),
    [
        ("Tilfreds?", "Vigtigt?", "TVB"),
        ("", "", "ABX"),
        ("Svært?", "Skidt?", "ABX"),
        ("Bedring", "Vigtigt?", "BVX"),
        ("", "Vigtigt?", "ABX"),
    ],
)
def test_letters_are_the_first_of_the_titles_unless_they_clash(main: str, beside: str, letters: str) -> None:
    found = letters_of(development(main=main, beside=beside))
    assert found.main + found.beside + found.both == letters


@given(developments(), st.integers(NARROWEST, WIDEST))
def test_ascii_is_ascii(shown: Development, width: int) -> None:
    titles = "".join(one.title for one in shown.rows) + "日æøå"
    for text in (dumbbell(shown, width, ASCII).plain, word_table(shown, width, ASCII).plain):
        assert all(sign.isascii() or sign in titles for sign in text)


def test_markup_in_a_title_is_shown_as_it_stands() -> None:
    shown = development(row("[bold]Humør[/b] :smile:", compared("t", 2.0), compared("v", 3.0)), main="[red]Tilfreds?")
    assert "[bold]Humør[/b] :smile:" in dumbbell(shown, 100).plain
    assert "[red]tilfreds" in dumbbell(shown, 100).plain.lower()
    assert "[bold]Humør[/b] :smile:" in word_table(shown, 100).plain


@pytest.mark.parametrize(
    ("range_", "labels"),
    [
        ((0.0, 4.0), "0 1 2 3 4"),
        ((-4.0, 4.0), "-4 -3 -2 -1 0 1 2 3 4"),
        ((0.0, 100.0), "0 50 100"),
        ((0.0, 1.0), "0 1"),
    ],
)
def test_the_axis_has_a_number_at_each_step(range_: tuple[float, float], labels: str) -> None:
    shown = development(row("Humør", compared("t", range_[1], None, range_)), range_=range_, beside="")
    assert dumbbell(shown).plain.split("\n")[1].split() == labels.split()


def test_numbers_on_different_scales_are_in_the_table_only() -> None:
    shown = development(row("A", compared("a", 2.0)), row("B", compared("b", 50.0, None, (0.0, 100.0))), range_=None)
    assert "different scales" in dumbbell(shown).plain
    assert "50.0" in word_table(shown).plain


def test_shares_have_two_decimals() -> None:
    range_ = (0.0, 1.0)
    shown = development(row("Nåede målet", compared("a", 0.25, 0.5, range_)), range_=range_, beside="")
    assert "0.25 (5/5) -0.25" in dumbbell(shown).plain


def test_the_table_has_columns_in_use_only() -> None:
    first = word_table(development(row("A", compared("a", 2.0)), before=None)).plain
    assert "Last time" not in first
    assert "Change" not in first
    assert "Vigtigt" not in first
    later = word_table(development(row("A", compared("a", 2.0, 3.0), compared("b", 4.0, 4.0)))).plain
    assert "Tilfreds" in later
    assert "Vigtigt" in later
    assert "-1.0" in later


def test_the_words_of_the_scale_stand_below() -> None:
    shown = development(row("A", compared("a", 2.0)), steps=STEPS)
    assert "1 Slet ikke  2 Lidt  3 Noget  4 Meget  5 Rigtig meget" in dumbbell(shown, 60).plain.split("\n")


@pytest.mark.parametrize(
    ("encoding", "glyphs"),
    [("utf-8", ALL), ("ascii", ASCII), ("cp1252", ASCII), ("cp850", ASCII), (None, ASCII), ("no-such", ASCII)],
)
def test_signs_are_those_that_the_output_can_carry(encoding: str | None, glyphs: Glyphs) -> None:
    assert glyphs_for(encoding) is glyphs


def test_what_lacks_most_stands_first_and_what_is_plenty_last() -> None:
    plenty = row("Rigeligt", compared("a", 4.0), compared("b", 2.0))
    lacking = row("Mangler", compared("c", 2.0), compared("d", 5.0))
    nothing = row("Uden tal", compared("e", None), compared("f", 5.0))
    lines = dumbbell(development(nothing, plenty, lacking)).plain.split("\n")[2:5]
    assert [line.split("┊")[0].strip() for line in lines] == ["Mangler", "Rigeligt", "Uden tal"]
    assert lines[0].index("T") < lines[0].index("━") < lines[0].index("V")
    assert lines[1].index("V") < lines[1].index("─") < lines[1].index("T")
    alone = [row("Godt", compared("a", 4.0)), row("Skidt", compared("b", 1.0))]
    assert [one.title for one in in_order(development(*alone, beside=""))] == ["Skidt", "Godt"]


def test_beside_anything_but_importance_nothing_is_called_missing() -> None:
    """Capacity beside performance: the two are joined, and no word judges what is between them."""
    lower = row("Gå", compared("a", 2.0), compared("b", 5.0))
    higher = row("Tale", compared("c", 4.0), compared("d", 1.0))
    shown = development(lower, higher, is_wished=False, main="Udførelse", beside="Kapacitet")
    text = dumbbell(shown).plain
    assert not {"missing", "plenty"} & set(text.replace(",", " ").split())
    assert "━" not in text
    assert all("─" in line for line in text.split("\n")[2:4])
    assert "missing" in dumbbell(development(lower, higher)).plain


def test_where_more_is_worse_the_highest_number_stands_first() -> None:
    alone = [row("Let", compared("a", 1.0)), row("Svært", compared("b", 4.0)), row("Uden", compared("c", None))]
    shown = development(*alone, beside="", is_burden=True)
    assert [one.title for one in in_order(shown)] == ["Svært", "Let", "Uden"]
