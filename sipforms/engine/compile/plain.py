"""The plain schema put together: shapes, rules, shared scales, and the list of what it does not say."""

from typing import cast

from sipforms.engine.ask.form import Form, prepare
from sipforms.engine.ask.situation import Situation
from sipforms.engine.compile.conditions import Ground
from sipforms.engine.compile.logic import Schema, merged
from sipforms.engine.compile.rules import Rules, never_asked, rules_for
from sipforms.engine.compile.shapes import Shapes, asked_questions, shared_scales
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.response import Json

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def plain_schema(programme: Programme, questionnaire: Questionnaire, situation: Situation) -> Schema:
    """One ordinary JSON Schema for the answers to the questionnaire, the same each time it is made.

    Of the situation only mode, informant, variant, occasion, parameters and ``latest`` count: they are constants of
    the schema. Where ``latest`` is not given, what turns on it is left out of the schema.
    ``x-notExpressed`` lists the rules that a plain schema cannot state; it accepts at
    least every response that the engine accepts.
    """
    return schema_of(prepare(programme, questionnaire, situation))


def schema_of(form: Form) -> Schema:
    """The same, of a form that has been made ready."""
    never = never_asked(Ground(form=form))
    ground = Ground(form=form, never=never)
    shared = shared_scales(asked_questions(form, never))
    rules = rules_for(ground)
    shape = Shapes(form=form, never=never, shared=shared).of_all(form.entries)
    for rows in rules.rows:
        shape = merged(shape, _beneath(rows, {"allOf": list(rules.rows[rows].values())}))
    root: list[Json] = list(rules.root.values())
    texts: Schema = {"title": form.questionnaire.title}
    if form.questionnaire.description:
        texts["description"] = form.questionnaire.description
    return {
        "$schema": DIALECT,
        **texts,
        **merged(shape, rules.always),
        **({"allOf": root} if root else {}),
        **({"$defs": cast("Json", shared)} if shared else {}),
        "x-notExpressed": _not_expressed(form, rules),
    }


def _beneath(rows: tuple[str, ...], value: Schema) -> Schema:
    inside: Schema = {"items": value}
    for step in reversed(rows):
        inside = {"properties": {step: inside}}
    return inside


def _not_expressed(form: Form, rules: Rules) -> Json:
    ids: list[Json] = [
        {"at": ".".join(path), "rule": "id", "because": "uniqueInRows"}
        for path in form.places.rows
        if path not in rules.ground.never
    ]
    pointing: list[Json] = [
        {"at": ".".join(path), "rule": "rowRef", "because": "rowOfResponse"}
        for path, question in form.places.questions.items()
        if question.row_ref is not None and path not in rules.ground.never
    ]
    return [*rules.not_expressed, *ids, *pointing]
