"""Things that lead to one another in a circle."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)


def circle_in(
    leads_to: Mapping[Thing, Iterable[Thing]], starts: Iterable[Thing] | None = None
) -> tuple[Thing, ...] | None:
    """The first circle found: each leads to the next, and the last to the first. Nothing where there is none.

    ``starts`` says where to begin, and in which order; without it everything that leads anywhere. Depth first, without
    recursion, and each thing once.
    """
    finished: set[Thing] = set()
    for start in leads_to if starts is None else starts:
        found = _from(start, leads_to, finished)
        if found is not None:
            return found
    return None


def _from(start: Thing, leads_to: Mapping[Thing, Iterable[Thing]], finished: set[Thing]) -> tuple[Thing, ...] | None:
    """``way`` holds the steps from the start, with what is left to try at each."""
    way: dict[Thing, Iterator[Thing]] = {}
    if start not in finished:
        way[start] = iter(leads_to.get(start, ()))
    while way:
        here = next(reversed(way))
        after = next((one for one in way[here] if one not in finished), None)
        if after is None:
            finished.add(here)
            del way[here]
        elif after in way:
            steps = tuple(way)
            return steps[steps.index(after) :]
        else:
            way[after] = iter(leads_to.get(after, ()))
    return None
