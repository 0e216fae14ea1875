"""Answers that break a rule of the questionnaire, answered again until none does: a search, one answer at a time."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Protocol, TypeAlias

from sipforms.actions.demonstration.chance import uniform
from sipforms.actions.demonstration.silence import asks_whether_at_all
from sipforms.actions.demonstration.sitting import Sitting
from sipforms.actions.demonstration.values import Values
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.review import review
from sipforms.engine.ask.view import View
from sipforms.engine.condition import Condition, ItemValue, Leaf, Pattern, TodayValue, walk
from sipforms.engine.duration import as_date, moved, parse_duration
from sipforms.engine.paths import STAR, Path
from sipforms.engine.problem import AnswerProblem, Level
from sipforms.engine.programme import Kind, Question
from sipforms.engine.response import Answer

_STEPS, _SOFT_STEPS, _CANDIDATES, _BLANK_FROM = 60, 6, 60, 25
_NEAR = (0, 1, -1, 7, -7, 30, -30)
_BACKWARDS = -1


class Answers(Protocol):
    """Whoever answers: once more, otherwise, and what comes to be asked by a change."""

    sitting: Sitting
    values: Values

    def filled(self, draft: Draft, but: Draft | None = None) -> Draft:
        """The draft with what has come to be asked since ``but`` answered too."""
        ...

    def otherwise(self, draft: Draft, path: Path) -> Iterator[Answer | None]:
        """What the person might as well have answered there."""
        ...


Cost: TypeAlias = tuple[int, int]


def mended(draft: Draft, answering: Answers, *, soft: bool) -> Draft:
    """The draft with what its review finds answered otherwise, as far as that succeeds.

    Errors are mended for as long as it takes; what a soft check finds only where a change or two mends it, since people
    do give reasons.
    """
    for step in range(_SOFT_STEPS if soft else _STEPS):
        found = _found(draft, soft=soft)
        if not found:
            break
        if step == _BLANK_FROM and not soft:
            draft = _left_blank(draft, found)
            continue
        better = _better(draft, found[step % len(found)], answering, step)
        if better is None and soft:
            break
        draft = draft if better is None else better
    return draft


def _left_blank(draft: Draft, found: list[AnswerProblem]) -> Draft:
    """The draft without the answers that the failing checks look at, where they may be left: a fresh start."""
    for problem in found:
        for path in _compared(draft, problem) if problem.check is not None else ():
            if path in draft.answers and path not in draft.asked.required:
                draft = draft.clear(path)
    return draft


def _found(draft: Draft, *, soft: bool) -> list[AnswerProblem]:
    wanted = Level.WARNING if soft else Level.ERROR
    return [one for one in review(draft) if one.level is wanted]


def _cost(draft: Draft) -> Cost:
    levels = [one.level for one in review(draft)]
    return levels.count(Level.ERROR), levels.count(Level.WARNING)


def _better(draft: Draft, problem: AnswerProblem, answering: Answers, step: int) -> Draft | None:
    """The best of the changes that concern the problem; one that is no worse where none is better, now and then."""
    now, best = _cost(draft), None
    sideways: list[Draft] = []
    for changed in islice(_changed(draft, problem, answering, step), _CANDIDATES):
        cost = _cost(changed)
        if cost < now and (best is None or cost < best[0]):
            best = (cost, changed)
            if cost == (0, 0) or cost[0] < now[0]:
                break
        elif cost[0] <= now[0]:
            sideways.append(changed)
    if best is not None:
        return best[1]
    person = answering.sitting.person
    return sideways[int(person.chance("sideways", step) * len(sideways))] if sideways else None


def _changed(draft: Draft, problem: AnswerProblem, answering: Answers, step: int) -> Iterator[Draft]:
    """The draft with one thing otherwise, and what then comes to be asked answered too."""
    rows = draft.form.places.rows.get(problem.path)
    if problem.code == "too-few-rows" and rows is not None:
        yield answering.filled(draft.add_row(rows.path), draft)
        return
    paths = [problem.path] if problem.check is None else list(_compared(draft, problem))
    for path in sorted(paths, key=lambda one: uniform(answering.sitting.person.seed, one, step)):
        question = draft.form.question(path)
        if path in draft.form.places.rows and path in draft.asked:
            yield from _other_rows(draft, path, answering)
        if question is None or question.computed is not None or path not in draft.asked:
            continue
        if problem.level is Level.WARNING and asks_whether_at_all(question):
            continue  # twelve answers alike are meant, or one of them is changed: nobody takes the whole round back
        for value in dict.fromkeys(_candidates(draft, path, question, problem, answering)):
            if value is not None and draft.problem_with(path, value) is None and value != draft.answers.get(path):
                yield answering.filled(draft.answer(path, value), draft)
        if path in draft.answers and path not in draft.asked.required:
            yield draft.clear(path)


def _other_rows(draft: Draft, path: Path, answering: Answers) -> Iterator[Draft]:
    yield answering.filled(draft.add_row(path), draft)
    yield from (draft.remove_row(path, row) for row in draft.rows.get(path, ())[-1:] if not draft.holding(path, row))


def _condition(draft: Draft, problem: AnswerProblem) -> tuple[Condition | None, View]:
    view = View(draft.form, draft.answers, draft.rows, draft.asked.paths)
    rows = draft.form.places.rows.get(problem.path[:-1])
    for check in draft.form.questionnaire.checks:
        if check.id == problem.check and check.path == problem.path:
            return check.condition, view
    for check in rows.checks if rows else ():
        if check.id == problem.check:
            return check.condition, view.at(problem.path)
    return None, view


def _compared(draft: Draft, problem: AnswerProblem) -> Iterator[Path]:
    """Every question that the check looks at, and every one that hides or shows such a one."""
    condition, view = _condition(draft, problem)
    known = dict.fromkeys(path for pattern in _patterns(condition) for path in _paths(pattern, view))
    waiting = list(known)
    while waiting:
        path = waiting.pop()
        yield path
        template = draft.form.places.template(path)
        is_there = template in draft.form.places.questions or template in draft.form.places.rows
        for hiding in draft.form.places.conditions(template) if is_there else ():
            inside = view if STAR not in template else view.at(path[: template.index(STAR) + 1])
            further = [one for pattern in _patterns(hiding) for one in _paths(pattern, inside) if one not in known]
            known.update(dict.fromkeys(further))
            waiting.extend(further)


def _patterns(condition: Condition | None) -> Iterator[Pattern]:
    for part in walk(condition) if condition is not None else ():
        if isinstance(part, Leaf):
            yield part.item
        operand = getattr(part, "operand", None)
        if isinstance(operand, ItemValue):
            yield operand.item


def _paths(pattern: Pattern, view: View) -> Iterator[Path]:
    if pattern.relative and not pattern.starred:
        yield view.absolute(pattern.steps)
    else:
        yield from view.paths(pattern)


def _candidates(
    draft: Draft, path: Path, question: Question, problem: AnswerProblem, answering: Answers
) -> Iterator[Answer | None]:
    """Values worth a try: those that the check itself compares with, and what the person would say on another day."""
    yield answering.values.of(draft, path, must=True)
    if problem.check is not None:
        yield from _named(draft, path, question, problem)
    yield from _of_kind(draft, path, question)
    yield from answering.otherwise(draft, path)


def _of_kind(draft: Draft, path: Path, question: Question) -> Iterator[Answer]:
    options = [one.value for one in question.scale.options] if question.scale else []
    match question.kind:
        case Kind.BOOLEAN:
            yield from (True, False)
        case Kind.CHOICE:
            yield from options
        case Kind.CHOICES:
            now = draft.answers.get(path)
            chosen = now if isinstance(now, tuple) else ()
            yield from (tuple(one for one in chosen if one != left) for left in chosen if len(chosen) > 1)
            yield from (tuple(one for one in options if one in (*chosen, more)) for more in options)
            yield from ((one,) for one in options)
        case Kind.ROW:
            yield from draft.rows.get(question.row_ref.to, ()) if question.row_ref else ()
        case Kind.INTEGER:
            yield from (one for one in (question.minimum, question.maximum) if one is not None)


def _named(draft: Draft, path: Path, question: Question, problem: AnswerProblem) -> Iterator[Answer]:
    """What the check compares the question with, and values close by."""
    condition, view = _condition(draft, problem)
    for part in walk(condition) if condition is not None else ():
        if not isinstance(part, Leaf):
            continue
        if path in set(_paths(part.item, view)):
            yield from (one for value in _right(part, view) for one in _close_to(value, question))
        if isinstance(part.operand, ItemValue) and path in set(_paths(part.operand.item, view)):
            left = (view.answer(one) for one in _paths(part.item, view))
            shifted = (_shifted(one, part.operand.add, _BACKWARDS) for one in left if one is not None)
            yield from (one for value in shifted for one in _close_to(value, question))


def _right(leaf: Leaf, view: View) -> Iterator[Answer]:
    match leaf.operand:
        case ItemValue(item, add):
            there = (view.answer(one) for one in _paths(item, view))
            yield from (_shifted(one, add) for one in there if one is not None)
        case TodayValue(add):
            yield _shifted(view.form.situation.today.isoformat(), add)
        case tuple():
            yield from leaf.operand
        case bool() | int() | str():
            yield leaf.operand


def _shifted(value: Answer, add: str | None, sign: int = 1) -> Answer:
    duration, day = parse_duration(add or ""), as_date(value)
    if duration is None or day is None:
        return value
    try:
        return moved(day, type(duration)(sign * duration.months, sign * duration.days)).isoformat()
    except (ValueError, OverflowError):
        return value


def _close_to(value: Answer, question: Question) -> Iterator[Answer]:
    day = as_date(value)
    if day is not None:
        yield from ((day + timedelta(days=days)).isoformat() for days in _NEAR)
    elif isinstance(value, int) and not isinstance(value, bool):
        step = question.multiple_of or 1
        yield from (value + step * number for number in _NEAR)
    elif isinstance(value, str) and question.kind is Kind.TIME and value[2:3] == ":":
        hour, minute = int(value[:2]), int(value[3:5])
        total = ((60 * hour + minute + 15 * number) % 1440 for number in _NEAR)
        yield from (f"{one // 60:02}:{one % 60:02}" for one in total)
    elif question.kind is Kind.CHOICES and isinstance(value, str | int):
        yield (value,)
    else:
        yield value
