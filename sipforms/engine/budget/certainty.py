"""Whether a condition holds when only some answers are known: true, false, or nothing where it depends on the rest.

Strong three-valued logic (S. C. Kleene, Introduction to Metamathematics, 1952, section 64): what is said is right
whatever the unknown answers are; what is not said may still be the same for all of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sipforms.engine.ask.evaluate import evaluate, within
from sipforms.engine.ask.form import Form
from sipforms.engine.ask.view import View
from sipforms.engine.condition import (
    All,
    Any,
    Bounds,
    Condition,
    CountTrue,
    ItemValue,
    Latest,
    LatestValue,
    Leaf,
    Not,
    ParameterIs,
    Pattern,
    Previous,
)
from sipforms.engine.paths import Path
from sipforms.engine.response import Answer


@dataclass(slots=True)
class Known:
    """What is known while a form is gone through.

    ``answers`` are those decided on, ``shown`` whether a question is asked: true, false, or nothing where it depends.
    Paths that ``shown`` does not hold are not decided yet, and count as depending.
    """

    form: Form
    answers: Mapping[Path, Answer] = field(default_factory=dict)
    shown: dict[Path, bool | None] = field(default_factory=dict)

    def holds(self, condition: Condition) -> bool | None:  # noqa: PLR0911 - one line for each kind of condition
        """Whether the condition holds."""
        match condition:
            case Leaf():
                return self._leaf(condition)
            case Previous() | Latest():
                return self._elsewhere(condition, condition)
            case All((Previous() | Latest() as leaf,)) | Any((Previous() | Latest() as leaf,)):
                return self._elsewhere(leaf, condition)
            case CountTrue((Previous() | Latest() as leaf,)):
                return self._elsewhere(leaf, condition)
            case All(parts):
                return _all(self._truths(parts))
            case Any(parts):
                return _any(self._truths(parts))
            case Not(part):
                inside = self.holds(part)
                return None if inside is None else not inside
            case CountTrue(parts, bounds):
                return _counted(self._truths(parts), bounds)
            case ParameterIs(operand=ItemValue() | LatestValue()):
                return None
        return evaluate(condition, self._view)

    def all_hold(self, conditions: Iterable[Condition]) -> bool | None:
        """Whether all of the conditions hold."""
        return _all([self.holds(one) for one in conditions])

    def _elsewhere(self, leaf: Previous | Latest, whole: Condition) -> bool | None:
        """What was answered last time is fixed; what is in another questionnaire is known where it is given."""
        is_open = isinstance(leaf, Latest) and self.form.situation.latest is None
        return None if is_open or isinstance(leaf.operand, ItemValue | LatestValue) else evaluate(whole, self._view)

    @property
    def _view(self) -> View:
        """Only what is surely asked is ever looked up in it."""
        return View(self.form, self.answers, {})

    def _truths(self, parts: tuple[Condition, ...]) -> list[bool | None]:
        """The truth of each part, or of each question that a single part with a star means."""
        if len(parts) == 1 and isinstance(parts[0], Leaf) and parts[0].item.starred:
            leaf = parts[0]
            if leaf.operator != "sameAnswer" and not leaf.item.relative:
                return self._each(leaf)
        return [self.holds(part) for part in parts]

    def _each(self, leaf: Leaf) -> list[bool | None]:
        """A question that is surely hidden is not looked at; one that may be hidden can at most be true by chance."""
        paths = (path for path in self.form.places.matching(leaf.item, None) if self.shown.get(path) is not False)
        return [self._one(Leaf(Pattern(path), leaf.operator, leaf.operand)) for path in paths]

    def _leaf(self, leaf: Leaf) -> bool | None:
        if leaf.operator == "sameAnswer":
            return None if self._may_show(leaf.item) else leaf.operand == 0
        if leaf.item.relative:
            return None
        if leaf.item.starred:
            return _any(self._each(leaf))
        return self._one(leaf)

    def _may_show(self, pattern: Pattern) -> bool:
        found = () if pattern.relative else self.form.places.matching(pattern, None)
        return pattern.relative or any(self.shown.get(path) is not False for path in found)

    def _one(self, leaf: Leaf) -> bool | None:
        path = leaf.item.steps
        is_shown = self.shown.get(path)
        if is_shown is False:
            return leaf.operator == "answered" and leaf.operand is False
        if is_shown is None or path not in self.answers or isinstance(leaf.operand, ItemValue | LatestValue):
            return None
        return evaluate(leaf, self._view)


def _all(truths: Iterable[bool | None]) -> bool | None:
    known = list(truths)
    return False if False in known else None if None in known else True


def _any(truths: Iterable[bool | None]) -> bool | None:
    known = list(truths)
    return True if True in known else None if None in known else False


def _counted(truths: Iterable[bool | None], bounds: Bounds) -> bool | None:
    known = list(truths)
    least, most = known.count(True), len(known) - known.count(False)
    answers = {within(number, bounds) for number in range(least, most + 1)}
    return answers.pop() if len(answers) == 1 else None
