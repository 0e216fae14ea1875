"""Periods that figures are about: a programme's reporting year, any days, and the same length just before."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sipforms.engine.duration import MONTHS_A_YEAR, Duration, moved
from sipforms.engine.points import period_start
from sipforms.engine.programme import Programme

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A period by its first and last day, both in it; an end that is open is nothing."""

    begins: date | None = None
    ends: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether the day lies in it; no day at all lies in a period without ends."""
        if day is None:
            return self.begins is None and self.ends is None
        return (self.begins or date.min) <= day <= (self.ends or date.max)

    def overlaps(self, first: date, last: date | None) -> bool:
        """Whether something that went on from the first day to the last (still does, without one) was in it."""
        return first <= (self.ends or date.max) and (last is None or last >= (self.begins or date.min))

    @property
    def before(self) -> "Span | None":
        """As long a period just before: as many months where it is whole months, else as many days."""
        if self.begins is None or self.ends is None:
            return None
        ended, months = self.begins - A_DAY, _whole_months(self.begins, self.ends)
        if months is not None:
            return Span(begins=moved(self.begins, Duration(-months)), ends=ended)
        return Span(begins=self.begins - (self.ends - ended), ends=ended)


def _whole_months(begins: date, ends: date) -> int | None:
    after = ends + A_DAY
    months = MONTHS_A_YEAR * (after.year - begins.year) + after.month - begins.month
    return months if months > 0 and moved(begins, Duration(months)) == after else None


def reporting_year(programme: Programme, year: int) -> Span:
    """The programme's reporting year that begins in this calendar year: 2025 and ``--10-01`` end in September 2026.

    A programme that says nothing of periods counts calendar years; one with several periods a year has them all in it.
    """
    yearly = replace(programme, period_length=f"P{MONTHS_A_YEAR}M")
    begins, after = (period_start(yearly, date(one, 12, 31)) for one in (year, year + 1))
    return Span(begins=begins, ends=after - A_DAY)
