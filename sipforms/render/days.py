"""Days and times as people type them and as they are read back: day before month, also `1/3`, `010326`, `today`."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from sipforms.render.language import _, current_language, ngettext

_SEPARATOR = r"(?:\s*[-./]\s*|\s+)"
_FULL = re.compile(rf"([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}}){_SEPARATOR}([0-9]{{4}}|[0-9]{{2}})")
_BARE = re.compile(r"([0-9]{1,2})\s*[-./]\s*([0-9]{1,2})\.?")
_RUN = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})")
_NAMED = re.compile(r"([0-9]{1,2})\.?\s*([^\W\d_]{3,})\.?(?:\s+([0-9]{4}|[0-9]{2}))?")
_AHEAD = re.compile(r"([+\-\u2212])\s*([0-9]{1,4})")
_TIME = re.compile(r"(?:kl\.?\s*)?([0-9]{1,2})(?:[:. ]?([0-9]{2}))?")
_OLDEST, _LATEST = 1000, 9999
_RECENT = range(1800, 2200)
_NEAR = 60
"""Days beyond which nobody counts them."""
_FORWARD = 20
"""How many years ahead two digits of a year can mean; further ahead they mean the century before."""

_FROM_TODAY = {
    -2: ("iforgårs", "forgårs", "iförrgår", "thedaybeforeyesterday"),
    -1: ("igår", "yesterday"),
    0: ("idag", "today"),
    1: ("imorgen", "imorgon", "tomorrow"),
    2: ("iovermorgen", "overmorgen", "iövermorgon", "thedayaftertomorrow"),
}
_NOW = ("nu", "now", "nå")
_MONTHS = (
    ("januar", "january", "januari"),
    ("februar", "february", "februari"),
    ("marts", "march", "mars"),
    ("april",),
    ("maj", "may", "mai"),
    ("juni", "june"),
    ("juli", "july"),
    ("august", "augusti"),
    ("september",),
    ("oktober", "october"),
    ("november",),
    ("december", "desember"),
)
"""What people type in the languages that the screens have, whichever is spoken just now: a few words each."""


def as_date(typed: str, today: date | None = None) -> date | None:
    """A day as it is typed: 24-12-2026, 24.12.26, 24/12, 241226, 24. dec, 2026-12-24, i dag, +14; nothing for others.

    Without ``today`` only days that need none are read. Without a year it is this one; two digits of a year are at
    most twenty years ahead.
    """
    text = " ".join(typed.split()).casefold()
    if today is not None and (near := _near(text, today)) is not None:
        return near
    parts = _parts(text, today)
    return None if parts is None else _day(*parts)


def day_written(typed: str, today: date | None = None) -> tuple[int, int, int] | None:
    """Year, month and day of what is typed like a day, also where there is no such day; nothing for other texts."""
    return _parts(" ".join(typed.split()).casefold(), today)


def date_to_type(day: date) -> str:
    """The day as it is typed in every language, 24-12-2026: what the program writes into a field, it also reads."""
    return f"{day:%d-%m-}{day.year:04}"


def as_time(typed: str, now: datetime | None = None) -> str | None:
    """A time as it is typed, as hours and minutes: 14:30, 14.30, 1430, 8, kl. 8, nu; nothing for other texts.

    ``25:00`` is a text like a time and no time: what can be an answer is for the engine to say.
    """
    text = " ".join(typed.split()).casefold()
    if now is not None and text in _NOW:
        return f"{now:%H:%M}"
    found = _TIME.fullmatch(text)
    return None if found is None else f"{int(found[1]):02}:{found[2] or '00'}"


def day_in_words(day: date, today: date | None = None) -> str:
    """The day with its weekday, as it is said, and how near it is: `Sunday 1 March 2026 (yesterday)`."""
    from babel.dates import format_date  # only here: it takes long to load

    said = format_date(day, "EEEE d. MMMM y" if current_language() == "da" else "EEEE d MMMM y", current_language())
    near = _near_words((day - today).days) if today is not None else ""
    return f"{said} ({near})" if near else said


def day_names() -> tuple[str, ...]:
    """The days of the week from Monday, short, as calendars have them."""
    from babel.dates import get_day_names

    names = get_day_names("abbreviated", locale=current_language())
    return tuple(names[day] for day in range(7))


def month_title(month: date) -> str:
    """What stands above a month in a calendar: `november 2026`."""
    from babel.dates import format_date

    return format_date(month, "LLLL y", current_language())


def why_no_day(typed: str, today: date | None = None) -> str:
    """Why what is typed is no day, with what can be written instead."""
    parts = day_written(typed, today)
    if parts is None or not _OLDEST <= parts[0] <= _LATEST:
        return _("Write the day as day-month-year: 24-12-2026, 24/12 or “today”.")
    year, month, _day_of_month = parts
    if not 1 <= month <= len(_MONTHS):
        return _("There are twelve months. Write the day before the month: 24-12-2026.")
    from babel.dates import get_month_names

    days = monthrange(year, month)[1]
    said = ngettext(
        "There is no such day: {month} {year} has {count} day.",
        "There is no such day: {month} {year} has {count} days.",
        days,
    )
    return said.format(month=get_month_names("wide", locale=current_language())[month], year=year, count=days)


def _near(text: str, today: date) -> date | None:
    """The day that is told from today."""
    for days, words in _FROM_TODAY.items():
        if text.replace(" ", "") in words:
            return today + timedelta(days=days)
    found = _AHEAD.fullmatch(text)
    if found is None:
        return None
    try:
        return today + timedelta(days=int(found[2]) * (1 if found[1] == "+" else -1))
    except OverflowError:
        return None


def _parts(text: str, today: date | None) -> tuple[int, int, int] | None:
    if iso := _ISO.fullmatch(text):
        return int(iso[1]), int(iso[2]), int(iso[3])
    if found := _FULL.fullmatch(text) or _run(text):
        year = _year(found[3], today)
        return None if year is None else (year, int(found[2]), int(found[1]))
    if today is not None and (bare := _BARE.fullmatch(text)):
        return today.year, int(bare[2]), int(bare[1])
    named = _NAMED.fullmatch(text)
    month = _month(named[2]) if named else None
    if named is None or month is None:
        return None
    year = _year(named[3], today) if named[3] else today.year if today else None
    return None if year is None else (year, month, int(named[1]))


def _run(text: str) -> re.Match[str] | None:
    """Digits without marks; not 20121130, which is a year first: nobody means the year 1130."""
    found = _RUN.fullmatch(text)
    is_old = found is not None and len(found[3]) == len("2026") and int(found[3]) not in _RECENT
    return None if is_old else found


def _month(word: str) -> int | None:
    found = (place for place, names in enumerate(_MONTHS, start=1) if any(one.startswith(word) for one in names))
    return next(found, None)


def _year(digits: str, today: date | None) -> int | None:
    if len(digits) != len("26"):
        return int(digits)
    if today is None:
        return None
    century = today.year // 100 * 100
    year = century + int(digits)
    return year if year <= today.year + _FORWARD else year - 100


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= _OLDEST else None
    except ValueError:
        return None


def _near_words(days: int) -> str:
    match days:
        case 0:
            return _("today")
        case 1:
            return _("tomorrow")
        case -1:
            return _("yesterday")
    count = abs(days)
    if count > _NEAR:
        return ""
    if days > 0:
        return ngettext("in {count} day", "in {count} days", count).format(count=count)
    return ngettext("{count} day ago", "{count} days ago", count).format(count=count)
