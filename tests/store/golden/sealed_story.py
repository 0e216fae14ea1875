"""The same story in a protected store, and what the people of the house have done since it was founded.

``python -m tests.store.golden.sealed_story FOLDER`` writes it; ``test_golden.py`` opens it with the passphrases below.
The leader (AB) may open everything; CD only what belongs to the western unit; EF was there and has left, after which
the keys of the house were renewed; one case file was erased. Opening it costs next to nothing and is no safer.
"""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sipforms.store.access import changes
from sipforms.store.access.founding import Founding, NewUser, Paper, Times, create_protected_store
from sipforms.store.access.register import Unit, User
from sipforms.store.access.roles import Role
from sipforms.store.access.session import Session
from sipforms.store.access.signing_in import sign_in
from sipforms.store.casefile import keep_response, new_case, open_case, put_citizen
from sipforms.store.files import FileStore
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.log.access_log import AccessLog
from sipforms.store.log.entries import Workstation
from sipforms.store.opening import open_store
from sipforms.store.protocol import fresh_id
from sipforms.store.sealing.passphrases import CHEAP
from sipforms.store.sealing.recovery_codes import code_of
from sipforms.store.uses import Action, Subject, Use
from tests.store.golden.story import ASE, BO, FACILITY, TORN, tell
from tests.store.samples import citizen

PASSPHRASES = {
    "AB": "fire heste danser stille",
    "CD": "syv gule cykler i regnen",
    "EF": "ni blå både uden årer",
}
CODE = code_of(bytes(range(32)))
GONE = "d" * 32
ERASED_ON = date(2026, 11, 22)
HERE = Workstation(id="7" * 32, name="pc 3")
FOUNDED = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def clock(begins: datetime = FOUNDED) -> Callable[[], datetime]:
    """A clock that goes on by a second whenever it is looked at."""
    seconds = iter(range(10**9))
    return lambda: begins + timedelta(seconds=next(seconds))


def signed_in(folder: Path, name: str, now: datetime = FOUNDED) -> Session:
    return sign_in(folder, name=name, passphrase=PASSPHRASES[name], now=now, workstation=HERE.id)


class Ids:
    """New ids, but for those that are to be the same in every golden store."""

    def __init__(self, *first: str) -> None:
        self.first = list(first)

    def __call__(self) -> str:
        return self.first.pop(0) if self.first else fresh_id()


def opened(
    folder: Path, session: Session, now: Callable[[], datetime], ids: Callable[[], str] = fresh_id
) -> tuple[FileStore, AccessLog]:
    """The store as the program opens it for somebody who has just signed in."""
    log = AccessLog(
        folder=folder / "log",
        disk=LocalFilesystem(),
        store=session.store_id,
        log_key=session.register.log.box,
        workstation=HERE,
        clock=now,
        signer=session.keyring,
    )
    log.tell(Use(action=Action.SIGN_IN, subject=Subject.STORE, id=session.user.id))
    return open_store(folder, session=session, witness=log, new_id=ids), log


def main(folder: Path) -> None:
    """The store, from its founding on."""
    now, ids = clock(), Ids()
    _found(folder)
    session = signed_in(folder, "AB")
    store, log = opened(folder, session, now, ids)
    west = changes.add_unit(session, "Vest", now=now(), witness=log)
    assert isinstance(west, Unit)
    _add(session, "CD", (west.id,), now, log)
    leaving = _add(session, "EF", (session.register.house.id,), now, log)
    tell(store, ids.first.append)
    new_case(store, citizen(GONE, "Gunnar"))
    session.seals.move(BO, west.id)
    changes.retire_user(session, leaving.id, now=now(), witness=log)
    store.erase(GONE, ERASED_ON)
    _save_again(store)
    store.close()
    log.tell(Use(action=Action.SIGN_OUT, subject=Subject.STORE, id=session.user.id))
    log.close()
    session.end()
    with next((folder / "drafts" / BO).glob("*.sfj")).open("ab") as torn:
        torn.write(TORN)


def _found(folder: Path) -> None:
    founder = NewUser(
        name="AB", title="Anna Berg", roles=(Role.LEADER, Role.ADMINISTRATOR), passphrase=PASSPHRASES["AB"]
    )
    papers = (Paper(holder="Leder i safen", code=CODE, is_proved=True),)
    times = Times(programmes={"voksen": 60}, log=24, drafts=90)
    founding = Founding(founder=founder, house="Solsikken", papers=papers, times=times, cost=CHEAP)
    create_protected_store(folder, founding, created=FOUNDED, new_id=Ids(fresh_id(), FACILITY))


def _add(session: Session, name: str, units: tuple[str, ...], now: Callable[[], datetime], log: AccessLog) -> User:
    new = NewUser(name=name, title=name, roles=(Role.STAFF,), passphrase=PASSPHRASES[name])
    added = changes.add_user(session, new, units, now=now(), witness=log)
    assert isinstance(added, User)
    return added


def _save_again(store: FileStore) -> None:
    """The story as it was, under keys that who has left does not know."""
    seen = open_case(store, ASE)
    assert seen.citizen is not None
    put_citizen(store, seen, seen.citizen)
    keep_response(store, ASE, seen.responses[-1])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
