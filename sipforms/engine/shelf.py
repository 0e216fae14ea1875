"""Where bundles are found, and a bundle folder as a plug-in without Python."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.read.bundle import Bundle, read

MANIFEST = "programme.yaml"


def shipped() -> Path:
    """The folder of the programmes that come with the package: inside it when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "programs"
    return inside if inside.is_dir() else package.parent / "programs"


def bundle_folders(shelves: Iterable[Path]) -> Iterator[Path]:
    """Every folder with a ``programme.yaml`` directly on a shelf, or the shelf itself when it is a bundle."""
    for shelf in shelves:
        if (shelf / MANIFEST).is_file():
            yield shelf
        elif shelf.is_dir():
            yield from sorted(folder for folder in shelf.iterdir() if (folder / MANIFEST).is_file())


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
