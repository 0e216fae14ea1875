"""An attacker: everything that was printed as equations, and linear programming for what every count must lie between.

The unknowns are how many answers there are of each place, category and membership of reports: finer than anything that
is printed. Each number that was told is a sum of unknowns. The attacker is given more than a reader would know: which
answers were in which report, and which of the unknowns are nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations
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
    knows_empty: bool = True
    """Whether he knows which of the unknowns are nothing: more than any reader does."""
    size: dict[Class, int] = field(default_factory=dict)
    sums: list[tuple[frozenset[Class], int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, one in enumerate(self.country.given):
            member = frozenset(place for place, made in enumerate(self.reports) if number in made.counted)
            if member:
                kind = one.place, one.category, member
                self.size[kind] = self.size.get(kind, 0) + 1
        if not self.knows_empty:
            for about, _, member in tuple(self.size):
                for category in (*self.country.categories, NO_ANSWER):
                    self.size.setdefault((about, category, member), 0)
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


Target: TypeAlias = tuple[str, frozenset[Class]]
"""A count that an attacker is after: what it is, and its unknowns."""


def small_counts(attacker: Attacker, limit: int) -> list[Target]:
    """Every count under the limit that a report could have held, of a place or what is left without it.

    And of the answers by which two reports differ.
    """
    country = attacker.country
    found = dict(_differing(attacker))
    for report, _ in enumerate(attacker.reports):
        for place in country.places:
            others = tuple(one for one in country.places if one != place)
            for category in (*country.categories, NO_ANSWER):
                for name, about in ((place, (place,)), (f"all but {place}", others)):
                    found[f"report {report}, {name}, {category}"] = attacker.within(report, about, (category,))
    found |= {f"{one}": frozenset({one}) for one in attacker.size} | dict(small_groups(attacker, limit))
    distinct = {these: said for said, these in found.items()}
    return [(said, these) for these, said in distinct.items() if 0 < attacker.truth(these) < limit]


def small_groups(attacker: Attacker, limit: int) -> list[Target]:
    """Every group under the limit: all who answered in a place, or by whom two reports differ."""
    country = attacker.country
    found = dict(_differing(attacker))
    for report, _ in enumerate(attacker.reports):
        for place in country.places:
            found[f"report {report}, all of {place}"] = attacker.within(report, (place,), country.categories)
    distinct = {these: said for said, these in found.items()}
    return [(said, these) for these, said in distinct.items() if 0 < attacker.truth(these) < limit]


def _differing(attacker: Attacker) -> Iterator[Target]:
    """Whoever one report counted and another did not, in a place and in all of them."""
    country = attacker.country
    reports = range(len(attacker.reports))
    for about in (*((place,) for place in country.places), country.places):
        counted = [attacker.within(report, about, country.categories) for report in reports]
        for one, other in permutations(reports, 2):
            yield f"report {one} less report {other}, {', '.join(about)}", counted[one] - counted[other]


def alike(attacker: Attacker) -> Iterator[Target]:
    """The answers that nobody gave in a place, or in all others, where all gave the same."""
    country = attacker.country
    for report, _ in enumerate(attacker.reports):
        for place in country.places:
            others = tuple(one for one in country.places if one != place)
            for name, about in ((place, (place,)), (f"all but {place}", others)):
                given = {one for one in country.categories if attacker.within(report, about, (one,))}
                if len(given) == 1:
                    rest = attacker.within(report, about, set(country.categories) - given)
                    yield f"report {report}, {name} all alike", rest
