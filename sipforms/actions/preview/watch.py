"""Noticing that files have changed, without a library: their stamps are looked at now and then.

Editors write in several steps (a new file beside the old one, then a rename), so a change is believed when it stands
still, and a file that is missing only after some more looks.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

STILL = 1  # looks in a row without a change before one is believed
MISSED = 4  # the same where a file is gone
ENOUGH = 20  # looks after which one is believed although it never stands still
EDITORS_OWN = re.compile(r"\.|#|.*~$|.*\.(?:swp|swx|tmp|bak)$|[0-9]+$|__pycache__$")
"""Names of the files that editors put beside the one being written: locks, backups, files on their way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What tells one state of a file from another without reading it: nanoseconds, bytes, and which file it is."""

    modified: int
    size: int
    inode: int


Stamps: TypeAlias = Mapping[str, Stamp]
"""By the file's name below the folder that was looked at."""


def stamps_of(*folders: Path) -> Stamps:
    """The stamps of every file of these bundles, editors' own files left out. What cannot be looked at is not there."""
    found = ((folder, name, entry) for folder in folders for name, entry in _files(folder, ""))
    return {f"{folder}/{name}": stamp for folder, name, entry in found if (stamp := _stamp(entry)) is not None}


def _files(folder: Path, under: str) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    try:
        with os.scandir(folder) as scanned:
            entries = [entry for entry in scanned if not EDITORS_OWN.match(entry.name)]
    except OSError:
        return
    for entry in entries:
        if not under and _is_folder(entry):
            yield from _files(Path(entry.path), f"{entry.name}/")
        else:
            yield under + entry.name, entry


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _stamp(entry: "os.DirEntry[str]") -> Stamp | None:
    try:
        seen = entry.stat(follow_symlinks=False)
    except OSError:  # it went while we looked
        return None
    return Stamp(modified=seen.st_mtime_ns, size=seen.st_size, inode=seen.st_ino)


class Watch:
    """Tells once of every change since ``first``, when the change is done. ``look`` gives the stamps of this moment."""

    def __init__(self, look: Callable[[], Stamps], first: Stamps | None = None) -> None:
        self._look = look
        self._told = self._last = look() if first is None else first
        self._still = self._looks = 0

    def has_changed(self) -> bool:
        """Look once; true when files are other than when that was last told, and nobody is writing them any more."""
        now = self._look()
        self._still = self._still + 1 if now == self._last else 0
        self._last = now
        if now == self._told:
            self._looks = 0
            return False
        self._looks += 1
        patience = MISSED if self._told.keys() - now.keys() else STILL
        if self._still < patience and self._looks < ENOUGH:
            return False
        self._told, self._looks = now, 0
        return True
