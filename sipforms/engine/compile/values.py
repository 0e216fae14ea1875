"""Which answers to a question make a comparison true, and which can be compared at all, as JSON Schemas."""

from sipforms.engine.ask.evaluate import compare, same
from sipforms.engine.compile.logic import Schema
from sipforms.engine.condition import Bounds, Leaf, LookedUp
from sipforms.engine.programme import Kind, Question, Rows
from sipforms.engine.response import Json, Scalar

_SIZES = {
    "atLeast": "minimum",
    "notBefore": "minimum",
    "atMost": "maximum",
    "notAfter": "maximum",
    "before": "exclusiveMaximum",
    "after": "exclusiveMinimum",
}


def true_values(leaf: Leaf, asked: Question | Rows) -> Schema | bool | None:
    """The answers of which the leaf is true: a schema, none of them, or nothing where no schema can say it."""
    if isinstance(leaf.operand, LookedUp) or leaf.operator == "sameAnswer":
        return None
    if isinstance(asked, Rows):
        return _of_rows(leaf)
    if asked.kind is Kind.CHOICES:
        return _of_several(leaf, asked)
    options = _options(asked)
    if options is not None:
        kept: list[Json] = [one for one in options if compare(one, leaf.operator, leaf.operand)]
        return {"enum": kept} if kept else False
    return _of_many(leaf, asked.kind)


def comparable_values(asked: Question | Rows) -> Schema:
    """The answers that count as there for a comparison: no option that says why there is none."""
    if isinstance(asked, Rows) or asked.scale is None or all(one.missing is None for one in asked.scale.options):
        return {}
    usable: Schema = {"enum": list(_usable(asked))}
    return {"type": "array", "contains": usable} if asked.kind is Kind.CHOICES else usable


def _options(question: Question) -> tuple[Scalar, ...] | None:
    if question.kind is Kind.BOOLEAN:
        return (False, True)
    if question.kind is Kind.CHOICE and question.scale is not None:
        return _usable(question)
    return None


def _usable(question: Question) -> tuple[Scalar, ...]:
    options = question.scale.options if question.scale else ()
    return tuple(one.value for one in options if one.missing is None)


def _of_rows(leaf: Leaf) -> Schema | bool | None:
    if leaf.operator == "contains":
        return None
    if leaf.operator != "count" or not isinstance(leaf.operand, Bounds):
        return False
    return {"type": "array", **_limits(leaf.operand, "minItems", "maxItems")}


def _of_several(leaf: Leaf, question: Question) -> Schema | bool | None:
    usable: list[Json] = list(_usable(question))
    if leaf.operator == "contains":
        named: list[Json] = [one for one in usable if same(one, leaf.operand)]
        return {"type": "array", "contains": {"const": named[0]}} if named else False
    if leaf.operator == "count" and isinstance(leaf.operand, Bounds):
        return {"type": "array", "contains": {"enum": usable}, **_limits(leaf.operand, "minContains", "maxContains")}
    return None if leaf.operator in ("is", "isNot") and isinstance(leaf.operand, tuple) else False


def _limits(bounds: Bounds, least: str, most: str) -> Schema:
    """None at all is a missing answer, of which no count is true."""
    return {least: max(1, bounds.least or 0), **({} if bounds.most is None else {most: bounds.most})}


def _of_many(leaf: Leaf, kind: Kind) -> Schema | bool | None:
    """Whole numbers, days, times and texts: too many to list."""
    wanted, name = (int, "integer") if kind is Kind.INTEGER else (str, "string")
    listed = leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)
    if leaf.operator in ("is", "isNot") and isinstance(leaf.operand, tuple):
        listed = ()
    named: list[Json] = [one for one in listed if type(one) is wanted]
    if leaf.operator in ("is", "anyOf"):
        return {"enum": named} if named else False
    if leaf.operator in ("isNot", "noneOf"):
        return {"type": name, "not": {"enum": named}} if named else {"type": name}
    if leaf.operator in ("contains", "count"):
        return False
    return _of_size(leaf, named) if kind is Kind.INTEGER else None


def _of_size(leaf: Leaf, numbers: list[Json]) -> Schema | bool:
    if leaf.operator == "between":
        low_and_high = isinstance(leaf.operand, tuple) and len(leaf.operand) == len(numbers) == len(("low", "high"))
        return {"type": "integer", "minimum": numbers[0], "maximum": numbers[1]} if low_and_high else False
    return (
        {"type": "integer", _SIZES[leaf.operator]: numbers[0]}
        if numbers and not isinstance(leaf.operand, tuple)
        else False
    )
