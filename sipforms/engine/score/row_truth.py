"""Conditions about one row, or about the response as a whole: true, false, or the gap that keeps the question open.

For scorers a missing answer leaves a comparison open instead of making it false, so that a row that cannot be judged
is counted as missing and never as "no". Today and the last response are not known here: what asks about them stays
open.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any as Anything
from typing import TypeAlias

from sipforms.engine.ask.evaluate import compare, shifted, within
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
    LookedUp,
    Not,
    Operand,
    Operator,
    ParameterIs,
    Pattern,
    walk,
)
from sipforms.engine.paths import STAR, Path, fitting
from sipforms.engine.response import Json
from sipforms.engine.score.missing import Gap
from sipforms.engine.score.selection import Available
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
    steps = (*rows, STAR, *item.steps) if item.relative and rows is not None else item.steps
    if not item.starred:
        return tuple(place for place, source in enumerate(available) if source.question.path == steps)
    fits = fitting(steps)
    return tuple(place for place, source in enumerate(available) if fits(source.question.path))


def _ask(  # noqa: C901, PLR0911 - one line for each kind of condition
    made: Condition, rows: Path | None, available: Available
) -> Ask:
    def inner(parts: tuple[Condition, ...], unless_there: bool) -> tuple[Ask, ...]:  # noqa: FBT001 - a truth
        if len(parts) == 1 and isinstance(parts[0], Leaf) and parts[0].item.starred:
            return _spread(parts[0], rows, available, unless_there=unless_there)
        return tuple(_ask(part, rows, available) for part in parts)

    match made:
        case Leaf(item) if item.starred:
            return _joined(_spread(made, rows, available, unless_there=False), True)
        case All(parts):
            return _joined(inner(parts, True), False)
        case Any(parts):
            return _joined(inner(parts, False), True)
        case Not(part):
            return _not(_ask(part, rows, available))
        case CountTrue(parts, bounds):
            return _counting(inner(parts, False), bounds)
        case Context(kind, value):
            return lambda sheet, _row: getattr(sheet.state, kind) == value
        case ParameterIs(name, operator, operand):
            return lambda sheet, _row: meets(sheet.state.parameters.get(name), operator, operand)
        case Leaf(item, operator, operand):
            return _leaf(_places(item, rows, available)[:1], operator, operand, _other(operand, rows, available))
    return lambda _sheet, _row: Gap.BLANK


def _spread(part: Leaf, rows: Path | None, available: Available, *, unless_there: bool) -> tuple[Ask, ...]:
    """A comparison with a star is asked of every question it means; of one without an answer it says nothing."""
    other = _other(part.operand, rows, available)

    def spread(place: int) -> Ask:
        ask = _leaf((place,), part.operator, part.operand, other)
        gaps = (Gap.NOT_ASKED,) if part.operator == "answered" else tuple(Gap)
        return lambda sheet, row: unless_there if _reading(sheet, (place,), row) in gaps else ask(sheet, row)

    return tuple(spread(place) for place in _places(part.item, rows, available))


def _other(operand: Operand, rows: Path | None, available: Available) -> tuple[int, ...]:
    return _places(operand.item, rows, available)[:1] if isinstance(operand, ItemValue) else ()


def _leaf(places: tuple[int, ...], operator: Operator, operand: Operand, other: tuple[int, ...]) -> Ask:
    def ask(sheet: Sheet, row: int) -> Truth:
        value = _reading(sheet, places, row)
        if not isinstance(operand, ItemValue):
            return meets(value, operator, operand)
        against = _reading(sheet, other, row)
        moved = against if isinstance(against, Gap) else shifted(against, operand.add)
        return moved if isinstance(moved, Gap) else Gap.BLANK if moved is None else meets(value, operator, moved)

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
    if value is None or operator == "sameAnswer" or isinstance(operand, LookedUp):
        return Gap.BLANK
    return compare(value, operator, operand)
