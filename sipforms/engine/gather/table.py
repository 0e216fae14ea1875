"""Interventions by outcome as a value that may be shown: what it holds rests on enough people, or is not there."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from sipforms.engine.compare.change import Verdict
from sipforms.engine.gather.given import Intervention
from sipforms.engine.gather.grouping import Group
from sipforms.engine.statistics.values import Estimate

Rule: TypeAlias = Literal["wholeGroup", "few", "fewNew", "fewInDirection", "fewLeftOut"]
"""What was withheld for: the whole group is too small; too few people, or what is left would be; too few are new since
an earlier report; a direction that too few went; too few that were left out. ``withhold.intervention_rows`` says more.
"""

Why: TypeAlias = Literal["notAnswered", "once", "broken", "unknown", "noGroup", "earlier"]
"""Why stays were left out: the outcome was never a number, only once, or cannot be compared; it is not known whether
the intervention was given; nothing is known of what the stays are divided by; it is an earlier stay of a person who is
counted, and few people have one.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An indicator as one kind of informant answered it. ``higher`` says whether a higher number is better or worse.

    ``least`` is the smallest change that the programme counts as one; without it every change counts.
    """

    indicator: str
    title: str
    informant: str | None
    informant_title: str
    range: tuple[float, float] | None = None
    higher: Verdict | None = None
    least: float | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """What tells it from the others."""
        return self.indicator, self.informant


@dataclass(frozen=True, slots=True, kw_only=True)
class Directions:
    """How many stays went which way."""

    rose: int
    same: int
    fell: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is told of some stays: how many, the mean change, and how many went which way unless that is withheld.

    ``dated`` is the day of an earlier report whose figures these are: since then too few people's stays are new.
    """

    stays: int
    mean: float
    directions: Directions | None
    dated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One outcome for stays with an intervention and for those without: all of them, or one group of a variable.

    Nothing in place of figures means that they are withheld. ``effect`` is Hedges' g of those with the intervention
    against those without it (above 0: those with it rose more), with its interval, where both halves are told as they
    are now.
    """

    intervention: Intervention
    outcome: Outcome
    variable: str | None
    group: Group | None
    given: Figures | None
    otherwise: Figures | None
    effect: Estimate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many stays are in no row and why: of an outcome, an intervention's question or a variable (``of``).

    Nothing as the number means that it is too small to be told.
    """

    why: Why
    of: str
    informant: str | None
    stays: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What was withheld by which rule; where it stands, and never what it was."""

    rule: Rule
    intervention: str = ""
    value: str = ""
    outcome: str = ""
    informant: str = ""
    variable: str = ""
    group: str = ""
    half: Literal["given", "otherwise", ""] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionTable:
    """Which interventions for whom. It is association: it does not say what caused what.

    Nothing in it rests on fewer than ``least`` people. Where the whole group is smaller ``stays`` is nothing and there
    are no rows. ``variables`` are what the stays are divided by, with their titles (that of ``start`` is empty).
    ``has_statistics`` is false where scipy is not installed: then no effect has an interval.
    """

    least: int
    stays: int | None
    outcomes: tuple[Outcome, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    rows: tuple[TableRow, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    has_statistics: bool = True

    @property
    def cells(self) -> int:
        """How many cells were computed, the withheld ones too: two a row."""
        return 2 * len(self.rows)

    @property
    def shown(self) -> int:
        """How many of them are told."""
        return sum((row.given is not None) + (row.otherwise is not None) for row in self.rows)

    @property
    def compared(self) -> int:
        """How many rows compare those with an intervention and those without it by an interval."""
        return sum(row.effect is not None and row.effect.interval is not None for row in self.rows)
