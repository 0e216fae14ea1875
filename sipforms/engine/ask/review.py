"""What is left to mend or confirm before a response can be handed in. No problem holds an answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sipforms.engine.ask.draft import Draft, reason_key
from sipforms.engine.ask.evaluate import evaluate, is_judged, same
from sipforms.engine.ask.form import Form
from sipforms.engine.ask.personal_numbers import personal_numbers_in
from sipforms.engine.ask.row_refs import wrong_row
from sipforms.engine.ask.view import View
from sipforms.engine.ask.visibility import Asked, in_order
from sipforms.engine.paths import Path
from sipforms.engine.problem import AnswerProblem, Fact, Level
from sipforms.engine.programme import Check, Question, Rows
from sipforms.engine.response import Answer, Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A form with its answers, however they came: from a draft or from a file."""

    form: Form
    answers: Mapping[Path, Answer] = field(repr=False)
    rows: Mapping[Path, tuple[str, ...]]
    asked: Asked
    reasons: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def view(self) -> View:
        """The answers as conditions see them."""
        return View(self.form, self.answers, self.rows, self.asked.paths)


def review(draft: Draft) -> tuple[AnswerProblem, ...]:
    """What should not stand there, then everything that is left in the order of the questionnaire, then its checks.

    Codes: ``required``, ``too-few-options``, ``too-few-of-these``, ``too-many-of-these``, ``too-few-rows``,
    ``too-many-rows``, ``no-such-row``, ``row-of-itself`` and ``check-hard`` are errors.
    ``check-soft`` is a warning until a reason is given for it, and then a note. Those of
    ``personal_numbers`` are notes.
    """
    answered = Answered(
        form=draft.form, answers=draft.answers, rows=draft.rows, asked=draft.asked, reasons=draft.reasons
    )
    texts = {path: answer for path, answer in draft.answers.items() if path in draft.asked}
    return (*personal_numbers_in(texts, draft.notes, draft.reasons), *left_in(answered))


def left_in(answered: Answered) -> Iterator[AnswerProblem]:
    """The problems of answers that each are acceptable by themselves."""
    places = answered.form.places
    for path in in_order(answered.form, answered.rows, answered.asked):
        template = places.template(path)
        if template in places.rows:
            yield from _rows(answered, path, places.rows[template])
        else:
            yield from _question(answered, path, template)
    yield from _checks(answered)


def _question(answered: Answered, path: Path, template: Path) -> Iterator[AnswerProblem]:
    question, answer = answered.form.places.questions[template], answered.answers.get(path)
    if answer is None:
        if path in answered.asked.required and question.computed is None:
            yield AnswerProblem(code="required", path=path)
    elif isinstance(answer, tuple):
        yield from _several(answer, path, question)
    elif (wrong := wrong_row(question, path, answer, answered.rows)) is not None:
        yield wrong


def _several(answer: tuple[Scalar, ...], path: Path, question: Question) -> Iterator[AnswerProblem]:
    if question.min_items is not None and len(answer) < question.min_items:
        yield AnswerProblem(code="too-few-options", path=path, facts={"minimum": question.min_items})
    if not question.contains:
        return
    number = sum(1 for one in answer if any(same(one, named) for named in question.contains))
    least = 1 if question.min_contains is None else question.min_contains
    facts: dict[str, Fact] = {"options": _titles(question)}
    if number < least:
        yield AnswerProblem(code="too-few-of-these", path=path, facts={**facts, "minimum": least})
    if question.max_contains is not None and number > question.max_contains:
        yield AnswerProblem(code="too-many-of-these", path=path, facts={**facts, "maximum": question.max_contains})


def _titles(question: Question) -> tuple[str, ...]:
    options = question.scale.options if question.scale else ()
    return tuple(one.title for one in options if any(same(one.value, named) for named in question.contains))


def _rows(answered: Answered, path: Path, rows: Rows) -> Iterator[AnswerProblem]:
    number = len(answered.rows.get(path, ()))
    least = max(1, rows.min_items or 0)
    if number < least and (number or path in answered.asked.required):
        yield AnswerProblem(code="too-few-rows", path=path, facts={"minimum": least})
    if rows.max_items is not None and number > rows.max_items:
        yield AnswerProblem(code="too-many-rows", path=path, facts={"maximum": rows.max_items})


def failing_checks(draft: Draft) -> tuple[AnswerProblem, ...]:
    """What the programme's checks find now, those that a reason was given for too (as notes)."""
    if not (draft.form.questionnaire.checks or any(rows.checks for rows in draft.form.places.rows.values())):
        return ()
    return tuple(
        _checks(
            Answered(form=draft.form, answers=draft.answers, rows=draft.rows, asked=draft.asked, reasons=draft.reasons)
        )
    )


def _checks(answered: Answered) -> Iterator[AnswerProblem]:
    inside = {path[:depth] for path in answered.asked.paths for depth in range(len(path) + 1)}
    for check in answered.form.questionnaire.checks:
        if not check.path or check.path in inside:
            yield from _check(answered, check, check.path, None)
    for path, rows in answered.form.places.rows.items():
        for check in rows.checks if path in answered.asked else ():
            for row in answered.rows.get(path, ()):
                yield from _check(answered, check, (*path, row), path)


def _check(answered: Answered, check: Check, path: Path, rows: Path | None) -> Iterator[AnswerProblem]:
    view = answered.view if rows is None else answered.view.at(path)
    if not is_judged(check.condition, view) or evaluate(check.condition, view):
        return
    explained = reason_key(check.id, path, rows) in answered.reasons
    level = Level.ERROR if check.level == "hard" else Level.NOTE if explained else Level.WARNING
    yield AnswerProblem(code=f"check-{check.level}", path=path, level=level, check=check.id, message=check.message)
