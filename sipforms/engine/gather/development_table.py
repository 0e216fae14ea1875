"""Development of a group as a value that may be shown: what it holds rests on enough people, or is not there."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from sipforms.engine.gather.facility.respondents import Respondents
from sipforms.engine.gather.table import Directions, Outcome
from sipforms.engine.statistics.values import Estimate, PairedTest

Over: TypeAlias = Literal["periods", "stay"]
"""From the newest answers of the period before to the newest of this one, or from the first of a stay to its last."""

Lacking: TypeAlias = Literal["notBefore", "notNow", "otherWay", "otherForm", "elsewhere", "changed", "noNumber", "once"]
"""Why somebody is not among those compared: no answers in the period before, or none in this one; the other time in
another way (interview, observation), or to another form; the other time at another place; the questions, their words or
their steps were changed since; one of the two is not a number; only one number in the stay.
"""

Rule: TypeAlias = Literal["wholeGroup", "tooFew", "fewInDirection", "allAlike", "fewLeftOut", "fewBetween"]
"""What was withheld for: the whole group is too small; too few are the same people; too few went one of the ways; all
went the same way; too few were left out to say how many; the few who are not among those compared would be told as what
is left of everybody.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A period by its first and last day, both in it; an end that is open is nothing."""

    begins: date | None
    ends: date | None

    def holds(self, day: date | None) -> bool:
        """Whether the day lies in it; no day lies in a period with an end."""
        if day is None:
            return self.begins is None and self.ends is None
        return (self.begins or date.min) <= day <= (self.ends or date.max)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How the same people moved.

    ``people`` is how many. ``change`` is the mean of last minus first, with a t interval; ``size`` the standardised
    response mean (the mean over the standard deviation of the changes, times J for a small group). ``start`` and
    ``end`` are the means of the same people's first and last numbers. ``directions`` is nothing where it is withheld,
    and so are ``start`` and ``end``.
    """

    people: int
    change: Estimate
    size: Estimate
    test: PairedTest
    directions: Directions | None
    start: float | None
    end: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedOut:
    """How many people are not among those compared, and why. Nothing as the number: too few to be told."""

    why: Lacking
    people: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentRow:
    """One outcome as one respondent group answered it. ``course`` is nothing where it is withheld.

    ``people`` are all of the respondent group who answered in the period: those compared, and those in ``counted_out``
    but ``notNow``. Nothing as the number: too few to be told, or it would tell of too few.
    """

    outcome: Outcome
    respondents: Respondents
    people: int | None
    course: Course | None
    counted_out: tuple[CountedOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseWithheld:
    """What was withheld by which rule; where it stands, and never what it was."""

    rule: Rule
    outcome: str = ""
    respondents: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentTable:
    """How the same people developed, by outcome and respondent group. Groups are never pooled.

    Nothing in it rests on fewer than ``least`` people. Where the whole group is smaller ``people`` is nothing and there
    are no rows. ``now`` and ``before`` are the periods compared; over a stay ``before`` is nothing.
    ``has_statistics`` is false where scipy is not installed: then tests and intervals are not there.
    """

    over: Over
    now: Span
    before: Span | None
    least: int
    people: int | None
    rows: tuple[DevelopmentRow, ...] = ()
    withheld: tuple[CourseWithheld, ...] = ()
    has_statistics: bool = True

    @property
    def tested(self) -> int:
        """How many tests were made that are told."""
        return sum(row.course is not None and row.course.test.p is not None for row in self.rows)
