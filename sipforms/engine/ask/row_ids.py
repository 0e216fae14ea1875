"""Ids for rows that are written without one, as the form gives each row one."""

from collections.abc import Callable, Mapping

from sipforms.engine.ask.flat import ROW_ID
from sipforms.engine.programme import Area, Entry, Rows
from sipforms.engine.response import Json


def with_row_ids(
    entries: tuple[Entry, ...], answers: Mapping[str, Json], id_of: Callable[[int], str]
) -> dict[str, Json]:
    """The answers with an id for every row that has none; ``id_of`` gives it, from the row's place counted from 1."""
    found = dict(answers)
    for entry in entries:
        held = found.get(entry.id)
        if isinstance(entry, Area) and isinstance(held, dict):
            found[entry.id] = with_row_ids(entry.entries, held, id_of)
        elif isinstance(entry, Rows) and isinstance(held, list):
            found[entry.id] = [_with_id(row, place, id_of) for place, row in enumerate(held, 1)]
    return found


def _with_id(row: Json, place: int, id_of: Callable[[int], str]) -> Json:
    return {ROW_ID: id_of(place), **row} if isinstance(row, dict) and ROW_ID not in row else row
