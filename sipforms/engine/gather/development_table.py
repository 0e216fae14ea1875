"""Development of a group as a value that may be shown: what it holds rests on enough people, or is not there."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from sipforms.engine.gather.facility.respondents import Respondents
from sipforms.engine.gather.moving import Direction
from sipforms.engine.gather.period import Span
from sipforms.engine.gather.table import Outcome
from sipforms.engine.statistics.values import Estimate, PairedTest
from sipforms.engine.withhold.told import Logged

Over: TypeAlias = Literal["periods", "stay"]
"""From the newest answers of the period before to the newest of this one, or from the first of a stay to its last."""

Lacking: TypeAlias = Literal["notBefore", "otherWay", "otherForm", "elsewhere", "changed", "noNumber", "once"]
"""Why somebody is not among those compared: no answers in the period before; these in another way (interview,
observation), to another form or at another place; the questions, their words or their steps were changed since; one of
the two is not a number; only one number in the stay.
"""

Lack: TypeAlias = Literal[
    "nobody",
    "few",
    "fewPlaces",
    "fewNew",
    "fewInCategory",
    "fewLacking",
    "noPeriod",
    "otherVersion",
    "notThere",
    "notTold",
]
"""Why something is not told: nobody can be compared; too few people, or all moved alike, or it would give others away;
too few places to compare with; too few are new since an earlier report; too few in a count; too few of those who are
not compared; no period with a period before it was chosen; what is compared with measures it otherwise, does not have
it, or does not tell it itself. A rule never says which of its causes it was.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayCount:
    """How many people went one way, or one of several that may only be told together."""

    ways: tuple[Direction, ...]
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How the same people moved.

    ``people`` is how many. ``change`` is the mean of last minus first, with a t interval; ``size`` the standardised
    response mean: the mean over the standard deviation of the changes, times J for a small group. ``start`` and ``end``
    are the means of the same people's first and last numbers. ``ways`` has every one of them once, and is nothing where
    it is withheld, and so are ``start`` and ``end``. ``as_of`` is the day of an earlier report whose figures these are,
    because only ``waiting`` people's answers are new since then (nothing: so few that it is not said how many).
    ``places`` is how many places they come from, where those of other places of the store are told.
    """

    people: int
    change: Estimate
    size: Estimate
    test: PairedTest | None
    ways: tuple[WayCount, ...] | None
    start: float | None = None
    end: float | None = None
    as_of: date | None = None
    waiting: int | None = None
    places: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedOut:
    """How many people are not among those compared, and why; several reasons stand together where each has too few."""

    why: tuple[Lacking, ...]
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentRow:
    """One outcome as one respondent group answered it. ``lack`` says why there is no ``course``.

    ``people`` are all of the respondent group who answered in the period, those compared among them, and
    ``counted_out`` are the others by reason; nothing where that is not told. ``gone`` is how many answered in the
    period before only, nothing where they are too few to be told. ``comparison`` are the people of the other places,
    where the report compares with some, or those of the report that it is compared with, and ``comparison_lack`` says
    why they are not there. ``signature`` is the same as long as the same is measured in the same way.
    """

    outcome: Outcome
    respondents: Respondents
    people: int | None
    course: Course | None
    lack: Lack | None = None
    counted_out: tuple[CountedOut, ...] | None = None
    gone: int | None = None
    comparison: Course | None = None
    comparison_lack: Lack | None = None
    signature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentTable:
    """How the same people developed: the outcomes of one respondent group after the other. Groups are never pooled.

    Nothing in it rests on fewer than ``least`` people. ``now`` and ``before`` are the periods compared; over a stay
    ``before`` is nothing. ``lack`` says why there are no rows. ``has_comparison`` says that the report compares with
    other places. ``has_statistics`` is false where scipy is not installed: then tests and intervals are not there.
    """

    over: Over
    now: Span
    before: Span | None
    least: int
    rows: tuple[DevelopmentRow, ...] = ()
    lack: Lack | None = None
    withheld: tuple[Logged, ...] = ()
    has_comparison: bool = False
    has_statistics: bool = True

    @property
    def tested(self) -> int:
        """How many tests were made that are told."""
        told = (one for row in self.rows for one in (row.course, row.comparison))
        return sum(one is not None and one.test is not None and one.test.p is not None for one in told)
