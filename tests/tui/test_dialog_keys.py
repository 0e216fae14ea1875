"""In front of everything a dialog says itself what a key does, and covers nothing of the screen behind it."""

from sipforms.actions.workplace import Workplace
from sipforms.tui.app import SipApp
from tests.tui.conftest import opened


async def test_a_dialog_tells_of_an_unused_key_in_itself_and_forgets_it(workplace: Workplace) -> None:
    async with opened(SipApp(workplace)) as seen:
        await seen.press("b", "n", "f5")
        assert "F5 gør ikke noget her. F1 viser tasterne." in seen.text
        assert not seen.app._notifications, "a note in front would hide the keys, and stay after the dialog"
        await seen.write("9")
        assert "gør ikke noget" not in seen.text


async def test_f1_shows_the_keys_of_a_dialog(workplace: Workplace) -> None:
    async with opened(SipApp(workplace)) as seen:
        await seen.press("b", "n", "f1")
        assert (seen.screen, "F2            gem" in seen.text) == ("HelpScreen", True)
        await seen.press("escape")
        assert seen.screen == "PersonDialog"
