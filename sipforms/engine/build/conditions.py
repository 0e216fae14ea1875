"""Conditions as written in YAML, made into condition records."""

from typing import get_args

from sipforms.engine.build.data import Node, node, nodes, scalar, whole
from sipforms.engine.condition import (
    All,
    Any,
    Bounds,
    Condition,
    Context,
    ContextKind,
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
)
from sipforms.engine.paths import LATEST
from sipforms.engine.response import Json

OPERATORS: tuple[Operator, ...] = get_args(Operator)
CONTEXT_KINDS: tuple[ContextKind, ...] = get_args(ContextKind)


def pattern(written: str) -> Pattern:
    """``./navn`` or ``relationer.*.tilfredshed`` as a pattern."""
    relative = written.startswith("./")
    return Pattern(tuple(written.removeprefix("./").split(".")), relative)


def elsewhere(written: str) -> tuple[str, Pattern] | None:
    """The questionnaire and the pattern that ``latest.baggrund.ramme.setting`` means; nothing for any other path."""
    first, _, rest = written.partition(".")
    questionnaire, _, path = rest.partition(".")
    return (questionnaire, pattern(path)) if first == LATEST and path else None


def condition(written: object) -> Condition:
    """The condition that the (checked) mapping stands for."""
    what = node(written)
    for name, make in (("all", All), ("any", Any)):
        if name in what:
            return make(_parts(what[name]))
    if "not" in what:
        return Not(condition(what["not"]))
    if "countTrue" in what:
        return CountTrue(_parts(what["countTrue"]), _bounds(what))
    return _leaf(what)


def of_schedule(written: Json) -> Condition:
    """The condition of a rule of the schedule, where every path begins with the questionnaire that was answered."""
    return condition(_from_outside(written))


def _from_outside(written: Json) -> Json:
    if isinstance(written, dict):
        paths = {key: f"{LATEST}.{one}" if key == "item" else _from_outside(one) for key, one in written.items()}
        return dict(paths)
    return [_from_outside(one) for one in written] if isinstance(written, list) else written


def optional(written: Json) -> Condition | None:
    """The condition, or nothing where none is written."""
    return condition(written) if isinstance(written, dict) else None


def _parts(written: Json) -> tuple[Condition, ...]:
    return tuple(condition(part) for part in nodes(written)) if isinstance(written, list) else (condition(written),)


def _leaf(what: Node) -> Condition:
    for kind in CONTEXT_KINDS:
        if kind in what:
            return Context(kind, str(what[kind]))
    operator: Operator = next((name for name in OPERATORS if name in what), "answered")
    operand = _operand(operator, what.get(operator, True))
    if "parameter" in what:
        return ParameterIs(str(what["parameter"]), operator, operand)
    if "previous" in what:
        return Previous(pattern(str(what["previous"])), operator, operand)
    written = str(what.get("item", ""))
    other = elsewhere(written)
    return Latest(other[1], operator, operand, other[0]) if other else Leaf(pattern(written), operator, operand)


def _operand(operator: Operator, written: Json) -> Operand:
    if isinstance(written, list):
        return tuple(value for value in map(scalar, written) if value is not None)
    if isinstance(written, dict):
        if "item" in written:
            return _item_value(str(written["item"]), _added(written))
        return TodayValue(_added(written)) if "today" in written else _bounds(written)
    if operator == "count" and (exactly := whole(written)) is not None:
        return Bounds(exactly, exactly)
    value = scalar(written)
    return "" if value is None else value


def _item_value(item: str, add: str | None) -> ItemValue | LatestValue:
    other = elsewhere(item)
    return LatestValue(other[1], other[0], add) if other else ItemValue(pattern(item), add)


def _added(written: Node) -> str | None:
    return str(written["add"]) if "add" in written else None


def _bounds(written: Node) -> Bounds:
    exactly = whole(written.get("is"))
    if exactly is not None:
        return Bounds(exactly, exactly)
    return Bounds(whole(written.get("atLeast")), whole(written.get("atMost")))
