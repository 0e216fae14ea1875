"""The handful of things the store does to a disk; nothing else in the store touches files.

Everything is created readable by its owner alone. Only names that never existed are written to: on Windows a file
that a virus scanner or an indexer holds open cannot be replaced, and a name that never was cannot be held open.
"""

# Descriptors, flags and flushing are what matters here, and only os has them; so os throughout.
# ruff: noqa: PTH102, PTH106, PTH108, PTH112, PTH208

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from sipforms.store.locking import is_locked_out
from sipforms.store.publishing import Publisher, usual_publisher

_Result = TypeVar("_Result")

_FILE = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_SHARING_VIOLATIONS = (5, 32, 33)


class JournalFile(Protocol):
    """A file that is only ever added to, held open between additions."""

    def read(self) -> bytes:
        """All of it."""
        ...

    def size(self) -> int:
        """Its length in bytes. Raises FileNotFoundError when the open file no longer has a name."""
        ...

    def append(self, content: bytes) -> None:
        """Adds the bytes at the end; returns when they are on the disk."""
        ...

    def cut(self, size: int) -> None:
        """Drops everything from ``size`` on."""
        ...

    def close(self) -> None:
        """Lets go of the file and of its lock."""
        ...


class Filesystem(Protocol):
    """A disk or share. Every method may raise OSError."""

    def make_folder(self, folder: Path) -> None:
        """Makes the folder unless it is there; the one above it must exist."""
        ...

    def write_new(self, path: Path, content: bytes) -> None:
        """Writes a file that was not there before; returns when its content is on the disk (its name may not be)."""
        ...

    def publish(self, temporary: Path, final: Path) -> bool:
        """Gives a written file its final name, unless that name is taken: then False, and the temporary stays."""
        ...

    def remove(self, path: Path) -> None:
        """Removes the file if it is there."""
        ...

    def remove_folder(self, folder: Path) -> None:
        """Removes an empty folder if it is there."""
        ...

    def sync_folder(self, folder: Path) -> None:
        """Returns when all names in the folder are on the disk."""
        ...

    def read(self, path: Path) -> bytes:
        """The file's content."""
        ...

    def read_end(self, path: Path, size: int) -> bytes:
        """The file's last bytes, at most ``size`` of them."""
        ...

    def names(self, folder: Path) -> tuple[str, ...]:
        """The names in the folder, in no order; none when there is no such folder."""
        ...

    def open_journal(self, path: Path) -> JournalFile | None:
        """Opens an existing journal for adding to it; None when somebody else holds it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait for a file that Windows lends to somebody else: 50 times 50 milliseconds by default."""

    attempts: int = 50
    pause: float = 0.05
    wait: Callable[[float], None] = time.sleep

    def insist(self, action: Callable[[], _Result]) -> _Result:
        """Does it, again and again while the refusal is of the passing kind."""
        for _ in range(self.attempts - 1):
            try:
                return action()
            except OSError as error:
                if getattr(error, "winerror", None) not in _SHARING_VIOLATIONS:
                    raise
            self.wait(self.pause)
        return action()


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalFilesystem:
    """The disk itself. ``publisher`` and ``patience`` are what differs between operating systems."""

    publisher: Publisher = field(default_factory=usual_publisher)
    patience: Patience = Patience()

    def make_folder(self, folder: Path) -> None:
        try:
            os.mkdir(folder, 0o700)
        except FileExistsError:
            if not os.path.isdir(folder):
                raise

    def write_new(self, path: Path, content: bytes) -> None:
        handle = open_new(path, 0o600)
        try:
            write_all(handle, content)
            os.fsync(handle)
        finally:
            os.close(handle)

    def publish(self, temporary: Path, final: Path) -> bool:
        return self.patience.insist(lambda: self.publisher(temporary, final))

    def remove(self, path: Path) -> None:
        try:
            self.patience.insist(lambda: os.unlink(path))
        except FileNotFoundError:
            return

    def remove_folder(self, folder: Path) -> None:
        try:
            self.patience.insist(lambda: os.rmdir(folder))
        except FileNotFoundError:
            return

    def sync_folder(self, folder: Path) -> None:
        sync_names(folder)

    def read(self, path: Path) -> bytes:
        return self.patience.insist(lambda: _content(path))

    def read_end(self, path: Path, size: int) -> bytes:
        return self.patience.insist(lambda: _content(path, size))

    def names(self, folder: Path) -> tuple[str, ...]:
        try:
            return tuple(os.listdir(folder))
        except FileNotFoundError:
            return ()

    def open_journal(self, path: Path) -> JournalFile | None:
        handle = self.patience.insist(lambda: os.open(path, os.O_RDWR | os.O_APPEND | _FILE))
        if is_locked_out(handle):
            os.close(handle)
            return None
        return _LocalJournal(handle)


class _LocalJournal:
    """An open file, locked against a second writer where the disk knows locks."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def read(self) -> bytes:
        os.lseek(self._handle, 0, os.SEEK_SET)
        return _all_of(self._handle)

    def size(self) -> int:
        state = os.fstat(self._handle)
        if state.st_nlink == 0:
            raise FileNotFoundError(2, "the open file has no name any more")
        return state.st_size

    def append(self, content: bytes) -> None:
        write_all(self._handle, content)
        _sync_data(self._handle)

    def cut(self, size: int) -> None:
        os.ftruncate(self._handle, size)
        _sync_data(self._handle)

    def close(self) -> None:
        os.close(self._handle)


def open_new(path: Path, rights: int) -> int:
    """Opens a file that is not there yet, for writing bytes. Raises FileExistsError where anything has its name."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FILE, rights)


def sync_names(folder: Path) -> None:
    """Returns when all names in the folder are on the disk."""
    if os.name == "nt":
        return  # a folder cannot be opened there; NTFS keeps names in its own journal
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_all(handle: int, content: bytes) -> None:
    """Writes everything, however little the system takes at a time."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _sync_data(handle: int) -> None:
    getattr(os, "fdatasync", os.fsync)(handle)


def _content(path: Path, last: int | None = None) -> bytes:
    handle = os.open(path, os.O_RDONLY | _FILE)
    try:
        if last is not None:
            os.lseek(handle, max(0, os.fstat(handle).st_size - last), os.SEEK_SET)
        return _all_of(handle)
    finally:
        os.close(handle)


def _all_of(handle: int) -> bytes:
    parts = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)
