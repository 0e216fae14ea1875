"""The locked screen: when it comes, what opens it, and that everything is there again afterwards and nothing before."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from textual.events import MouseMove

from sipforms.actions.fill import Filling, put_aside, resume
from sipforms.actions.workplace import Workplace
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import DraftInUse
from sipforms.tui.app import SipApp
from sipforms.tui.idle import Idle
from sipforms.tui.screens.case import CaseScreen
from sipforms.tui.screens.form import FormScreen
from sipforms.tui.screens.step import Step
from tests.tui.conftest import LARGE, USUAL, Seen, opened
from tests.tui.entrances import CODE, PASSPHRASE, TestEntrance, Ticks, signed_in, until

SIZES = pytest.mark.parametrize("size", [USUAL, LARGE], ids=["80x24", "120x40"])
MINUTE = 60


@pytest.fixture
def entrance(workplace: Workplace) -> TestEntrance:
    return TestEntrance(workplace)


@asynccontextmanager
async def working(
    entrance: TestEntrance, size: tuple[int, int] = USUAL, code: str = CODE, filling: Filling | None = None
) -> AsyncIterator[Seen]:
    """Signed in, and where a filling is given, at its form."""
    entrance.code = code
    async with opened(SipApp(entrance.enter("KHO", PASSPHRASE), entrance=entrance), size) as seen:
        if filling is not None:
            await seen.app.push_screen(FormScreen(filling, "B-1", len(filling.draft.undoable)))
            await seen.settle()
        yield seen


async def idle_away(seen: Seen, entrance: TestEntrance, seconds: float) -> None:
    entrance.ticks.pass_(seconds)
    await seen.app.lock_if_idle()
    await seen.settle()


async def open_with(seen: Seen, typed: str) -> None:
    await seen.write(typed)
    await seen.press("enter")
    await until(lambda: not [one for one in seen.app.workers if one.is_running], lambda: seen.text)
    await seen.settle()


@SIZES
async def test_after_three_idle_minutes_the_keys_are_gone_and_the_code_lands_on_the_same_item(
    entrance: TestEntrance, begun: Callable[..., Filling], size: tuple[int, int]
) -> None:
    filling = begun()
    async with working(entrance, size, filling=filling) as seen:
        await seen.press("4", "3", "5")
        before, cursor = seen.text, seen.form.model.cursor
        await idle_away(seen, entrance, 3 * MINUTE - 1)
        assert seen.screen == "FormScreen"
        await idle_away(seen, entrance, 1)
        assert seen.screen == "LockedScreen"
        assert entrance.store is not None
        assert not entrance.store.has_keys
        for word in ("B-1", "humør", "Livskvalitet"):
            assert word not in seen.text
            assert word not in seen.app.export_screenshot()
        await open_with(seen, CODE)
        assert seen.screen == "FormScreen"
        assert seen.form.model.cursor == cursor
        assert seen.text == before
        await seen.press("2")
        assert list(seen.draft.answers.values()) == [4, 3, 5, 2]
        assert " 4/" in seen.line("top")
        kept = entrance.workplace.store.read_draft(filling.id)
        assert len(kept.entries) == 4


async def test_the_key_that_comes_too_late_answers_nothing(
    entrance: TestEntrance, begun: Callable[..., Filling]
) -> None:
    async with working(entrance, filling=begun()) as seen:
        form = seen.form
        entrance.ticks.pass_(3 * MINUTE)
        await seen.press("4")
        assert seen.screen == "LockedScreen"
        assert form.model.draft.answers == {}


async def test_every_key_and_click_shows_that_somebody_is_there_and_a_nudged_mouse_does_not(
    entrance: TestEntrance,
) -> None:
    async with working(entrance) as seen:
        for _ in range(3):
            entrance.ticks.pass_(2 * MINUTE)
            await seen.press("down")
        entrance.ticks.pass_(2 * MINUTE)
        await seen.pilot.click("Listing")
        entrance.ticks.pass_(2 * MINUTE)
        assert seen.screen == "TodayScreen"
        nudge = MouseMove(None, 3, 3, 1, 0, 0, shift=False, meta=False, ctrl=False)
        seen.app.post_message(nudge)
        await seen.settle()
        await idle_away(seen, entrance, MINUTE)
        assert seen.screen == "LockedScreen"


def test_whichever_clock_says_most_is_believed() -> None:
    awake, wall = Ticks(), Ticks()
    idle, seen = Idle(180, awake, wall), []
    for clock, seconds in ((wall, -100_000), (awake, 179), (awake, 1)):
        clock.pass_(seconds)
        seen.append(idle.is_over)
    idle.touched()
    seen.append(idle.is_over)
    wall.pass_(180)  # the lid was closed: the other clock stood still
    assert [*seen, idle.is_over] == [False, False, True, False, True]


async def test_three_wrong_codes_need_the_passphrase(entrance: TestEntrance) -> None:
    async with working(entrance) as seen:
        await idle_away(seen, entrance, 3 * MINUTE)
        for wrong in ("4712", "0000", "9999"):
            assert "kode eller" in seen.text
            await open_with(seen, wrong)
            assert seen.screen == "LockedScreen"
        assert "tre gange" in seen.text
        await open_with(seen, CODE)
        assert seen.screen == "LockedScreen"
        assert "Det er ikke din adgangssætning" in seen.text
        await open_with(seen, PASSPHRASE)
        assert seen.screen == "TodayScreen"
        assert entrance.done == ["in KHO", "lock", "wrong code", "wrong code", "wrong code", "back"]


async def test_without_a_code_only_the_passphrase_opens_and_its_pauses_are_told(entrance: TestEntrance) -> None:
    async with working(entrance, code="") as seen:
        await idle_away(seen, entrance, 3 * MINUTE)
        assert "kode" not in seen.text.casefold().replace("koden", "")
        entrance.pauses = [5]
        await open_with(seen, "en forkert en")
        assert "5" in seen.line("status")
        await open_with(seen, PASSPHRASE)
        assert seen.screen == "LockedScreen"
        entrance.ticks.pass_(5)
        await seen.press("enter")
        await until(lambda: seen.screen == "TodayScreen")


async def test_f8_hides_and_shows_without_a_code_and_l_locks(entrance: TestEntrance) -> None:
    async with working(entrance) as seen:
        await seen.press("f8")
        assert seen.screen == "HiddenScreen"
        await seen.press("f8", "f8", "l")
        assert seen.screen == "LockedScreen"
        await seen.press("f8", "escape")
        assert seen.screen == "LockedScreen"
        await open_with(seen, CODE)
        assert seen.screen == "TodayScreen"


async def test_help_in_front_of_the_locked_screen_can_be_left_and_opens_nothing(entrance: TestEntrance) -> None:
    async with working(entrance) as seen:
        await idle_away(seen, entrance, 3 * MINUTE)
        await seen.press("f1")
        assert seen.screen == "HelpScreen"
        await seen.press("f8", "escape")
        assert seen.screen == "LockedScreen"
        await open_with(seen, CODE)
        assert seen.screen == "TodayScreen"


async def test_what_is_hidden_is_locked_as_soon(entrance: TestEntrance) -> None:
    async with working(entrance) as seen:
        await seen.press("f8")
        await idle_away(seen, entrance, 3 * MINUTE)
        assert seen.screen == "LockedScreen"
        await open_with(seen, CODE)
        assert seen.screen == "TodayScreen"


async def test_no_screen_comes_up_in_front_of_what_is_hidden_or_locked(
    entrance: TestEntrance, admitted: Callable[..., CaseFile]
) -> None:
    """A screen may ask for another, or for its own end, by a key that was pressed just before."""
    file = admitted("B-77", "Ahorn Opdigtet")
    async with working(entrance) as seen:
        citizens = seen.app.screen
        assert isinstance(citizens, Step)
        for cover, uncover in ((["f8"], ["f8"]), (["f8", "l"], [*CODE, "enter"])):
            await seen.press(*cover)
            citizens.put(CaseScreen(file))
            await seen.settle()
            assert "Ahorn" not in seen.text
            await seen.press(*uncover)
            await until(lambda: seen.screen == "CaseScreen", lambda: seen.text)
            await seen.settle()
            case = seen.app.screen
            assert isinstance(case, CaseScreen)
            await seen.press(*cover)
            case.leave()
            await seen.settle()
            assert seen.screen in {"HiddenScreen", "LockedScreen"}
            await seen.press(*uncover)
            await until(lambda: seen.screen == "TodayScreen", lambda: seen.text)
            await seen.settle()
        await seen.press_at_once("enter", "f8")
        assert seen.screen == "HiddenScreen"


async def test_a_text_that_is_being_written_is_on_the_disk_before_the_keys_leave(
    entrance: TestEntrance, begun: Callable[..., Filling]
) -> None:
    filling = begun()
    async with working(entrance, filling=filling) as seen:
        await seen.press("asterisk")
        await seen.write("halvt skrevet")
        await idle_away(seen, entrance, 3 * MINUTE)
        assert seen.screen == "LockedScreen"
        assert "halvt" not in seen.text
        kept = entrance.workplace.store.read_draft(filling.id)
        assert "halvt skrevet" in str(kept.entries)
        await open_with(seen, CODE)
        assert "halvt skrevet" in seen.text


async def test_a_window_too_small_while_locked_opens_nothing(
    entrance: TestEntrance, begun: Callable[..., Filling]
) -> None:
    async with working(entrance, filling=begun()) as seen:
        await idle_away(seen, entrance, 3 * MINUTE)
        for width, height in ((30, 8), (80, 24), (30, 8), (120, 40)):
            await seen.pilot.resize_terminal(width, height)
            await seen.settle()
            assert seen.screen in ("LockedScreen", "TooSmallScreen")
            assert "B-1" not in seen.text
        await open_with(seen, CODE)
        assert seen.screen == "FormScreen"


# --- somebody else --------------------------------------------------------------------------------------------------


@SIZES
async def test_f7_puts_the_draft_aside_and_asks_who_is_there(
    entrance: TestEntrance, begun: Callable[..., Filling], size: tuple[int, int]
) -> None:
    filling = begun()
    async with working(entrance, size, filling=filling) as seen:
        await seen.press("4", "f7")
        assert seen.screen == "SignInScreen"
        assert entrance.done == ["in KHO", "out KHO"]
        assert [type(one).__name__ for one in seen.app.screen_stack[1:]] == ["SignInScreen"]
        assert "B-1" not in seen.text
        assert list(resume(entrance.workplace, filling.id).draft.answers.values()) == [4]
        put_aside(entrance.workplace, filling)
        await signed_in(seen, "LNE")
        assert seen.line("top").endswith("LNE")
        assert entrance.done[-1] == "in LNE"


async def test_f7_leaves_a_locked_screen_to_somebody_else(
    entrance: TestEntrance, begun: Callable[..., Filling]
) -> None:
    filling = begun()
    async with working(entrance, filling=filling) as seen:
        await seen.press("4")
        await idle_away(seen, entrance, 3 * MINUTE)
        await seen.press("f7")
        assert seen.screen == "SignInScreen"
        await signed_in(seen, "LNE")
        assert seen.screen == "TodayScreen"
        assert list(resume(entrance.workplace, filling.id).draft.answers.values()) == [4]


async def test_an_answer_that_cannot_be_kept_holds_f7_back_once(
    entrance: TestEntrance, begun: Callable[..., Filling], monkeypatch: pytest.MonkeyPatch
) -> None:
    filling = begun()

    def busy(*_: object) -> None:
        raise DraftInUse(draft=filling.id)

    async with working(entrance, filling=filling) as seen:
        monkeypatch.setattr(entrance.workplace.store, "append", busy)
        await seen.press("4", "f7")
        assert seen.screen == "FormScreen"
        assert "F7 én gang til" in seen.text
        await seen.press("f7")
        assert seen.screen == "SignInScreen"


async def test_what_is_typed_after_f7_over_a_dialog_stands_in_no_field(entrance: TestEntrance) -> None:
    async with working(entrance) as seen:
        await seen.press("n")
        await seen.write("B-9")
        await seen.press("f7")
        assert seen.screen == "PersonDialog"
        await seen.write("hemmelig")
        assert "hemmelig" not in seen.text
        assert "B-9" in seen.text
        await seen.press("f7", "f7")
        assert seen.screen == "SignInScreen"


async def test_f7_is_the_screens_own_key_where_nobody_signs_in(workplace: Workplace) -> None:
    async with opened(SipApp(workplace)) as seen:
        await seen.press("f7")
        assert seen.screen == "TodayScreen"
        assert not seen.app.check_action("switch_user", ())


async def test_the_end_of_the_program_signs_out(entrance: TestEntrance) -> None:
    async with working(entrance) as seen:
        await seen.press("ctrl+q")
    seen.app.end()
    seen.app.end()
    assert entrance.done == ["in KHO", "out KHO"]
