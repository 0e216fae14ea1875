"""Whose answers a report rests on, and whose are missing: figures about how much was answered."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from sipforms.engine.gather.facility.respondents import Way
from sipforms.engine.gather.facility.spread import Lack

State: TypeAlias = Literal["answered", "declined", "notAble", "empty", "overdue", "open"]
"""How one form of one person stands at the end of the period: answered; would not answer; could not, or could not be
asked; handed in without an answer; due and not answered; due, with time left.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCount:
    """How many forms are in one state, or in any of several that may only be told together."""

    states: tuple[State, ...]
    forms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WayCount:
    """How many of the answered forms were answered in one way. ``share`` is from 0 to 1."""

    way: Way
    forms: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """One questionnaire (in any of its forms), as one kind of informant was to answer it.

    ``title`` is the main form's, ``other_titles`` those of the other forms that are counted with it.

    ``due`` is how many forms were answered in the period, or were to be answered at its end; a round that nobody
    answered counts once. ``people`` is how many they are about. The ``states`` add up to ``due``, the ``ways`` to the
    answered. ``days`` is the median of the days from the newest answered form to the last day looked at, of those who
    lived here then and have one. Nothing in place of a number, or no counts: that may not be told, as ``lack`` says.
    ``as_of`` is the day of an earlier report whose figures these are, because only ``waiting`` people's are new.
    """

    questionnaire: str
    title: str
    informant: str | None
    informant_title: str
    due: int | None
    people: int | None
    states: tuple[StateCount, ...] = ()
    ways: tuple[WayCount, ...] = ()
    days: int | None = None
    lack: Lack | None = None
    as_of: date | None = None
    waiting: int = 0
    other_titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much was answered. ``citizens`` is how many people had a stay in the period, nothing where it is not told.

    ``as_of`` and ``waiting`` are of that number, as in a row. ``until`` is the last day looked at: the last one
    of the period, or the day the report is made while it lasts.
    """

    citizens: int | None
    as_of: date | None = None
    waiting: int = 0
    rows: tuple[CoverageRow, ...] = ()
    least: int
    until: date | None = None
