"""Checking folders: one bundle, many, or a whole tree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sipforms.engine.check import check
from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import Bundle, read
from sipforms.engine.shelf import MANIFEST
from sipforms.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A bundle as read from a folder, and everything that is wrong with it."""

    folder: Path
    bundle: Bundle
    problems: tuple[Problem, ...]


def check_folders(paths: Iterable[Path], vocabulary: Vocabulary) -> tuple[Checked, ...]:
    """Every bundle at or below the paths, once each; a folder without any is checked as one, to say what is missing."""
    folders = {folder.resolve(): folder for path in paths for folder in _bundles_below(path)}
    return tuple(_checked(folder, vocabulary) for folder in folders.values())


def _checked(folder: Path, vocabulary: Vocabulary) -> Checked:
    bundle = read(folder)
    return Checked(folder=folder, bundle=bundle, problems=check(bundle, vocabulary))


def _bundles_below(path: Path) -> Iterator[Path]:
    if (path / MANIFEST).exists() or not path.is_dir():
        yield path.parent if path.name == MANIFEST and path.is_file() else path
        return
    below = sorted(manifest.parent for manifest in path.rglob(MANIFEST))
    yield from below or [path]
