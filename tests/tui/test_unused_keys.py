"""A key that does nothing says so, on every screen; what is pasted is taken only where text is written."""

from collections.abc import Callable

from textual.events import Paste

from sipforms.actions.fill import Filling
from sipforms.actions.workplace import Workplace
from sipforms.tui.app import SipApp
from tests.tui.conftest import Seen, filling_in, opened

Begun = Callable[..., Filling]


async def paste(seen: Seen, text: str) -> None:
    event = Paste(text)
    event.set_sender(seen.app)
    seen.app.post_message(event)
    await seen.settle()


NAMED = {"f5": "F5", "tab": "Tab", "ctrl+g": "Ctrl+G", "alt+shift+o": "Alt+Shift+O"}


async def test_a_key_that_the_form_has_no_use_for_is_named(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        for key, told in NAMED.items():
            await seen.press(key)
            assert seen.line("status").startswith(f"{told} gør ikke noget her")
        await seen.press("left_shift", "down", "num_lock", "<ignore>", "lower_volume")
        assert "gør ikke noget" not in seen.text, "nobody presses these for anything"
        for text in PASTED:
            await seen.press("down", "up")
            await paste(seen, text)
            assert seen.line("status").startswith("Det, du satte ind, bliver ikke brugt her")
        assert not seen.draft.answers


PASTED = ("4444", "4\n4", "\x1b[2J\x00[/b]", "x" * 10_000)


async def test_keys_that_do_something_are_not_said_to_do_nothing(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        for key in ("4", "down", "f9", "f9", "f9", "g", "escape", "question_mark", "escape", "ctrl+c"):
            await seen.press(key)
            assert "gør ikke noget" not in seen.text, key


async def test_the_first_screen_names_the_keys_that_do_nothing_there(workplace: Workplace) -> None:
    async with opened(SipApp(workplace)) as seen:
        await seen.press("x")
        assert seen.line("status") == "X gør ikke noget her. F1 viser tasterne."
        await seen.press("f7")
        assert seen.line("status") == "F7 gør ikke noget her: her logger ingen ind, så der er ingen at logge ud."
        await seen.press("f1")
        assert seen.screen == "HelpScreen"
