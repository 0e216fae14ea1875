"""A programme's folder put on a shelf in one step that a crash cannot cut in two.

While a programme is replaced the old one stands aside under its own name (``.aside/voksen``), and is still the one in
use until the new one has its place: whoever looks, whenever the power goes, finds the old one or the new one, whole.
"""

# Names, flags and flushing are what matters here, and only os has them.
# ruff: noqa: PTH104

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sipforms.engine.read.bundle import digest_of
from sipforms.engine.read.source import read_source
from sipforms.engine.shelf import ASIDE, MANIFEST
from sipforms.store.filesystem import Patience, sync_names
from sipforms.store.locking import is_locked_out

REPLACED = ".replaced"
"""The folder on a shelf with the programmes that were replaced."""

_INCOMING = ".incoming-"
_LOCK = ".lock"
_SHORT = 8
_VERSION = re.compile(r"[0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9}")


class ShelfBusy(Exception):
    """Somebody else is putting a programme on the shelf at this moment."""


class SomethingElseThere(Exception):
    """What stands under the programme's name on the shelf is no programme of ours to move."""

    def __init__(self, *, path: Path) -> None:
        super().__init__("something else than a folder is there")
        self.path = path


def place(shelf: Path, programme: str, files: Mapping[str, bytes], fresh: str) -> None:
    """Put the files on the shelf as the folder of that programme; what stood there is kept among those replaced.

    ``fresh`` makes the name of the folder that is written first unlike any other. Raises ShelfBusy,
    SomethingElseThere, and OSError where the disk refuses; the shelf is then as before.
    """
    shelf.mkdir(parents=True, exist_ok=True)
    with _alone(shelf):
        tidy(shelf)
        final = shelf / programme
        if os.path.lexists(final) and (final.is_symlink() or not final.is_dir()):
            raise SomethingElseThere(path=final)
        incoming = shelf / f"{_INCOMING}{fresh}"
        try:
            write_folder(incoming / programme, files)
            _swap(shelf, incoming / programme)
        finally:
            shutil.rmtree(incoming, ignore_errors=True)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into a new folder; returns when all of it is on the disk."""
    folder.mkdir(parents=True)
    folders = {folder}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        folders.update((path.parent, *(one for one in path.parent.parents if one.is_relative_to(folder))))
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    for one in sorted(folders, reverse=True):
        sync_names(one)


def tidy(shelf: Path) -> None:
    """Finish or undo what a crash cut short: a programme that stands aside goes back, or to those that were replaced.

    Only for who holds the shelf's lock.
    """
    for folder in sorted(shelf.glob(f"{_INCOMING}*")):
        shutil.rmtree(folder, ignore_errors=True)
    for aside in sorted((shelf / ASIDE).glob("*")):
        final = shelf / aside.name
        if final.exists():
            _keep(shelf, aside)
        else:
            _rename(aside, final)
        sync_names(shelf)


def folder_files(folder: Path) -> dict[str, bytes]:
    """Every file in a folder by its name relative to it; links are left out."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def kept_as(folder: Path) -> str:
    """What a replaced programme is called: its id, its version, and the first digits of the digest of all its files."""
    files = folder_files(folder)
    data = read_source(MANIFEST, files.get(MANIFEST, b"")).data
    version = str(data.get("version")) if isinstance(data, dict) else ""
    said = version if _VERSION.fullmatch(version) else "broken"
    return f"{folder.name}-{said}-{digest_of(files)[:_SHORT]}"


def _swap(shelf: Path, incoming: Path) -> None:
    final, aside = shelf / incoming.name, shelf / ASIDE / incoming.name
    if not final.exists():
        _rename(incoming, final)
        sync_names(shelf)
        return
    aside.parent.mkdir(exist_ok=True)
    _rename(final, aside)
    try:
        _rename(incoming, final)
    except OSError:
        _rename(aside, final)
        raise
    sync_names(shelf)
    _keep(shelf, aside)


def _keep(shelf: Path, aside: Path) -> None:
    """Move what stood aside to those that were replaced; what is kept already is not kept twice."""
    kept = shelf / REPLACED / kept_as(aside)
    kept.parent.mkdir(exist_ok=True)
    if kept.exists():
        shutil.rmtree(aside)
    else:
        _rename(aside, kept)
        sync_names(kept.parent)


def _rename(old: Path, new: Path) -> None:
    """A rename, tried again while a virus scanner on Windows holds on to something in the folder."""
    Patience().insist(lambda: os.rename(old, new))


@contextmanager
def _alone(shelf: Path) -> Iterator[None]:
    handle = os.open(shelf / _LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if is_locked_out(handle):
            raise ShelfBusy("somebody else holds the shelf's lock")
        yield
    finally:
        os.close(handle)
