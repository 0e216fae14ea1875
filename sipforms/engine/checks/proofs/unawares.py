"""Conditions on showing and demanding that a missing answer meets, without the author having said so."""

from collections.abc import Iterator

from sipforms.engine.checks.codes import found
from sipforms.engine.checks.proofs.proving import Proving
from sipforms.engine.checks.proofs.stated import Part, Stated, parts_of
from sipforms.engine.condition import All, Condition, Leaf, Not
from sipforms.engine.paths import Path
from sipforms.engine.problem import Problem
from sipforms.engine.prove.formula import Every, Formula, Has, Number, Opposite, Some, every, opposite, some
from sipforms.engine.prove.reader import Reader, is_spread


def of_missing_answers(proving: Proving, one: Stated) -> Iterator[Problem]:
    """Each comparison that makes the whole condition true although what it compares has no answer.

    Only told where some answers show it, everything that must be answered being answered.
    """
    for part in _turning(Part(what=one.what, condition=one.condition), negated=False):
        leaf = _leaf_of(part.condition)
        if leaf is None or not _is_met_by_nothing(proving, one, part.condition, leaf):
            continue
        snippet = "{any: {item: %s, answered: true}}" if leaf.item.starred else "{item: %s, answered: true}"
        name = f'"{leaf.item}"' if leaf.item.starred else str(leaf.item)
        place = proving.scene.at(one.spot, *part.steps)
        yield found("turns-on-missing", place, name=str(leaf.item), snippet=snippet % name)
        return


def _turning(part: Part, *, negated: bool) -> Iterator[Part]:
    """The parts that hold of missing answers: comparisons that are negated, and an ``all`` with a star that is not."""
    condition = part.condition
    if isinstance(condition, Leaf):
        if negated and condition.operator not in ("answered", "sameAnswer"):
            yield part
        return
    if isinstance(condition, All) and len(condition.parts) == 1 and is_spread(condition.parts[0]):
        if not negated and not _asks(condition.parts[0]):
            yield part
        return
    for inner in parts_of(part):
        yield from _turning(inner, negated=negated is not isinstance(condition, Not))


def _asks(condition: Condition) -> bool:
    return isinstance(condition, Leaf) and condition.operator == "answered"


def _leaf_of(condition: Condition) -> Leaf | None:
    leaf = condition.parts[0] if isinstance(condition, All) else condition
    return leaf if isinstance(leaf, Leaf) else None


def _is_met_by_nothing(proving: Proving, one: Stated, part: Condition, leaf: Leaf) -> bool:
    reader = proving.reader
    whole, but = proving.formula(one), reader.formula_but(part, one.condition, one.row)
    outer = proving.asked(one.around, itself=one.keyword == "requiredIf")
    paths = reader.matches(leaf.item, one.row)
    wanted = every((outer, whole, opposite(but), *(_given(reader, path) for path in paths)))
    return reader.is_possible(wanted) is True and reader.variables.guessed.isdisjoint(_variables(wanted))


def _given(reader: Reader, path: Path) -> Formula:
    """It is answered wherever it is asked and must be."""
    question = reader.variables.places.questions.get(path)
    if question is None or not question.required:
        return True
    return some((opposite(reader.alive(path)), reader.is_answered(path)))


def _variables(formula: Formula) -> set[int]:
    match formula:
        case Has(variable):
            return {variable}
        case Opposite(part):
            return _variables(part)
        case Every(parts) | Some(parts) | Number(parts):
            return set().union(*map(_variables, parts))
    return set()
