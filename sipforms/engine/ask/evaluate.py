"""Whether a condition holds. Nothing is computed from a missing answer: a comparison with one is false.

Missing is: blank, not asked (hidden), and an option marked ``missing``, also where its ``const`` is a number or the
comparison names it; among several options chosen such a one is passed over. An assert is not judged at all while an
answer it compares is missing (``is_judged``). Only ``answered`` looks at missing answers, and for it an option marked
``missing`` is an answer. A pattern with a star looks at the answers that are there; ``answered`` with a star looks at
every question that is asked. The cost is in proportion to the size of the condition times the questions its patterns
match.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import TypeAlias

from sipforms.engine.ask.view import View
from sipforms.engine.condition import (
    All,
    Any,
    Bounds,
    Condition,
    Context,
    CountTrue,
    ItemValue,
    Latest,
    LatestValue,
    Leaf,
    Not,
    Operand,
    Operator,
    ParameterIs,
    Pattern,
    Previous,
    TodayValue,
    walk,
)
from sipforms.engine.duration import as_date, moved, parse_duration
from sipforms.engine.paths import Path
from sipforms.engine.response import Answer, Scalar

Settled: TypeAlias = Scalar | tuple[Scalar, ...] | Bounds
"""What an operand comes to once items, today and durations have been looked up."""


def evaluate(condition: Condition, view: View) -> bool:  # noqa: PLR0911 - one line for each kind of condition
    """True when the condition holds for the answers seen through the view."""
    match condition:
        case Leaf(item, "sameAnswer", operand) | Latest(item, "sameAnswer", operand):
            return isinstance(operand, int) and longest_run(item, _seen(condition, view)) >= operand
        case Leaf(item) | Previous(item) | Latest(item):
            return (
                any(_each(condition, view))
                if item.starred
                else _holds(condition, _seen(condition, view), _one(item, view), view)
            )
        case Context(kind, value):
            return bool(getattr(view.form.situation, kind) == value)
        case ParameterIs():
            return _parameter_holds(condition, view)
        case All(parts):
            return all(_truths(parts, view))
        case Any(parts):
            return any(_truths(parts, view))
        case Not(part):
            return not evaluate(part, view)
        case CountTrue(parts, bounds):
            return within(sum(_truths(parts, view)), bounds)


def is_judged(condition: Condition, view: View) -> bool:
    """True unless the condition compares an answer that is missing; then an assert says nothing."""
    return all(
        _is_comparable(part, view)
        for part in walk(condition)
        if isinstance(part, Leaf | Previous | Latest | ParameterIs)
    )


def within(number: int, bounds: Bounds) -> bool:
    """True when the number is neither too small nor too large."""
    return (bounds.least is None or number >= bounds.least) and (bounds.most is None or number <= bounds.most)


def longest_run(pattern: Pattern, view: View) -> int:
    """The largest number of equal answers one after the other in document order, over the answers that are there."""
    asked = (path for path in view.paths(pattern) if view.form.question(path) is not None)
    there = (usable(path, view) for path in asked)
    runs = groupby((type(answer), answer) for answer in there if answer is not None)
    return max((sum(1 for _ in run) for _, run in runs), default=0)


def _truths(parts: tuple[Condition, ...], view: View) -> Iterator[bool]:
    """The truth of each part, or of each question that a single part with a star means."""
    if (
        len(parts) == 1
        and isinstance(parts[0], Leaf | Previous | Latest)
        and parts[0].item.starred
        and parts[0].operator != "sameAnswer"
    ):
        return _each(parts[0], view)
    return (evaluate(part, view) for part in parts)


def _each(leaf: Leaf | Previous | Latest, view: View) -> Iterator[bool]:
    seen = _seen(leaf, view)
    if leaf.operator == "answered":
        yield from (_is_answered(leaf, seen.answer(path)) for path in seen.paths(leaf.item) if seen.is_shown(path))
        return
    other = settled(leaf.operand, view)
    for path in seen.paths(leaf.item):
        answer = usable(path, seen)
        if answer is not None:
            yield other is not None and compare(answer, leaf.operator, other)


def _seen(leaf: Leaf | Previous | Latest, view: View) -> View:
    if isinstance(leaf, Latest):
        return view.latest(leaf.questionnaire)
    return view.before if isinstance(leaf, Previous) else view


def _one(pattern: Pattern, view: View) -> Path:
    return view.absolute(pattern.steps) if pattern.relative else pattern.steps


def _holds(leaf: Leaf | Previous | Latest, seen: View, path: Path, view: View) -> bool:
    if leaf.operator == "answered":
        return _is_answered(leaf, seen.answer(path))
    answer, other = usable(path, seen), settled(leaf.operand, view)
    return answer is not None and other is not None and compare(answer, leaf.operator, other)


def _is_answered(leaf: Leaf | Previous | Latest, answer: Answer | None) -> bool:
    return (answer is not None) is (leaf.operand is not False)


def _is_comparable(part: Leaf | Previous | Latest | ParameterIs, view: View) -> bool:
    other = settled(part.operand, view)
    if isinstance(part, ParameterIs):
        return part.name in view.form.situation.parameters and other is not None
    if part.operator in ("answered", "sameAnswer"):
        return True
    if other is None or part.item.starred:
        return other is not None
    return usable(_one(part.item, view), _seen(part, view)) is not None


def usable(path: Path, view: View) -> Answer | None:
    """The answer without options that say why there is none; nothing where there is nothing else."""
    answer, places = view.answer(path), view.form.places
    if answer is None or not places.missing:
        return answer
    if not isinstance(answer, tuple):
        return None if places.says_missing(path, answer) else answer
    kept = tuple(value for value in answer if not places.says_missing(path, value))
    return kept or None


def settled(operand: Operand, view: View) -> Settled | None:
    """The operand as a value, or nothing when it turns on a missing answer or a day outside the calendar."""
    match operand:
        case ItemValue(item, add):
            answer = usable(_one(item, view), view)
            return None if answer is None else shifted(answer, add)
        case LatestValue(item, questionnaire, add):
            answer = usable(item.steps, view.latest(questionnaire))
            return None if answer is None else shifted(answer, add)
        case TodayValue(add):
            return shifted(view.form.situation.today.isoformat(), add)
    return operand


def shifted(value: Answer, add: str | None) -> Answer | None:
    """A day moved by the duration; nothing where it is no day, or would leave the calendar."""
    if add is None:
        return value
    duration, day = parse_duration(add), as_date(value)
    if duration is None or day is None:
        return None
    try:
        return moved(day, duration).isoformat()
    except (ValueError, OverflowError):  # before year 1 or after year 9999
        return None


def same(one: object, other: object) -> bool:
    """Equal and of one type: yes is not 1."""
    return type(one) is type(other) and one == other


def compare(answer: Answer, operator: Operator, other: Settled) -> bool:
    """True when the answer stands to the other value as the operator says; false where it makes no sense."""
    compared = _COMPARISONS.get(operator)
    return compared is not None and compared(answer, other)


def _is_any_of(answer: Answer, other: Settled) -> bool:
    return any(same(answer, one) for one in (other if isinstance(other, tuple) else (other,)))


def _ordered(accept: Callable[[int], bool]) -> Callable[[Answer, Settled], bool]:
    """A comparison by size: of whole numbers, of days, or of times of day, each only with its own kind."""

    def compared(answer: Answer, other: Settled) -> bool:
        difference = _difference(answer, other)
        return difference is not None and accept(difference)

    return compared


def _difference(answer: object, other: object) -> int | None:
    if _is_number(answer) and _is_number(other):
        return int(answer > other) - int(answer < other)  # type: ignore[operator]  # both are numbers
    if isinstance(answer, str) and isinstance(other, str) and _ordering_kind(answer) == _ordering_kind(other) != "":
        return int(answer > other) - int(answer < other)  # ISO days and HH:MM times sort as text
    return None


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _ordering_kind(text: str) -> str:
    if as_date(text) is not None:
        return "date"
    hours, colon, minutes = text.partition(":")
    return "time" if colon and len(hours) == len(minutes) == 2 and (hours + minutes).isdecimal() else ""


def _is_between(answer: Answer, other: Settled) -> bool:
    if not isinstance(other, tuple) or len(other) != len(("low", "high")):
        return False
    low, high = _difference(answer, other[0]), _difference(answer, other[1])
    return low is not None and high is not None and low >= 0 >= high


def _contains(answer: Answer, other: Settled) -> bool:
    return isinstance(answer, tuple) and any(same(one, other) for one in answer)


def _has_count(answer: Answer, other: Settled) -> bool:
    return isinstance(answer, tuple) and isinstance(other, Bounds) and within(len(answer), other)


_COMPARISONS: Mapping[str, Callable[[Answer, Settled], bool]] = {
    "is": same,
    "isNot": lambda answer, other: not isinstance(answer, tuple) and not same(answer, other),
    "anyOf": _is_any_of,
    "noneOf": lambda answer, other: not isinstance(answer, tuple) and not _is_any_of(answer, other),
    "atLeast": _ordered(lambda difference: difference >= 0),
    "atMost": _ordered(lambda difference: difference <= 0),
    "between": _is_between,
    "before": _ordered(lambda difference: difference < 0),
    "after": _ordered(lambda difference: difference > 0),
    "notBefore": _ordered(lambda difference: difference >= 0),
    "notAfter": _ordered(lambda difference: difference <= 0),
    "contains": _contains,
    "count": _has_count,
}


def _parameter_holds(condition: ParameterIs, view: View) -> bool:
    value, other = view.form.situation.parameters.get(condition.name), settled(condition.operand, view)
    if condition.operator == "answered":
        return (value is not None) is (condition.operand is not False)
    if value is None or other is None:
        return False
    return compare(as_typed(value, other), condition.operator, other)


def as_typed(value: Scalar, other: Settled) -> Scalar:
    """A facility's settings arrive as text; compared with a number or with yes and no they are read as one."""
    wanted: Iterable[object] = other if isinstance(other, tuple) else (other,)
    if isinstance(value, str) and any(isinstance(one, bool) for one in wanted):
        return {"true": True, "false": False}.get(value, value)
    if isinstance(value, str) and any(_is_number(one) for one in wanted):
        return int(value) if value.removeprefix("-").isdecimal() and value.isascii() else value
    return value
