"""The screens over a protected store with units: whose a new citizen is, what is proposed, and what a role forbids."""

from pathlib import Path

import pytest
from textual.widgets import Input

from sipforms.actions.doors import door_to
from sipforms.actions.people import people
from sipforms.actions.settings import Settings
from sipforms.engine.shelf import shipped
from sipforms.store.access import changes
from sipforms.store.access.founding import NewUser
from sipforms.store.access.register import Unit, User
from sipforms.store.access.roles import Role
from sipforms.tui.app import SipApp
from sipforms.tui.entrance import DoorEntrance
from tests.actions.conftest import TestClock
from tests.signed_in import NAME, NOW, PASSPHRASE, entered, founded
from tests.tui.conftest import Seen, opened
from tests.tui.entrances import Ticks, settled_welcome, signed_in, try_to_sign_in, until

STAFF, THEIR_PASSPHRASE = "KHO", "blå kaniner spiser torden"
OWN = "lange aftener ved vandet"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A protected store with a second unit, of which KHO is a member, too."""
    for name in ("HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    founded(tmp_path / "store")
    with entered(tmp_path / "store") as workplace:
        assert workplace.session is not None
        unit = changes.add_unit(workplace.session, "Nord", now=NOW, witness=workplace.witness)
        assert isinstance(unit, Unit)
        new = NewUser(name=STAFF, title="Karen Holm", roles=(Role.STAFF,), passphrase=THEIR_PASSPHRASE)
        added = changes.add_user(workplace.session, new, (unit.id,), now=NOW, witness=workplace.witness)
        assert isinstance(added, User)
    return tmp_path / "store"


@pytest.fixture
def entrance(folder: Path) -> DoorEntrance:
    programmes = tuple(shipped() / name for name in ("aaben", "voksen"))
    return DoorEntrance(door_to(Settings(store=folder, programmes=programmes), TestClock(NOW)), (Ticks(),))


async def test_who_is_in_several_units_says_whose_a_new_citizen_is(entrance: DoorEntrance, folder: Path) -> None:
    async with opened(SipApp(None, entrance=entrance)) as seen:
        await signed_in(seen, NAME, PASSPHRASE)
        for code, turns in (("B-1", 0), ("B-2", 1), ("B-3", 0)):
            await seen.press("n")
            await seen.write(code)
            await seen.press("down")
            await seen.write("Ahorn Opdigtet")
            await seen.press("down", *["right"] * turns)
            assert "‹ Solsikken ›" in seen.text if code == "B-1" else "‹ Nord ›" in seen.text
            await seen.press("f2")
            await until(lambda: seen.screen == "CaseScreen", lambda: seen.text)
            await seen.press("a")
            assert seen.app.screen.query_one("#unit", Input).value == ("Solsikken" if code == "B-1" else "Nord")
            await seen.press("escape", "escape")
    with entered(folder, STAFF, THEIR_PASSPHRASE) as workplace:
        assert [one.citizen.code for one in people(workplace).files if one.citizen] == ["B-2", "B-3"]


async def test_who_is_in_one_unit_is_not_asked_and_a_stay_is_of_the_programme_in_use(entrance: DoorEntrance) -> None:
    async with opened(SipApp(None, entrance=entrance)) as seen:
        await come_in(seen)
        await seen.press("enter")
        await until(lambda: seen.screen == "TodayScreen", lambda: seen.text)
        await seen.settle()
        await seen.press("n")
        assert "Ny borger" in seen.text
        assert "Nord" not in seen.text
        await seen.write("B-1")
        await seen.press("down")
        await seen.write("Ahorn Opdigtet")
        await seen.press("f2")
        await until(lambda: seen.screen == "CaseScreen", lambda: seen.text)
        await seen.press("a")
        assert "‹ SIP-voksen ›" in seen.text
        lives = seen.app.screen.query_one("#unit", Input)
        lives.focus()
        lives.value = ""
        await seen.write("so")
        await until(lambda: lives._suggestion == "Solsikken")
        await seen.press("right")
        assert lives.value == "Solsikken"
        assert "ikke det her" in seen.text, "that it opens nothing is told"


async def test_whoever_signs_in_with_a_passphrase_that_another_made_is_asked_for_an_own_one(
    entrance: DoorEntrance, folder: Path
) -> None:
    async with opened(SipApp(None, entrance=entrance)) as seen:
        await try_to_sign_in(seen, STAFF, THEIR_PASSPHRASE)
        await until(lambda: seen.screen == "PassphraseDialog", lambda: seen.text)
        for typed in (THEIR_PASSPHRASE, OWN, OWN):
            await seen.write(typed)
            await seen.press("enter")
        await until(lambda: seen.screen == "WelcomeScreen", lambda: seen.text)
        await settled_welcome(seen)
        assert "Din adgangssætning er skiftet." in seen.line("status")
        await until(lambda: "F6" not in seen.line("reminders"), lambda: seen.text)
    with entered(folder, STAFF, OWN) as workplace:
        assert workplace.session is not None
        assert not workplace.session.has_given_passphrase


async def test_whoever_does_not_is_told_once_with_the_key(entrance: DoorEntrance) -> None:
    async with opened(SipApp(None, entrance=entrance)) as seen:
        await come_in(seen)
        assert seen.line("reminders").count("!") == 1
        assert "F6" in seen.line("reminders")
        assert "sipforms" not in seen.line("reminders")


async def come_in(seen: Seen) -> None:
    """Sign in with the passphrase that the leader made, and keep it."""
    await try_to_sign_in(seen, STAFF, THEIR_PASSPHRASE)
    await until(lambda: seen.screen == "PassphraseDialog", lambda: seen.text)
    await seen.press("escape")
    await until(lambda: seen.screen == "WelcomeScreen", lambda: seen.text)
    await settled_welcome(seen)
