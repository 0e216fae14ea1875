"""Signing in on the screen: nothing before it, words for what goes wrong, and what waits afterwards."""

from collections.abc import Callable

import pytest
from textual.widgets import Input

from sipforms.actions.fill import Filling, put_aside
from sipforms.actions.form.model import FormModel
from sipforms.actions.workplace import Workplace
from sipforms.render.signing_in import waiting
from sipforms.store.casefile import CaseFile
from sipforms.tui.app import SipApp
from sipforms.tui.widgets.text_line import TextLine
from tests.tui.conftest import LARGE, USUAL, opened
from tests.tui.entrances import CODE, PASSPHRASE, TestEntrance, settled_welcome, signed_in, try_to_sign_in, until

SIZES = pytest.mark.parametrize("size", [USUAL, LARGE], ids=["80x24", "120x40"])


@pytest.fixture
def entrance(workplace: Workplace) -> TestEntrance:
    return TestEntrance(workplace)


@SIZES
async def test_nothing_about_anybody_is_seen_before_the_passphrase(
    entrance: TestEntrance, admitted: Callable[..., CaseFile], size: tuple[int, int]
) -> None:
    admitted("B-77", "Ahorn Opdigtet")
    async with opened(SipApp(None, entrance=entrance), size) as seen:
        assert seen.screen == "SignInScreen"
        assert "Initialer" in seen.text
        assert "B-77" not in seen.text
        await try_to_sign_in(seen, "KHO", PASSPHRASE)
        await settled_welcome(seen)
        assert "KHO" in seen.text.splitlines()[0]
        await seen.press("enter")
        await seen.settle()
        assert seen.screen == "TodayScreen"
        assert "B-77" in seen.text
        assert seen.text.splitlines()[0].endswith("KHO")


async def test_the_passphrase_is_seen_by_nobody_and_is_not_kept_in_the_field(entrance: TestEntrance) -> None:
    async with opened(SipApp(None, entrance=entrance)) as seen:
        await seen.write("KHO")
        await seen.press("enter")
        await seen.write("hemmelig")
        assert "hemmelig" not in seen.text
        assert "••••••••" in seen.text
        assert "hemmelig" not in seen.app.export_screenshot()
        await seen.press("ctrl+a", "ctrl+c", "ctrl+x")
        assert seen.app.clipboard == ""
        await seen.press("enter")
        await until(lambda: "hører ikke sammen" in seen.text)
        assert seen.app.screen.query_one("#passphrase", Input).value == ""
        assert seen.screen == "SignInScreen"


async def test_whoever_types_fast_does_not_see_the_passphrase_beside_the_name(entrance: TestEntrance) -> None:
    async with opened(SipApp(None, entrance=entrance)) as seen:
        await seen.press_at_once(*"KHO", "enter", *PASSPHRASE.replace(" ", "_"))
        assert seen.app.screen.query_one("#name", Input).value == "KHO"
        assert seen.app.screen.query_one("#passphrase", Input).value == PASSPHRASE.replace(" ", "_")


async def test_a_pause_is_counted_down_and_no_try_is_made_meanwhile(entrance: TestEntrance) -> None:
    entrance.pauses = [20]
    async with opened(SipApp(None, entrance=entrance)) as seen:
        await try_to_sign_in(seen, "KHO", PASSPHRASE)
        assert waiting(20) in seen.line("status")
        entrance.ticks.pass_(13)
        seen.app.screen.count_down()  # type: ignore[attr-defined]
        await seen.settle()
        assert waiting(7) in seen.line("status")
        await seen.write(PASSPHRASE)
        await seen.press("enter")
        assert entrance.done == []
        entrance.ticks.pass_(7)
        seen.app.screen.count_down()  # type: ignore[attr-defined]
        await seen.settle()
        assert seen.line("status") == "Du kan prøve igen nu."
        await seen.press("enter")
        await until(lambda: seen.screen == "WelcomeScreen")
        assert entrance.done == ["in KHO"]


async def test_locked_capitals_are_guessed_from_the_letters(entrance: TestEntrance) -> None:
    entrance.name = "KHO"
    async with opened(SipApp(None, entrance=entrance)) as seen:
        await seen.write("TRE")
        assert "Caps Lock" not in seen.text
        await seen.write(" GULE")
        assert "Caps Lock" in seen.text
        await seen.write("r")
        assert "Caps Lock" not in seen.text


async def test_help_and_leaving_work_before_anybody_has_signed_in(entrance: TestEntrance) -> None:
    app = SipApp(None, entrance=entrance)
    async with opened(app) as seen:
        await seen.press("f1")
        assert seen.screen == "HelpScreen"
        await seen.press("escape", "f7", "f8")
        assert seen.screen in {"SignInScreen", "HiddenScreen"}
        await seen.press("f8", "ctrl+q")
    assert app.return_code == 0
    app.end()
    assert entrance.done == []


@SIZES
async def test_drafts_wait_and_are_gone_on_with_by_two_keys(
    entrance: TestEntrance, begun: Callable[..., Filling], size: tuple[int, int]
) -> None:
    filling = begun()
    model = FormModel(filling.draft)
    by = {"by": "KHO", "at": entrance.workplace.now().isoformat()}
    for key in "45":
        entry = model.press(key).entry
        assert entry is not None
        entrance.workplace.store.append(filling.id, {**entry, **by})
    put_aside(entrance.workplace, filling)
    async with opened(SipApp(None, entrance=entrance), size) as seen:
        await try_to_sign_in(seen, "KHO", PASSPHRASE)
        await settled_welcome(seen)
        assert "Du har 1 kladde" in seen.text
        assert "▶ B-1" in seen.text
        assert "2 svar" in seen.text
        await seen.press("enter", "enter")
        assert list(seen.draft.answers.values()) == [4, 5]
    async with opened(SipApp(None, entrance=entrance), size) as seen:
        await try_to_sign_in(seen, "LNE", PASSPHRASE)
        await settled_welcome(seen)
        assert "Du har ingen kladder" in seen.text
        assert "B-1" not in seen.text


async def test_a_code_that_is_guessed_at_once_is_not_taken(entrance: TestEntrance) -> None:
    async with opened(SipApp(None, entrance=entrance)) as seen:
        await try_to_sign_in(seen, "KHO", PASSPHRASE)
        await settled_welcome(seen)
        for code in ("1234", "aaaa", "kho1", "12", "123456789", "a b c"):
            await seen.write(code)
            await seen.press("enter")
            assert seen.screen == "WelcomeScreen", code
            assert entrance.code == ""
        await seen.write(CODE)
        await seen.press("enter")
        await until(lambda: entrance.code == CODE)
        await until(lambda: seen.screen == "TodayScreen")


async def test_a_citizen_named_on_the_command_line_is_opened_after_signing_in(
    entrance: TestEntrance, admitted: Callable[..., CaseFile]
) -> None:
    admitted("B-77")
    async with opened(SipApp(None, entrance=entrance, citizen="b-77")) as seen:
        await signed_in(seen)
        assert seen.screen == "CaseScreen"
    entrance.done.clear()
    async with opened(SipApp(None, entrance=entrance, citizen="B-99")) as seen:
        await signed_in(seen)
        assert seen.screen == "TodayScreen"
        assert "B-99" in seen.text


async def test_what_is_to_be_settled_is_told_when_signing_in(entrance: TestEntrance) -> None:
    entrance.told = ("Koden er ikke prøvet i et år: sipforms recovery try.", "Sig hvor længe svar gemmes.")
    async with opened(SipApp(None, entrance=entrance)) as seen:
        await try_to_sign_in(seen, "KHO", PASSPHRASE)
        await settled_welcome(seen)
        assert "! Koden er ikke prøvet" in seen.text
        assert "! Sig hvor længe" in seen.text


async def test_a_passphrase_is_changed_by_whoever_knows_it(entrance: TestEntrance) -> None:
    new = "fem sorte katte i regn"
    async with opened(SipApp(None, entrance=entrance)) as seen:
        await signed_in(seen)

        async def change(old: str, first: str, second: str) -> None:
            for text in (old, first, second):
                await seen.press("end", "ctrl+u")
                await seen.write(text)
                await seen.press("down")
            await seen.press("f2")
            await until(lambda: not [one for one in seen.app.workers if one.is_running])
            await seen.settle()

        await seen.press("f6")
        assert seen.screen == "PassphraseDialog"
        for old, first, second, told in (
            ("forkert", new, new, "hører ikke sammen"),
            (PASSPHRASE, new, "noget andet end det", "ikke ens"),
            (PASSPHRASE, PASSPHRASE, PASSPHRASE, "en anden"),
            (PASSPHRASE, "kort", "kort", "For kort"),
        ):
            while seen.app.focused is not seen.app.screen.query_one("#old"):
                await seen.press("down")
            await change(old, first, second)
            wrong = seen.app.screen.query_one(".wrong", TextLine)
            assert told in " ".join(str(wrong.content).split()), (old, first)
            assert wrong.region.height
            assert seen.screen == "PassphraseDialog"
            assert new not in seen.text
        while seen.app.focused is not seen.app.screen.query_one("#old"):
            await seen.press("down")
        await change(PASSPHRASE, new, new)
        assert seen.screen == "TodayScreen"
        assert "skiftet" in seen.line("status")
        assert entrance.passphrase == new
