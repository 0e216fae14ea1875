"""What a disk may hold after a power cut: every state that the operations so far allow, worked out from a recording.

The recording is made by running the store's own code on a real folder. The model is stricter than common disks. Of a
file that was not flushed, what came since may be there whole, in half, as zeros, as rubbish, or not at all. Of the
names that were added to or taken from a folder since the folder was flushed, any may have reached the disk while the
others did not. A folder whose name did not reach the disk takes everything in it with it.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path
from typing import Any

from tests.store.watched import WatchedOs

State = Mapping[str, bytes]
"""Path -> content of every file that can be reached."""

A_FOLDER = -1


@dataclass(slots=True)
class Content:
    """One file's bytes: those on the disk for certain, and those written."""

    flushed: bytes = b""
    written: bytes = b""

    def possible(self) -> Iterable[bytes]:
        if self.flushed == self.written:
            return (self.written,)
        if not self.written.startswith(self.flushed):  # cut shorter
            return (self.flushed, self.written)
        new = self.written[len(self.flushed) :]
        tails = (b"", new, new[: len(new) // 2], bytes(len(new)), b"\xa5" * len(new))
        return dict.fromkeys(self.flushed + tail for tail in tails)


@dataclass(slots=True)
class Folder:
    """The names on the disk for certain, and the changes since: a name and its file, None where it was taken away."""

    flushed: dict[str, int] = field(default_factory=dict)
    changes: list[tuple[str, int | None]] = field(default_factory=list)

    def possible(self) -> Iterator[dict[str, int]]:
        for count in range(len(self.changes) + 1):
            for chosen in combinations(self.changes, count):
                yield self.after(chosen)

    def after(self, changes: Iterable[tuple[str, int | None]]) -> dict[str, int]:
        found = {**self.flushed, **dict(changes)}
        return {name: file for name, file in found.items() if file is not None}


class RecordingOs(WatchedOs):
    """Does everything but flushing, and keeps the model of the disk.

    ``forgets`` names kinds of flushing that do nothing, as in a mutant of the store: file, folder, journal.
    ``power_may_go`` is called after each step.
    """

    def __init__(self, root: Path, power_may_go: Callable[["RecordingOs"], None]) -> None:
        self.power_may_go = power_may_go
        self.forgets: frozenset[str] = frozenset()
        self.files: list[Content] = []
        self.folders: dict[Path, Folder] = {root: Folder()}
        self.handles: dict[int, Path | int] = {}
        self.recorders: dict[str, Callable[..., None]] = {
            "write": self.write_, "fsync": self.fsync_, "fdatasync": self.fdatasync_, "ftruncate": self.ftruncate_,
            "link": self.link_, "unlink": self.unlink_, "mkdir": self.mkdir_, "rmdir": self.rmdir_,
        }  # fmt: skip

    def called(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        if name == "open":
            return self.open_(real, *arguments)
        result = None if name in ("fsync", "fdatasync") else real(*arguments, **named)
        if name in self.recorders:
            self.recorders[name](result, *arguments)
            self.power_may_go(self)
        return result

    def open_(self, real: Callable[..., int], path: Path, flags: int, mode: int = 0o777) -> int:
        is_new = not os.path.lexists(path)
        handle = real(path, flags, mode)
        if path in self.folders:
            self.handles[handle] = path
        elif is_new:
            self.files.append(Content())
            self.handles[handle] = len(self.files) - 1
            self.change(path, len(self.files) - 1)
            self.power_may_go(self)
        else:
            folder = self.folders[path.parent]
            self.handles[handle] = folder.after(folder.changes)[path.name]
        return handle

    def write_(self, written: int, handle: int, content: bytes) -> None:
        self.content(handle).written += bytes(content[:written])

    def ftruncate_(self, _: None, handle: int, size: int) -> None:
        self.content(handle).written = self.content(handle).written[:size]

    def fsync_(self, _: None, handle: int) -> None:
        opened = self.handles[handle]
        if isinstance(opened, Path):
            if "folder" not in self.forgets:
                folder = self.folders[opened]
                self.folders[opened] = Folder(flushed=folder.after(folder.changes))
        elif "file" not in self.forgets:
            self.files[opened].flushed = self.files[opened].written

    def fdatasync_(self, _: None, handle: int) -> None:
        if "journal" not in self.forgets:
            self.content(handle).flushed = self.content(handle).written

    def link_(self, _: None, old: Path, new: Path) -> None:
        folder = self.folders[old.parent]
        self.change(new, folder.after(folder.changes)[old.name])

    def unlink_(self, _: None, path: Path) -> None:
        self.change(path, None)

    def mkdir_(self, _: None, path: Path, mode: int = 0o777) -> None:
        self.change(path, A_FOLDER)
        self.folders[path] = Folder()

    def rmdir_(self, _: None, path: Path) -> None:
        self.change(path, None)

    def change(self, path: Path, file: int | None) -> None:
        self.folders[path.parent].changes.append((path.name, file))

    def content(self, handle: int) -> Content:
        opened = self.handles[handle]
        assert isinstance(opened, int)
        return self.files[opened]

    def states(self) -> Iterator[State]:
        """Every state that the disk may be in if the power goes now."""
        for shape in product(*(list(folder.possible()) for folder in self.folders.values())):
            names = dict(zip(self.folders, shape, strict=True))
            reached = {
                str(folder / name): file
                for folder, entries in names.items()
                for name, file in entries.items()
                if file != A_FOLDER and self.is_reached(folder, names)
            }
            used = sorted(set(reached.values()))
            for contents in product(*(self.files[file].possible() for file in used)):
                content = dict(zip(used, contents, strict=True))
                yield {path: content[file] for path, file in reached.items()}

    def is_reached(self, folder: Path, names: Mapping[Path, Mapping[str, int]]) -> bool:
        above = folder.parent
        return above not in names or (folder.name in names[above] and self.is_reached(above, names))


class StateDisk:
    """A disk in memory, as a power cut left it; from here on nothing goes wrong any more."""

    def __init__(self, state: State) -> None:
        self.files = {Path(path): content for path, content in state.items()}

    def make_folder(self, folder: Path) -> None:
        assert folder not in self.files

    def write_new(self, path: Path, content: bytes) -> None:
        if path in self.files:
            raise FileExistsError
        self.files[path] = content

    def publish(self, temporary: Path, final: Path) -> bool:
        if final in self.files:
            return False
        self.files[final] = self.files.pop(temporary)
        return True

    def remove(self, path: Path) -> None:
        self.files.pop(path, None)

    def remove_folder(self, folder: Path) -> None:
        assert not self.names(folder)

    def sync_folder(self, folder: Path) -> None:
        assert folder not in self.files

    def read(self, path: Path) -> bytes:
        if path not in self.files:
            raise FileNotFoundError
        return self.files[path]

    def read_end(self, path: Path, size: int) -> bytes:
        return self.read(path)[-size:]

    def names(self, folder: Path) -> tuple[str, ...]:
        depth = len(folder.parts)
        return tuple({path.parts[depth] for path in self.files if path.is_relative_to(folder)})

    def open_journal(self, path: Path) -> "StateJournal":
        self.read(path)
        return StateJournal(self, path)


class StateJournal:
    """A file of a ``StateDisk``."""

    def __init__(self, disk: StateDisk, path: Path) -> None:
        self.disk = disk
        self.path = path

    def read(self) -> bytes:
        return self.disk.read(self.path)

    def size(self) -> int:
        return len(self.read())

    def append(self, content: bytes) -> None:
        self.disk.files[self.path] += content

    def cut(self, size: int) -> None:
        self.disk.files[self.path] = self.read()[:size]

    def close(self) -> None:
        return
