"""A form with a mistake in one of its conditions."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from sipforms.actions.trying.coverage import judging_views, views
from sipforms.actions.trying.mutants import ConditionChange
from sipforms.actions.trying.outcome import Outcome
from sipforms.actions.trying.written import WrittenCondition
from sipforms.engine.ask.evaluate import evaluate, is_judged
from sipforms.engine.ask.form import Form
from sipforms.engine.ask.view import View
from sipforms.engine.condition import Any as AnyOf
from sipforms.engine.condition import Condition
from sipforms.engine.paths import Path
from sipforms.engine.problem import Place
from sipforms.engine.programme import Check, Question, Rows

Asked = TypeVar("Asked", Question, Rows)


def changed_form(form: Form, change: ConditionChange) -> Form:
    """The form with the mistake. What turns on what stays as it was: a mistake reads no other answers."""
    if change.role == "assert":
        questionnaire = replace(form.questionnaire, checks=tuple(_checks(form.questionnaire.checks, change)))
        rows = {path: replace(one, checks=tuple(_checks(one.checks, change))) for path, one in form.places.rows.items()}
        return replace(form, questionnaire=questionnaire, places=replace(form.places, rows=rows))
    questions = {path: _question(one, path, change) for path, one in form.places.questions.items()}
    rows = {path: _question(one, path, change) for path, one in form.places.rows.items()}
    return replace(form, places=replace(form.places, questions=questions, rows=rows))


def _checks(checks: tuple[Check, ...], change: ConditionChange) -> Iterator[Check]:
    for one in checks:
        if one.id != change.check or one.path != change.path:
            yield one
        elif change.after is not None:
            yield replace(one, condition=change.after)


def _question(one: Asked, path: Path, change: ConditionChange) -> Asked:
    if change.role == "gate":
        return replace(one, visible_if=tuple(_opening(each, change) for each in one.visible_if))
    if path[: len(change.path)] != change.path:
        return one
    if change.role == "required":
        return replace(one, required=False)
    if change.role == "requiredIf":
        return replace(one, required_if=change.after) if one.required_if == change.before else one
    if change.before not in one.visible_if:
        return one
    return replace(one, visible_if=tuple(_showing(one.visible_if, change)))


def _opening(condition: Condition, change: ConditionChange) -> Condition:
    """The condition, or what the gate is now: it stands alone, or last among what else lets people past."""
    if change.before is None or change.after is None:
        return condition
    if condition == change.before:
        return change.after
    if isinstance(condition, AnyOf) and condition.parts[-1:] == (change.before,):
        return AnyOf((*condition.parts[:-1], change.after))
    return condition


def _showing(conditions: tuple[Condition, ...], change: ConditionChange) -> Iterator[Condition]:
    for one in conditions:
        if one != change.before:
            yield one
        elif change.after is not None:
            yield change.after


def may_matter(change: ConditionChange, questionnaire: str, outcome: Outcome) -> bool:
    """False where the mistake comes to the same in the example, so that it need not be tried again."""
    if change.role == "required":
        templates = map(outcome.form.places.template, outcome.shown.required)
        return any(path[: len(change.path)] == change.path for path in templates)
    if change.before is None:
        return True
    there = WrittenCondition(
        questionnaire=questionnaire,
        path=change.path,
        role=change.role,
        condition=change.before,
        place=Place(file=""),
        check=change.check,
    )
    before, after = change.before, change.after
    if change.role == "assert":
        judging = judging_views(there, outcome, outcome.answered.view)
        return any(_trips(before, view) is not (after is not None and _trips(after, view)) for view in judging)
    return any(after is None or evaluate(before, view) is not evaluate(after, view) for view in views(there, outcome))


def _trips(condition: Condition, view: View) -> bool:
    return is_judged(condition, view) and not evaluate(condition, view)
