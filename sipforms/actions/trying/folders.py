"""The examples of bundles in folders: one, many, or a whole tree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sipforms.actions.bundle_tree import bundles_of
from sipforms.actions.checking import Checked, Criteria, check_folder
from sipforms.actions.trying.coverage import Coverage, coverage
from sipforms.actions.trying.example import Example, examples_of
from sipforms.actions.trying.mutation import Mutation, mutation_of
from sipforms.actions.trying.outcome import Trying
from sipforms.actions.trying.run import Tried, try_one
from sipforms.actions.trying.written import WrittenParts
from sipforms.engine.build import build
from sipforms.engine.problem import Level
from sipforms.engine.programme import Programme
from sipforms.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which examples are tried, by which criteria programmes are checked first, and the language of the texts.

    ``text`` is a part of the names of those that are wanted; all of them where it is empty.
    """

    criteria: Criteria
    language: str | None = None
    text: str = ""

    def __contains__(self, example: object) -> bool:
        return isinstance(example, Example) and self.text.casefold() in example.name.casefold()


@dataclass(frozen=True, kw_only=True)
class TriedFolder:
    """One bundle and its examples. Where it has errors nothing was tried: ``trying`` is empty.

    ``known`` is how many examples there are, wanted or not.
    """

    checked: Checked
    vocabulary: Vocabulary
    trying: Trying | None = None
    tried: tuple[Tried, ...] = ()
    known: int = 0

    @property
    def folder(self) -> Path:
        return self.checked.folder

    @property
    def programme(self) -> Programme | None:
        return None if self.trying is None else self.trying.programme

    @property
    def errors(self) -> int:
        """How many mistakes keep the examples from being tried."""
        return self.checked.count(Level.ERROR)

    @property
    def differing(self) -> tuple[Tried, ...]:
        """The examples that do not come out as expected."""
        return tuple(one for one in self.tried if not one.is_as_expected)

    @cached_property
    def written(self) -> WrittenParts:
        """Where everything is written."""
        return WrittenParts(bundle=self.checked.bundle, vocabulary=self.vocabulary)

    @cached_property
    def coverage(self) -> Coverage:
        """What the examples cover; nothing where none could be tried."""
        return Coverage(points=()) if self.trying is None else coverage(self.tried, self.trying, self.written)

    @cached_property
    def mutation(self) -> Mutation | None:
        """The mistakes that can be put into the programme."""
        return None if self.trying is None else mutation_of(self.trying, self.tried, self.written)


def try_folders(paths: Iterable[Path], wanted: Wanted) -> Iterator[TriedFolder]:
    """Every bundle at or below the paths, once each, as soon as it is tried."""
    for folder in bundles_of(paths):
        yield try_folder(folder, wanted)


def try_folder(folder: Path, wanted: Wanted) -> TriedFolder:
    """One bundle, checked first: nothing can be said of examples of a programme with errors."""
    criteria = wanted.criteria
    checked = check_folder(folder, criteria)
    if checked.count(Level.ERROR):
        return TriedFolder(checked=checked, vocabulary=criteria.vocabulary)
    programme = build(checked.bundle, wanted.language)
    trying = Trying(programme=programme, vocabulary=criteria.vocabulary, today=criteria.today)
    examples = examples_of(checked.bundle)
    return TriedFolder(
        checked=checked,
        vocabulary=criteria.vocabulary,
        trying=trying,
        tried=tuple(try_one(trying, one) for one in examples if one in wanted),
        known=len(examples),
    )
