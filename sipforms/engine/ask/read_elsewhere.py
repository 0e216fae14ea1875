"""What the conditions of a questionnaire read of other questionnaires."""

from collections.abc import Iterator, Mapping

from sipforms.engine.condition import Condition, Latest, LatestValue, Pattern, walk
from sipforms.engine.programme import Area, Check, Entry, Item, Rows


def read_elsewhere(entries: tuple[Entry, ...], checks: tuple[Check, ...]) -> Mapping[str, tuple[Pattern, ...]]:
    """The patterns looked up in each other questionnaire, by its id; most questionnaires read none."""
    found: dict[str, dict[Pattern, None]] = {}
    for condition in (*_conditions(entries), *(check.condition for check in checks)):
        for id_, pattern in reads(condition):
            found.setdefault(id_, {})[pattern] = None
    return {id_: tuple(patterns) for id_, patterns in found.items()}


def reads(condition: Condition) -> Iterator[tuple[str, Pattern]]:
    """What one condition reads of other questionnaires, in the order written."""
    for part in walk(condition):
        if isinstance(part, Latest):
            yield part.questionnaire, part.item
        operand = getattr(part, "operand", None)
        if isinstance(operand, LatestValue):
            yield operand.questionnaire, operand.item


def _conditions(entries: tuple[Entry, ...]) -> Iterator[Condition]:
    for entry in entries:
        if isinstance(entry, Area):
            yield from _conditions(entry.entries)
        elif isinstance(entry, Item):
            yield from _of_item(entry)
        else:
            yield from _of_rows(entry)


def _of_rows(rows: Rows) -> Iterator[Condition]:
    yield from (*rows.visible_if, *((rows.required_if,) if rows.required_if else ()), *rows.locked_if)
    yield from (check.condition for check in rows.checks)
    for item in rows.fields:
        yield from _of_item(item)


def _of_item(item: Item) -> Iterator[Condition]:
    for question in item.questions:
        required = (question.required_if,) if question.required_if else ()
        yield from (*question.visible_if, *required, *question.locked_if)
