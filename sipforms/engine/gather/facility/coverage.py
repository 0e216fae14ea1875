"""Whose answers a report rests on, and whose are missing: figures about how much was answered."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sipforms.engine.gather.facility.respondents import Way
from sipforms.engine.gather.facility.spread import Lack

State: TypeAlias = Literal["answered", "declined", "notAble", "empty", "overdue", "open", "notAnswered"]
"""How a questionnaire stands with one person at the end of the period: answered; would not; could not (or could not be
asked); handed in without an answer; not answered though it was due; due, with time left; ``notAnswered`` are all but
the first, where they may only be told together.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCount:
    """How many people, or nothing where so few may not be told."""

    state: State
    people: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WayCount:
    """How many of those who answered did so in one way. ``share`` is from 0 to 1."""

    way: Way
    people: int | None
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """One questionnaire (in any of its forms), as one kind of informant was to answer it.

    ``due`` is how many people it was due of: who answered in the period, or had it to answer at the end of it. The
    states are of those and each person stands in one. ``ways`` are of the answered; ``days`` is the median of the days
    from the newest answer to the period's end, of those living here then. Nothing in place of a number: not told.
    """

    questionnaire: str
    title: str
    informant: str | None
    informant_title: str
    due: int | None
    states: tuple[StateCount, ...] = ()
    ways: tuple[WayCount, ...] = ()
    days: int | None = None
    lack: Lack | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much was answered. ``citizens`` is how many people had a stay in the period, nothing where it is not told."""

    citizens: int | None
    rows: tuple[CoverageRow, ...] = ()
    least: int
