"""Questions that are answered with a row of a repeating item: to which one they point, and when they can be asked."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast

from sipforms.engine.build.data import Node, node, text
from sipforms.engine.condition import Condition
from sipforms.engine.paths import Path, parsed
from sipforms.engine.programme import Area, Entry, Item, OnDelete, Question, RowRef, Rows


def row_ref(what: Node) -> RowRef | None:
    """The rows that the question is answered with one of; nothing for any other question."""
    written = node(what.get("rowRef"))
    to = text(written.get("to"))
    if to is None:
        return None
    return RowRef(to=parsed(to), on_delete=cast("OnDelete", text(written.get("onDelete")) or "block"))


def asked_with_their_rows(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries with every such question asked only while the rows are: what cannot be chosen is not asked about."""
    if not any(question.row_ref for item in _items(entries) for question in item.questions):
        return entries
    conditions = {rows.path: rows.visible_if for rows in _rows(entries)}
    return tuple(_entry(one, conditions) for one in entries)


def _rows(entries: tuple[Entry, ...]) -> Iterator[Rows]:
    for entry in entries:
        if isinstance(entry, Area):
            yield from _rows(entry.entries)
        elif isinstance(entry, Rows):
            yield entry


def _items(entries: tuple[Entry, ...]) -> Iterator[Item]:
    for entry in entries:
        if isinstance(entry, Area):
            yield from _items(entry.entries)
        else:
            yield from entry.fields if isinstance(entry, Rows) else (entry,)


_Conditions = Mapping[Path, tuple[Condition, ...]]


def _entry(entry: Entry, conditions: _Conditions) -> Entry:
    if isinstance(entry, Area):
        return replace(entry, entries=tuple(_entry(one, conditions) for one in entry.entries))
    if isinstance(entry, Rows):
        return replace(entry, fields=tuple(_item(one, conditions) for one in entry.fields))
    return _item(entry, conditions)


def _item(item: Item, conditions: _Conditions) -> Item:
    if not any(question.row_ref for question in item.questions):
        return item
    return replace(item, questions=tuple(_question(one, conditions) for one in item.questions))


def _question(question: Question, conditions: _Conditions) -> Question:
    if question.row_ref is None:
        return question
    also = (one for one in conditions.get(question.row_ref.to, ()) if one not in question.visible_if)
    return replace(question, visible_if=(*question.visible_if, *also))
