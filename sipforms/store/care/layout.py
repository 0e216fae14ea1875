"""Which files a store may hold, by their paths; whatever has another path was put there by somebody else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sipforms.store.filesystem import Filesystem
from sipforms.store.protocol import CaseId


class Kind(StrEnum):
    """What a file in a store is."""

    FACTS = "facts"
    REVISION = "revision"
    DRAFT = "draft"
    BUNDLE = "bundle"
    SET_ASIDE = "set-aside"
    """A damaged revision in quarantine."""
    CASE_KEYS = "case-keys"
    REGISTER = "register"
    PRIVATE_KEYS = "private-keys"
    TRIES = "tries"
    """Wrong passphrases in a row; an empty file with the time in its name."""
    LOG = "log"
    ERASED = "erased"
    """One line of the ledger of erased case files."""
    PREFERENCES = "preferences"
    """How the screens look to one user."""
    GROUP = "group"
    """One record of what is kept about groups."""
    LEASE = "lease"
    """Who has a draft open; gone by itself."""
    LOCK = "lock"
    TEMPORARY = "temporary"
    """A write that did not come to its end."""
    UNKNOWN = "unknown"


_ID = "[0-9a-f]{32}"
_NAMED = f"(?P<case>{_ID})"
_PATTERNS = {
    Kind.FACTS: r"store\.json",
    Kind.REVISION: rf"cases/[0-9a-f]{{2}}/{_NAMED}/r(?P<number>\d{{8,}})\.sfc",
    Kind.DRAFT: rf"drafts/{_NAMED}/(?P<part>{_ID})\.sfj",
    Kind.BUNDLE: r"bundles/(?P<part>[0-9a-f]{64})\.zip",
    Kind.SET_ASIDE: rf"quarantine/{_NAMED}-[0-9a-z-]+\.[a-z]+",
    Kind.CASE_KEYS: rf"keys/cases/[0-9a-f]{{2}}/{_NAMED}/[rc](?P<number>\d{{8,}})\.sfk",
    Kind.REGISTER: r"keys/register/[rc](?P<number>\d{8,})\.sfr",
    Kind.PRIVATE_KEYS: rf"keys/users/(?P<part>{_ID})/[rc](?P<number>\d{{8,}})\.sfu",
    Kind.TRIES: r"keys/tries/[0-9a-z-]+/[0-9a-z-]+",
    Kind.LOG: r"log/(?P<part>[0-9a-z-]+)\.sfl",
    Kind.ERASED: rf"erased/{_NAMED}",
    Kind.PREFERENCES: rf"preferences/(?P<part>{_ID})/[rc](?P<number>\d{{8,}})\.toml",
    Kind.GROUP: rf"groups/(?P<about>[a-z]+)/(?P<part>{_ID})\.sfg",
    Kind.LEASE: rf"drafts/{_NAMED}/[0-9a-z.-]+\.lease",
    Kind.LOCK: r"([0-9a-z-]+/)*publish\.lock",
    Kind.TEMPORARY: r"([0-9a-z-]+/)*[0-9a-z-]+\.tmp|[0-9a-f]{32}\.tmp/.+",
}
_COMPILED = {kind: re.compile(pattern) for kind, pattern in _PATTERNS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """One file of a store: its path below the store's folder, with ``/``, and what its name says."""

    path: str
    kind: Kind
    case: CaseId = ""
    number: int = 0
    part: str = ""
    """The id of a draft, user, chain or record, or the digest of a bundle."""
    about: str = ""
    """The kind of a record about groups."""

    def below(self, folder: Path) -> Path:
        """Where it is in this folder."""
        return folder.joinpath(*self.path.split("/"))


def named(path: str) -> StoredFile:
    """What a path below a store's folder says; ``..``, capital letters and everything strange are unknown."""
    for kind, pattern in _COMPILED.items():
        if match := pattern.fullmatch(path):
            said = {name: value for name, value in match.groupdict().items() if value is not None}
            number = int(said.pop("number", 0))
            return StoredFile(path=path, kind=kind, number=number, **said)
    return StoredFile(path=path, kind=Kind.UNKNOWN)


def files_of(folder: Path, disk: Filesystem, below: str = "") -> Iterator[StoredFile]:
    """All files in a store's folder, or in one of the folders in it, by path. Raises OSError."""
    for name in sorted(disk.names(folder.joinpath(*below.split("/")) if below else folder)):
        path = f"{below}/{name}" if below else name
        file = named(path)
        if file.kind in (Kind.UNKNOWN, Kind.TEMPORARY) and _is_folder(folder, path, disk):
            yield from files_of(folder, disk, path)
        else:
            yield file


def _is_folder(folder: Path, path: str, disk: Filesystem) -> bool:
    try:
        disk.names(folder.joinpath(*path.split("/")))
    except NotADirectoryError:
        return False
    return True
