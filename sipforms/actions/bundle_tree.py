"""The bundles that a path stands for: a bundle, a file of one, or a whole tree of folders."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from sipforms.engine.shelf import MANIFEST

_SKIPPED = frozenset({"node_modules", "__pycache__"})
_VIRTUAL = "pyvenv.cfg"


def bundles_of(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Every bundle at or below the paths once, in the order of the paths and then of the names.

    A file of a bundle stands for the bundle. A path with no bundle at or below it stands for itself, so that reading it
    says what is missing; so does a folder that may not be looked into.
    """
    folders = {folder.resolve(): folder for path in paths for folder in _bundles_at(path)}
    return tuple(folders.values())


def home_of(file: Path) -> Path | None:
    """The bundle that a file belongs to: bundles have no folders inside their folders. Nothing where there is none."""
    return next((folder for folder in (file.parent, file.absolute().parent.parent) if _is_bundle(folder)), None)


def _is_bundle(folder: Path) -> bool:
    return os.path.lexists(folder / MANIFEST)


def _bundles_at(path: Path) -> Iterator[Path]:
    if _is_bundle(path):
        yield path
    elif not path.is_dir():
        yield home_of(path) or path
    else:
        yield from list(_below(path)) or [path]


def _below(top: Path) -> Iterator[Path]:
    """The bundles in a tree; links to folders are not followed, so that no circle of them can hold us."""
    closed: list[Path] = []
    for folder, inside, files in os.walk(top, onerror=lambda fault: closed.append(Path(str(fault.filename)))):
        yield from closed
        closed.clear()
        here = Path(folder)
        if _VIRTUAL in files and here != top:
            inside.clear()
        elif MANIFEST in files or (MANIFEST in inside and here != top):
            inside.clear()
            yield here
        inside[:] = sorted(name for name in inside if name not in _SKIPPED and not name.startswith("."))
    yield from closed
