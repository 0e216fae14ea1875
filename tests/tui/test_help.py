"""Help: the question, the number pad drawn in one small window, and every key as the user has it."""

from collections.abc import Callable

import pytest

from sipforms.actions.fill import Filling
from sipforms.actions.keymap import DEFAULTS
from sipforms.actions.preferences import own_file
from sipforms.actions.workplace import Workplace
from sipforms.tui.app import SipApp
from sipforms.tui.choice_words import DOES
from sipforms.tui.number_pad import PAD_WIDTH, number_pad
from tests.tui.conftest import USUAL, filling_in, opened

Begun = Callable[..., Filling]

PAD = """\
┌───────────────┬───────────────┬───────────────┬───────────────┐
│ NumLock tændt │/ ikke relevant│ * note        │ - vil ikke    │
├───────────────┼───────────────┼───────────────┼───────────────┤
│ 7             │ 8             │ 9             │               │
├───────────────┼───────────────┼───────────────┤ + næste tomme │
│ 4 Meget       │ 5 Rigtig meget│ 6             │               │
├───────────────┼───────────────┼───────────────┼───────────────┤
│ 1 Slet ikke   │ 2 Lidt        │ 3 Noget       │               │
├───────────────┴───────────────┼───────────────┤ Enter videre  │
│ 0 ved ikke                    │ , forstår ikke│               │
└───────────────────────────────┴───────────────┴───────────────┘"""
WORDS = {
    "num_lock": "tændt", "/": "ikke relevant", "*": "note", "-": "vil ikke", "+": "næste tomme", "4": "Meget",
    "5": "Rigtig meget", "1": "Slet ikke", "2": "Lidt", "3": "Noget", "enter": "videre", "0": "ved ikke",
    ",": "forstår ikke",
}  # fmt: skip


def test_the_pad_is_drawn_as_it_lies_on_the_desk() -> None:
    drawn = number_pad(WORDS)
    assert drawn.plain == PAD
    assert {len(line) for line in drawn.plain.splitlines()} == {PAD_WIDTH}


@pytest.mark.parametrize("width", [10, 21, 30, 40, 65, 100])
def test_the_pad_fits_the_window(width: int) -> None:
    drawn = number_pad(WORDS, width=width)
    assert {len(line) for line in drawn.plain.splitlines()} <= set(range(21, max(width, 21) + 1))


def test_the_pressed_key_stands_out_and_a_long_word_is_cut() -> None:
    drawn = number_pad({"4": "Aldeles umådelig meget"}, pressed="4")
    marked = [drawn.plain[one.start : one.end] for one in drawn.spans if "reverse" in str(one.style)]
    assert marked == [" 4 Aldeles umå…"]


async def test_the_number_pad_is_taught_in_one_small_window(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun(), USUAL) as seen:
        await seen.press("question_mark", "right")
        lines = [line.strip(" │▁▔") for line in seen.text.splitlines()]
        for row in ("1 Slet ikke", "4 Meget", "0 ved ikke", "+ næste tomme", "Enter"):
            assert any(row in line for line in lines), row
        assert "[Talblokken]" in seen.text
        assert "⌫ fortryd  G gå til 2.4  F2 aflever  F8 skjul  F1 hjælp" in seen.text
        assert "Esc tilbage" in seen.text
        assert seen.app.screen.query_one("#help").max_scroll_y == 0


async def test_the_pages_of_help_are_turned_both_ways(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun(), (100, 50)) as seen:
        await seen.press("f1")
        assert "[Spørgsmålet]" in seen.text
        await seen.press("left")
        assert "[Alle taster]" in seen.text
        await seen.press("tab", "right", "right")
        assert "[Alle taster]" in seen.text
        await seen.press("f1")
        assert seen.screen == "FormScreen"


def test_every_key_of_the_table_is_in_words() -> None:
    assert set(DOES) == set(DEFAULTS)


async def test_help_names_the_keys_that_the_user_has(workplace: Workplace, begun: Begun) -> None:
    own_file().parent.mkdir()
    own_file().with_name("keys.toml").write_text('note = ["w"]\n', encoding="utf-8")
    async with filling_in(SipApp(workplace), begun(), (100, 60)) as seen:
        await seen.press("f1", "left")
        line = next(line for line in seen.text.splitlines() if "skriv en note" in line)
        assert "   W   " in line
        await seen.press("escape", "w")
        assert seen.form.writer.is_writing


@pytest.mark.long
async def test_help_can_be_read_in_every_size(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun(), (40, 15)) as seen:
        await seen.press("f1", "right")
        for size in ((60, 20), (120, 40), (40, 15)):
            await seen.pilot.resize_terminal(*size)
            await seen.settle()
            await seen.press("right", "right", "right")
            assert "Talblokken" in seen.text
        await seen.press("escape")
        assert seen.screen == "FormScreen"


async def test_help_elsewhere_has_one_page(workplace: Workplace) -> None:
    async with opened(SipApp(workplace)) as seen:
        await seen.press("f1")
        assert "bladr" not in seen.text
        await seen.press("right")
        assert seen.screen == "HelpScreen"
