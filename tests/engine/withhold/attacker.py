"""An attacker: everything that was printed as equations, and linear programming for what every count must lie between.

The unknowns are how many answers there are of each place, category and membership of reports: finer than anything that
is printed. Each number that was told is a sum of unknowns. The attacker is given more than a reader would know: which
of the unknowns are not nothing, and which answers were in which report.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, floor
from typing import TypeAlias

import numpy as np
from scipy.optimize import linprog

from sipforms.engine.withhold.told import Told
from tests.engine.withhold.countries import NO_ANSWER, SUBJECT, Country, Made, places_of

Class: TypeAlias = tuple[str, str, frozenset[int]]
"""Place, category, and in which of the reports it was counted."""

_SLACK = 1e-6


@dataclass
class Attacker:
    """What was told, as equations. ``insider`` is a place that knows its own answers."""

    country: Country
    reports: Sequence[Made]
    insider: str = ""
    read: Collection[int] | None = None
    """Which of the reports he has read; nothing stands for all."""
    size: dict[Class, int] = field(default_factory=dict)
    sums: list[tuple[frozenset[Class], int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, one in enumerate(self.country.given):
            member = frozenset(place for place, made in enumerate(self.reports) if number in made.counted)
            if member:
                kind = one.place, one.category, member
                self.size[kind] = self.size.get(kind, 0) + 1
        for place, made in enumerate(self.reports):
            if self.read is None or place in self.read:
                self.sums += self._told(place, made)
        self.sums += [(frozenset({one}), count) for one, count in self.size.items() if one[0] == self.insider]

    def _told(self, place: int, made: Made) -> Iterator[tuple[frozenset[Class], int]]:
        for name in made.asked.lines:
            told = made.decision.line(SUBJECT, name)
            if isinstance(told, Told) and told.dated is None:
                about = places_of(name, self.country, made.asked)
                answered = self.within(place, about, self.country.categories)
                yield answered, told.count
                for cell in told.cells or ():
                    yield self.within(place, about, cell.categories), cell.count
                if told.asked is not None:
                    yield self.within(place, about, (*self.country.categories, NO_ANSWER)), told.asked
                for cell in told.missing or ():
                    yield self.within(place, about, cell.categories), cell.count

    def within(self, report: int, about: Collection[str], categories: Collection[str]) -> frozenset[Class]:
        """The unknowns of places and categories that a report counted."""
        return frozenset(one for one in self.size if one[0] in about and one[1] in categories and report in one[2])

    def truth(self, these: Collection[Class]) -> int:
        """How many there really are."""
        return sum(self.size[one] for one in these)

    def interval(self, these: Collection[Class]) -> tuple[int, int]:
        """The smallest and the greatest number that agrees with everything told."""
        return self._bound(these, least=True), self._bound(these, least=False)

    def _bound(self, these: Collection[Class], *, least: bool) -> int:
        order = {one: number for number, one in enumerate(self.size)}
        goal = np.zeros(len(order))
        goal[[order[one] for one in these]] = 1 if least else -1
        told = np.zeros((len(self.sums), len(order)))
        for row, (several, _) in enumerate(self.sums):
            told[row, [order[one] for one in several]] = 1
        found = linprog(goal, A_eq=told if self.sums else None, b_eq=[count for _, count in self.sums] or None)
        if found.status == 3:  # unbounded
            return 10**6
        assert found.status == 0, found.message
        return ceil(found.fun - _SLACK) if least else floor(-found.fun + _SLACK)


def small_counts(attacker: Attacker, limit: int) -> Iterator[tuple[str, frozenset[Class]]]:
    """Every count under the limit that a report could have held, of a place or what is left without it.

    And of the answers by which two reports differ.
    """
    country = attacker.country
    seen: set[frozenset[Class]] = set()
    for report, _ in enumerate(attacker.reports):
        for place in country.places:
            others = tuple(one for one in country.places if one != place)
            for category in (*country.categories, NO_ANSWER):
                for name, about in ((place, (place,)), (f"all but {place}", others)):
                    these = attacker.within(report, about, (category,))
                    if 0 < attacker.truth(these) < limit and these not in seen:
                        seen.add(these)
                        yield f"report {report}, {name}, {category}", these
            these = attacker.within(report, (place,), country.categories)
            if 0 < attacker.truth(these) < limit and these not in seen:
                seen.add(these)
                yield f"report {report}, all of {place}", these
    for one, count in attacker.size.items():
        if 0 < count < limit and frozenset({one}) not in seen:
            yield f"{one}", frozenset({one})
