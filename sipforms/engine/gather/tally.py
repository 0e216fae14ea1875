"""Adding up moves before anything is withheld. What is here is never shown: ``withholding`` makes figures of it."""

from dataclasses import dataclass, field
from math import fsum

from sipforms.engine.gather.given import Intervention
from sipforms.engine.gather.grouping import Group
from sipforms.engine.gather.moving import Move
from sipforms.engine.gather.table import Directions, Figures, Outcome


@dataclass(slots=True)
class Tally:
    """Stays added one by one: of whom, the changes, and which way they went."""

    people: set[str] = field(default_factory=set)
    differences: list[float] = field(default_factory=list)
    directions: dict[str, int] = field(default_factory=lambda: {"rose": 0, "same": 0, "fell": 0})

    def add(self, person: str, move: Move) -> None:
        """One more stay."""
        self.people.add(person)
        self.differences.append(move.difference)
        self.directions[move.direction] += 1

    def figures(self) -> Figures:
        """The figures of at least one stay. The mean is the sum of the changes divided by their number."""
        count = len(self.differences)
        return Figures(stays=count, mean=fsum(self.differences) / count, directions=Directions(**self.directions))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One row of the table before anything is withheld."""

    intervention: Intervention
    outcome: Outcome
    variable: str | None = None
    group: Group | None = None
    given: Tally = field(default_factory=Tally)
    otherwise: Tally = field(default_factory=Tally)
