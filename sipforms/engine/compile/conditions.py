"""Conditions as JSON Schemas over a response, or over one row of it, that are true of exactly the same answers.

Every schema holds ``required`` and a guard on the type, because plain ``properties`` is true of what is not there. The
answers looked at are those of a response, where what is not asked has been left out; so nothing here looks for what is
hidden.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sipforms.engine.ask.evaluate import evaluate, is_judged
from sipforms.engine.ask.form import Form
from sipforms.engine.ask.view import View
from sipforms.engine.compile.elsewhere import is_constant, with_value
from sipforms.engine.compile.logic import (
    Expression,
    Schema,
    all_of,
    any_of,
    count_true,
    holding,
    negated,
    optionally,
)
from sipforms.engine.compile.values import comparable_values, true_values
from sipforms.engine.condition import (
    All,
    Any,
    Bounds,
    Condition,
    Context,
    CountTrue,
    Latest,
    Leaf,
    LookedUp,
    Not,
    ParameterIs,
    Previous,
    walk,
)
from sipforms.engine.paths import Path
from sipforms.engine.programme import Question, Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where a condition is compiled: for the whole response, or for one row of the repeating item at ``rows``.

    ``never`` holds the paths that are not asked at all in this situation.
    """

    form: Form
    rows: Path | None = None
    never: frozenset[Path] = frozenset()

    def at(self, rows: Path | None) -> "Ground":
        """The same, for one row, or for the whole response."""
        return replace(self, rows=rows)

    def one(self, path: Path) -> Question | Rows:
        """What stands at the path."""
        return self.form.places.rows.get(path) or self.form.places.questions[path]

    def paths(self, leaf: Leaf) -> tuple[Path, ...]:
        """The paths that the leaf means and that can be asked."""
        return tuple(path for path in self.form.places.matching(leaf.item, self.rows) if path not in self.never)

    def cannot_see(self, leaf: Leaf) -> bool:
        """A row cannot look out of itself, nor the whole response into one row."""
        return leaf.item.relative is (self.rows is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One question that a starred leaf looks at: the rows it is in, when it is looked at, and when the leaf is true."""

    rows: Path | None
    looked_at: Expression
    true: Expression


def compiled(condition: Condition, ground: Ground) -> Expression:  # noqa: PLR0911 - one line for each kind of condition
    """The condition as a schema; nothing when a plain schema cannot say it from where it stands."""
    match condition:
        case Context() | ParameterIs() | Previous() | Latest():
            return _constant(condition, ground)
        case All((Latest(),)) | Any((Latest(),)) | CountTrue((Latest(),)):
            return _constant(condition, ground)
        case Leaf(item):
            return _some(condition, ground) if item.starred else _leaf(condition, ground)
        case All(parts):
            leaf = _lone(parts)
            return _every(leaf, ground) if leaf else all_of(compiled(part, ground) for part in parts)
        case Any(parts):
            leaf = _lone(parts)
            return _some(leaf, ground) if leaf else any_of(compiled(part, ground) for part in parts)
        case Not(part):
            return negated(compiled(part, ground))
        case CountTrue(parts, bounds):
            leaf = _lone(parts)
            return (
                _number(leaf, bounds, ground)
                if leaf
                else count_true(tuple(compiled(part, ground) for part in parts), bounds)
            )


def _constant(condition: Condition, ground: Ground) -> Expression:
    """What does not turn on the answers, where it is given: the circumstances and what other questionnaires say."""
    return evaluate(condition, View(ground.form, {}, {})) if is_constant(condition, ground.form) else None


def judged(condition: Condition, ground: Ground) -> Expression:
    """That no answer which the condition compares is missing."""
    return all_of(
        _is_there(part, ground) for part in walk(condition) if isinstance(part, Leaf | Previous | Latest | ParameterIs)
    )


def asked(path: Path, ground: Ground) -> Expression:
    """That the question is asked, in terms of the other answers."""
    if path in ground.never:
        return False
    around = ground.form.places.conditions(ground.rows) if ground.rows else ()
    conditions = ground.form.places.conditions(path)
    return all_of(compiled(condition, ground) for condition in conditions if condition not in around)


def _lone(parts: tuple[Condition, ...]) -> Leaf | None:
    lone = parts[0] if len(parts) == 1 else None
    return lone if isinstance(lone, Leaf) and lone.item.starred and lone.operator != "sameAnswer" else None


def _leaf(leaf: Leaf, ground: Ground) -> Expression:
    if ground.cannot_see(leaf) or leaf.operator == "sameAnswer":
        return None
    known = with_value(leaf, ground.form)
    if not isinstance(known, Leaf):
        return known
    path = next(iter(ground.paths(leaf)), None)
    return _truth(known, path, leaf.item.steps, ground)


def _truth(leaf: Leaf, path: Path | None, steps: Path, ground: Ground) -> Expression:
    if leaf.operator == "answered":
        there: Expression = holding(steps, {}) if path else False
        return there if leaf.operand is not False else negated(there)
    values = true_values(leaf, ground.one(path)) if path else False
    return holding(steps, values) if isinstance(values, dict) else values


def _is_there(part: Leaf | Previous | Latest | ParameterIs, ground: Ground) -> Expression:
    if not isinstance(part, Leaf):
        return is_judged(part, View(ground.form, {}, {})) if is_constant(part, ground.form) else None
    if part.operator in ("answered", "sameAnswer"):
        return True
    known = with_value(part, ground.form)
    return _can_be_compared(known, ground) if isinstance(known, Leaf) else known


def _can_be_compared(part: Leaf, ground: Ground) -> Expression:
    if isinstance(part.operand, LookedUp):
        return None
    if part.item.starred:
        return True
    if ground.cannot_see(part):
        return None
    path = next(iter(ground.paths(part)), None)
    return holding(part.item.steps, comparable_values(ground.one(path))) if path else False


def _sights(leaf: Leaf, ground: Ground) -> Iterator[Sight]:
    for path in ground.paths(leaf):
        rows = ground.form.places.rows_of(path) if ground.rows is None else None
        here = ground if rows is None else ground.at(rows)
        steps = path if here.rows is None else path[len(here.rows) + 1 :]
        there = holding(steps, comparable_values(ground.one(path)))
        looked_at = asked(path, here) if leaf.operator == "answered" else there
        yield Sight(rows=rows, looked_at=looked_at, true=_truth(leaf, path, steps, ground))


def _some(leaf: Leaf, ground: Ground) -> Expression:
    if ground.cannot_see(leaf) or leaf.operator == "sameAnswer":
        return None
    return any_of(_exists(sight.rows, all_of((sight.looked_at, sight.true))) for sight in _sights(leaf, ground))


def _exists(rows: Path | None, inside: Expression) -> Expression:
    if rows is None or inside is None or inside is False:
        return inside
    return holding(rows, {"type": "array", "contains": {} if inside is True else inside})


def _every(leaf: Leaf, ground: Ground) -> Expression:
    if ground.cannot_see(leaf):
        return None
    return all_of(
        _always(sight.rows, any_of((negated(sight.looked_at), sight.true))) for sight in _sights(leaf, ground)
    )


def _always(rows: Path | None, inside: Expression) -> Expression:
    if rows is None or inside is None or inside is True:
        return inside
    return optionally(rows, {"items": {"not": {}} if inside is False else inside})


def _number(leaf: Leaf, bounds: Bounds, ground: Ground) -> Expression:
    if ground.cannot_see(leaf):
        return None
    sights = tuple(_sights(leaf, ground))
    truths = tuple(all_of((sight.looked_at, sight.true)) for sight in sights)
    if all(sight.rows is None for sight in sights):
        return count_true(truths, bounds)
    if len(sights) > 1 or truths[0] is None or sights[0].rows is None:
        return None
    inside: Schema = {} if truths[0] is True else {"not": {}} if truths[0] is False else truths[0]
    counted: Schema = {"contains": inside, "minContains": bounds.least or 0}
    if bounds.most is not None:
        counted["maxContains"] = bounds.most
    return (
        holding(sights[0].rows, {"type": "array", **counted}) if bounds.least else optionally(sights[0].rows, counted)
    )
