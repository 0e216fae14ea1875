"""Columns of one type each, for formats in which a number can stand only among numbers, and a day only among days.

Why there is no answer is told by a number. Where the column holds numbers it stands in the column, as everywhere; where
it holds something else the column is empty there, and the column ``<name>.missing`` beside it holds the number.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from enum import Enum
from types import MappingProxyType
from typing import Any

from sipforms.engine.codebook import CodebookEntry, CodebookValue
from sipforms.engine.response import Scalar
from sipforms.engine.score.missing import Gap
from sipforms.plugins.formats.cells import NUMBERS, Raw, text_cell
from sipforms.plugins.formats.grids import Field, Grid, Grids, Shape

BESIDE = ".missing"
_FAR = 9_000_000_000_000_000
"""Further down than any answer, which has at most 15 digits; still a whole number in 64 bits of floating point."""

NumberCodes = Mapping[Gap, int]


class Holds(Enum):
    """What a strict column holds: its field's answers, or the code of why there is none."""

    ANSWERS = "answers"
    CODES = "codes"


@dataclass(frozen=True, slots=True, kw_only=True)
class StrictColumn:
    """A column made of the ``source``th value of each row. ``codes`` are numbers that are never an answer.

    ``read`` makes what stands in the column of an answer that is a text.
    """

    source: int
    name: str
    shape: Shape
    entry: CodebookEntry
    holds: Holds = Holds.ANSWERS
    codes: NumberCodes = field(default_factory=lambda: MappingProxyType({}))
    read: Callable[[str], Any] = text_cell

    def values(self, raw: Iterable[Raw]) -> list[Any]:
        """The column of what stands in the rows, with codes, or nothing, where there is no answer."""
        codes, read = self.codes, self.read
        if self.holds is Holds.CODES:
            return [codes[one] if isinstance(one, Gap) else None for one in raw]
        if self.shape is Shape.NUMBER:
            return [codes[one] if isinstance(one, Gap) else one if one is None else int(one) for one in raw]
        return [codes.get(one) if isinstance(one, Gap) else one if one is None else read(_as_text(one)) for one in raw]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strictness:
    """How a format keeps answers that are texts: what is made of each, and beside which shapes the codes must stand."""

    readers: Mapping[Shape, Callable[[str], Any]]
    beside: tuple[Shape, ...]


def strict_columns(grid: Grid, named: Callable[[str], str], how: Strictness) -> tuple[StrictColumn, ...]:
    """The columns of a grid. ``named`` gives a column its name in the format."""
    return tuple(column for at, one in enumerate(grid.fields) for column in _columns(at, one, named, how))


def strict_entries(
    grids: Grids, columns: Mapping[str, tuple[StrictColumn, ...]]
) -> Iterator[tuple[CodebookEntry, str | None]]:
    """The codebook's entries, each written one as the strict column or columns that it became, and their grids.

    ``columns`` are those of each grid by its name. In the long form what was asked is no column, and stays as it is.
    """
    where = {(grid.name, one.entry): at for grid in grids.grids for at, one in enumerate(grid.fields)}
    for entry, name in grids.entries():
        at = where.get((name or "", entry))
        if name is None or at is None or entry.left_out:
            yield entry, name
        else:
            yield from ((one.entry, name) for one in columns[name] if one.source == at)


def _columns(at: int, one: Field, named: Callable[[str], str], how: Strictness) -> Iterator[StrictColumn]:
    is_apart = one.shape in how.beside and bool(one.codes)
    name, read = named(one.name), how.readers.get(one.shape, text_cell)
    if not is_apart:
        codes = _numbers(one)
        missing = tuple(replace(each, code=codes[each.gap]) for each in one.entry.missing)
        entry = replace(one.entry, column=name, missing=missing)
        yield StrictColumn(source=at, name=name, shape=one.shape, entry=entry, codes=codes, read=read)
        return
    entry = replace(one.entry, column=name, missing=())
    yield StrictColumn(source=at, name=name, shape=one.shape, entry=entry, read=read)
    codes = {gap: NUMBERS[gap] for gap in one.codes}
    titles = {each.gap: each.title or each.gap.value for each in one.entry.missing}
    told = replace(
        one.entry,
        column=named(f"{one.name}{BESIDE}"),
        option=BESIDE.removeprefix("."),
        way="code",
        values=tuple(CodebookValue(value=code, title=titles.get(gap, gap.value)) for gap, code in codes.items()),
        span="",
        missing=(),
        escape="",
    )
    yield StrictColumn(
        source=at, name=told.column, shape=Shape.NUMBER, entry=told, holds=Holds.CODES, codes=MappingProxyType(codes)
    )


def _numbers(one: Field) -> NumberCodes:
    """The codes as numbers: the usual ones, or far ones where any usual number can be the answer."""
    codes = {gap: code for gap, code in one.codes.items() if isinstance(code, int)}
    if len(codes) < len(one.codes):
        codes = {gap: NUMBERS[gap] - _FAR for gap in one.codes}
    return MappingProxyType(codes)


def as_day(text: str) -> date | None:
    """The day, or nothing for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def as_moment(text: str) -> datetime | None:
    """The moment in UTC, or nothing for what is none."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def as_time(text: str) -> time | None:
    """The time of day, or nothing for what is none."""
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def _as_text(one: Scalar) -> str:
    """A number or a truth among texts stands there as its digits: versions may answer in different ways."""
    return one if isinstance(one, str) else str(int(one))
