"""A disk on which a store is made in full, and becomes one only at the end: ``store.json`` is held back until then."""

from dataclasses import dataclass, field
from pathlib import Path

from sipforms.store.files import STORE_FILE
from sipforms.store.filesystem import Filesystem, JournalFile


@dataclass(slots=True, kw_only=True)
class WithholdingDisk:
    """Everything goes to ``disk`` at once but the ``store.json`` of ``folder``, which is there for whoever asks here.

    After ``release`` it is there for everybody.
    """

    disk: Filesystem
    folder: Path
    _temporary: Path | None = None
    _facts: bytes = field(default=b"", repr=False)

    def release(self) -> bool:
        """Publishes what was held back; returns when it survives a power cut. False when somebody was faster."""
        if self._temporary is None:
            raise ValueError("no store was made here")
        is_published = self.disk.publish(self._temporary, self._file)
        self.disk.sync_folder(self.folder)
        self.disk.sync_folder(self.folder.parent)
        return is_published

    @property
    def _file(self) -> Path:
        return self.folder / STORE_FILE

    def publish(self, temporary: Path, final: Path) -> bool:
        """Holds it back where it would make the folder a store."""
        if final != self._file:
            return self.disk.publish(temporary, final)
        if self._temporary is not None:
            return False
        self._facts, self._temporary = self.disk.read(temporary), temporary
        return True

    def read(self, path: Path) -> bytes:
        """What is held back, or what is on the disk."""
        return self._facts if path == self._file and self._temporary is not None else self.disk.read(path)

    def make_folder(self, folder: Path) -> None:
        """As the disk."""
        self.disk.make_folder(folder)

    def write_new(self, path: Path, content: bytes) -> None:
        """As the disk."""
        self.disk.write_new(path, content)

    def remove(self, path: Path) -> None:
        """As the disk."""
        self.disk.remove(path)

    def remove_folder(self, folder: Path) -> None:
        """As the disk."""
        self.disk.remove_folder(folder)

    def sync_folder(self, folder: Path) -> None:
        """As the disk."""
        self.disk.sync_folder(folder)

    def read_end(self, path: Path, size: int) -> bytes:
        """As the disk."""
        return self.disk.read_end(path, size)

    def names(self, folder: Path) -> tuple[str, ...]:
        """As the disk."""
        return self.disk.names(folder)

    def open_journal(self, path: Path) -> JournalFile | None:
        """As the disk."""
        return self.disk.open_journal(path)
