"""What a scorer is given for one response: units (an item, a pair, a goal ...) as answered, and how many count."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from sipforms.engine.score.column import Unit
from sipforms.engine.score.missing import Counts, Gap
from sipforms.engine.score.scorer import Goal, Table, Takes
from sipforms.engine.score.sheet import Reading, Sheet


class Taken(NamedTuple):
    """One unit as answered. ``row`` counts from 0 (0 outside rows); ``value`` is what the scorer is given, if any."""

    unit: Unit
    row: int
    readings: tuple[Reading, ...]
    value: Any


Make: TypeAlias = Callable[[Sequence[Any]], Any]


def taken(units: Iterable[Unit], sheet: Sheet, make: Make | None) -> list[Taken]:
    """Every unit as answered, in order, once for each row where they stand in rows.

    ``make`` turns the parts of a unit into one value.
    """
    found: list[Taken] = []
    for unit in units:
        if make is None:
            _take_single(unit, sheet, found)
        else:
            _take_joined(unit, sheet, make, found)
    return found


def _take_single(unit: Unit, sheet: Sheet, found: list[Taken]) -> None:
    column = unit[0]
    table = column.table
    for row, reading in enumerate(sheet.lines[column.place]):
        if type(reading) is Gap:
            found.append(Taken(unit, row, (reading,), None))
        else:
            found.append(Taken(unit, row, (reading,), reading if table is None else table.get(reading)))  # type: ignore[arg-type]


def _take_joined(unit: Unit, sheet: Sheet, make: Make, found: list[Taken]) -> None:
    tables = [column.table for column in unit]
    for row, readings in enumerate(zip(*[sheet.lines[column.place] for column in unit], strict=True)):
        parts = [_counted(table, reading) for table, reading in zip(tables, readings, strict=True)]
        found.append(Taken(unit, row, readings, None if None in parts else make(parts)))


def _counted(table: Table | None, reading: Reading) -> Any:  # noqa: ANN401 - a number, option, tuple of options or text
    if type(reading) is Gap:
        return None
    return reading if table is None else table.get(reading)  # type: ignore[arg-type]


def counted(units: Iterable[Taken]) -> tuple[tuple[Any, ...], Counts]:
    """The values there are, and how many units were asked, relevant and answered."""
    values = []
    asked = relevant = 0
    for one in units:
        if one.value is not None:
            values.append(one.value)
        elif Gap.NOT_ASKED in one.readings:
            continue
        elif Gap.NOT_RELEVANT in one.readings:
            asked += 1
            continue
        asked += 1
        relevant += 1
    return tuple(values), Counts(asked, relevant, len(values))


def _pair(parts: Sequence[Any]) -> tuple[Any, Any]:
    return parts[0], parts[1]


def _days(parts: Sequence[Any]) -> tuple[date, date]:
    return date.fromisoformat(parts[0]), date.fromisoformat(parts[1])


def _goal(parts: Sequence[Any]) -> Goal | None:
    weight = 1
    for part in parts[1:]:
        weight *= part
    return Goal(level=parts[0], weight=weight) if weight > 0 else None


MAKES: dict[Takes, Make | None] = {
    "items": None,
    "choices": None,
    "pairs": _pair,
    "dates": _days,
    "goals": _goal,
}
"""How the parts of a unit become one value; single questions are their own value."""
