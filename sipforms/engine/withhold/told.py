"""What was decided: what may be told of each line, or that nothing may; and the log of what was withheld by which rule.

================  ======================================================================================================
few               the line: fewer than ``least`` people answered, or all alike, or what is left when other lines are
                  taken away would be such a group
fewPlaces         the line of other places: fewer than ``places`` of them have answers
fewNew            the line: it differs from an earlier report in fewer than ``least`` people
fewInCategory     categories: told together, or not at all, since a count would be of fewer than ``least`` people, or
                  what is left would be, or all are in the same one
fewLacking        how many lack an answer: fewer than ``least``, or what is left would be
================  ======================================================================================================

A rule never says which of its causes it was: two lines that are each known to be of fewer than five people, and eight
together, are of four each.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from sipforms.engine.response import Json
from sipforms.engine.withhold.block import Level

Rule: TypeAlias = Literal["few", "fewPlaces", "fewNew", "fewInCategory", "fewLacking"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCell:
    """How many answers are in one category, or in several that are told together."""

    categories: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What may be told of a line: how many answered, and how.

    ``count`` is the number of answers, ``people`` of how many people. ``cells`` is nothing where only the number may be
    told, ``missing`` and ``asked`` where it may not be told how many lack an answer (and why). ``is_fine`` says that
    every category is told apart, so that a mean of the categories gives nothing more away. ``kept`` are the line's
    further figures. With ``dated`` all of it is from an earlier report, since only ``waiting`` people's answers are new
    (nothing: so few that it is not said how many). ``is_known`` says that an earlier report told just the same.
    """

    count: int
    people: int
    cells: tuple[ToldCell, ...] | None = None
    asked: int | None = None
    missing: tuple[ToldCell, ...] | None = None
    is_fine: bool = False
    kept: Mapping[str, Json] = field(default_factory=dict)
    dated: date | None = None
    waiting: int | None = None
    is_known: bool = False

    def at(self, level: Level) -> tuple[ToldCell, ...] | None:
        """The cells at a coarser level; nothing where they are not told finely enough for it."""
        return None if self.cells is None else _coarser(self.cells, level)


def _coarser(cells: tuple[ToldCell, ...], level: Level) -> tuple[ToldCell, ...] | None:
    found = []
    for several in level:
        inside = [one for one in cells if set(one.categories) <= set(several)]
        if {name for one in inside for name in one.categories} != set(several):
            return None
        found.append(ToldCell(categories=several, count=sum(one.count for one in inside)))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A line of which nothing may be told, and by which rule."""

    rule: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """What was withheld by which rule: the subject and the line, never a number."""

    rule: Rule
    subject: str
    line: str
