"""Why a condition cannot be said in a plain JSON Schema."""

from sipforms.engine.condition import Condition, ItemValue, Leaf, Previous, TodayValue, walk


def because(condition: Condition) -> str:
    """previous, itemAgainstItem, today, sameAnswer, rowAndResponse, order (of days or times) or combinations."""
    found = [_reason(part) for part in walk(condition)]
    ranked = ("previous", "itemAgainstItem", "today", "sameAnswer", "order")
    leaves = [part for part in walk(condition) if isinstance(part, Leaf)]
    if {leaf.item.relative for leaf in leaves} == {True, False}:
        return "rowAndResponse"
    return next((reason for reason in ranked if reason in found), "combinations")


def _reason(part: Condition) -> str | None:
    operand = getattr(part, "operand", None)
    if isinstance(part, Previous):
        return "previous"
    if isinstance(operand, ItemValue):
        return "itemAgainstItem"
    if isinstance(operand, TodayValue):
        return "today"
    if not isinstance(part, Leaf):
        return None
    ordered = ("atLeast", "atMost", "between", "before", "after", "notBefore", "notAfter")
    return "sameAnswer" if part.operator == "sameAnswer" else "order" if part.operator in ordered else None
