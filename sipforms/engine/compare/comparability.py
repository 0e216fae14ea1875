"""Whether two rounds of answers measured the same thing, so that their difference means something."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sipforms.engine.condition import ParameterIs, walk
from sipforms.engine.programme import Question, Scale
from sipforms.engine.response import Json, Response
from sipforms.engine.score.plan import Plan
from sipforms.engine.score.scoring import Scoring
from sipforms.engine.score.selection import Available

Break: TypeAlias = Literal["form", "mode", "informant", "newIndicator", "items", "scale", "wording", "formula"]
"""Why two rounds cannot be compared: another form of the questionnaire, another way of answering, another informant,
a new indicator, other questions, other steps, other words, another way of computing.
"""

Identity: TypeAlias = tuple[str, ...]

_SELECTING = frozenset({"items", "indicators", "choices", "weights", "reversed", "rows", "range", "questionnaire"})


@dataclass(frozen=True, slots=True)
class Measured:
    """What makes answers to one question comparable: how it was put, its steps, and whose texts were used."""

    signature: str
    scale: Scale | None
    texts: str | None


@dataclass(frozen=True, slots=True)
class Measure:
    """What an indicator measured in one version, for one variant: its questions by identity, and how it is computed.

    ``parameters`` are those of the facility's choices that decide which of the questions are asked.
    """

    questions: Mapping[Identity, Measured]
    formula: tuple[tuple[str, str], ...]
    parameters: frozenset[str] = frozenset()


def measures(ready: Scoring, variant: str | None) -> Mapping[str, Measure]:
    """What each indicator measures."""
    found: dict[str, Measure] = {}
    for name, one in ready.plans.items():
        questions = {
            identity(ready.available[place].question): measured(ready.available[place].question, variant)
            for place in one.places
        }
        formula = [(name, _formula(one))]
        parameters = frozenset(_parameters(ready.available[place].question for place in one.places))
        for member in one.members:
            questions |= found[member].questions
            formula += found[member].formula
            parameters |= found[member].parameters
        found[name] = Measure(questions, tuple(formula), parameters)
    return found


def _parameters(questions: Iterable[Question]) -> Iterator[str]:
    for question in questions:
        for condition in question.visible_if:
            yield from (part.name for part in walk(condition) if isinstance(part, ParameterIs))


def fingerprint(measure: Measure) -> str:
    """16 hexadecimal digits that are the same where the same is measured in the same way, in whichever store."""
    asked = [[list(name), one.signature, one.texts, repr(_steps(one.scale))] for name, one in measure.questions.items()]
    measured = json.dumps([sorted(asked, key=repr), [list(one) for one in measure.formula]], ensure_ascii=False)
    return hashlib.sha256(measured.encode()).hexdigest()[:16]


def identity(question: Question) -> Identity:
    """What a question is called across versions: its concept where it has one, else its path."""
    if question.concept is None:
        return question.path
    return (question.concept, question.dimension or "")


def measured(question: Question, variant: str | None) -> Measured:
    """What makes answers to the question comparable."""
    texts = variant if variant is not None and variant in question.wordings_for else None
    return Measured(question.signature, question.scale, texts)


def _formula(one: Plan) -> str:
    settings: dict[str, Json] = {key: value for key, value in one.indicator.settings.items() if key not in _SELECTING}
    return f"{one.scorer.name} {sorted(settings.items())!r}"


def broken_between(before: Response, now: Response) -> Break | None:
    """Why nothing in two responses can be compared, or nothing when it may."""
    if before.questionnaire != now.questionnaire:
        return "form"
    if before.mode != now.mode:
        return "mode"
    return "informant" if before.informant != now.informant else None


def broken_choice(measure: Measure, before: Response, now: Response) -> Break | None:
    """Whether the facility has since chosen otherwise (a short form, say), so that other questions are behind it."""
    changed = any(before.parameters.get(name) != now.parameters.get(name) for name in measure.parameters)
    return "items" if changed else None


def broken_measure(before: Measure | None, now: Measure) -> Break | None:
    """Why an indicator cannot be compared with what it was, or nothing when it can."""
    if before is None:
        return "newIndicator"
    if before.questions.keys() != now.questions.keys():
        return "items"
    breaks = {broken_question(before.questions[one], now.questions[one]) for one in now.questions}
    for reason in ("scale", "wording"):
        if reason in breaks:
            return reason
    return "formula" if before.formula != now.formula else None


def broken_question(before: Measured, now: Measured) -> Break | None:
    """Why one question's answers cannot be compared, or nothing when they can."""
    if _steps(before.scale) != _steps(now.scale):
        return "scale"
    return "wording" if (before.signature, before.texts) != (now.signature, now.texts) else None


def _steps(scale: Scale | None) -> object:
    if scale is None:
        return None
    return [(option.value, option.missing) for option in scale.options], scale.direction, scale.variant_of


def places_by_identity(available: Available) -> Mapping[Identity, int]:
    """Where each question is among the sources."""
    return {identity(source.question): place for place, source in enumerate(available)}
