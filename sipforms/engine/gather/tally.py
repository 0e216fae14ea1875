"""Adding up moves before anything is withheld. What is here is never shown: ``withhold`` makes figures of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import fsum

from sipforms.engine.gather.given import Intervention
from sipforms.engine.gather.grouping import Group
from sipforms.engine.gather.moving import Direction, Move
from sipforms.engine.gather.table import Directions, Figures, Outcome
from sipforms.engine.withhold.block import Mark

WAYS: tuple[Direction, ...] = ("rose", "same", "fell")


@dataclass(slots=True)
class Tally:
    """Stays added one by one: of whom, the changes, which way they went, and who is behind each way."""

    people: set[str] = field(default_factory=set)
    differences: list[float] = field(default_factory=list)
    directions: dict[Direction, int] = field(default_factory=lambda: dict.fromkeys(WAYS, 0))
    went: dict[Direction, set[str]] = field(default_factory=lambda: {way: set() for way in WAYS})
    stays: set[Mark] = field(default_factory=set)
    marks: dict[Direction, set[Mark]] = field(default_factory=lambda: {way: set() for way in WAYS})

    def add(self, mark: Mark, move: Move) -> None:
        """One more stay; its mark is another when the numbers it began and ended with are."""
        person = mark.person
        self.people.add(person)
        self.stays.add(mark)
        self.marks[move.direction].add(mark._replace(answer=f"{mark.answer} {move.start} {move.difference}"))
        self.differences.append(move.difference)
        self.directions[move.direction] += 1
        self.went[move.direction].add(person)

    def figures(self) -> Figures:
        """The figures of at least one stay. The mean is the sum of the changes divided by their number."""
        count = len(self.differences)
        return Figures(stays=count, mean=fsum(self.differences) / count, directions=Directions(**self.directions))


def together(tallies: Iterable[Tally]) -> Tally:
    """All their stays as one."""
    every = Tally()
    for one in tallies:
        every.people |= one.people
        every.differences += one.differences
        for way in WAYS:
            every.directions[way] += one.directions[way]
            every.went[way] |= one.went[way]
            every.marks[way] |= one.marks[way]
    return every


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One row of the table before anything is withheld.

    Each stay is in one of three parts: with the intervention, without it, or it is not known. With a ``variable`` but
    no ``group`` the row holds the stays that are in none of its groups, and is never shown.
    """

    intervention: Intervention
    outcome: Outcome
    variable: str | None = None
    group: Group | None = None
    given: Tally = field(default_factory=Tally)
    otherwise: Tally = field(default_factory=Tally)
    unknown: Tally = field(default_factory=Tally)

    @property
    def parts(self) -> tuple[Tally, Tally, Tally]:
        """The three parts, which together are all its stays."""
        return self.given, self.otherwise, self.unknown
