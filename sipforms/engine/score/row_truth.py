"""Conditions about one row, or about the response as a whole: true, false, or the gap that keeps the question open.

For scorers a missing answer leaves a comparison open instead of making it false, so that a row that cannot be judged
is counted as missing and never as "no". Today and the last response are not known here: what asks about them stays
open.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any as Anything
from typing import TypeAlias

from sipforms.engine.ask.evaluate import compare, within
from sipforms.engine.build.conditions import condition
from sipforms.engine.condition import (
    All,
    Any,
    Bounds,
    Condition,
    Context,
    CountTrue,
    ItemValue,
    Leaf,
    Not,
    Operand,
    Operator,
    ParameterIs,
    Pattern,
    TodayValue,
    walk,
)
from sipforms.engine.paths import Path
from sipforms.engine.response import Json
from sipforms.engine.score.missing import Gap
from sipforms.engine.score.selection import Available, matches
from sipforms.engine.score.sheet import Reading, Sheet

Truth: TypeAlias = bool | Gap
Ask: TypeAlias = Callable[[Sheet, int], Truth]


@dataclass(frozen=True, slots=True)
class Judge:
    """``ask(sheet, row)`` says whether the condition holds for the row; ``places`` are the sources it looks at."""

    ask: Ask
    places: frozenset[int]


def judge_of(written: Json, rows: Path | None, available: Available) -> Judge | None:
    """The condition as written, made ready to ask; nothing where none is written."""
    if not isinstance(written, dict):
        return None
    made = condition(written)
    looked_at = (part.item for part in walk(made) if isinstance(part, Leaf))
    places = frozenset(place for item in looked_at for place in _places(item, rows, available))
    return Judge(_ask(made, rows, available), places)


def test_of(written: Json) -> Callable[[Anything], bool] | None:
    """``{atLeast: 2}`` as a test of one answer (or of each option chosen); nothing where none is written."""
    if not isinstance(written, dict):
        return None
    made = condition({"item": "./it", **written})
    if not isinstance(made, Leaf):
        return None
    operator, operand = made.operator, made.operand
    return lambda value: meets(value, operator, operand) is True


def _places(item: Pattern, rows: Path | None, available: Available) -> tuple[int, ...]:
    steps = (*rows, "*", *item.steps) if item.relative and rows is not None else item.steps
    if item.relative or not item.starred:
        return tuple(place for place, source in enumerate(available) if source.question.path == steps)
    return tuple(place for place, source in enumerate(available) if matches(steps, source.question.path))


def _ask(  # noqa: PLR0911 - one line for each kind of condition
    made: Condition, rows: Path | None, available: Available
) -> Ask:
    def inner(parts: Iterable[Condition]) -> tuple[Ask, ...]:
        return tuple(ask for part in parts for ask in _spread(part, rows, available))

    match made:
        case All(parts):
            return _joined(inner(parts), False)
        case Any(parts):
            return _joined(inner(parts), True)
        case Not(part):
            return _not(_ask(part, rows, available))
        case CountTrue(parts, bounds):
            return _counting(inner(parts), bounds)
        case Context(kind, value):
            return lambda sheet, _row: getattr(sheet.state, kind) == value
        case ParameterIs(name, operator, operand):
            return lambda sheet, _row: meets(sheet.state.parameters.get(name), operator, operand)
        case Leaf(item, operator, operand):
            return _leaf(_places(item, rows, available)[:1], operator, operand, _other(operand, rows, available))
    return lambda _sheet, _row: Gap.BLANK


def _spread(part: Condition, rows: Path | None, available: Available) -> tuple[Ask, ...]:
    """One question with a star is asked of every item it matches that has an answer."""
    if not isinstance(part, Leaf) or not part.item.starred or part.item.relative:
        return (_ask(part, rows, available),)
    other = _other(part.operand, rows, available)
    return tuple(_leaf((place,), part.operator, part.operand, other) for place in _places(part.item, rows, available))


def _other(operand: Operand, rows: Path | None, available: Available) -> tuple[int, ...]:
    return _places(operand.item, rows, available)[:1] if isinstance(operand, ItemValue) and operand.add is None else ()


def _leaf(places: tuple[int, ...], operator: Operator, operand: Operand, other: tuple[int, ...]) -> Ask:
    def ask(sheet: Sheet, row: int) -> Truth:
        value = _reading(sheet, places, row)
        if not isinstance(operand, ItemValue):
            return meets(value, operator, operand)
        against = _reading(sheet, other, row)
        return against if isinstance(against, Gap) else meets(value, operator, against)

    return ask


def _reading(sheet: Sheet, places: tuple[int, ...], row: int) -> Reading:
    line = sheet.lines[places[0]] if places else ()
    return line[row if len(line) > row else 0] if line else Gap.NOT_ASKED


def _joined(asks: tuple[Ask, ...], decisive: bool) -> Ask:  # noqa: FBT001 - the answer that settles it
    def ask(sheet: Sheet, row: int) -> Truth:
        truths = [one(sheet, row) for one in asks]
        if decisive in truths:
            return decisive
        return next((truth for truth in truths if isinstance(truth, Gap)), not decisive)

    return ask


def _not(inner: Ask) -> Ask:
    def ask(sheet: Sheet, row: int) -> Truth:
        truth = inner(sheet, row)
        return truth if isinstance(truth, Gap) else not truth

    return ask


def _counting(asks: tuple[Ask, ...], bounds: Bounds) -> Ask:
    def ask(sheet: Sheet, row: int) -> Truth:
        return within(sum(one(sheet, row) is True for one in asks), bounds)

    return ask


def meets(value: Reading | None, operator: Operator, operand: Operand) -> Truth:
    """Whether an answer meets a comparison. A gap stays the gap it is, except where ``answered`` asks about it."""
    if operator == "answered":
        return (value not in (Gap.BLANK, Gap.NOT_ASKED, None)) is (operand is not False)
    if isinstance(value, Gap):
        return value
    if value is None or operator == "sameAnswer" or isinstance(operand, ItemValue | TodayValue):
        return Gap.BLANK
    return compare(value, operator, operand)
