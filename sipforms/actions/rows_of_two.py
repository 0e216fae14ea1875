"""Rows of two sides: which are the same, what a row that is new on one side is called on the other, what stands in it.

An answer that is a row has the row's id for its value, so that what a row is called decides what the answer is.
"""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from sipforms.actions.sides import ANSWERS, NOTES, REASONS, Key, Side
from sipforms.engine.ask.draft import Draft
from sipforms.engine.paths import Path, dotted
from sipforms.engine.response import Answer

ROW_OF_REASON = "@"
Called: TypeAlias = Mapping[Path, str]
"""The id on this side of a row of the other, by the row's path there."""


def new_rows(mine: Side, theirs: Side) -> tuple[tuple[tuple[Path, str], ...], Called]:
    """Rows of the other side since they parted, and what each of its new rows is called here.

    One in which the very same stands as in a new one here is that one, and does not come over; any other keeps its id
    where that is free here.
    """
    over: list[tuple[Path, str]] = []
    called: dict[Path, str] = {}
    for path in _pointed_to_first(mine.draft):
        known = {row: _content(mine.draft, path, row, {}) for row in mine.rows_at(path) if not is_old(mine, path, row)}
        used = [*ids_used(mine, path)]
        for row in theirs.rows_at(path):
            if is_old(theirs, path, row):
                continue
            content = _content(theirs.draft, path, row, called)
            same = next((one for one, held in known.items() if held == content), None)
            if same is not None:
                del known[same]
                called[(*path, row)] = same
            else:
                used.append(row if row not in used else free_id(used))
                called[(*path, row)] = used[-1]
                over.append((path, row))
    return tuple(over), called


def _pointed_to_first(draft: Draft) -> Iterator[Path]:
    """The repeating items, each after those whose rows are answers in it, as far as that is possible."""
    places, left = draft.form.places, list(draft.form.places.rows)
    while left:
        waiting = {
            fields[: len(path)]
            for path in left
            for to in left
            for fields in places.pointing.get(to, ())
            if to != path and fields[: len(path)] == path
        }
        path = next((one for one in left if one not in waiting), left[0])
        left.remove(path)
        yield path


def ids_used(side: Side, path: Path) -> Iterator[str]:
    """Ids that a row of the other side cannot have here: those given, and those of the round before."""
    yield from side.draft.given.get(path, ())
    yield from side.draft.form.ready.rows.get(path, ())


def free_id(used: list[str]) -> str:
    """The first id that is not used."""
    return next(row for number in range(1, len(used) + 2) if (row := f"r{number}") not in used)


def is_old(side: Side, path: Path, row: str) -> bool:
    """Whether both knew the row when they parted."""
    return row in side.shared.get(path, ())


def inside(draft: Draft, path: Path, row: str) -> Iterator[Key]:
    """Everything written in a row or about it."""
    here = (*path, row)
    yield from ((ANSWERS, one) for one in draft.answers if one[: len(here)] == here)
    yield from ((NOTES, one) for one in draft.notes if one[: len(here)] == here)
    yield from ((REASONS, one) for one in draft.reasons if one.endswith(f"{ROW_OF_REASON}{dotted(here)}"))


def moved(key: Key, old: Path, new: Path) -> Key:
    """The same thing in a row that is called otherwise."""
    part, where = key
    if isinstance(where, str):
        return part, where.removesuffix(dotted(old)) + dotted(new)
    return part, (*new, *where[len(old) :])


def value_of(draft: Draft, key: Key) -> Answer | None:
    """What stands there."""
    held = getattr(draft, key[0])
    value: Answer | None = held.get(key[1])
    return value


def as_called(draft: Draft, key: Key, called: Called) -> Answer | None:
    """What stands there on the other side; a row as it is called here."""
    value, to = value_of(draft, key), _rows_pointed_to(draft, key)
    return value if to is None or not isinstance(value, str) else called.get((*to, value), value)


def is_there(draft: Draft, key: Key, value: Answer | None, standing: Mapping[Path, tuple[str, ...]]) -> bool:
    """False for an answer that is a row which does not stand."""
    to = _rows_pointed_to(draft, key)
    return to is None or value is None or value in standing.get(to, ())


def _rows_pointed_to(draft: Draft, key: Key) -> Path | None:
    part, where = key
    question = draft.form.question(where) if part == ANSWERS and isinstance(where, tuple) else None
    return None if question is None or question.row_ref is None else question.row_ref.to


def _content(draft: Draft, path: Path, row: str, called: Called) -> Mapping[Key, Answer | None]:
    """All that stands in a row, whatever the row is called."""
    here = (*path, row)
    return {moved(key, here, path): as_called(draft, key, called) for key in inside(draft, path, row)}
