"""Every single disk operation of signing in, founding and each change fails once: nobody is shut out by it."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sipforms.store.access import changes
from sipforms.store.access.changes import Recovery, Refusal
from sipforms.store.access.founding import create_protected_store
from sipforms.store.access.session import Session
from sipforms.store.failures import SignInRefused, StoreUnavailable
from sipforms.store.sealing.passphrases import CHEAP
from tests.store.access.people import CODE, LEADER, NOW, House, a_house, founding, new_user, passphrase_of
from tests.store.watched import FailingOs, watch

NEW = "en helt ny sætning"


def fails(action: Callable[[], object], watched: FailingOs) -> bool:
    """Does it while that operation fails; whether it was refused."""
    with pytest.MonkeyPatch.context() as patch:
        watch(patch, watched)
        try:
            action()
        except StoreUnavailable:
            return True
    return False


def bo(session: Session) -> str:
    user = session.refresh().user_named("Bo")
    assert user is not None
    return user.id


Action = Callable[[House, Session], object]

CHANGES: dict[str, Action] = {
    "add_user": lambda house, leader: changes.add_user(leader, new_user("Cy"), **house.now),
    "join_unit": lambda house, leader: changes.join_unit(leader, bo(leader), leader.user.units[-1], **house.now),
    "retire_user": lambda house, leader: changes.retire_user(leader, bo(leader), **house.now),
    "reset_passphrase": lambda house, leader: changes.reset_passphrase(leader, bo(leader), NEW, **house.now),
    "change_passphrase": lambda house, leader: changes.change_passphrase(leader, passphrase_of("AB"), NEW, **house.now),
    "set_retention": lambda house, leader: changes.set_retention(leader, "voksen", 60, **house.now),
    "recover": lambda house, leader: changes.recover(
        house.folder, Recovery(code=CODE, founder=new_user("AB", *LEADER, passphrase=NEW), cost=CHEAP), **house.now
    ),
    "sign_in": lambda house, leader: house.enter("Bo"),
}


def any_of(house: House, name: str) -> Session | None:
    for passphrase in (passphrase_of(name), NEW):
        try:
            return house.enter(name, passphrase)
        except SignInRefused:
            continue
    return None


OFTEN = ("retire_user", "change_passphrase", "reset_passphrase", "sign_in")


@pytest.mark.parametrize(
    "change", [change if change in OFTEN else pytest.param(change, marks=pytest.mark.long) for change in CHANGES]
)
def test_after_any_failure_of_the_disk_everybody_comes_in_and_it_can_be_tried_again(
    tmp_path: Path, change: str
) -> None:
    template = a_house(tmp_path / "template")
    leader = template.enter()
    template.add(leader, "Bo")
    template.add_unit(leader, "Vest")
    for number in range(1, 400):
        shutil.copytree(template.folder, tmp_path / f"{number}")
        house = House(folder=tmp_path / f"{number}", founded=template.founded)
        session, watched = house.enter(), FailingOs(number, errno.EIO)
        was_refused = fails(lambda house=house, session=session: CHANGES[change](house, session), watched)  # type: ignore[misc]
        again = any_of(house, "AB")
        assert again is not None
        assert any_of(house, "Bo") or change == "retire_user"
        if was_refused:
            retry(house, again, change)
        shutil.rmtree(house.folder)
        if not watched.has_failed:
            assert not was_refused
            assert number > 15
            return
    raise AssertionError("it never ended")


def retry(house: House, session: Session, change: str) -> None:
    """It is done now, or was done already."""
    try:
        outcome = CHANGES[change](house, session)
    except (AssertionError, SignInRefused):
        outcome = None  # "Bo" has left by now
        assert change == "retire_user"
    assert outcome in (None, Refusal.NAME_TAKEN, Refusal.WRONG_PASSPHRASE) or not isinstance(outcome, Refusal)
    if change == "retire_user":
        assert any_of(house, "Bo") is None
    if change == "change_passphrase":
        house.enter("AB", NEW)
        with pytest.raises(SignInRefused):
            house.enter("AB")
    if change == "reset_passphrase":
        assert house.enter("Bo", NEW).keyring.can_open_unit(house.founded.house)


@pytest.mark.parametrize(
    "error", [errno.ENOSPC, *(pytest.param(error, marks=pytest.mark.long) for error in (errno.EIO, errno.EACCES))]
)
def test_a_founding_that_fails_leaves_no_store_and_can_be_done_again(tmp_path: Path, error: int) -> None:
    for number in range(1, 400):
        folder, watched = tmp_path / f"{number}", FailingOs(number, error)
        was_refused = fails(
            lambda folder=folder: create_protected_store(folder, founding(), created=NOW),  # type: ignore[misc]
            watched,
        )
        if not (folder / "store.json").exists():
            assert was_refused
            create_protected_store(folder, founding(), created=NOW)
        house = House(folder=folder, founded=None)  # type: ignore[arg-type]
        assert house.enter().keyring.root is not None
        if not watched.has_failed:
            assert number > 25
            return
    raise AssertionError("it never ended")


def test_a_store_that_can_only_be_read_says_so_at_the_door(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    session = house.enter()

    class ReadOnly(FailingOs):
        def called(self, name: str, real: Callable[..., object], *arguments: object, **named: object) -> object:
            writes = name in ("mkdir", "link", "unlink", "write") or (name == "open" and int(str(arguments[1])) & 1)
            if writes:
                raise OSError(errno.EROFS, "read-only")
            return real(*arguments, **named)

    watch(monkeypatch, ReadOnly(0, errno.EROFS))
    with pytest.raises(StoreUnavailable):
        house.enter()
    session.refresh()  # whoever is in goes on reading


def test_a_share_that_goes_away_takes_nobody_for_retired(house: House) -> None:
    session = house.enter()
    away = house.folder.rename(house.folder.with_name("away"))
    for _ in range(3):
        with pytest.raises(StoreUnavailable):
            session.refresh()
        assert not session.is_locked
    away.rename(house.folder)
    assert session.refresh().number == 1
