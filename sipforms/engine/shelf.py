"""Where bundles are found, and a bundle folder as a plug-in without Python."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.read.bundle import Bundle, read

MANIFEST = "programme.yaml"
ASIDE = ".aside"
"""The folder on a shelf where a programme stands while a newer one takes its place."""


def shipped() -> Path:
    """The folder of the programmes that come with the package: inside it when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "programs"
    return inside if inside.is_dir() else package.parent / "programs"


def bundle_folders(shelves: Iterable[Path]) -> Iterator[Path]:
    """Every folder with a ``programme.yaml`` directly on a shelf, or the shelf itself when it is a bundle.

    Where replacing a programme was cut short between its two steps, the old one is still aside and is the one used.
    """
    for shelf in shelves:
        if (shelf / MANIFEST).is_file():
            yield shelf
        elif shelf.is_dir():
            aside = {folder.name: folder for folder in _bundles_in(shelf / ASIDE)}
            there = {folder.name: folder for folder in _bundles_in(shelf)}
            yield from (folder for _, folder in sorted((aside | there).items()))


def _bundles_in(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (one for one in folder.iterdir() if not one.name.startswith(".") and (one / MANIFEST).is_file())


@dataclass(frozen=True, slots=True)
class BundlePlugin:
    """A bundle folder wrapped as a plug-in, read when asked for its programmes."""

    folder: Path

    @property
    def name(self) -> str:
        return f"bundle:{self.folder.name}"

    @hookimpl
    def programmes(self) -> Iterable[Bundle]:
        yield read(self.folder)
