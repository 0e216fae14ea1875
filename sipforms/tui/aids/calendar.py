"""A month below a field for a day. The arrows pick a day in it; what is typed moves it along."""

from calendar import Calendar as Weeks
from collections.abc import Iterator
from datetime import date, timedelta

from rich.text import Text

from sipforms.render.charts.glyphs import ALL
from sipforms.render.days import as_date, date_to_type, day_names, month_title
from sipforms.render.language import _
from sipforms.render.written import Reads, day_reads
from sipforms.tui.aids.aid import Aid

ROWS = 8
"""The title, the names of the days, and six weeks at the most."""
_WEEK, _CELL = 5, 4
WIDTH = _WEEK + 7 * _CELL
_STEPS = {"up": -7, "down": 7, "left": -1, "right": 1}
_MONTHS = {"pageup": -1, "pagedown": 1}
_FIRST, _LAST = date(1000, 1, 1), date(9999, 12, 31)


class Calendar(Aid):
    """The month of the day that stands in the field, or of today."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._picked = ""

    def reads(self, typed: str) -> Reads:
        return day_reads(typed, self._today)

    def keys(self) -> list[tuple[str, str]]:
        return [(ALL.up + ALL.down, _("pick a day")), ("PgUp/PgDn", _("month"))]

    def pressed(self, key: str, typed: str) -> str | None:
        """Up and down a week, a page a month, sideways a day once a day was picked; the first key picks today."""
        is_sideways = key in ("left", "right")
        if key not in (*_STEPS, *_MONTHS) or (is_sideways and (not typed or typed != self._picked)):
            return None
        day = as_date(typed, self._today)
        if day is None:
            day = self._today
        elif key in _STEPS:
            day = _within(day, _STEPS[key])
        else:
            day = _month_on(day, _MONTHS[key])
        self._picked = date_to_type(day)
        return self._picked

    def pointed(self, row: int, column: int, typed: str) -> str | None:
        weeks = list(_weeks(self._month_of(typed)))
        place = (column - _WEEK) // _CELL
        if not 2 <= row < 2 + len(weeks) or column < _WEEK or place >= len(weeks[0]):
            return None
        self._picked = date_to_type(weeks[row - 2][place])
        return self._picked

    def drawn(self, typed: str, width: int, rows: int) -> Text | None:
        if rows < ROWS or width < WIDTH:
            return None
        day, month = as_date(typed, self._today), self._month_of(typed)
        text = Text(no_wrap=True, overflow="ellipsis", end="")
        text.append(month_title(month).center(WIDTH) + "\n", "bold")
        text.append(_("week")[: _WEEK - 1].rjust(_WEEK - 1) + " ")
        text.append("".join(name[:2].rjust(_CELL - 1) + " " for name in day_names()))
        for week in _weeks(month):
            text.append(f"\n{week[0].isocalendar().week:>{_WEEK - 1}} ", "not bold")
            for one in week:
                text.append(*self._cell(one, day, month))
        return text

    def _cell(self, one: date, day: date | None, month: date) -> tuple[str, str]:
        if one == day:
            return f"[{one.day:>2}]", "bold reverse"
        if one.month != month.month:
            return " " * _CELL, ""
        is_today = one == self._today
        return f" {one.day:>2}{ALL.bullet if is_today else ' '}", "bold" if is_today else ""

    def _month_of(self, typed: str) -> date:
        return (as_date(typed, self._today) or self._today).replace(day=1)


def _weeks(month: date) -> Iterator[list[date]]:
    """The weeks of the month from Monday to Sunday, with the days of the months beside it."""
    try:
        yield from Weeks().monthdatescalendar(month.year, month.month)
    except (OverflowError, ValueError):  # the last month there is
        return


def _within(day: date, days: int) -> date:
    try:
        return min(_LAST, max(_FIRST, day + timedelta(days=days)))
    except OverflowError:
        return day


def _month_on(day: date, months: int) -> date:
    """The same day of the month before or after, or the last one it has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return min(_LAST, max(_FIRST, date(year, month + 1, min(day.day, last))))
        except ValueError:
            continue
    return day
