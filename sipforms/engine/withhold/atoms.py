"""What can be worked out from sets whose sizes are told: no more than the sizes of their atoms.

Sets of people that were told divide each other: those in A and not in B, in both, in B alone. These are the atoms.
Whatever is added to or taken from the told numbers gives a sum of whole atoms. So if every atom has nobody in it or
enough people, nothing smaller can be worked out, by whatever combination of tables, totals, dates and reports, and a
count that is smaller than the limit lies in an atom together with others: it can be anything from nobody to the whole
atom.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from sipforms.engine.withhold.element import Element

Safe: TypeAlias = Callable[[Iterable[Element]], bool]
"""Whether these elements may be told of together."""


@dataclass(slots=True)
class Atoms:
    """The atoms of the sets that are told, each of them safe."""

    safe: Safe
    parts: list[frozenset[Element]] = field(default_factory=list)
    where: dict[Element, int] = field(default_factory=dict)

    def copy(self) -> "Atoms":
        """The same, to try out what more may be told."""
        return Atoms(self.safe, list(self.parts), dict(self.where))

    def become(self, other: "Atoms") -> None:
        """Knows from now on what the other knows."""
        self.parts, self.where = other.parts, other.where

    def know(self, told: Iterable[frozenset[Element]]) -> None:
        """Takes in what is told already, safe or not."""
        for one in told:
            self.put(self._divided([one]))

    def made(self, told: Iterable[frozenset[Element]]) -> tuple[frozenset[Element], ...] | None:
        """The atoms that come of telling these sets too; nothing where one of them, or of the sets, is not safe."""
        sets = list(told)
        divided = self._divided(sets)
        return divided if all(map(self.safe, (*divided, *sets))) else None

    def tell(self, told: Iterable[frozenset[Element]]) -> bool:
        """Takes in these sets if all that could be worked out with them is safe, and says whether it is."""
        divided = self.made(told)
        if divided is None:
            return False
        self.put(divided)
        return True

    def put(self, divided: Iterable[frozenset[Element]]) -> None:
        """Takes in atoms that were made."""
        for part in divided:
            self.parts.append(part)
            self.where.update(dict.fromkeys(part, len(self.parts) - 1))

    def _divided(self, told: list[frozenset[Element]]) -> tuple[frozenset[Element], ...]:
        """The atoms that are new when these sets are told too, with what is left of those that they cut through."""
        signs: dict[Element, int] = {}
        for place, several in enumerate(told):
            for one in several:
                signs[one] = signs.get(one, 0) | 1 << place
        touched = {self.where[one] for one in signs if one in self.where}
        found: dict[tuple[int, int], set[Element]] = {}
        for part in touched:
            for one in self.parts[part]:
                found.setdefault((part, signs.get(one, 0)), set()).add(one)
        for one, sign in signs.items():
            if one not in self.where:
                found.setdefault((-1, sign), set()).add(one)
        return tuple(frozenset(one) for (part, _), one in found.items() if part < 0 or len(one) < len(self.parts[part]))


def enough(least: int, insiders: frozenset[str] | None = frozenset()) -> Safe:
    """Safe when of nobody or of at least ``least`` people, also for a place that takes its own away.

    ``insiders`` are the places that may do so; nothing stands for every place.
    """

    def safe(elements: Iterable[Element]) -> bool:
        places: dict[str, set[str]] = {}
        for one in elements:
            places.setdefault(one.place, set()).add(one.person)
        everybody = frozenset().union(*places.values())
        if 0 < len(everybody) < least:
            return False
        several = Counter(person for some in places.values() for person in some)
        return all(
            not 0 < _without(some, several, len(everybody)) < least
            for place, some in places.items()
            if insiders is None or place in insiders
        )

    return safe


def _without(some: set[str], places: Counter[str], everybody: int) -> int:
    """How many people are left without those who are only in this place."""
    return everybody - sum(places[one] == 1 for one in some)


def enough_and_mixed(least: int, named: Mapping[str, int], insiders: frozenset[str] | None = frozenset()) -> Safe:
    """Safe when enough, and not all in the same category; ``named`` says which categories count as the same."""
    many = enough(least, insiders)

    def safe(elements: Iterable[Element]) -> bool:
        these = list(elements)
        if not many(these):
            return False
        return _is_mixed(these, named) and all(
            _is_mixed([one for one in these if one.place != place], named)
            for place in {one.place for one in these}
            if insiders is None or place in insiders
        )

    return safe


def _is_mixed(these: list[Element], named: Mapping[str, int]) -> bool:
    """Whether they are nobody, or not all in the same category."""
    kinds = {named.get(one.category, one.category) for one in these}
    return len(kinds) != 1
