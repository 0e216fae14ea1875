"""A true time axis: rounds stand as far apart as their days do, so that a gap of two years looks like one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

_STEPS = (1, 3, 6, 12, 24, 60, 120)
"""How many months there may be between two ticks."""
_MOST = 8
_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day that is written on the axis: the first of a month. ``is_year`` is true of the first of January."""

    day: date
    is_year: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAxis:
    """From the first round to the newest, with at most eight days to write below; none where all is within a month."""

    begins: date
    ends: date
    ticks: tuple[Tick, ...] = ()

    def share(self, day: date) -> float:
        """How far along the axis a day is, from 0 to 1; 0 where the axis is a single day."""
        days = (self.ends - self.begins).days
        return max(0.0, min(1.0, (day - self.begins).days / days)) if days else 0.0


def time_axis(days: Sequence[date]) -> TimeAxis:
    """The axis of some days (at least one), in any order."""
    begins, ends = min(days), max(days)
    months = _months(begins, ends)
    step = next((one for one in _STEPS if months // one < _MOST), _STEPS[-1])
    return TimeAxis(begins=begins, ends=ends, ticks=tuple(_ticks(begins, ends, step)))


def _months(begins: date, ends: date) -> int:
    return (ends.year - begins.year) * _YEAR + ends.month - begins.month


def _ticks(begins: date, ends: date, step: int) -> Iterator[Tick]:
    """Every ``step`` months, counted so that a tick falls on each January where it can."""
    first = begins.year * _YEAR + begins.month - 1
    for month in range(first - first % step, first + _months(begins, ends) + 1, step):
        day = date(month // _YEAR, month % _YEAR + 1, 1)
        if begins <= day <= ends:
            yield Tick(day=day, is_year=day.month == 1)
