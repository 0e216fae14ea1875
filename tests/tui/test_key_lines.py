"""The line of keys: as much as there is room for, and never without the keys that matter most."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sipforms.actions.fill import Filling
from sipforms.actions.form.keeping import Kept
from sipforms.actions.form.tally import Progress
from sipforms.actions.workplace import Workplace
from sipforms.tui.app import SipApp
from sipforms.tui.form_texts import NEVER_LOST, keys_text, top_line
from tests.tui.conftest import filling_in

Begun = Callable[..., Filling]
LINE = [("F8", "skjul"), ("1-5", "svar"), ("N", "ny"), ("V", "versioner"), ("F1", "hjælp"), ("Esc", "tilbage")]
pairs = st.lists(
    st.tuples(st.sampled_from(["F8", "N", "Esc", "F1", "1-5", "+"]), st.text("abcæ", max_size=12)), max_size=9
)


@given(pairs, st.integers(0, 120))
def test_a_line_is_never_wider_than_the_window_and_keeps_its_order(keys: list[tuple[str, str]], width: int) -> None:
    drawn = keys_text(keys, width).plain
    assert cell_len(drawn) <= width
    whole = "".join(f" {key} {does} " for key, does in keys)
    assert drawn == whole or len(drawn) < len(whole)


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (80, " F8 skjul  1-5 svar  N ny  V versioner  F1 hjælp  Esc tilbage "),
        (50, " F8 skjul  1-5 svar  N ny  F1 hjælp  Esc tilbage "),
        (44, " F8 skjul  1-5 svar  F1 hjælp  Esc tilbage "),
        (34, " F8 skjul  F1 hjælp  Esc tilbage "),
        (12, " F8 skjul "),
        (5, ""),
    ],
)
def test_hiding_help_and_the_way_back_are_lost_last(width: int, expected: str) -> None:
    assert keys_text(LINE, width).plain == expected
    assert {"F8", "F2", "F1", "?", "Esc"} == NEVER_LOST


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (80, " B-1042 · Livskvalitet · Interview · Borgeren █░░░░░░░ 16/66   gemt 14:02 · LED "),
        (74, " B-1042 · Livskvalitet · Interview · Borgeren 16/66   gemt 14:02 · LED "),
        (60, " B-1042 · Livskvalitet · Intervie… 16/66   gemt 14:02 · LED "),
    ],
)
def test_the_bar_gives_way_to_whose_form_it_is_and_what_is_cut_has_a_sign(width: int, expected: str) -> None:
    progress, kept = Progress(answered=16, asked=66), Kept(at=datetime(2026, 11, 22, 14, 2, tzinfo=UTC))
    drawn = top_line(("B-1042", "Livskvalitet · Interview · Borgeren"), progress, kept, width, "LED").plain
    assert " ".join(drawn.split()) == " ".join(expected.split())
    assert cell_len(drawn) == width


async def test_the_form_shows_how_to_hide_to_hand_in_and_to_get_help_at_every_width(
    workplace: Workplace, begun: Begun
) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        assert seen.line("keys") == "F8 skjul  1-5 svar  F2 aflever  ? hjælp  0 ved ikke  - vil ikke  ⌫ fortryd"
        for width in (40, 60, 120):
            await seen.pilot.resize_terminal(width, 24)
            await seen.settle()
            line = seen.line("keys")
            assert line.startswith("F8 skjul")
            assert "F2 aflever" in line
            assert "? hjælp" in line
