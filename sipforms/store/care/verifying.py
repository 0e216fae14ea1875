"""Looking at every file of a store, to see whether it is what was written, and opens for whoever looks.

Without keys the checksums are compared, which finds what a disk did. With keys every file is opened too, which finds
what a person did. The log is a chain and is checked whole; with its keys it is held against the case files.
"""

from dataclasses import dataclass
from pathlib import Path

from sipforms.store.access.register import Register
from sipforms.store.care.copying import MEANS, Counter, Means
from sipforms.store.care.flaws import NO_FAULTS, FlawedFile
from sipforms.store.care.layout import Kind, files_of
from sipforms.store.care.looking import Look, Looker
from sipforms.store.failures import outside_world
from sipforms.store.filesystem import Filesystem
from sipforms.store.log.crosschecking import KeptCases
from sipforms.store.log.listing import FOLDER, LogFolder
from sipforms.store.log.verifying import Verified as VerifiedLog
from sipforms.store.log.verifying import verify as verify_log
from sipforms.store.opening import read_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedStore:
    """What was looked at and found. ``opened`` are case files that opened; ``closed`` are not for whoever looked."""

    files: int
    cases: int
    opened: int
    closed: int
    drafts: int
    flaws: tuple[FlawedFile, ...]
    notes: tuple[FlawedFile, ...]
    log: VerifiedLog | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong, in the files and in the log."""
        return not self.flaws and (self.log is None or self.log.is_whole)


def verify_store(folder: Path, looker: Looker | None = None, means: Means = MEANS) -> VerifiedStore:
    """Looks at every file. The caller tells the access log first. Raises NotAStore, UnknownFormat, StoreUnavailable."""
    facts = read_facts(folder, disk=means.disk)
    with outside_world("verifying a store"):
        files = tuple(files_of(folder, means.disk))
        look = Look(folder, facts, means.disk, looker)
        look.at_register()
        counter = Counter(tell=means.tell, total=len(files))
        for file in files:
            look.at(file)
            counter.step()
        look.at_cases()
    return VerifiedStore(
        files=len(files),
        cases=len(look.sound | look.broken),
        opened=len(look.opened),
        closed=len(look.closed),
        drafts=sum(file.kind is Kind.DRAFT for file in files),
        flaws=tuple(one for one in look.found if one.flaw not in NO_FAULTS),
        notes=tuple(one for one in look.found if one.flaw in NO_FAULTS),
        log=_log(folder, look.register, means.disk, looker) if look.register is not None else None,
    )


def _log(folder: Path, register: Register, disk: Filesystem, looker: Looker | None) -> VerifiedLog:
    readers = tuple(looker.log_readers.values()) if looker is not None else ()
    log = LogFolder(path=folder / FOLDER, disk=disk, store=register.store)
    return verify_log(log, is_by=register.is_by, readers=readers, cases=KeptCases(folder=folder, disk=disk))
