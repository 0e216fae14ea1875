"""ISO 8601 durations in years, months, weeks and days, and adding them to dates."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_FORM = re.compile(
    r"(?P<sign>-?)P(?:(?P<years>[0-9]{1,3})Y)?(?:(?P<months>[0-9]{1,4})M)?(?:(?P<weeks>[0-9]{1,4})W)?(?:(?P<days>[0-9]{1,5})D)?"
)

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of calendar time; either part may be negative."""

    months: int = 0
    days: int = 0


def parse_duration(text: str) -> Duration | None:
    """``P12M`` as a duration, or nothing when the text is not one. ``P`` alone is not one."""
    found = _FORM.fullmatch(text)
    if found is None or not any(found[part] for part in ("years", "months", "weeks", "days")):
        return None
    sign = -1 if found["sign"] else 1
    number = {part: int(found[part] or 0) for part in ("years", "months", "weeks", "days")}
    months, days = MONTHS_A_YEAR * number["years"] + number["months"], 7 * number["weeks"] + number["days"]
    return Duration(sign * months, sign * days)


def divides_a_year(length: Duration) -> bool:
    """True of a year, and of whole months that add up to one."""
    return length.days == 0 and length.months > 0 and MONTHS_A_YEAR % length.months == 0


def moved(day: date, duration: Duration) -> date:
    """The date that much later.

    A day that the month does not have becomes its last: 31 January + P1M is 28 (29) February.
    """
    months = day.year * 12 + day.month - 1 + duration.months
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=duration.days)


def as_date(value: object) -> date | None:
    """The day that a text like ``2026-11-22`` names, or nothing."""
    if (
        not isinstance(value, str)
        or len(value) != len("2026-11-22")
        or not value[4] == value[7] == "-"
        or value[0] == "0"
    ):
        return None  # Python alone would read 20261122 and 2026-W47-7; before year 1000 validators disagree
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
