"""Answers in their two shapes: plain nested JSON keyed by area and item, and flat by path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sipforms.engine.paths import Path
from sipforms.engine.programme import Entry, Item, Rows
from sipforms.engine.response import Answer, Json

ROW_ID = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatAnswers:
    """Answers by path, with the row's id as a step, and the ids of the rows by the path of the repeating item."""

    answers: Mapping[Path, Answer] = field(default_factory=dict, repr=False)
    rows: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)


def flattened(entries: tuple[Entry, ...], nested: Mapping[str, Json]) -> FlatAnswers:
    """The answers that have a question among the entries; blank texts and empty lists are none."""
    answers: dict[Path, Answer] = {}
    rows: dict[Path, tuple[str, ...]] = {}
    for entry in entries:
        _flatten(entry, nested, answers, rows)
    return FlatAnswers(answers=answers, rows=rows)


def _flatten(entry: Entry, nested: object, answers: dict[Path, Answer], rows: dict[Path, tuple[str, ...]]) -> None:
    held = nested.get(entry.id) if isinstance(nested, Mapping) else None
    if held is None:
        return
    if isinstance(entry, Item):
        _flatten_item(entry, held, entry.path, answers)
    elif isinstance(entry, Rows):
        named = [
            (row[ROW_ID], row) for row in _listed(held) if isinstance(row, Mapping) and isinstance(row.get(ROW_ID), str)
        ]
        if named:
            rows[entry.path] = tuple(dict.fromkeys(name for name, _ in named))
        for name, row in named:
            for item in entry.fields:
                _flatten_item(item, row.get(item.id), (*entry.path, name, item.id), answers)
    else:
        for inner in entry.entries:
            _flatten(inner, held, answers, rows)


def _flatten_item(item: Item, held: object, path: Path, answers: dict[Path, Answer]) -> None:
    for question in item.questions:
        if question.dimension is None:
            value, place = held, path
        else:
            value, place = (
                held.get(question.dimension) if isinstance(held, Mapping) else None,
                (*path, question.dimension),
            )
        answer = as_answer(value)
        if answer is not None:
            answers[place] = answer


def as_answer(value: object) -> Answer | None:
    """A JSON value as an answer: lists as tuples, 3.0 as 3. Nothing for what is not one (blank text, say)."""
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, str):
        return value if value.strip() else None
    parts = tuple(as_answer(part) for part in _listed(value))
    scalars = tuple(part for part in parts if part is not None and not isinstance(part, tuple))
    return scalars if scalars and len(scalars) == len(parts) else None


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def nested(entries: tuple[Entry, ...], flat: FlatAnswers) -> dict[str, Json]:
    """The answers as plain JSON in the questionnaire's order; areas, items and rows without any answer are left out."""
    return {entry.id: value for entry in entries if (value := _nested(entry, flat)) not in (None, {}, [])}


def _nested(entry: Entry, flat: FlatAnswers) -> Json:
    if isinstance(entry, Item):
        return _nested_item(entry, entry.path, flat)
    if isinstance(entry, Rows):
        return [_nested_row(entry, row, flat) for row in flat.rows.get(entry.path, ())]
    return nested(entry.entries, flat)


def _nested_row(rows: Rows, row: str, flat: FlatAnswers) -> Json:
    held: dict[str, Json] = {ROW_ID: row}
    for item in rows.fields:
        value = _nested_item(item, (*rows.path, row, item.id), flat)
        if value not in (None, {}):
            held[item.id] = value
    return held


def _nested_item(item: Item, path: Path, flat: FlatAnswers) -> Json:
    if len(item.questions) == 1 and item.questions[0].dimension is None:
        return _json(flat.answers.get(path))
    return dict(_dimensions(item, path, flat))


def _dimensions(item: Item, path: Path, flat: FlatAnswers) -> Iterator[tuple[str, Json]]:
    for question in item.questions:
        if question.dimension is not None and (*path, question.dimension) in flat.answers:
            yield question.dimension, _json(flat.answers[(*path, question.dimension)])


def _json(answer: Answer | None) -> Json:
    return list(answer) if isinstance(answer, tuple) else answer
