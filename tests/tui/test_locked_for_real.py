"""The screens over a real protected store: what the lock takes away, what brings it back, and what is written down."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from sipforms.actions.access_log import listed
from sipforms.actions.case_access import restrict
from sipforms.actions.doors import door_to
from sipforms.actions.settings import Settings
from sipforms.actions.signing_in import enter, leave
from sipforms.actions.workplace import Workplace
from sipforms.engine.shelf import shipped
from sipforms.store.failures import SignInNeeded
from sipforms.store.log.reading import Wanted
from sipforms.store.uses import Action
from sipforms.tui.app import SipApp
from sipforms.tui.entrance import A_MINUTE, DoorEntrance
from tests.actions.conftest import TestClock
from tests.signed_in import NAME, NOW, PASSPHRASE, citizen, entered, founded
from tests.tui.conftest import Seen, opened
from tests.tui.entrances import CODE, Ticks, settled_welcome, signed_in, try_to_sign_in, until

NEW = "fem sorte katte i regn"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A protected store with one citizen in it, whose livskvalitet is due."""
    for name in ("HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    founded(tmp_path / "store")
    citizen(tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def clock() -> TestClock:
    return TestClock(NOW)


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def entrance(folder: Path, clock: TestClock, ticks: Ticks) -> DoorEntrance:
    settings = Settings(store=folder, programmes=(shipped() / "voksen",), lock_after=5)
    return DoorEntrance(door_to(settings, clock), (ticks,))


@asynccontextmanager
async def at_the_form(entrance: DoorEntrance) -> AsyncIterator[Seen]:
    """Signed in, with a form begun."""
    async with opened(SipApp(None, entrance=entrance)) as seen:
        await signed_in(seen, NAME, PASSPHRASE, CODE)
        await seen.press("b", "home", "enter")
        await seen.mark("Livskvalitet")
        await seen.press("enter", "1")
        assert seen.screen == "FormScreen", seen.text
        try:
            yield seen
        finally:
            assert isinstance(seen.app, SipApp)
            seen.app.end()


def workplace_of(seen: Seen) -> Workplace:
    assert isinstance(seen.app, SipApp)
    return seen.app.workplace


async def locked(seen: Seen, ticks: Ticks) -> None:
    ticks.pass_(5 * A_MINUTE)
    assert isinstance(seen.app, SipApp)
    assert await seen.app.lock_if_idle()
    await seen.settle()
    assert seen.screen == "LockedScreen"


async def open_with(seen: Seen, typed: str) -> None:
    await seen.write(typed)
    await seen.press("enter")
    await until(lambda: not [one for one in seen.app.workers if one.is_running], lambda: seen.text)
    await seen.settle()


def is_refused(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except SignInNeeded:
        return True
    return False


async def test_while_locked_nothing_can_be_read_or_written_by_anybody_in_the_program(
    entrance: DoorEntrance, ticks: Ticks
) -> None:
    async with at_the_form(entrance) as seen:
        await seen.press("4", "5")
        workplace, draft, case = workplace_of(seen), seen.form.filling.id, seen.form.filling.case
        before = seen.text
        workplace.store.load(case)  # so that its keys are known to the store already
        await locked(seen, ticks)
        assert workplace.session is not None
        assert workplace.session.is_locked
        tries: dict[str, Callable[[], object]] = {
            "load": lambda: workplace.store.load(case),
            "load_many": lambda: list(workplace.store.load_many(None, "test")),
            "save": lambda: workplace.store.save(case, 99, {}),
            "read_draft": lambda: workplace.store.read_draft(draft),
            "append": lambda: workplace.store.append(draft, {"do": "undo"}),
        }
        assert [name for name, attempt in tries.items() if not is_refused(attempt)] == []
        await open_with(seen, CODE)
        assert seen.screen == "FormScreen"
        assert seen.text == before
        await seen.press("3")
        assert "gemt" in seen.line("top")
        assert len(workplace.store.read_draft(draft).entries) == 3


async def test_a_code_forgotten_and_a_passphrase_changed(
    entrance: DoorEntrance, ticks: Ticks, clock: TestClock
) -> None:
    async with at_the_form(entrance) as seen:
        await seen.press("escape", "escape", "f6")
        for text in (PASSPHRASE, NEW, NEW):
            await seen.write(text)
            await seen.press("down")
        await seen.press("f2")
        await until(lambda: seen.screen == "CitizensScreen", lambda: seen.text)
        await locked(seen, ticks)
        for wrong in ("0001", "0002", "0003"):
            await open_with(seen, wrong)
        await open_with(seen, CODE)
        assert seen.screen == "LockedScreen"
        await open_with(seen, PASSPHRASE)
        assert seen.screen == "LockedScreen"
        assert "ikke din adgangssætning" in seen.line("status")
        await open_with(seen, NEW)
        assert seen.screen == "CitizensScreen"


async def test_a_restricted_case_file_says_for_whom_it_is(entrance: DoorEntrance, folder: Path) -> None:
    with entered(folder) as workplace:
        assert workplace.session is not None
        restrict(workplace, workplace.session, workplace.store.list_cases()[0], [workplace.session.user.id])
    async with at_the_form(entrance) as seen:
        await seen.press("escape")
        assert seen.line("top").endswith(f"kun for {NAME} · {NAME}")


async def test_a_pause_comes_after_wrong_ones_and_its_seconds_are_told(entrance: DoorEntrance) -> None:
    async with opened(SipApp(None, entrance=entrance)) as seen:
        for _ in range(4):
            await try_to_sign_in(seen, NAME, "noget helt andet end det")
            assert seen.screen == "SignInScreen"
        await try_to_sign_in(seen, NAME, PASSPHRASE)
        assert seen.screen == "SignInScreen"
        assert "sekunder" in seen.line("status")


async def test_every_coming_going_and_locking_is_written_down(
    entrance: DoorEntrance, ticks: Ticks, folder: Path
) -> None:
    async with at_the_form(entrance) as seen:
        await locked(seen, ticks)
        await open_with(seen, "0001")
        await open_with(seen, CODE)
        await seen.press("f7")
        assert seen.screen == "SignInScreen"
        await try_to_sign_in(seen, NAME, PASSPHRASE)
        await settled_welcome(seen)
    reader = enter(door_to(Settings(store=folder), TestClock(NOW)), NAME, PASSPHRASE)
    told = [one.use.action for one in listed(reader, Wanted()).entries if one.use is not None]
    leave(reader)
    comings = [one for one in told if one in COMINGS][2:]  # the first two made the citizen
    assert comings == EXPECTED
    assert {Action.READ, Action.SEARCH, Action.ADD} <= set(told)


COMINGS = {Action.SIGN_IN, Action.SIGN_OUT, Action.LOCK, Action.UNLOCK, Action.FAILED_SIGN_IN}
EXPECTED = [
    Action.SIGN_IN,
    Action.LOCK,
    Action.FAILED_SIGN_IN,
    Action.UNLOCK,
    Action.SIGN_OUT,
    Action.SIGN_IN,
    Action.SIGN_OUT,
    Action.SIGN_IN,
]
