"""The programmes at hand: found at once, read, checked and built when somebody wants them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from sipforms.actions.library import Library
from sipforms.engine.build import build
from sipforms.engine.check import check
from sipforms.engine.problem import Level, Problem, worst
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle, name_of
from sipforms.engine.shelf import BundlePlugin, bundle_folders, shipped
from sipforms.engine.vocabulary import Vocabulary

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A bundle that cannot be used, and why."""

    folder: Path
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usable:
    """A bundle that can be used, and the programme built from it."""

    folder: Path
    bundle: Bundle
    programme: Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Programmes:
    """Programmes by id with the bundles they were built from.

    Of two with one id the later shelf's is used: a facility's own version goes before the one from the package. Where
    they come from ``find_programmes``, asking for one reads that one alone; going through them all reads them all.
    """

    by_id: Mapping[str, Programme] = field(default_factory=dict)
    bundles: Mapping[str, Bundle] = field(default_factory=dict)
    folders: Mapping[str, Path] = field(default_factory=dict)
    find_read: Callable[[], tuple[Programme, ...]] = tuple
    find_broken: Callable[[], tuple[Broken, ...]] = tuple

    def read_already(self, digest: str) -> Programme | None:
        """The programme built from exactly these files, among those that have been read."""
        return next((one for one in self.find_read() if one.digest == digest), None)

    def alone(self, id_: str) -> "Programmes":
        """Only the one programme, for a place where no other is in use; nothing where it is not at hand."""
        if id_ not in self.by_id:
            return replace(self, by_id={}, bundles={}, folders={})
        chosen = {id_: self.by_id[id_]}, {id_: self.bundles[id_]}, {id_: self.folders[id_]}
        return replace(self, by_id=chosen[0], bundles=chosen[1], folders=chosen[2])

    @property
    def broken(self) -> tuple[Broken, ...]:
        """Every bundle that cannot be used; all are read and checked for it."""
        return self.find_broken()


def find_programmes(shelves: Iterable[Path], vocabulary: Vocabulary, language: str) -> Programmes:
    """Everything on the package's own shelf, from plug-ins and on the given shelves, but what is blocked."""
    standing = _Standing(tuple(shelves), vocabulary, language)
    return Programmes(
        by_id=_View(standing, lambda one: one.programme),
        bundles=_View(standing, lambda one: one.bundle),
        folders=_View(standing, lambda one: one.folder),
        find_read=standing.read,
        find_broken=standing.broken,
    )


class _Standing:
    """What stands on the shelves. A usable bundle's id is the name of its folder, or it would be broken."""

    def __init__(self, shelves: tuple[Path, ...], vocabulary: Vocabulary, language: str) -> None:
        self._vocabulary, self._language = vocabulary, language
        self._library = Library(shelves)
        self._open: dict[str, list[tuple[Path, Callable[[], Bundle]]]] = {}
        self._seen: dict[Path, Usable | Broken] = {}
        for folder, bundle in self._at_hand(shelves):
            self._open.setdefault(name_of(folder), []).append((folder, bundle))

    def _at_hand(self, shelves: tuple[Path, ...]) -> Iterator[tuple[Path, Callable[[], Bundle]]]:
        """Every bundle that is not blocked with its folder; one that a plug-in brings has none, only a name."""
        yield from self._on((shipped(),))
        for word in self._vocabulary.programmes.values():
            if f"bundle:{word.offer.name}" not in self._vocabulary.blocked:
                yield Path(f"plugin:{word.plugin}") / word.offer.name, partial(_itself, word.offer)
        yield from self._on(shelves)

    def _on(self, shelves: tuple[Path, ...]) -> Iterator[tuple[Path, Callable[[], Bundle]]]:
        for folder in bundle_folders(shelves):
            if BundlePlugin(folder).name not in self._vocabulary.blocked:
                yield folder, partial(self._library.open, folder)

    def usable(self, id_: str) -> Usable | None:
        """The bundle of that id from the last shelf where it can be used."""
        for folder, bundle in reversed(self._open.get(id_, [])):
            judged = self._judged(folder, bundle)
            if isinstance(judged, Usable):
                return judged
        return None

    def ids(self) -> Iterator[str]:
        """The id of every bundle that can be used, in the order of the shelves."""
        return (id_ for id_ in self._open if self.usable(id_) is not None)

    def read(self) -> tuple[Programme, ...]:
        """Every usable bundle that somebody has asked for until now."""
        return tuple(one.programme for one in self._seen.values() if isinstance(one, Usable))

    def broken(self) -> tuple[Broken, ...]:
        """Every bundle that cannot be used, in the order of the shelves."""
        judged = (self._judged(*one) for several in self._open.values() for one in several)
        return tuple(one for one in judged if isinstance(one, Broken))

    def _judged(self, folder: Path, bundle: Callable[[], Bundle]) -> Usable | Broken:
        if folder not in self._seen:
            self._seen[folder] = _judge(folder, bundle(), self._vocabulary, self._language)
        return self._seen[folder]


def _itself(bundle: Bundle) -> Bundle:
    return bundle


def _judge(folder: Path, bundle: Bundle, vocabulary: Vocabulary, language: str) -> Usable | Broken:
    problems = check(bundle, vocabulary)
    if worst(problems) is Level.ERROR:
        return Broken(folder=folder, problems=problems)
    return Usable(folder=folder, bundle=bundle, programme=build(bundle, language))


class _View(Mapping[str, T], Generic[T]):
    """One thing about each usable bundle, by its id."""

    def __init__(self, standing: _Standing, take: Callable[[Usable], T]) -> None:
        self._standing, self._take = standing, take

    def __getitem__(self, id_: str) -> T:
        found = self._standing.usable(id_)
        if found is None:
            raise KeyError(id_)
        return self._take(found)

    def __iter__(self) -> Iterator[str]:
        return self._standing.ids()

    def __len__(self) -> int:
        return sum(1 for _ in self)
