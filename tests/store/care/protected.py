"""Protected stores for the tests of this folder, and what is to be protected."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sipforms.store.access.founding import Founding, NewUser, Paper
from sipforms.store.access.roles import Role
from sipforms.store.access.session import Session
from sipforms.store.access.signing_in import sign_in
from sipforms.store.care.protecting import Wish
from sipforms.store.files import FileStore
from sipforms.store.filesystem import Filesystem, LocalFilesystem
from sipforms.store.log.access_log import AccessLog
from sipforms.store.log.entries import Workstation
from sipforms.store.opening import open_store
from sipforms.store.sealing.passphrases import CHEAP
from tests.signed_in import CODE, DECIDED, HOUSE, KEEPER, NAME, PASSPHRASE, TITLE
from tests.store.samples import NOW

HERE = Workstation(id="7" * 32, name="pc 3")
FOUNDING = Founding(
    founder=NewUser(name=NAME, title=TITLE, roles=(Role.LEADER, Role.ADMINISTRATOR), passphrase=PASSPHRASE),
    house=HOUSE,
    papers=(Paper(holder=KEEPER, code=CODE, is_proved=True),),
    times=DECIDED,
    cost=CHEAP,
)


def clock(begins: datetime = NOW) -> Callable[[], datetime]:
    """A clock that goes on by a second whenever it is looked at."""
    seconds = iter(range(10**9))
    return lambda: begins + timedelta(seconds=next(seconds))


def wish(old: Path, new: Path, **more: Any) -> Wish:
    return Wish(old=old, new=new, founding=FOUNDING, workstation=HERE, clock=clock(), **more)


def signed_in(folder: Path) -> Session:
    return sign_in(folder, name=NAME, passphrase=PASSPHRASE, now=NOW, workstation=HERE.id)


def log_of(
    folder: Path, session: Session, workstation: Workstation = HERE, disk: Filesystem | None = None
) -> AccessLog:
    return AccessLog(
        folder=folder / "log",
        disk=disk or LocalFilesystem(),
        store=session.store_id,
        log_key=session.register.log.box,
        workstation=workstation,
        clock=clock(),
        signer=session.keyring,
    )


def opened(folder: Path) -> tuple[FileStore, Session]:
    """The protected store in the folder, opened as its users open it."""
    session = signed_in(folder)
    return open_store(folder, session=session, witness=log_of(folder, session)), session
