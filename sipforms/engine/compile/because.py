"""Why a condition cannot be said in a plain JSON Schema."""

from sipforms.engine.condition import (
    Condition,
    ItemValue,
    Latest,
    LatestValue,
    Leaf,
    Previous,
    TodayValue,
    walk,
)

_RANKED = ("previous", "latest", "itemAgainstItem", "today", "sameAnswer", "order")


def because(condition: Condition, *, latest_known: bool = False) -> str:
    """previous, latest, itemAgainstItem, today, sameAnswer, rowAndResponse, order (of days or times) or combinations.

    Never ``latest`` where it is known what was answered in other questionnaires.
    """
    found = {reason for part in walk(condition) for reason in _reasons(part)} - ({"latest"} if latest_known else set())
    leaves = [part for part in walk(condition) if isinstance(part, Leaf)]
    if {leaf.item.relative for leaf in leaves} == {True, False}:
        return "rowAndResponse"
    return next((reason for reason in _RANKED if reason in found), "combinations")


def _reasons(part: Condition) -> tuple[str, ...]:
    operand = getattr(part, "operand", None)
    if isinstance(part, Previous):
        return ("previous",)
    compared = {ItemValue: "itemAgainstItem", LatestValue: "latest", TodayValue: "today"}.get(type(operand))
    here = "latest" if isinstance(part, Latest) else _of_operator(part) if isinstance(part, Leaf) else None
    return tuple(reason for reason in (here, compared) if reason is not None)


def _of_operator(leaf: Leaf) -> str | None:
    ordered = ("atLeast", "atMost", "between", "before", "after", "notBefore", "notAfter")
    return "sameAnswer" if leaf.operator == "sameAnswer" else "order" if leaf.operator in ordered else None
