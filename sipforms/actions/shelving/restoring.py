"""Programmes that were replaced, and giving one its place back."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from sipforms.actions.shelving.placing import REPLACED, folder_files, place


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A replaced programme: its id, the version and digest it is told apart by (``1.2.0-1f0c22aa``), and its folder."""

    programme: str
    which: str
    folder: Path


def kept_on(shelf: Path) -> tuple[Kept, ...]:
    """Everything that was replaced on the shelf and is still kept, by programme and version."""
    folders = sorted(folder for folder in (shelf / REPLACED).glob("*-*-*") if folder.is_dir())
    return tuple(
        Kept(programme=programme, which=f"{version}-{digest}", folder=folder)
        for folder in folders
        for programme, version, digest in (folder.name.rsplit("-", 2),)
    )


def restore(shelf: Path, kept: Kept, fresh: str) -> None:
    """Give a replaced programme its place back; what stands there now is kept instead.

    Raises as ``place`` does.
    """
    place(shelf, kept.programme, folder_files(kept.folder), fresh)
    shutil.rmtree(kept.folder, ignore_errors=True)
