"""Through a door: what a folder is, who comes in, and what the access log knows of it afterwards."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sipforms.actions.access_log import listed
from sipforms.actions.doors import Standing, door_to, furnished
from sipforms.actions.people import people
from sipforms.actions.reminding import Reminders, reminders
from sipforms.actions.settings import Settings
from sipforms.actions.signing_in import Door, enter, leave, lock, prove, unlock, unlock_with
from sipforms.actions.workplace import Workplace
from sipforms.store.access.changes import set_retention
from sipforms.store.access.founding import Times
from sipforms.store.access.screen_lock import Unlocked
from sipforms.store.casefile import open_case
from sipforms.store.failures import (
    Reason,
    SignInNeeded,
    SignInPaused,
    SignInRefused,
    StoreUnavailable,
    UnknownFormat,
    Unprotected,
)
from sipforms.store.log.access_log import AccessLog
from sipforms.store.log.reading import Wanted
from sipforms.store.opening import create_store
from sipforms.store.uses import Action, Use
from tests.signed_in import KEEPER, LONG_AGO, NAME, NOW, PASSPHRASE, citizen, entered, founded

WRONG = "noget helt andet end det"


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the machine keeps its id."""
    for name in ("HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    founded(tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def door(folder: Path) -> Door:
    return door_at(folder)


def door_at(folder: Path) -> Door:
    return door_to(Settings(store=folder), lambda: NOW)


def told(folder: Path) -> list[tuple[Action, str, str, bool]]:
    """What the log holds of comings and goings: kind, id, criterion, and whether it is signed; the look itself not."""
    ways = {Action.SIGN_IN, Action.FAILED_SIGN_IN, Action.SIGN_OUT, Action.LOCK, Action.UNLOCK}
    with entered(folder) as workplace:
        found = listed(workplace, Wanted())
    assert found.is_whole
    uses = [(one.use, bool(one.user)) for one in found.entries if one.use is not None and one.use.action in ways]
    return [(use.action, use.id, use.criterion, by) for use, by in uses[:-1]]


def made_demo(folder: Path) -> None:
    create_store(folder, purpose="demo", created=LONG_AGO)


def made_open(folder: Path) -> None:
    create_store(folder, purpose="real", created=LONG_AGO)


def made_newer(folder: Path) -> None:
    made_open(folder)
    (folder / "store.json").chmod(0o600)
    (folder / "store.json").write_text(json.dumps({"format": 99}), "utf-8")


def made_foreign(folder: Path) -> None:
    folder.mkdir()
    (folder / "letter.txt").touch()


def made_headless(folder: Path) -> None:
    founded(folder)
    citizen(folder)
    (folder / "store.json").unlink()


def made_open_by_somebody(folder: Path) -> None:
    """Another store's file in the place of the encrypted one's."""
    founded(folder)
    citizen(folder)
    made_demo(folder.with_name("other"))
    (folder / "store.json").unlink()
    shutil.copy(folder.with_name("other") / "store.json", folder / "store.json")


def begun(folder: Path) -> None:
    founded(folder)
    (folder / "store.json").unlink()
    (folder / "0123.tmp").touch()


@pytest.mark.parametrize(
    ("make", "standing"),
    [
        (lambda _folder: None, Standing.NOTHING),
        (Path.mkdir, Standing.NOTHING),
        (begun, Standing.NOTHING),
        (Path.touch, Standing.FOREIGN),
        (made_foreign, Standing.FOREIGN),
        (made_headless, Standing.HEADLESS),
        (made_open_by_somebody, Standing.HEADLESS),
        (made_newer, Standing.NEWER),
        (made_demo, Standing.DEMO),
        (made_open, Standing.UNPROTECTED),
        (founded, Standing.PROTECTED),
    ],
)
def test_a_door_knows_what_a_folder_is(tmp_path: Path, make: Callable[[Path], object], standing: Standing) -> None:
    make(tmp_path / "folder")
    found = door_at(tmp_path / "folder")
    assert found.standing is standing
    assert found.needs_sign_in is (standing is Standing.PROTECTED)


def test_a_plug_ins_store_is_left_to_the_plug_in(tmp_path: Path) -> None:
    made_newer(tmp_path / "folder")
    settings = Settings(store=tmp_path / "folder", store_kind="forgetful")
    assert door_to(settings, lambda: NOW).standing is Standing.OFFERED


def test_whoever_signs_in_is_the_user_and_sees_the_citizens(door: Door, folder: Path) -> None:
    case = citizen(folder)
    workplace = enter(door, NAME, PASSPHRASE)
    assert workplace.user == NAME
    assert workplace.session is not None
    assert [file.id for file in people(workplace).files] == [case]
    leave(workplace)


def test_coming_in_and_going_out_is_in_the_log_signed(door: Door, folder: Path) -> None:
    workplace = enter(door, NAME, PASSPHRASE)
    assert workplace.session is not None
    me = workplace.session.user.id
    leave(workplace)
    assert told(folder) == [(Action.SIGN_IN, me, "", True), (Action.SIGN_OUT, me, "", True)]


def test_failed_tries_are_in_the_log_by_id_or_by_nothing(door: Door, folder: Path) -> None:
    for name in (NAME, "KHO", PASSPHRASE):
        with pytest.raises(SignInRefused):
            enter(door, name, WRONG)
    found = told(folder)
    assert [(action, bool(id_), signed) for action, id_, _criterion, signed in found] == [
        (Action.FAILED_SIGN_IN, True, False),
        (Action.FAILED_SIGN_IN, False, False),
        (Action.FAILED_SIGN_IN, False, False),
    ]


def test_a_try_during_the_pause_is_in_the_log_too(door: Door, folder: Path) -> None:
    for _ in range(4):
        with pytest.raises(SignInRefused):
            enter(door, NAME, WRONG)
    with pytest.raises(SignInPaused) as paused:
        enter(door, NAME, PASSPHRASE)
    later = replace(door, now=lambda: NOW + timedelta(seconds=paused.value.seconds))
    leave(enter(later, NAME, PASSPHRASE))
    assert [criterion for action, _id, criterion, _by in told(folder) if action is Action.FAILED_SIGN_IN] == [
        *[""] * 4,
        "paused",
    ]


def test_no_passphrase_ever_reaches_the_disk(door: Door, folder: Path) -> None:
    with pytest.raises(SignInRefused):
        enter(door, WRONG, WRONG)
    leave(enter(door, NAME, PASSPHRASE))
    for file in folder.rglob("*"):
        written = file.name.encode() + (file.read_bytes() if file.is_file() else b"")
        assert WRONG.encode() not in written
        assert PASSPHRASE.encode() not in written


@pytest.mark.parametrize(("name", "passphrase"), [("", PASSPHRASE), (NAME, ""), ("  ", PASSPHRASE)])
def test_nobody_is_nobody(door: Door, name: str, passphrase: str) -> None:
    with pytest.raises(SignInNeeded):
        enter(door, name, passphrase)


def test_what_cannot_be_logged_lets_nobody_in(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_log: AccessLog, _use: Use) -> None:
        raise StoreUnavailable(reason=Reason.FULL, doing="writing the access log")

    monkeypatch.setattr(AccessLog, "tell", full)
    with pytest.raises(StoreUnavailable):
        enter(door, NAME, PASSPHRASE)
    with pytest.raises(SignInRefused):  # and a wrong one is still only wrong
        enter(door, NAME, WRONG)


def test_the_next_person_comes_in_through_the_same_door(door: Door, folder: Path) -> None:
    case = citizen(folder)
    once = furnished(door)
    first = enter(once, NAME, PASSPHRASE)
    leave(first)
    second = enter(once, NAME, PASSPHRASE)
    assert second.programmes is first.programmes
    with pytest.raises(SignInNeeded):
        people(first)
    assert [file.id for file in people(second).files] == [case]
    leave(second)


def test_going_out_takes_the_keys_along_even_when_nothing_can_be_written(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace = enter(door, NAME, PASSPHRASE)

    def full(_log: AccessLog, _use: Use) -> None:
        raise StoreUnavailable(reason=Reason.FULL, doing="writing the access log")

    monkeypatch.setattr(AccessLog, "tell", full)
    leave(workplace)
    assert workplace.session is not None
    assert workplace.session.is_locked


def test_a_locked_screen_reads_nothing_and_opens_by_code_or_passphrase(door: Door, folder: Path) -> None:
    case = citizen(folder)
    workplace = enter(door, NAME, PASSPHRASE)
    lock(workplace, "4711")
    with pytest.raises(SignInNeeded):
        open_case(workplace.store, case)
    assert unlock(workplace, "4712") is Unlocked.WRONG
    assert unlock(workplace, "4711") is Unlocked.OPEN
    assert open_case(workplace.store, case).id == case
    lock(workplace)
    with pytest.raises(SignInRefused):
        unlock_with(workplace, WRONG)
    unlock_with(workplace, PASSPHRASE)
    assert open_case(workplace.store, case).id == case
    leave(workplace)
    ways = [(action, criterion) for action, _id, criterion, _by in told(folder)]
    assert ways[2:] == [  # after the citizen was made
        (Action.SIGN_IN, ""),
        (Action.LOCK, ""),
        (Action.FAILED_SIGN_IN, "unlock"),
        (Action.UNLOCK, ""),
        (Action.LOCK, ""),
        (Action.FAILED_SIGN_IN, "unlock"),
        (Action.UNLOCK, ""),
        (Action.SIGN_OUT, ""),
    ]


def test_whoever_signs_is_asked_for_the_code_or_the_passphrase_and_wrong_ones_are_logged(
    door: Door, folder: Path
) -> None:
    workplace = enter(door, NAME, PASSPHRASE)
    assert prove(workplace, PASSPHRASE)
    assert workplace.session is not None
    workplace.session.choose_code("4711")
    assert not prove(workplace, "4712")
    assert prove(workplace, "4711")
    assert prove(workplace, PASSPHRASE)
    with pytest.raises(SignInRefused):
        prove(workplace, WRONG)
    leave(workplace)
    ways = [(action, criterion) for action, _id, criterion, _by in told(folder)]
    assert ways[-3:] == [(Action.FAILED_SIGN_IN, "sign"), (Action.FAILED_SIGN_IN, "sign"), (Action.SIGN_OUT, "")]


def test_without_a_code_only_the_passphrase_opens(door: Door) -> None:
    workplace = enter(door, NAME, PASSPHRASE)
    lock(workplace)
    assert unlock(workplace, "4711") is Unlocked.GONE
    unlock_with(workplace, PASSPHRASE)
    leave(workplace)


def test_what_cannot_be_logged_stays_locked(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    workplace = enter(door, NAME, PASSPHRASE)
    lock(workplace, "4711")

    def full(_log: AccessLog, _use: Use) -> None:
        raise StoreUnavailable(reason=Reason.FULL, doing="writing the access log")

    monkeypatch.setattr(AccessLog, "tell", full)
    with pytest.raises(StoreUnavailable):
        unlock(workplace, "4711")
    assert workplace.session is not None
    assert workplace.session.is_locked


def test_a_demonstration_wants_nobody_and_an_open_store_its_word(tmp_path: Path) -> None:
    made_demo(tmp_path / "demo")
    made_open(tmp_path / "open")
    assert enter(door_at(tmp_path / "demo")).session is None
    with pytest.raises(Unprotected):
        enter(door_at(tmp_path / "open"))
    assert enter(door_at(tmp_path / "open"), unprotected=True).session is None


def test_what_a_newer_version_made_is_not_opened(tmp_path: Path) -> None:
    made_newer(tmp_path / "newer")
    with pytest.raises(UnknownFormat):
        enter(door_at(tmp_path / "newer"))


def reminded(workplace: Workplace) -> Reminders:
    found = reminders(workplace)
    leave(workplace)
    return found


def test_a_leader_is_reminded_until_it_is_decided(tmp_path: Path) -> None:
    founded(tmp_path / "store", times=Times(), is_proved=False)
    with entered(tmp_path / "store") as workplace:
        assert reminders(workplace) == Reminders(is_undecided=True, is_log_undecided=True, unproved=(KEEPER,))
        assert workplace.session is not None
        set_retention(workplace.session, "voksen", 60, now=NOW, witness=workplace.witness)
        assert not reminders(workplace).is_undecided


def test_a_programme_with_answers_and_no_time_is_named(folder: Path) -> None:
    with entered(folder) as workplace:
        bundle = workplace.programmes.bundles["boern"]
        workplace.store.keep_bundle(bundle.digest, bundle.defining_files)
        title = workplace.programmes.by_id["boern"].title
    with entered(folder) as workplace:  # where nobody has asked for the programme yet
        assert reminders(workplace).undecided == (title,)


def test_a_recovery_code_is_to_be_tried_once_a_year(folder: Path) -> None:
    assert not reminded(enter(door_at(folder), NAME, PASSPHRASE))
    in_a_year = door_to(Settings(store=folder), lambda: NOW + timedelta(days=365))
    assert reminded(enter(in_a_year, NAME, PASSPHRASE)).unproved == (KEEPER,)
