"""The points in time that a schedule counts from: admission, discharge, the start of a period, and days after those."""

from calendar import monthrange
from datetime import date
from itertools import count, takewhile

from sipforms.engine.duration import MONTHS_A_YEAR, Duration, divides_a_year, moved, parse_duration
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme, ScheduleRule
from sipforms.engine.response import Json


def point_of(rule: ScheduleRule, stay: Episode | None) -> Json:
    """The point that a rule counts from, as written; an ``every`` that does not say so counts from where it begins."""
    point = rule.at if rule.at is not None else rule.start
    if point is None and rule.every is not None:
        return "period" if stay is None else "admission"
    return point


def root_of(point: Json) -> Json:
    """Admission, discharge or period, which a point is or comes after; nothing for a date in an answer."""
    return point.get("after") if isinstance(point, dict) else point


def day_of(programme: Programme, rule: ScheduleRule, stay: Episode | None, today: date) -> date | None:
    """The day of the point that a rule counts from; nothing where that is not known, or stands in an answer."""
    day = _day(programme, point_of(rule, stay), stay, today)
    return None if day is None else later(day, rule.add)


def _day(programme: Programme, point: Json, stay: Episode | None, today: date) -> date | None:
    if isinstance(point, dict):
        after = _day(programme, point.get("after"), stay, today)
        return None if after is None else later(after, str(point.get("by", "")))
    match point:
        case "admission":
            return stay.admission if stay else None
        case "discharge":
            return stay.discharge if stay else None
        case "period":
            return period_start(programme, today)
    return None


def later(day: date, written: str | None) -> date:
    """So much later as an ISO 8601 duration says; the day itself where there is none.

    Days outside the calendar, to which a slip in an answer may lead, are its last or its first.
    """
    duration = parse_duration(written or "")
    try:
        return day if duration is None else moved(day, duration)
    except (ValueError, OverflowError):
        return date.min if (written or "").startswith("-") else date.max


def period_start(programme: Programme, today: date) -> date:
    """The first day of the period that today is in: by ``period: {starts: "--10-01"}``, else from 1 January.

    A day that the month does not have is its last: ``--02-29`` is 28 February where the year is no leap year. Periods
    are whole months that add up to a year (``check`` refuses others), so that each year's begin on the same days; what
    was not checked and is of another length counts as a year.
    """
    written = (programme.period_starts or "--01-01").removeprefix("--")
    month, day = (int(part) for part in written.split("-"))
    length = parse_duration(programme.period_length or "P12M")
    if length is None or not divides_a_year(length):
        length = Duration(MONTHS_A_YEAR)
    first = date(today.year - 1, month, 1)
    starts = (_nth_period(first, day, length, number) for number in count())
    return [*takewhile(lambda start: start <= today, starts)][-1]


def _nth_period(first: date, day: int, length: Duration, number: int) -> date:
    """The start of a period, counted from the month beginning on ``first``: a short month moves none of those after."""
    month = moved(first, Duration(length.months * number))
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))
