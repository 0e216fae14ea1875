"""What a set of a backup holds: the path, size and SHA-256 of every file, and which store it is a copy of.

A backup is two sets, each in a folder of its own with its own ``manifest.json``: ``data`` is the answers (as they lie
in the store: sealed, where it is a protected one), the log and the ledger of what was erased; ``keys`` is what opens
them. They are apart so that the keys can be kept for a shorter time: what was erased from the store can be read from an
older copy only as long as an older copy of its key is there.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sipforms.store.care.layout import Kind, StoredFile, named
from sipforms.store.encoding import decoded, encoded
from sipforms.store.failures import StoreDamaged, UnknownFormat
from sipforms.store.filesystem import Filesystem
from sipforms.store.protocol import required_id

MANIFEST = "manifest.json"
FORMAT = 1


class Set(StrEnum):
    """The halves of a backup."""

    DATA = "data"
    KEYS = "keys"


_KINDS = {
    Set.DATA: frozenset(
        (
            Kind.FACTS,
            Kind.REVISION,
            Kind.DRAFT,
            Kind.BUNDLE,
            Kind.LOG,
            Kind.ERASED,
            Kind.PREFERENCES,
            Kind.GROUP,
        )
    ),
    Set.KEYS: frozenset((Kind.CASE_KEYS, Kind.REGISTER, Kind.PRIVATE_KEYS)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedFile:
    """One file of a set: what it is, its size in bytes, and its SHA-256 as hexadecimal digits."""

    file: StoredFile
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a set holds. ``backup`` is the same random id in both sets that were taken together."""

    set: Set
    backup: str
    store: str
    taken: datetime
    files: tuple[CopiedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongFile:
    """A file of a set that is not there (``size`` None) or not what was copied."""

    path: str
    size: int | None


def copied(file: StoredFile, content: bytes) -> CopiedFile:
    """The line of the manifest for a file with this content."""
    return CopiedFile(file=file, size=len(content), sha256=hashlib.sha256(content).hexdigest())


def written_manifest(manifest: Manifest) -> bytes:
    """The manifest as it stands in a set."""
    return (
        encoded(
            {
                "format": FORMAT,
                "set": manifest.set,
                "backup": manifest.backup,
                "store": manifest.store,
                "taken": manifest.taken.isoformat(),
                "files": [{"path": one.file.path, "size": one.size, "sha256": one.sha256} for one in manifest.files],
            }
        )
        + b"\n"
    )


def read_manifest(folder: Path, disk: Filesystem) -> Manifest:
    """The manifest of a set.

    Raises StoreDamaged when it is none of ours or names files that a set does not hold, UnknownFormat;
    FileNotFoundError when there is none: then it is no backup, or one that was interrupted.
    """
    content = disk.read(folder / MANIFEST)
    try:
        return _manifest(decoded(content))
    except (ValueError, KeyError, TypeError) as error:
        raise StoreDamaged(what="manifest", which=folder.name) from error


def wrong_files(
    folder: Path, manifest: Manifest, disk: Filesystem, each: Callable[[], None] = lambda: None
) -> Iterator[WrongFile]:
    """Reads every file of the set and yields those that are not as the manifest says; calls ``each`` after each."""
    for one in manifest.files:
        try:
            content = disk.read(one.file.below(folder))
        except FileNotFoundError:
            yield WrongFile(path=one.file.path, size=None)
        else:
            if copied(one.file, content) != one:
                yield WrongFile(path=one.file.path, size=len(content))
        each()


def _manifest(written: dict[str, Any]) -> Manifest:
    if written["format"] > FORMAT:
        raise UnknownFormat(what="manifest", found=written["format"], known=FORMAT)
    which = Set(written["set"])
    files = tuple(
        CopiedFile(file=named(one["path"]), size=int(one["size"]), sha256=str(one["sha256"]))
        for one in written["files"]
    )
    if any(one.file.kind not in _KINDS[which] for one in files):
        raise ValueError("a set holds only files of a store")
    return Manifest(
        set=which,
        backup=required_id(written["backup"]),
        store=required_id(written["store"]),
        taken=datetime.fromisoformat(written["taken"]),
        files=files,
    )
