"""Conditions made into formulas that are true of the same answers or, where that is not known, of more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

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
    ParameterIs,
    Pattern,
    Previous,
    TodayValue,
    walk,
)
from sipforms.engine.paths import STAR, Path
from sipforms.engine.prove.formula import Formula, every, number, opposite, some
from sipforms.engine.prove.relations import with_item, with_today
from sipforms.engine.prove.search import Budget, possible
from sipforms.engine.prove.variables import Variables

_DEEPEST = 40
"""So many questions, each hidden by the one before, are followed; what comes before those is taken to be shown."""

Groups: TypeAlias = dict[Path, tuple[tuple[str, ...], tuple[str, ...]]]
"""For each path the target groups that are asked (none: all) and those that are not, area by area."""


@dataclass(slots=True)
class Reader:
    """The conditions of one questionnaire, read against its variables.

    ``groups`` says by path (areas, items, rows, fields) which target groups it is only for and without. What nobody can
    ever be asked is told where that is said; for everything that turns on it, it is taken to be asked.
    """

    variables: Variables
    groups: Groups
    budget: Budget
    _shown: dict[Path, Formula] = field(default_factory=dict)
    _alive: dict[Path, Formula] = field(default_factory=dict)
    _following: list[Path] = field(default_factory=list)
    _lenient: Condition | None = None

    def is_possible(self, *formulas: Formula) -> bool | None:
        """Whether all the formulas can be true together; nothing where that takes too long to say."""
        together = every(formulas)
        if isinstance(together, bool):
            return together
        return possible(together, self.variables.sizes, self.budget)

    def formula(self, condition: Condition, row: Path | None) -> Formula:
        """When the condition holds. ``row`` is the repeating item in a row of which it stands."""
        self.budget.spend()
        read = self._read(condition, row)
        return read if condition is not self._lenient else self._leniently(condition, read, row)

    def formula_but(self, part: Condition, condition: Condition, row: Path | None) -> Formula:
        """When the condition would hold if a part of it that is met by missing answers alone were not met by them.

        ``part`` is a comparison that is negated, which then holds where there is no answer too, or an ``all`` with a
        star, which then fails where there is no answer at all. Options that say why there is none are answers here.
        """
        self._lenient = part
        try:
            return self.formula(condition, row)
        finally:
            self._lenient = None

    def _leniently(self, part: Condition, read: Formula, row: Path | None) -> Formula:
        leaf = part.parts[0] if isinstance(part, All | Any) else part
        if not isinstance(leaf, Leaf):
            return read
        paths = self.matches(leaf.item, row) if leaf.item.starred else (self._path(leaf.item, row),)
        there = some(self.is_answered(path) for path in paths)
        return every((read, there)) if isinstance(part, All) else some((read, opposite(there)))

    def _read(self, condition: Condition, row: Path | None) -> Formula:  # noqa: C901, PLR0911 - one line for each kind
        match condition:
            case Leaf(item, "sameAnswer", operand):
                return self._run(item, operand, row)
            case Leaf(item) if item.starred:
                return some(self._each(condition, row))
            case Leaf(item):
                return self._leaf(condition, self._path(item, row), row)
            case Previous() | Latest():
                return self._elsewhere(condition)
            case Context(kind, value):
                return self.variables.circumstance(kind, value)
            case ParameterIs():
                return self.variables.parameter_is(condition)
            case Not(part):
                return opposite(self.formula(part, row))
            case All(parts):
                return every(self._truths(parts, row, every_one=True))
            case Any(parts):
                return some(self._truths(parts, row, every_one=False))
            case CountTrue(parts, bounds):
                return self._counted(condition, parts, bounds, row)

    def judged(self, condition: Condition, row: Path | None) -> Formula:
        """When every answer that the condition compares is there, so that an assert says anything."""
        return every(self._comparable(part, row) for part in walk(condition))

    def shown(self, path: Path) -> Formula:
        """When the question, or the repeating item, at the path is asked."""
        if path not in self._shown:
            if path in self._following or len(self._following) > _DEEPEST:
                return self.variables.unknown("shown", path)
            self._following.append(path)
            try:
                row = self.variables.places.rows_of(path)
                conditions = (self.formula(one, row) for one in self.variables.places.conditions(path))
                self._shown[path] = every((self.for_groups(path), *conditions))
            finally:
                self._following.pop()
        return self._shown[path]

    def alive(self, path: Path) -> Formula:
        """When it is asked; always, where nobody ever is, so that one mistake is not told of all that turns on it."""
        if path not in self._alive:
            if path not in self.variables.places.order:
                return False
            shown = self.shown(path)
            if path not in self._shown:
                return shown
            self._alive[path] = shown if shown is True else self._unless_dead(shown)
        return self._alive[path]

    def for_groups(self, path: Path) -> Formula:
        """When the target group is one that is asked what stands at the path, and the areas it stands in."""
        if not self.groups:
            return True
        around = (self.groups[path[:depth]] for depth in range(1, len(path) + 1) if path[:depth] in self.groups)
        return every(self.of_groups(only, without) for only, without in around)

    def of_groups(self, only: tuple[str, ...], without: tuple[str, ...]) -> Formula:
        """When the target group is one of these, if any are named, and none of those."""
        variant = self.variables.circumstance
        wanted = some(variant("variant", one) for one in only) if only else True
        return every((wanted, *(opposite(variant("variant", one)) for one in without)))

    def is_there(self, path: Path) -> Formula:
        """It is asked and has an answer that can be compared."""
        return every((self.alive(path), self.variables.is_usable(path))) if self._exists(path) else False

    def is_answered(self, path: Path) -> Formula:
        """It is asked and has an answer of any kind."""
        return every((self.alive(path), self.variables.is_answered(path))) if self._exists(path) else False

    def matches(self, item: Pattern, row: Path | None) -> tuple[Path, ...]:
        """The questions that a pattern means, each a step of the work."""
        found = self.variables.places.matching(item, row)
        self.budget.spend(len(found))
        return found

    def _unless_dead(self, shown: Formula) -> Formula:
        return True if self.is_possible(shown) is False else shown

    def _exists(self, path: Path) -> bool:
        return path in self.variables.places.order

    def _path(self, item: Pattern, row: Path | None) -> Path:
        return (*(row or ()), STAR, *item.steps) if item.relative else item.steps

    def _leaf(self, leaf: Leaf, path: Path, row: Path | None) -> Formula:
        """One comparison with one question."""
        if leaf.operator == "answered":
            answered = self.is_answered(path)
            return opposite(answered) if leaf.operand is False else answered
        if not self._exists(path):
            return False
        match leaf.operand:
            case ItemValue(item) as value:
                other = self._path(item, row)
                compared = with_item(self.variables, path, leaf.operator, other, value)
                return every((self.is_there(path), self.is_there(other), compared))
            case LatestValue() as value:
                known = self.variables.unknown(path, leaf.operator, repr(value))
                return every((self.is_there(path), self._latest_is_there(value), known))
            case TodayValue() as value:
                return every((self.is_there(path), with_today(self.variables, path, leaf.operator, value)))
            case operand:
                return every((self.alive(path), self.variables.compares(path, leaf.operator, operand)))

    def _truths(self, parts: tuple[Condition, ...], row: Path | None, *, every_one: bool) -> Iterator[Formula]:
        """The truth of each part; of a single part with a star, that of each question it means."""
        if len(parts) != 1 or not is_spread(one := parts[0]):
            yield from (self.formula(part, row) for part in parts)
        elif isinstance(one, Previous | Latest):
            yield self.variables.unknown(repr(one), every_one)
        elif isinstance(one, Leaf) and every_one:
            yield from self._each_unless_absent(one, row)
        elif isinstance(one, Leaf):
            yield from self._each(one, row)

    def _each(self, leaf: Leaf, row: Path | None) -> Iterator[Formula]:
        """For each question the pattern means: there is an answer, and the comparison is true of it."""
        for path in self.matches(leaf.item, row):
            truth = self._of_one(leaf, path, row)
            yield self._in_some_row(truth, path, leaf, seen=True) if self._is_many(path, leaf.item) else truth

    def _each_unless_absent(self, leaf: Leaf, row: Path | None) -> Iterator[Formula]:
        """For each question the pattern means: there is no answer, or the comparison is true of it."""
        for path in self.matches(leaf.item, row):
            absent = opposite(self._is_seen(leaf, path))
            truth = some((absent, self._of_one(leaf, path, row)))
            if self._is_many(path, leaf.item):
                yield opposite(self._in_some_row(opposite(truth), path, leaf, seen=False))
            else:
                yield truth

    def _of_one(self, leaf: Leaf, path: Path, row: Path | None) -> Formula:
        if leaf.operator == "answered":
            return every((self._is_seen(leaf, path), self._leaf(leaf, path, row)))
        return self._leaf(leaf, path, row)

    def _is_seen(self, leaf: Leaf, path: Path) -> Formula:
        """With a star ``answered`` looks at what is asked, anything else at the answers that are there."""
        return self.alive(path) if leaf.operator == "answered" else self.is_there(path)

    def _is_many(self, path: Path, item: Pattern) -> bool:
        return not item.relative and STAR in path

    def _in_some_row(self, truth: Formula, path: Path, leaf: Leaf, *, seen: bool) -> Formula:
        """There are rows, and in one of them this may be so; no row is like another, so no more is known."""
        rows = self.variables.places.rows_of(path)
        if truth is False or rows is None or self.is_possible(truth) is False:
            return False
        return every((self.is_answered(rows), self.variables.unknown("row", path, repr(leaf), seen)))

    def _counted(self, whole: CountTrue, parts: tuple[Condition, ...], bounds: Bounds, row: Path | None) -> Formula:
        if len(parts) != 1 or not is_spread(one := parts[0]):
            return number((self.formula(part, row) for part in parts), bounds)
        if isinstance(one, Leaf) and not any(self._is_many(path, one.item) for path in self.matches(one.item, row)):
            return number(self._each(one, row), bounds)
        return self.variables.unknown(repr(whole), row)

    def _run(self, item: Pattern, operand: object, row: Path | None) -> Formula:
        """Equal answers one after the other: no more of them than there are questions."""
        questions = self.variables.places.questions
        found = [path for path in self.matches(item, row) if path in questions]
        least = operand if isinstance(operand, int) else 0
        is_enough = len(found) >= least or any(self._is_many(path, item) for path in found)
        return self.variables.unknown("run", item, least, row) if is_enough else False

    def _elsewhere(self, leaf: Previous | Latest) -> Formula:
        """What was answered last time, or in another questionnaire: anything may stand there, or nothing."""
        if leaf.operator == "answered":
            answered = self.variables.unknown(*_source(leaf), leaf.item)
            return opposite(answered) if leaf.operand is False and not leaf.item.starred else answered
        return self.variables.unknown(repr(leaf))

    def _comparable(self, part: Condition, row: Path | None) -> Formula:
        if isinstance(part, ParameterIs):
            return self.variables.parameter_is_set(part.name)
        if not isinstance(part, Leaf | Previous | Latest) or part.operator in ("answered", "sameAnswer"):
            return True
        other = self._operand_is_there(part.operand, row)
        if part.item.starred:
            return other
        if isinstance(part, Leaf):
            return every((other, self.is_there(self._path(part.item, row))))
        return every((other, self.variables.unknown("isThere", *_source(part), part.item)))

    def _operand_is_there(self, operand: Operand, row: Path | None) -> Formula:
        match operand:
            case ItemValue(item):
                return self.is_there(self._path(item, row))
            case LatestValue():
                return self._latest_is_there(operand)
        return True

    def _latest_is_there(self, value: LatestValue) -> Formula:
        return self.variables.unknown("isThere", "latest", value.questionnaire, value.item)


def _source(leaf: Previous | Latest) -> tuple[str, ...]:
    return ("latest", leaf.questionnaire) if isinstance(leaf, Latest) else ("previous",)


def is_spread(part: Condition) -> bool:
    """True of one comparison with a star, which stands for one with each of the questions it means."""
    return isinstance(part, Leaf | Previous | Latest) and part.item.starred and part.operator != "sameAnswer"


def names_of(paths: Iterable[Path]) -> tuple[str, ...]:
    """The paths as they are written, each once."""
    return tuple(dict.fromkeys(".".join(path) for path in paths))
