"""The programmes at hand: found, checked and built, and the broken ones with what is wrong with them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from sipforms.actions.library import Library
from sipforms.engine.build import build
from sipforms.engine.check import check
from sipforms.engine.problem import Level, Problem, worst
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.shelf import BundlePlugin, bundle_folders, shipped
from sipforms.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A bundle that cannot be used, and why."""

    folder: Path
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Programmes:
    """Programmes by id with the bundles they were built from.

    Of two with one id the later shelf's is used: a facility's own version goes before the one from the package.
    """

    by_id: Mapping[str, Programme] = field(default_factory=dict)
    bundles: Mapping[str, Bundle] = field(default_factory=dict)
    folders: Mapping[str, Path] = field(default_factory=dict)
    broken: tuple[Broken, ...] = ()


def find_programmes(shelves: Iterable[Path], vocabulary: Vocabulary, language: str) -> Programmes:
    """Everything on the package's own shelf, from plug-ins and on the given shelves, but what is blocked."""
    by_id: dict[str, Programme] = {}
    bundles: dict[str, Bundle] = {}
    folders: dict[str, Path] = {}
    broken: list[Broken] = []
    shelves = tuple(shelves)
    for folder, bundle in _at_hand(shelves, vocabulary):
        problems = check(bundle, vocabulary)
        if worst(problems) is Level.ERROR:
            broken.append(Broken(folder=folder, problems=problems))
            continue
        programme = build(bundle, language)
        by_id[programme.id], bundles[programme.id], folders[programme.id] = programme, bundle, folder
    return Programmes(
        by_id=MappingProxyType(by_id),
        bundles=MappingProxyType(bundles),
        folders=MappingProxyType(folders),
        broken=tuple(broken),
    )


def _at_hand(shelves: tuple[Path, ...], vocabulary: Vocabulary) -> Iterator[tuple[Path, Bundle]]:
    """Every bundle that is not blocked with its folder; one that a plug-in brings has none, only a name."""
    library = Library(shelves)
    for folder in bundle_folders((shipped(),)):
        if BundlePlugin(folder).name not in vocabulary.blocked:
            yield folder, library.open(folder)
    for word in vocabulary.programmes.values():
        if f"bundle:{word.offer.name}" not in vocabulary.blocked:
            yield Path(f"plugin:{word.plugin}") / word.offer.name, word.offer
    for folder in bundle_folders(shelves):
        if BundlePlugin(folder).name not in vocabulary.blocked:
            yield folder, library.open(folder)
