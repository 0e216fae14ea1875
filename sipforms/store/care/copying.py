"""Writing a copy of a store's files into a new folder: whole files, flushed, and counted as they go."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sipforms.store.filesystem import Filesystem, LocalFilesystem
from sipforms.store.protocol import fresh_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the work has come: ``done`` of ``total`` steps; the total may grow while colleagues work."""

    done: int
    total: int


Tell = Callable[[Progress], None]
"""Is called with how far the work has come."""


def nobody_is_told(progress: Progress) -> None:
    """For work that nobody waits for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What the work is done with: the disk, where new ids come from, and whom to tell how far it has come."""

    disk: Filesystem = field(default_factory=LocalFilesystem)
    new_id: Callable[[], str] = fresh_id
    tell: Tell = nobody_is_told


MEANS = Means()


@dataclass(slots=True, kw_only=True)
class Counter:
    """Counts the steps of some work and tells of each."""

    tell: Tell
    total: int
    done: int = 0

    def step(self) -> None:
        """One more step is done."""
        self.done += 1
        self.total = max(self.total, self.done)
        self.tell(Progress(done=self.done, total=self.total))


@dataclass(slots=True, kw_only=True)
class NewFolder:
    """A folder being filled with new files; each is on the disk when it is written, its name after ``flush``."""

    folder: Path
    disk: Filesystem
    _made: dict[Path, None] = field(default_factory=dict)

    def write(self, path: str, content: bytes) -> None:
        """Writes one new file, ``path`` below the folder, and makes the folders it lies in. Raises OSError."""
        target = self.folder.joinpath(*path.split("/"))
        self._make(target.parent)
        self.disk.write_new(target, content)

    def remove(self, path: str) -> None:
        """Takes a file away again."""
        self.disk.remove(self.folder.joinpath(*path.split("/")))

    def flush(self) -> None:
        """Returns when every name is on the disk, the folder's own too."""
        for made in self._made:
            self.disk.sync_folder(made)
        self.disk.sync_folder(self.folder.parent)

    def publish(self, name: str, content: bytes, temporary: str) -> bool:
        """Writes a file that appears whole or not at all, and flushes everything before and after. False when taken."""
        self._make(self.folder)
        self.flush()
        self.disk.write_new(self.folder / temporary, content)
        is_published = self.disk.publish(self.folder / temporary, self.folder / name)
        self.disk.sync_folder(self.folder)
        return is_published

    def _make(self, folder: Path) -> None:
        if folder in self._made:
            return
        if folder != self.folder:
            self._make(folder.parent)
        self.disk.make_folder(folder)
        self._made[folder] = None


def is_within(inner: Path, outer: Path) -> bool:
    """Whether the one folder is the other or lies in it, also by way of links."""
    return inner.resolve().is_relative_to(outer.resolve())


def is_free(folder: Path, disk: Filesystem) -> bool:
    """Whether the folder is not there, or holds nothing but what interrupted writes left. Raises OSError."""
    return all(name.endswith(".tmp") for name in disk.names(folder))
