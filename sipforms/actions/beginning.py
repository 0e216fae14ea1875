"""A new programme's folder, made whole or not at all; nothing that is there is ever written over."""

import os
import re
import shutil
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from sipforms.actions.shelving.placing import write_folder
from sipforms.engine.read.bundle import is_device
from sipforms.store.filesystem import sync_names

LONGEST_ID = 64
_ID = re.compile(rf"[a-z][a-z0-9_-]{{0,{LONGEST_ID - 1}}}")
_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ð": "d", "þ": "th"}
)


class FolderThere(Exception):
    """Something stands under that name already."""

    def __init__(self, *, folder: Path) -> None:
        super().__init__("the folder is there already")
        self.folder = folder


def is_id(written: str) -> bool:
    """True for what can be a programme's id and the name of its folder on any computer."""
    return _ID.fullmatch(written) is not None and not is_device(written)


def suggested_id(written: str) -> str:
    """The nearest thing to it that can be an id: "Min Bundle" becomes ``min_bundle``; empty where nothing is left."""
    low = unicodedata.normalize("NFC", written).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", low).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    begun = words if words[:1].isalpha() else f"p_{words}" if words else ""
    cut = begun[:LONGEST_ID].rstrip("_")
    return f"{cut}_1" if cut and is_device(cut) else cut


def title_of(id_: str) -> str:
    """A title to begin with: ``min_bundle`` becomes "Min bundle"."""
    words = id_.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def begin(folder: Path, files: Mapping[str, bytes], fresh: str) -> None:
    """Make the folder with these files. ``fresh`` makes the name that it has until it is whole unlike any other.

    Raises FolderThere, and OSError where the disk refuses; nothing is left behind then.
    """
    if os.path.lexists(folder):
        raise FolderThere(folder=folder)
    unfinished = folder.with_name(f".{folder.name}.{fresh}.part")
    try:
        write_folder(unfinished, files)
        if os.path.lexists(folder):
            raise FolderThere(folder=folder)
        unfinished.rename(folder)
        sync_names(folder.parent)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
