"""Which halves of which rows may be told together, so that no sum of others gives away those that rest on too few.

Every reader knows how rows hang together: those with an intervention, those without it and those of whom it is not
known are the same stays under every intervention; and the groups of a variable, with those in no group, are all stays.
So what is withheld can be told as what is left, and must itself be enough:

- of a row: what is not told of it, together;
- of a variable: the groups that are too small, together with those in no group; they are the same groups under every
  intervention, since two interventions that close different ones would tell both;
- of a variable under one intervention: all groups that are withheld, together, with the intervention and without it.

What is left is made larger, the smallest group first, until it is enough.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Literal, TypeAlias

from sipforms.engine.gather.tally import WAYS, Counted, Tally, together

Half: TypeAlias = Literal["given", "otherwise"]
Halves: TypeAlias = tuple[Half, ...]
HALVES: tuple[Half, Half] = ("given", "otherwise")

Told: TypeAlias = Sequence[Halves]
"""The halves that may be told of each row."""

Enough: TypeAlias = Callable[[Tally], bool]
"""Whether these stays may be told together: nobody at all, or enough people."""


_CHOICES: tuple[Halves, ...] = (HALVES, ("given",), ("otherwise",), ())


def enough_people(least: int, *, may_be_alike: bool = True) -> Enough:
    """Enough for a mean. Where all moved by as much it is everybody's own change: nothing to publish."""

    def enough(one: Tally) -> bool:
        return not one.people or (len(one.people) >= least and (may_be_alike or len(set(one.differences)) > 1))

    return enough


def enough_each_way(least: int, *, may_be_alike: bool = True) -> Enough:
    """Enough to say how many went which way: nobody or enough of each, and not all the same where it is published."""

    def enough(one: Tally) -> bool:
        ways = [one.went[way] for way in WAYS if one.went[way]]
        is_alike = len(ways) == 1 and not may_be_alike
        return not is_alike and all(len(some) >= least for some in (*ways, *([one.people] if one.people else [])))

    return enough


def told(rows: Sequence[Counted], enough: Enough, within: Told | None = None) -> Told:
    """What may be told of the rows of one outcome, no more than ``within``.

    Rows of one intervention stand together: the one with all stays, then the groups of one variable after the other.
    """
    allowed = within or [HALVES] * len(rows)
    found: list[Halves] = [()] * len(rows)
    closed: dict[str | None, set[int]] = {}
    for _, of_intervention in groupby(range(len(rows)), lambda place: rows[place].intervention):
        whole, *others = of_intervention
        is_known = enough(together(rows[whole].parts))
        found[whole] = _of_whole(rows[whole], enough, allowed[whole], is_known=is_known)
        for variable, places in groupby(others, lambda place: rows[place].variable):
            at = tuple(places)
            groups = tuple(rows[place] for place in at)
            if variable not in closed:
                closed[variable] = _closed(groups, enough, is_known=is_known)
            withheld = closed[variable] | {number for number, place in enumerate(at) if not allowed[place]}
            hidden = _hidden(groups, withheld, found[whole], enough, is_known=is_known)
            for number, place in enumerate(at):
                found[place] = () if number in hidden else HALVES
    return found


def _of_whole(row: Counted, enough: Enough, allowed: Halves, *, is_known: bool) -> Halves:
    """The most that may be told of a row with all stays."""
    choices = (halves for halves in _CHOICES if set(halves) <= set(allowed))
    return next((one for one in choices if all(map(enough, _follows([row], one, is_known=is_known)))), ())


def _follows(rows: Sequence[Counted], halves: Halves, *, is_known: bool) -> Iterator[Tally]:
    """What follows of the rows together where these halves are told of all stays.

    Where all stays together are known, so is the rest.
    """
    given, otherwise, unknown = (together(row.parts[part] for row in rows) for part in range(3))
    parts = {"given": given, "otherwise": otherwise}
    yield from (parts[half] for half in halves)
    if is_known:
        yield together((unknown, *(one for half, one in parts.items() if half not in halves)))


def _closed(groups: Sequence[Counted], enough: Enough, *, is_known: bool) -> set[int]:
    """The groups of a variable of which nothing is told, whatever the intervention."""
    totals = [together(one.parts) for one in groups]
    closed = {number for number, one in enumerate(groups) if one.group is None or not enough(totals[number])}
    while is_known and not enough(together(totals[number] for number in closed)):
        closed |= _next_smallest(totals, closed)
    return closed


def _hidden(groups: Sequence[Counted], closed: set[int], halves: Halves, enough: Enough, *, is_known: bool) -> set[int]:
    """The groups that are withheld under one intervention, of which ``halves`` are told for all stays."""
    totals = [together(one.parts) for one in groups]
    hidden = closed | {number for number, one in enumerate(groups) if not all(map(enough, one.parts))}
    while not all(map(enough, _follows([groups[number] for number in hidden], halves, is_known=is_known))):
        hidden |= _next_smallest(totals, hidden)
    return hidden


def _next_smallest(totals: Sequence[Tally], hidden: set[int]) -> set[int]:
    """The smallest of the groups that are not withheld yet; those without anybody hide nobody."""
    left = [number for number, one in enumerate(totals) if number not in hidden and one.people]
    return {min(left, key=lambda number: len(totals[number].people))}
