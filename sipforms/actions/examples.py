"""A bundle's own examples tried: whether answers give the scores, questions and problems that the author expects."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from sipforms.engine.ask.accept import accepts
from sipforms.engine.ask.flat import FlatAnswers, flattened
from sipforms.engine.ask.form import Form, prepare
from sipforms.engine.ask.review import Answered, left_in
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.visibility import Asked, asked, concrete
from sipforms.engine.build.data import Node, node, nodes, scalar, text
from sipforms.engine.paths import dotted, parsed
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.response import Json
from sipforms.engine.score.missing import Reason
from sipforms.engine.score.score import Score
from sipforms.engine.score.scoring import scoring
from sipforms.engine.score.sheet import AnsweredState
from sipforms.engine.vocabulary import Vocabulary

Expected: TypeAlias = Literal["answer", "visible", "score", "problem"]
NEAR = 0.0005
"""Scores are written with as many decimals as the author likes; three are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that is not as the example says. ``what`` is a path, an indicator or a check."""

    about: Expected
    what: str
    expected: str
    actual: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One example and how it went; no differences is a success."""

    file: str
    example: str
    questionnaire: str
    differences: tuple[Difference, ...] = ()
    indicators: frozenset[str] = field(default_factory=frozenset)


def try_examples(bundle: Bundle, programme: Programme, vocabulary: Vocabulary, today: date) -> tuple[Tried, ...]:
    """Every example of a checked bundle, in the order of the files; ``today`` is the day of those that name none."""
    return tuple(
        _tried(name, one, programme, vocabulary, today)
        for name, source in bundle.folder_of("examples")
        for one in nodes(source.data)
    )


def _tried(file: str, example: Node, programme: Programme, vocabulary: Vocabulary, today: date) -> Tried:
    questionnaire = programme.questionnaires[str(example.get("questionnaire"))]
    situation = _situation(example, today)
    form = prepare(programme, questionnaire, situation)
    flat = flattened(form.entries, node(example.get("answers")))
    shown = asked(form, flat.answers, flat.rows)
    expect = node(example.get("expect"))
    scores = _scores(programme, vocabulary, form, flat, shown, example)
    differences = (
        *_answers(form, flat, shown),
        *_visible(shown, node(expect.get("visible"))),
        *_problems(form, flat, shown, expect),
        *_scored(scores, node(expect.get("scores"))),
    )
    return Tried(
        file=file,
        example=str(example.get("example", "")),
        questionnaire=questionnaire.id,
        differences=differences,
        indicators=frozenset(node(expect.get("scores"))),
    )


def _situation(example: Node, today: date) -> Situation:
    named = text(example.get("today"))
    return Situation(
        mode=text(example.get("mode")),
        informant=text(example.get("informant")),
        variant=text(example.get("variant")),
        occasion=text(example.get("occasion")) or "first",
        today=date.fromisoformat(named) if named else today,
        parameters={
            name: value for name, one in node(example.get("parameters")).items() if (value := scalar(one)) is not None
        },
        previous=node(example["previous"]) if "previous" in example else None,
    )


def _scores(
    programme: Programme, vocabulary: Vocabulary, form: Form, flat: FlatAnswers, shown: Asked, example: Node
) -> dict[str, Score]:
    situation = form.situation
    hidden = (
        path for template in form.places.order for path in concrete(form, template, flat.rows) if path not in shown
    )
    state = AnsweredState(
        questionnaire=form.questionnaire.id,
        answers=node(example.get("answers")),
        not_asked=frozenset(map(dotted, hidden)),
        variant=situation.variant,
        mode=situation.mode,
        informant=situation.informant,
        occasion=situation.occasion,
    )
    ready = scoring(programme, form.questionnaire.id, vocabulary, situation.variant)
    return {one.indicator: one for one in ready.score(state)}


def _answers(form: Form, flat: FlatAnswers, shown: Asked) -> Iterator[Difference]:
    """An example that answers what is not asked, or what cannot be answered so, proves nothing."""
    for path, value in flat.answers.items():
        question = form.question(path)
        refused = None if question is None else accepts(question, value)
        if refused is not None:
            yield Difference(about="answer", what=dotted(path), expected="accepted", actual=refused.code)
        elif path not in shown:
            yield Difference(about="answer", what=dotted(path), expected="asked", actual="notAsked")


def _visible(shown: Asked, expected: Node) -> Iterator[Difference]:
    for path, wanted in expected.items():
        there = any(one[: len(parsed(path))] == parsed(path) for one in shown.paths)
        if there is not wanted:
            yield Difference(about="visible", what=path, expected=_said(wanted), actual=_said(there))


def _problems(form: Form, flat: FlatAnswers, shown: Asked, expect: Node) -> Iterator[Difference]:
    if "problems" not in expect:
        return
    answered = Answered(form=form, answers=flat.answers, rows=flat.rows, asked=shown)
    actual = Counter(one.check or f"{one.code} {dotted(one.path)}" for one in left_in(answered))
    wanted = Counter(
        str(one["check"]) if "check" in one else f"{one.get('rule')} {one.get('item')}"
        for one in nodes(expect["problems"])
    )
    for name in sorted((actual - wanted) | (wanted - actual)):
        yield Difference(about="problem", what=name, expected=str(wanted[name]), actual=str(actual[name]))


def _scored(scores: Mapping[str, Score], expected: Node) -> Iterator[Difference]:
    for name, wanted in expected.items():
        score = scores.get(name)
        if score is None:
            yield Difference(about="score", what=name, expected=_said(wanted), actual="unknown")
        elif not _is_as(score, wanted):
            actual: Json = {"none": score.reason} if score.value is None and score.reason else score.plain()
            yield Difference(about="score", what=name, expected=_said(wanted), actual=_said(actual))


def _is_as(score: Score, wanted: Json) -> bool:
    if isinstance(wanted, dict) and "none" in wanted:
        reason: Reason | None = score.reason
        return score.value is None and reason == wanted["none"]
    return _same(score.plain(), wanted)


def _same(actual: Json, wanted: Json) -> bool:
    if isinstance(wanted, dict) and isinstance(actual, dict):
        return wanted.keys() == actual.keys() and all(_same(actual[key], one) for key, one in wanted.items())
    if isinstance(actual, (int, float)) and isinstance(wanted, (int, float)):
        return abs(actual - wanted) < NEAR
    return actual == wanted


def _said(value: Json) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
