"""Bundles from folders, each together with what it extends."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sipforms.engine.overlay.bases import Base
from sipforms.engine.overlay.resolving import resolve
from sipforms.engine.read.bundle import Bundle, read
from sipforms.engine.shelf import MANIFEST, bundle_folders, shipped

_NEAR = 3
"""How many folders up and down a path may go before the whole path is easier to read."""


class Library:
    """Bundles as read, each once; what a bundle extends is looked for beside it, then on the shelves, the last first.

    ``shelves`` are the workplace's own; that of the package comes after them.
    """

    def __init__(self, shelves: Iterable[Path] = ()) -> None:
        self.shelves = (*reversed(tuple(shelves)), shipped())
        self._own: dict[str, Bundle] = {}

    def open(self, folder: Path) -> Bundle:
        """The bundle in a folder with what it extends. What is wrong with either is a problem, as in ``read``."""
        return resolve(self.own(folder), Surroundings(folder=folder, library=self))

    def own(self, folder: Path) -> Bundle:
        """The bundle's own files. Raises ``OSError`` as ``read`` does."""
        where = _place(folder)
        if where not in self._own:
            self._own[where] = read(folder)
        return self._own[where]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the bundle in a folder can extend: as ``sipforms.engine.overlay.bases.Bases`` says."""

    folder: Path
    library: Library

    @property
    def where(self) -> str:
        return _place(self.folder)

    def named(self, id_: str) -> Iterator[Base]:
        beside = Path(self.where).parent
        on_shelves = (one for one in _bundles_on(self.library.shelves) if one.name == id_)
        seen: set[str] = set()
        own_neighbour = () if (beside / id_).is_symlink() else (beside / id_,)  # it came along: no word of ours
        for folder in (*own_neighbour, *on_shelves):
            place, own = _place(folder), self._own(folder)
            if place not in seen and own is not None:
                seen.add(place)
                around = Surroundings(folder=folder, library=self.library)
                yield Base(bundle=own, at=_seen(place, self.where), around=around)

    def _own(self, folder: Path) -> Bundle | None:
        """The bundle in a folder; nothing where there is none, or none that the operating system gives out."""
        try:
            return self.library.own(folder) if (folder / MANIFEST).is_file() else None
        except OSError:
            return None

    def ids(self) -> tuple[str, ...]:
        places = (Path(self.where).parent, *self.library.shelves)
        return tuple(dict.fromkeys(folder.name for folder in _bundles_on(places)))


def _place(folder: Path) -> str:
    """The folder by its whole path, as it is named: a link beside other bundles has those for neighbours."""
    return os.path.normpath(folder.absolute())


def _bundles_on(places: Iterable[Path]) -> Iterator[Path]:
    try:
        yield from bundle_folders(places)
    except OSError:  # a folder that may not be looked into offers nothing
        return


def _seen(folder: str, from_folder: str) -> str:
    """The folder as seen from another one; as a whole path where that is shorter to read, or on another drive."""
    try:
        path = Path(os.path.relpath(folder, from_folder))
    except ValueError:
        return Path(folder).as_posix()
    return (path if len(path.parts) <= _NEAR + 1 else Path(folder)).as_posix()
