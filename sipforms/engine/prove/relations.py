"""One answer compared with another, or with today: as exactly as lists, ranges and the order of days allow."""

from sipforms.engine.ask.evaluate import compare
from sipforms.engine.condition import ItemValue, Operator, TodayValue
from sipforms.engine.paths import Path
from sipforms.engine.programme import Kind, Question
from sipforms.engine.prove.formula import Formula, every, some
from sipforms.engine.prove.variables import Variables, is_few

_LESS, _EQUAL, _GREATER, _NOT_COMPARED = 0, 1, 2, 3
_ACCEPTED: dict[Operator, frozenset[int]] = {
    "is": frozenset({_EQUAL}),
    "isNot": frozenset({_LESS, _GREATER}),
    "atLeast": frozenset({_EQUAL, _GREATER}),
    "atMost": frozenset({_LESS, _EQUAL}),
    "before": frozenset({_LESS}),
    "after": frozenset({_GREATER}),
    "notBefore": frozenset({_EQUAL, _GREATER}),
    "notAfter": frozenset({_LESS, _EQUAL}),
}
_ORDERED = (Kind.DATE, Kind.TIME)
_PAIRS_AT_MOST = 150


def with_item(variables: Variables, path: Path, operator: Operator, other: Path, value: ItemValue) -> Formula:
    """Both are answered, and the answer at the path stands to the other as the operator says."""
    one, against = variables.places.questions.get(path), variables.places.questions.get(other)
    if one is None or against is None or operator not in _ACCEPTED:
        return variables.unknown(path, operator, other, repr(value))
    if value.add is None and is_few(one) and is_few(against):
        return _of_lists(variables, one, operator, against)
    possible = _possible(one, against, path == other and value.add is None)
    if value.add is not None:
        possible = frozenset({_LESS, _EQUAL, _GREATER, _NOT_COMPARED}) if one.kind is Kind.DATE else None
    if possible is None:
        return variables.unknown(path, operator, other, repr(value))
    if value.add is None and other < path:
        return variables.relation((other, path, None), _turned(possible), _turned(_ACCEPTED[operator]))
    return variables.relation((path, other, value.add), possible, _ACCEPTED[operator])


def with_today(variables: Variables, path: Path, operator: Operator, value: TodayValue) -> Formula:
    """The answer stands to the day given, moved by so much, as the operator says."""
    question = variables.places.questions.get(path)
    if question is None or question.kind is not Kind.DATE or operator not in _ACCEPTED:
        return variables.unknown(path, operator, repr(value))
    possible = {_LESS, _EQUAL, _GREATER} if value.add is None else {_LESS, _EQUAL, _GREATER, _NOT_COMPARED}
    return variables.relation((path, "today", value.add), frozenset(possible), _ACCEPTED[operator])


def _of_lists(variables: Variables, one: Question, operator: Operator, other: Question) -> Formula:
    first, second = tuple(variables.usable_values(one.path)), tuple(variables.usable_values(other.path))
    if len(first) * len(second) > _PAIRS_AT_MOST or Kind.CHOICES in (one.kind, other.kind):
        return variables.unknown(one.path, operator, other.path)
    if one.path == other.path:
        return some(variables.is_value(one.path, each) for each in first if compare(each, operator, each))
    return some(
        every(
            (
                variables.is_value(other.path, each),
                some(variables.is_value(one.path, mine) for mine in first if compare(mine, operator, each)),
            )
        )
        for each in second
        if not isinstance(each, tuple)
    )


def _possible(one: Question, other: Question, itself: bool) -> frozenset[int] | None:  # noqa: FBT001 - one and the same question
    """How two whole numbers, two days, or two times of day can stand to each other; nothing for anything else."""
    if one.kind in _ORDERED and one.kind is other.kind:
        return frozenset({_EQUAL}) if itself else frozenset({_LESS, _EQUAL, _GREATER})
    ends, others = _ends(one), _ends(other)
    if ends is None or others is None:
        return None
    if itself:
        return frozenset({_EQUAL})
    (low, high), (least, most) = ends, others
    found = {
        _LESS: low is None or most is None or low < most,
        _GREATER: high is None or least is None or high > least,
        _EQUAL: not (_above(low, most) or _above(least, high)),
    }
    return frozenset(relation for relation, can_be in found.items() if can_be)


def _above(low: int | None, high: int | None) -> bool:
    return low is not None and high is not None and low > high


def _ends(question: Question) -> tuple[int | None, int | None] | None:
    if question.kind is Kind.INTEGER:
        return question.minimum, question.maximum
    options = question.scale.options if question.scale and question.kind is Kind.CHOICE else ()
    real = [option.value for option in options if option.missing is None]
    numbers = [one for one in real if isinstance(one, int)]
    return (min(numbers), max(numbers)) if numbers and len(numbers) == len(real) else None


def _turned(relations: frozenset[int]) -> frozenset[int]:
    return frozenset({_LESS: _GREATER, _GREATER: _LESS}.get(one, one) for one in relations)
