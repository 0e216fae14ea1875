"""Who is counted, in a form that can be kept: digests of random ids, which say nothing once the ids are erased."""

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import blake2b
from typing import NamedTuple, TypeAlias

from sipforms.engine.withhold.block import Cells, Line

_BYTES = 8


class Element(NamedTuple):
    """One answer of one person in one category. A corrected answer is another element, so is a newer one."""

    person: str
    answer: str
    place: str
    category: str


Elements: TypeAlias = frozenset[Element]


@cache
def _digest(*names: str) -> str:
    return blake2b("\0".join(names).encode(), digest_size=_BYTES).hexdigest()


def elements_of(cells: Cells) -> dict[str, Elements]:
    """The elements of each category that somebody is in."""
    return {category: frozenset(_made(category, cells)) for category, marks in cells.items() if marks}


def _made(category: str, cells: Cells) -> Iterator[Element]:
    for one in cells[category]:
        yield Element(_digest(one.person), _digest(one.person, one.answer), one.place, category)


def answered(line: Line) -> dict[str, Elements]:
    """Who is behind each of a line's categories."""
    return elements_of(line.cells)


def union(cells: Mapping[str, Elements]) -> Elements:
    """All of them."""
    return frozenset().union(*cells.values())


def people(elements: Elements) -> int:
    """How many different people they are of."""
    return len({one.person for one in elements})
