"""What readers know of one subject: what earlier reports told, and what this one has told so far."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from sipforms.engine.withhold.atoms import Atoms, enough, enough_and_mixed
from sipforms.engine.withhold.block import Level, Policy
from sipforms.engine.withhold.element import Element, Elements, people, union
from sipforms.engine.withhold.levels import apart
from sipforms.engine.withhold.released import Released, ReleasedLine

Earlier: TypeAlias = tuple[tuple[Released, ReleasedLine], ...]
"""The lines of one subject in earlier reports, with the report that each is from."""


@dataclass(slots=True)
class Knowledge:
    """Three kinds of atoms, for each subject anew.

    ``numbers``: of whom it is known how many they are. ``answers``: of whom it is known how they answered together;
    neither may be few, nor the second all alike. ``counts``: of whom it is known how many answered the same, where
    that may be read by others than their own place. ``linked`` are the numbers of blocks whose people are among these.
    """

    numbers: Atoms
    answers: Atoms
    counts: Atoms
    linked: list[Atoms] = field(default_factory=list)

    def copy(self) -> "Knowledge":
        """The same, to try out what more may be told."""
        return replace(
            self,
            numbers=self.numbers.copy(),
            answers=self.answers.copy(),
            counts=self.counts.copy(),
            linked=[one.copy() for one in self.linked],
        )

    def tell_number(self, elements: Elements) -> bool:
        """Whether it may be told how many these are; then it is."""
        linked = [one.made([of_people(elements)]) for one in self.linked]
        mine = self.numbers.made([elements])
        if mine is None or any(one is None for one in linked):
            return False
        self.numbers.put(mine)
        for atoms, made in zip(self.linked, linked, strict=True):
            atoms.put(made or ())
        return True

    def tell_own(self, cells: Mapping[str, Elements], least: int) -> bool:
        """Whether a place may be told how its own people answered; then it is. Its parts do not count as others."""
        everybody = [union(cells)]
        number = self.numbers.made(everybody, enough(least))
        answers = self.answers.made(everybody, enough_and_mixed(least, {}))
        if number is None or answers is None:
            return False
        self.numbers.put(number)
        self.answers.put(answers)
        return True

    def tell_answers(self, cells: Mapping[str, Elements]) -> bool:
        """Whether it may be told how these answered together; then it is."""
        return self.answers.tell([union(cells)])

    def tell_counts(self, sets: Iterable[Elements]) -> bool:
        """Whether each of these counts may be told to everybody who reads it; then they are."""
        told = list(sets)
        linked = [one.made(map(of_people, told)) for one in self.linked]
        mine = self.counts.made(told)
        if mine is None or any(one is None for one in linked):
            return False
        self.counts.put(mine)
        for atoms, made in zip(self.linked, linked, strict=True):
            atoms.put(made or ())
        return True


def known(
    policy: Policy, level: Level, earlier: Earlier, seeds: Iterable[Elements], linked: Iterable[Atoms]
) -> Knowledge:
    """What is known before anything of this report is told.

    ``seeds`` are the answers of places that may have told of themselves, or may do so later.
    """
    readers = None if policy.kind == "published" else frozenset({policy.place})
    named = {one: number for number, several in enumerate(level) for one in several}
    found = Knowledge(
        numbers=Atoms(enough(policy.least, None)),
        answers=Atoms(enough_and_mixed(policy.least, named, None)),
        counts=Atoms(enough(policy.least, readers)),
        linked=list(linked),
    )
    found.numbers.know(_numbers(earlier))
    found.answers.know(line.answered for _, line in earlier if line.level is not None)
    found.counts.know(_counts(earlier, policy))
    for one in seeds:
        if people(one) >= policy.least:
            found.numbers.know([one])
            if found.answers.safe(one):
                found.answers.know([one])
    return found


def _numbers(earlier: Earlier) -> Iterator[Elements]:
    for _, line in earlier:
        yield line.answered
        if line.has_asked:
            yield line.asked


def _counts(earlier: Earlier, policy: Policy) -> Iterator[Elements]:
    """The counts that this report's readers may have read: all that were told by the stricter rule.

    Whoever reads what is published may have read any of them; a place has read its own reports and what is published.
    """
    for released, line in earlier:
        is_strict = released.policy.kind == "published" or line.kind in ("others", "all")
        if is_strict and (policy.kind == "published" or released.policy.kind == "published" or _same(released, policy)):
            yield from sets_at(line.cells, line.level or ())
            if line.has_reasons:
                yield from sets_at(line.missing, apart(tuple(line.missing)))


def _same(released: Released, policy: Policy) -> bool:
    return released.policy.place == policy.place


def sets_at(cells: Mapping[str, Elements], level: Level) -> list[Elements]:
    """Who is behind each count at a level."""
    return [union({one: cells.get(one, frozenset()) for one in several}) for several in level]


def of_people(elements: Elements) -> Elements:
    """The people, whatever they answered: to be held against what is known of the same people elsewhere."""
    return frozenset(Element(one.person, "", one.place, "") for one in elements)
