"""Invented users, workstations and clocks, and a log that they wrote together."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from sipforms.store.failures import SignInNeeded
from sipforms.store.filesystem import Filesystem
from sipforms.store.log.access_log import AccessLog
from sipforms.store.log.entries import Entry, Workstation
from sipforms.store.log.listing import LogFolder
from sipforms.store.log.reading import Reading, Wanted
from sipforms.store.log.verifying import Verified, verify
from sipforms.store.sealing.boxes import box_key_of
from sipforms.store.sealing.signatures import SigningKey, is_signed, signed, signing_key_of
from sipforms.store.uses import Action, Subject, Use
from tests.store.power import StateDisk

STORE = "5" * 32
STORE_FOLDER = Path("/store")
CASE = "c" * 32
READER = box_key_of(b"L" * 32)
NOW = datetime(2026, 11, 22, 10, 41, 7, 123456, tzinfo=UTC)
SIGN_IN = Use(action=Action.SIGN_IN, subject=Subject.STORE)
SIGN_OUT = Use(action=Action.SIGN_OUT, subject=Subject.STORE)
READ = Use(action=Action.READ, subject=Subject.CASE, id=CASE, revision=3, checksum="ab" * 32)


@dataclass(slots=True)
class Person:
    """Somebody with a key; ``is_locked`` takes it away."""

    user_id: str
    key: SigningKey = field(repr=False)
    is_locked: bool = False

    def signed(self, content: bytes) -> bytes:
        if self.is_locked:
            raise SignInNeeded
        return signed(self.key.private, content)


@dataclass(slots=True)
class Clock:
    """A clock that goes a second at each look, and that somebody may set; ``ticking`` goes on undisturbed."""

    at: datetime = NOW
    seconds: float = 0.0

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        self.seconds += 1
        return self.at

    def ticking(self) -> float:
        return self.seconds

    def pass_by(self, time: timedelta) -> None:
        self.at += time
        self.seconds += time.total_seconds()


def person(letter: str) -> Person:
    return Person(user_id=letter * 32, key=signing_key_of(letter.encode() * 32))


def workstation(letter: str) -> Workstation:
    return Workstation(id=letter * 32, name=f"pc-{letter}")


def read_case(number: int) -> Use:
    return Use(action=Action.READ, subject=Subject.CASE, id=f"{number:032x}", revision=1, checksum=f"{number:064x}")


@cache
def is_by(user: str, content: bytes, signature: bytes) -> bool:
    """As the register answers; remembered, as thousands of logs here are nearly the same."""
    return len(set(user)) == 1 and is_signed(person(user[0]).key.public, content, signature)


def a_log(
    disk: Filesystem,
    folder: Path = STORE_FOLDER,
    *,
    at: str = "1",
    by: Person | None = None,
    clock: Clock | None = None,
) -> AccessLog:
    clock = clock or Clock()
    return AccessLog(
        folder=folder / "log",
        disk=disk,
        store=STORE,
        log_key=READER.public,
        workstation=workstation(at),
        clock=clock,
        signer=by,
        ticking=clock.ticking,
    )


def log_folder(disk: Filesystem, folder: Path = STORE_FOLDER) -> LogFolder:
    return LogFolder(path=folder / "log", disk=disk, store=STORE)


def entries(disk: Filesystem, wanted: Wanted | None = None, folder: Path = STORE_FOLDER) -> list[Entry]:
    return list(Reading(log_folder(disk, folder), (READER.private,)).entries(wanted or Wanted()))


def uses(disk: Filesystem, folder: Path = STORE_FOLDER) -> list[Use | None]:
    return [entry.use for entry in entries(disk, folder=folder)]


def checked(disk: Filesystem, folder: Path = STORE_FOLDER, *, readers: bool = True) -> Verified:
    return verify(log_folder(disk, folder), is_by=is_by, readers=(READER.private,) if readers else ())


def a_session(log: AccessLog, count: int) -> None:
    """Somebody signs in, looks at so many case files, and signs out."""
    log.tell(SIGN_IN)
    for number in range(count):
        log.tell(read_case(number))
    log.tell(SIGN_OUT)
    log.close()


def a_busy_log(new_disk: Callable[[], StateDisk] = lambda: StateDisk({})) -> StateDisk:
    """Three workstations, three people, two months, a failed sign-in at each; every chain is anchored in others."""
    disk, clock = new_disk(), Clock(at=NOW - timedelta(days=40))
    for _ in range(2):
        for at, who in (("1", "a"), ("2", "b"), ("3", "e"), ("1", "b")):
            log = a_log(disk, at=at, clock=clock)
            log.tell(Use(action=Action.FAILED_SIGN_IN, subject=Subject.STORE, id=who * 32))
            log.sign_as(person(who))
            a_session(log, 2)
        clock.pass_by(timedelta(days=40))
    return disk
