"""What stands in a cell of Excel, and the names that its sheets can have."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeAlias

from sipforms.engine.offers import DoesNotFit, Limit
from sipforms.engine.score.missing import Gap
from sipforms.plugins.formats.cells import Codes, Raw, clean_text
from sipforms.plugins.formats.grids import Shape
from sipforms.plugins.formats.placement import unlike
from sipforms.plugins.formats.strict import as_day, as_moment, as_time

LONGEST_TEXT = 32_767
"""Characters of a cell, as UTF-16 counts them."""
LONGEST_NAME = 31

Value: TypeAlias = float | str | None

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
_DAY_ZERO = date(1899, 12, 30).toordinal()
_FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year: a day before this one would be another day there, and stands as a text."""
_SECONDS = 86_400


def day_number(text: str) -> Value:
    """The day as Excel counts days; what it cannot count stays a text."""
    day = as_day(text)
    return text if day is None or day < _FIRST_DAY else day.toordinal() - _DAY_ZERO


def moment_number(text: str) -> Value:
    """The moment in UTC as days and a part of a day."""
    moment = as_moment(text)
    if moment is None or moment.date() < _FIRST_DAY:
        return text
    return moment.toordinal() - _DAY_ZERO + _part_of_day(moment)


def time_number(text: str) -> Value:
    """The time of day as a part of a day."""
    time = as_time(text)
    return text if time is None else (time.hour * 3600 + time.minute * 60 + time.second) / _SECONDS


def plain_value(text: str) -> Value:
    """The text without what no workbook can hold. XlsxWriter writes what is between ``<r>`` and ``</r>`` as it is.

    A blank behind keeps it from taking such a text for its own.
    """
    clean = clean_text(text)
    return f"{clean} " if clean.startswith("<r>") and clean.endswith("</r>") else clean


READERS: Mapping[Shape, Callable[[str], Value]] = MappingProxyType(
    {Shape.DATE: day_number, Shape.DATETIME: moment_number, Shape.TIME: time_number}
)


def value_of(raw: Raw, codes: Codes, read: Callable[[str], Value]) -> Value:
    """What stands in the cell: a number or a text; nothing where it is blank."""
    if raw is None:
        return None
    if isinstance(raw, Gap):
        return codes[raw]
    return read(raw) if isinstance(raw, str) else int(raw)


def fitting(text: str, about: str) -> str:
    """The text, where a cell has room for it. Raises DoesNotFit."""
    if len(text) > LONGEST_TEXT // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise DoesNotFit(limit=Limit.TEXT, most=LONGEST_TEXT, about=about)
    return text


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel allows and that no other sheet has; a long one keeps its beginning and its end."""
    name = wanted.translate(_FORBIDDEN) or "_"
    half = (LONGEST_NAME - len("…_99")) // 2
    short = name if len(name) <= LONGEST_NAME else f"{name[:half]}…{name[-half:]}"
    return unlike(short, taken)


def _part_of_day(moment: datetime) -> float:
    return (moment.hour * 3600 + moment.minute * 60 + moment.second) / _SECONDS
