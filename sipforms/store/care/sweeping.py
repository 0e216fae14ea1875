"""Taking away what an interrupted making of a store left, and the temporary files of interrupted saves."""

from pathlib import Path

from sipforms.store.care.layout import Kind, files_of
from sipforms.store.failures import outside_world
from sipforms.store.files import STORE_FILE
from sipforms.store.filesystem import Filesystem, LocalFilesystem
from sipforms.store.opening import read_facts

RESTORING, PROTECTING = "restoring.tmp", "protecting.tmp"
"""Stand in a new folder from the first moment of such work to its end."""


def is_unfinished(folder: Path, disk: Filesystem | None = None) -> bool:
    """Whether a restoring or protecting was interrupted in the folder. Raises StoreUnavailable."""
    with outside_world("looking at a folder"):
        try:
            names = (disk or LocalFilesystem()).names(folder)
        except NotADirectoryError:
            return False
    return STORE_FILE not in names and not {RESTORING, PROTECTING}.isdisjoint(names)


def sweep(folder: Path, disk: Filesystem) -> None:
    """Empties a folder that was meant to become a store and did not: the files of stores only, the marker last.

    Raises ValueError when it is a store, OSError; what is not a store's stays where it is.
    """
    if STORE_FILE in disk.names(folder):
        raise ValueError("a store is never swept away")
    files = sorted(files_of(folder, disk), key=lambda one: (one.path.count("/") == 0, one.path))
    for one in files:
        if one.kind is not Kind.UNKNOWN:
            disk.remove(one.below(folder))
    _remove_empty(folder, disk, {one.path for one in files})


def temporaries(folder: Path, disk: Filesystem) -> tuple[str, ...]:
    """The paths of files that a save began and did not end. One may be a colleague's save of this very moment."""
    return tuple(one.path for one in files_of(folder, disk) if one.kind is Kind.TEMPORARY)


def tidy(folder: Path, disk: Filesystem) -> tuple[str, ...]:
    """Removes them; whose save it was then saves again. Raises NotAStore, StoreUnavailable."""
    read_facts(folder, disk=disk)
    with outside_world("tidying a store"):
        found = temporaries(folder, disk)
        for path in found:
            disk.remove(folder.joinpath(*path.split("/")))
        _remove_empty(folder, disk, {path for path in found if ".tmp/" in path})
    return found


def _remove_empty(folder: Path, disk: Filesystem, paths: set[str]) -> None:
    parents = {parent.as_posix() for path in paths for parent in Path(path).parents if parent.name}
    for parent in sorted(parents, key=lambda path: path.count("/"), reverse=True):
        below = folder.joinpath(*parent.split("/"))
        if not disk.names(below):
            disk.remove_folder(below)
