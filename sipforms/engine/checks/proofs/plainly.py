"""Conditions about which there is plainly nothing to prove; most are of that kind, and they cost next to nothing."""

from sipforms.engine.checks.proofs.proving import Proving
from sipforms.engine.checks.proofs.stated import Stated
from sipforms.engine.condition import All, Any, Condition, Leaf, LookedUp, ParameterIs
from sipforms.engine.paths import STAR, Path
from sipforms.engine.prove.reader import is_spread

_LOOK_AT_NOTHING = ("answered", "sameAnswer")


def is_plainly_right(proving: Proving, one: Stated) -> bool:
    """True of a ``visibleIf`` that stands inside nothing conditional and compares what everybody is asked.

    Such a condition is false while there is no answer, and true of some answer: it decides something.
    """
    is_alone = len(one.around.conditioned) == 1 and proving.reader.for_groups(one.around.branch.path) is True
    if one.keyword != "visibleIf" or not is_alone:
        return False
    return _is_plain(proving, one.condition, one.row, set()) or _is_plain_comparison(proving, one)


def _is_plain_comparison(proving: Proving, one: Stated) -> bool:
    """True of a single comparison that some answer meets, to a question that is perhaps not always asked."""
    leaf, reader = _leaf_of(one.condition), proving.reader
    if leaf is None or leaf.operator in _LOOK_AT_NOTHING or isinstance(leaf.operand, LookedUp):
        return False
    path = next(iter(reader.matches(leaf.item, one.row)), None)
    if path is None or path not in reader.variables.places.questions or (STAR in path and not leaf.item.relative):
        return False
    compared = reader.variables.compares(path, leaf.operator, leaf.operand)
    return reader.is_possible(reader.shown(path), compared) is True


def _is_plain(proving: Proving, condition: Condition, row: Path | None, used: set[Path]) -> bool:
    """``used`` are the questions and parameters that other parts compare: each may be compared once."""
    if isinstance(condition, ParameterIs):
        is_new = (condition.name,) not in used
        used.add((condition.name,))
        return is_new and not isinstance(proving.reader.variables.parameter_is(condition), bool)
    if isinstance(condition, All | Any) and not is_spread(condition.parts[0]):
        return all(_is_plain(proving, part, row, used) for part in condition.parts)
    leaf = _leaf_of(condition)
    if leaf is None or leaf.operator in _LOOK_AT_NOTHING or isinstance(leaf.operand, LookedUp):
        return False
    matched = proving.reader.matches(leaf.item, row)
    if not any(_can_be(proving, leaf, path) for path in matched) or not used.isdisjoint(matched):
        return False
    used.update(matched)
    return True


def _can_be(proving: Proving, leaf: Leaf, path: Path) -> bool:
    variables = proving.reader.variables
    if path not in variables.places.questions or proving.reader.for_groups(path) is not True:
        return False
    if variables.places.conditions(path):
        return False
    operand = leaf.operand
    if isinstance(operand, LookedUp):
        return False
    return variables.compares(path, leaf.operator, operand) is not False


def _leaf_of(condition: Condition) -> Leaf | None:
    """The only comparison that there is: itself, or one with a star of which some must be true."""
    if isinstance(condition, Any) and len(condition.parts) == 1:
        condition = condition.parts[0]
    return condition if isinstance(condition, Leaf) else None
