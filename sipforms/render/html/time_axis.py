"""Which days are named below a true time axis: years, months or single days, never so many that they touch."""

from collections.abc import Iterator
from datetime import date, timedelta

from sipforms.render.language import format_date

_MOST = 6
_YEAR, _MONTHS = 366, 12
_STEPS = (1, 2, 3, 6)
"""Months between two that are named; a year has a whole number of each."""


def day_ticks(first: date, last: date) -> Iterator[tuple[date, str]]:
    """Days from the first to the last with what stands below them: years over long times, months over shorter ones.

    Where no month begins between the two, the first and the last day themselves.
    """
    years = [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    years = [day for day in years if first <= day <= last]
    if len(years) > 1:
        step = -(-len(years) // _MOST)
        yield from ((day, str(day.year)) for day in years if (day.year - years[0].year) % step == 0)
        return
    months = list(_months(first, last))
    if len(months) > 1:
        yield from ((day, f"{day:%m-%y}") for day in months)
        return
    yield first, format_date(first)
    if last - first > timedelta(days=7):
        yield last, format_date(last)


def _months(first: date, last: date) -> Iterator[date]:
    step = next(one for one in (*_STEPS, _MONTHS) if (last - first).days / 30.4 / one <= _MOST)
    month = date(first.year, 1, 1)
    while month <= last:
        if month >= first:
            yield month
        after = month.month - 1 + step
        month = date(month.year + after // _MONTHS, after % _MONTHS + 1, 1)
