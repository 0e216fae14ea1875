"""An attacker: everything that was printed as equations, and linear programming for what every count must lie between.

The unknowns are how many answers there are of each place, category and membership of reports: finer than anything that
is printed. Each number that was told is a sum of unknowns. The attacker is given more than a reader would know: which
reports counted the same answer.
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
_UNBOUNDED = 3


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
    standing: dict[Class, frozenset[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, one in enumerate(self.country.given):
            member = frozenset(place for place, made in enumerate(self.reports) if number in made.counted)
            if member:
                kind = one.place, one.category, member
                self.size[kind] = self.size.get(kind, 0) + 1
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
        wanted = frozenset(these)
        alike = {(rows, one in wanted) for one, rows in self.rows().items()}  # unknowns that no equation tells apart
        if not self.sums:
            return 0, 10**6
        told = np.zeros((len(self.sums), len(alike)))
        goal = np.zeros(len(alike))
        for column, (rows, is_wanted) in enumerate(alike):
            told[list(rows), column] = 1
            goal[column] = is_wanted
        counts = [count for _, count in self.sums]
        least, most = (linprog(sign * goal, A_eq=told, b_eq=counts) for sign in (1, -1))
        assert least.status == 0, least.message
        return ceil(least.fun - _SLACK), 10**6 if most.status == _UNBOUNDED else floor(-most.fun + _SLACK)

    def rows(self) -> dict[Class, frozenset[int]]:
        """The equations that each unknown stands in."""
        if not self.standing:
            self.standing = {
                one: frozenset(row for row, (several, _) in enumerate(self.sums) if one in several) for one in self.size
            }
        return self.standing


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
