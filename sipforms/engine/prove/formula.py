"""Formulas over variables that each have few values: what a condition comes to once all that can be answered is known.

A variable is a number, its values are numbered from 0. ``True`` and ``False`` are formulas too. The functions put
formulas together and settle at once what is settled, so that most of them stay small.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from sipforms.engine.condition import Bounds


@dataclass(frozen=True, slots=True, eq=False)
class Has:
    """True when the variable has one of the values."""

    variable: int
    values: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Every:
    """True when every part is."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Some:
    """True when some part is."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Opposite:
    """True when the part is not."""

    part: "Formula"


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """True when the number of true parts is within the bounds."""

    parts: tuple["Formula", ...]
    bounds: Bounds


Formula: TypeAlias = bool | Has | Every | Some | Opposite | Number


def every(parts: Iterable[Formula]) -> Formula:
    """All of them; without any, true."""
    left: list[Formula] = []
    for part in parts:
        if part is False:
            return False
        if isinstance(part, Every):
            left += part.parts
        elif part is not True:
            left.append(part)
    return True if not left else left[0] if len(left) == 1 else Every(tuple(left))


def some(parts: Iterable[Formula]) -> Formula:
    """One of them at least; without any, false."""
    left: list[Formula] = []
    for part in parts:
        if part is True:
            return True
        if isinstance(part, Some):
            left += part.parts
        elif part is not False:
            left.append(part)
    return False if not left else left[0] if len(left) == 1 else Some(tuple(left))


def opposite(part: Formula) -> Formula:
    """Not this."""
    if isinstance(part, bool):
        return not part
    return part.part if isinstance(part, Opposite) else Opposite(part)


def number(parts: Iterable[Formula], bounds: Bounds) -> Formula:
    """So many of them, both bounds included."""
    kept = tuple(parts)
    known = sum(part is True for part in kept)
    left = tuple(part for part in kept if not isinstance(part, bool))
    least = max(0, (bounds.least or 0) - known)
    most = len(left) if bounds.most is None else min(len(left), bounds.most - known)
    if least > most:
        return False
    if least == 0 and most == len(left):
        return True
    return every(left) if least == len(left) else Number(left, Bounds(least, most))
