"""What really comes out of an example: what is asked, which problems there are, and the numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sipforms.actions.trying.example import Example, row_id, situation_of
from sipforms.engine.ask.accept import accepts
from sipforms.engine.ask.flat import FlatAnswers, flattened
from sipforms.engine.ask.form import Form, prepare, situated
from sipforms.engine.ask.review import Answered, left_in
from sipforms.engine.ask.row_ids import with_row_ids
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.visibility import Asked, asked, concrete
from sipforms.engine.build.data import Node, node, nodes
from sipforms.engine.paths import Path, dotted
from sipforms.engine.problem import AnswerProblem
from sipforms.engine.programme import Programme
from sipforms.engine.response import Json, Scalar
from sipforms.engine.score.score import Score
from sipforms.engine.score.scoring import Scoring, scored, scoring
from sipforms.engine.score.sheet import AnsweredState, Sheet
from sipforms.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What comes out of one example.

    ``refused`` are answers that their questions do not take: they count as blank, as on the form. ``problems`` are
    those and everything left to mend or confirm. ``sheet`` is what the scores are computed from.
    """

    form: Form
    flat: FlatAnswers
    shown: Asked
    refused: Mapping[Path, AnswerProblem]
    problems: tuple[AnswerProblem, ...]
    state: AnsweredState
    sheet: Sheet
    scores: Mapping[str, Score]

    @property
    def answered(self) -> Answered:
        """The form with its answers."""
        return Answered(form=self.form, answers=self.flat.answers, rows=self.flat.rows, asked=self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trying:
    """A programme made ready to try many examples: forms and formulas are made once for each target group.

    ``today`` is the day of the examples that name none.
    """

    programme: Programme
    vocabulary: Vocabulary
    today: date
    forms: dict[tuple[str, str | None], Form] = field(default_factory=dict)
    formulas: dict[tuple[str, str | None], Scoring] = field(default_factory=dict)

    def formula(self, questionnaire: str, variant: str | None) -> Scoring:
        """The questionnaire's indicators, compiled."""
        key = (questionnaire, variant)
        if key not in self.formulas:
            self.formulas[key] = scoring(self.programme, questionnaire, self.vocabulary, variant)
        return self.formulas[key]

    def form(self, example: Example) -> Form:
        """The questionnaire as it is asked in the example's circumstances."""
        situation = situation_of(example, self.programme, self.today)
        key = (example.questionnaire, situation.variant)
        if key not in self.forms:
            self.forms[key] = prepare(self.programme, self.programme.questionnaires[example.questionnaire], situation)
        form = self.forms[key]
        before = with_row_ids(form.questionnaire.entries, situation.previous or {}, row_id)
        return replace(situated(form, replace(situation, previous=before)), situation=situation)

    def outcome(self, example: Example, form: Form | None = None) -> Outcome:
        """What comes out; of another form (one that has been changed on purpose) where one is given."""
        form = form or self.form(example)
        nested = with_row_ids(form.questionnaire.entries, node(example.what.get("answers")), row_id)
        written = flattened(form.entries, nested)
        refused = dict(_refused(form, written))
        flat = replace(written, answers={path: value for path, value in written.answers.items() if path not in refused})
        shown = asked(form, flat.answers, flat.rows)
        answered = Answered(form=form, answers=flat.answers, rows=flat.rows, asked=shown)
        state = _state(form, flat, shown, _without(nested, refused))
        ready = self.formula(example.questionnaire, form.situation.variant)
        sheet = ready.read(state)
        return Outcome(
            form=form,
            flat=flat,
            shown=shown,
            refused=refused,
            problems=(*refused.values(), *left_in(answered)),
            state=state,
            sheet=sheet,
            scores=scored(ready, sheet),
        )


def _refused(form: Form, flat: FlatAnswers) -> Iterator[tuple[Path, AnswerProblem]]:
    for path, value in flat.answers.items():
        question = form.question(path)
        fault = None if question is None else accepts(question, value)
        if fault is not None:
            yield path, AnswerProblem(code=fault.code, path=path, facts=fault.facts)


def _state(form: Form, flat: FlatAnswers, shown: Asked, nested: Node) -> AnsweredState:
    hidden = (
        path for template in form.places.order for path in concrete(form, template, flat.rows) if path not in shown
    )
    situation: Situation = form.situation
    return AnsweredState(
        questionnaire=form.questionnaire.id,
        answers=nested,
        not_asked=frozenset(map(dotted, hidden)),
        variant=situation.variant,
        mode=situation.mode,
        informant=situation.informant,
        occasion=situation.occasion,
        parameters={name: _as_text(value) for name, value in situation.parameters.items()},
    )


def _as_text(value: Scalar) -> str:
    """As a response keeps it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _without(nested: Node, refused: Mapping[Path, AnswerProblem]) -> Node:
    """The answers as plain JSON without those that are refused."""
    for path in refused:
        nested = node(_pruned(dict(nested), path))
    return nested


def _pruned(held: Json, path: Path) -> Json:
    step, *rest = path
    if isinstance(held, list):
        return [_pruned(row, tuple(rest)) if row.get("id") == step else row for row in map(dict, nodes(held))]
    if not isinstance(held, dict) or step not in held:
        return held
    if not rest:
        return {key: one for key, one in held.items() if key != step}
    return {**held, step: _pruned(held[step], tuple(rest))}
