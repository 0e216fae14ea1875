"""Mistakes put into conditions: the opposite, one too high or too low, a part too few, a check or a duty gone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sipforms.actions.trying.mutants import ConditionChange, Mutant, MutantKind
from sipforms.actions.trying.written import WrittenCondition, WrittenParts
from sipforms.engine.ask.evaluate import compare, within
from sipforms.engine.ask.places import Places
from sipforms.engine.condition import All, Any, Bounds, Condition, CountTrue, Latest, Leaf, Not, Operand, Operator
from sipforms.engine.paths import Path, dotted
from sipforms.engine.programme import Kind, Programme, Question

_ENDS: dict[str, Operator] = {"before": "notAfter", "notAfter": "before", "after": "notBefore", "notBefore": "after"}
"""The comparison of days that differs only on the day itself."""


@dataclass(frozen=True, slots=True)
class Altered:
    """A condition with one mistake, and what was changed into what."""

    kind: MutantKind
    condition: Condition
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Where a condition stands: in which questionnaire, and inside which rows. ``places`` knows every questionnaire."""

    places: Callable[[str], Places]
    questionnaire: str
    rows: Path | None

    def paths(self, leaf: Leaf | Latest) -> tuple[Path, ...]:
        """What the leaf looks at, here or in another questionnaire."""
        if isinstance(leaf, Latest):
            return self.places(leaf.questionnaire).matching(leaf.item, None)
        return self.places(self.questionnaire).matching(leaf.item, self.rows)

    def questions(self, leaf: Leaf | Latest) -> list[Question]:
        """The questions among these."""
        known = self.places(leaf.questionnaire if isinstance(leaf, Latest) else self.questionnaire).questions
        return [known[path] for path in self.paths(leaf) if path in known]


def condition_mutants(programme: Programme, written: WrittenParts, places: Callable[[str], Places]) -> Iterator[Mutant]:
    """Every mistake of these kinds; ``places`` gives where everything stands in a questionnaire, for every variant."""
    for one in (*written.conditions, *written.gates):
        here = places(one.questionnaire)
        rows = one.path if one.role == "assert" and one.path in here.rows else _rows_around(one.path)
        around = Around(places=places, questionnaire=one.questionnaire, rows=rows)
        for altered in (*_negations(one.condition), *_altered(one.condition, around)):
            yield _mutant(one, altered)
        if one.role == "assert":
            yield _mutant(one, None)
    yield from _required(programme, written)


def _rows_around(path: Path) -> Path | None:
    return path[: path.index("*")] if "*" in path else None


def _mutant(one: WrittenCondition, altered: Altered | None) -> Mutant:
    change = ConditionChange(
        path=one.path,
        role=one.role,
        before=one.condition,
        after=None if altered is None else altered.condition,
        check=one.check,
    )
    return Mutant(
        kind="checkRemoved" if altered is None else altered.kind,
        questionnaire=one.questionnaire,
        name=one.check or dotted(one.path),
        place=one.place,
        change=change,
        of=one.role,
        before="" if altered is None else altered.before,
        after="" if altered is None else altered.after,
    )


def _required(programme: Programme, written: WrittenParts) -> Iterator[Mutant]:
    for questionnaire in programme.questionnaires.values():
        asked = (question for question in questionnaire.questions() if question.required and not question.computed)
        duties = dict.fromkeys(question.item for question in asked)
        for path in (*duties, *(rows.path for rows in questionnaire.rows() if rows.required)):
            yield Mutant(
                kind="requiredDropped",
                questionnaire=questionnaire.id,
                name=dotted(path),
                place=written.item(questionnaire.id, path),
                change=ConditionChange(path=path, role="required"),
                of="required",
            )


def _negations(condition: Condition) -> Iterator[Altered]:
    yield Altered("negated", condition.part if isinstance(condition, Not) else Not(condition))


def _altered(condition: Condition, around: Around) -> Iterator[Altered]:
    """The condition with one number moved or one part left out, however deep."""
    match condition:
        case Leaf() | Latest():
            yield from _boundaries(condition, around)
        case Not(part):
            yield from (replace(one, condition=Not(one.condition)) for one in _altered(part, around))
        case All(parts) | Any(parts) | CountTrue(parts):
            yield from _of_parts(condition, parts, around)
            if isinstance(condition, CountTrue):
                yield from _counted(condition, _how_many(parts, around))


def _of_parts(condition: All | Any | CountTrue, parts: tuple[Condition, ...], around: Around) -> Iterator[Altered]:
    for at, part in enumerate(parts):
        for one in _altered(part, around):
            made = (*parts[:at], one.condition, *parts[at + 1 :])
            yield replace(one, condition=replace(condition, parts=made))
        if len(parts) > 1:
            left = (*parts[:at], *parts[at + 1 :])
            yield Altered("partDropped", replace(condition, parts=left), before=str(at + 1))


def _counted(condition: CountTrue, count: int) -> Iterator[Altered]:
    for bounds, before, after in _bounds_moved(condition.bounds):
        if any(within(n, condition.bounds) is not within(n, bounds) for n in range(count + 1)):
            yield Altered("boundary", replace(condition, bounds=bounds), before, after)


def _how_many(parts: tuple[Condition, ...], around: Around) -> int:
    if len(parts) == 1 and isinstance(parts[0], Leaf | Latest) and parts[0].item.starred:
        return len(around.paths(parts[0]))
    return len(parts)


def _bounds_moved(bounds: Bounds) -> Iterator[tuple[Bounds, str, str]]:
    if bounds.least is not None and bounds.least == bounds.most:
        for step in (-1, 1):
            moved = bounds.least + step
            yield Bounds(moved, moved), str(bounds.least), str(moved)
        return
    for step in (-1, 1):
        if bounds.least is not None:
            yield replace(bounds, least=bounds.least + step), str(bounds.least), str(bounds.least + step)
        if bounds.most is not None:
            yield replace(bounds, most=bounds.most + step), str(bounds.most), str(bounds.most + step)


def _boundaries(leaf: Leaf | Latest, around: Around) -> Iterator[Altered]:
    if leaf.operator in _ENDS:
        other = _ENDS[leaf.operator]
        yield Altered("boundary", replace(leaf, operator=other), leaf.operator, other)
        return
    questions = around.questions(leaf)
    for operand, before, after in _operands_moved(leaf):
        if _tells_apart(leaf, operand, questions):
            yield Altered("boundary", replace(leaf, operand=operand), before, after)


def _operands_moved(leaf: Leaf | Latest) -> Iterator[tuple[Operand, str, str]]:
    operand = leaf.operand
    if leaf.operator == "count" and isinstance(operand, Bounds):
        yield from _bounds_moved(operand)
    elif leaf.operator in ("atLeast", "atMost", "sameAnswer") and _is_whole(operand):
        yield from ((operand + step, str(operand), str(operand + step)) for step in (-1, 1))  # type: ignore[operator]
    elif leaf.operator == "between" and isinstance(operand, tuple) and all(map(_is_whole, operand)):
        for at, end in enumerate(operand):
            for step in (-1, 1):
                moved = (*operand[:at], end + step, *operand[at + 1 :])  # type: ignore[operator]  # whole numbers
                yield moved, str(end), str(end + step)  # type: ignore[operator]


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _tells_apart(leaf: Leaf | Latest, moved: Operand, questions: list[Question]) -> bool:
    """True when some answer to some of the questions is on another side of the moved number."""
    if leaf.operator == "sameAnswer":
        lower = min(int(leaf.operand), int(moved))  # type: ignore[arg-type]  # both are whole numbers
        return 1 <= lower <= len(questions)
    if leaf.operator == "count":
        before, after = leaf.operand, moved
        most = max((_most_options(one) for one in questions), default=0)
        return (
            isinstance(before, Bounds)
            and isinstance(after, Bounds)
            and any(within(n, before) is not within(n, after) for n in range(1, most + 1))
        )
    tried = sorted({near + step for near in _numbers_in(leaf.operand, moved) for step in (-1, 0, 1)})
    return any(
        compare(value, leaf.operator, leaf.operand) is not compare(value, leaf.operator, moved)  # type: ignore[arg-type]
        for one in questions
        for value in tried
        if _can_be(one, value)
    )


def _numbers_in(*operands: Operand) -> Iterator[int]:
    for operand in operands:
        for one in operand if isinstance(operand, tuple) else (operand,):
            if isinstance(one, int):
                yield one


def _most_options(question: Question) -> int:
    return len(question.scale.options) if question.scale is not None else 0


def _can_be(question: Question, value: int) -> bool:
    if question.kind is Kind.CHOICE:
        return question.scale is not None and value in question.scale.numbers
    low, high = question.minimum, question.maximum
    return question.kind is Kind.INTEGER and (low is None or value >= low) and (high is None or value <= high)
