"""Write-once files under running numbers, of which only the newest counts: the register, and each user's own keys.

As for revisions of a case file, giving a finished file the next number is the one atomic step. Other than there, old
generations may be pruned at once, so that what was taken from somebody cannot come back with them. Then a number may
become free again, and a slow writer could believe that he wrote what others have long passed by: he looks whether the
file after his own was built upon his own, and takes his back when it was not.

Each content is kept twice, since nothing older may stand in for it when it is damaged.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from sipforms.store.filesystem import Filesystem

_NUMBERED = re.compile(r"[rc](\d{8,})\.[a-z]+")
_TEMPORARY = re.compile(r"t(\d{8,})-[0-9a-f]+\.tmp")


class NumberedFolder:
    """One folder of numbered files. Every method may raise OSError."""

    def __init__(self, *, folder: Path, suffix: str, disk: Filesystem, new_id: Callable[[], str]) -> None:
        self.folder = folder
        self._suffix = suffix
        self._disk = disk
        self._new_id = new_id

    def make(self) -> None:
        """Makes the folder, in one that is there, and returns when its name is on the disk."""
        self._disk.make_folder(self.folder)
        self._disk.sync_folder(self.folder.parent)

    def numbers(self) -> list[int]:
        """The numbers there are, the newest first."""
        found = (_NUMBERED.fullmatch(name) for name in self._disk.names(self.folder) if name.endswith(self._suffix))
        return sorted({int(match[1]) for match in found if match}, reverse=True)

    def newest(self) -> int:
        """The newest number; 0 when there is none."""
        return max(self.numbers(), default=0)

    def contents(self, number: int) -> Iterator[bytes]:
        """What is kept under the number: the file, then its copy; those that are there."""
        for letter in "rc":
            with suppress(FileNotFoundError):
                yield self._disk.read(self._path(letter, number))

    def publish(self, number: int, content: bytes, is_built_on_it: Callable[[bytes], bool]) -> bool:
        """Keeps the content under the number if it is free; True when it is safe from a power cut, False when taken.

        ``is_built_on_it`` says of the content of the next number whether it came after this one.
        """
        if self.newest() >= number or not self._is_published("r", number, content):
            return False
        if self.newest() > number and not any(map(is_built_on_it, self.contents(number + 1))):
            self._remove_if_possible(self._path("r", number))
            return False
        with suppress(OSError):  # without a copy it is as good, as long as nothing damages it
            self._is_published("c", number, content)
        self._disk.sync_folder(self.folder)
        return True

    def prune(self, oldest: int) -> None:
        """Removes every number before this one, and what interrupted writers left; safe once this returns."""
        newest = self.newest()
        for name in self._disk.names(self.folder):
            number, stray = _NUMBERED.fullmatch(name), _TEMPORARY.fullmatch(name)
            if (number and int(number[1]) < oldest) or (stray and int(stray[1]) <= newest):
                self._disk.remove(self.folder / name)
        self._disk.sync_folder(self.folder)

    def remove_all(self) -> None:
        """Removes everything in the folder; safe once this returns."""
        for name in self._disk.names(self.folder):
            self._disk.remove(self.folder / name)
        self._disk.sync_folder(self.folder)

    def _path(self, letter: str, number: int) -> Path:
        return self.folder / f"{letter}{number:08}{self._suffix}"

    def _is_published(self, letter: str, number: int, content: bytes) -> bool:
        temporary = self.folder / f"t{number:08}-{self._new_id()}.tmp"
        try:
            self._disk.write_new(temporary, content)
            if self._disk.publish(temporary, self._path(letter, number)):
                return True
        except FileNotFoundError:
            if self.newest() < number:
                raise
            return False  # a faster writer took the number and swept our temporary file away
        except OSError:
            self._remove_if_possible(temporary)
            raise
        self._remove_if_possible(temporary)
        return False

    def _remove_if_possible(self, path: Path) -> None:
        with suppress(OSError):  # a leftover harms nobody, and the next writer prunes it
            self._disk.remove(path)
