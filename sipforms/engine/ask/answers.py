"""Judging whole responses: the plain schema in a quick validator, our own limits before it, our own problems after it.

No library's sentence is shown to anybody, because those quote the answer: what is kept of an error is its place, its
keyword and the limit that the schema sets.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NoReturn, Protocol

import jsonschema_rs

from sipforms.engine.ask.accept import BEYOND_NUMBERS, LONGEST_TEXT, MOST_DIGITS, accepts, is_writable
from sipforms.engine.ask.flat import ROW_ID, as_answer, flattened
from sipforms.engine.ask.form import Form, prepare, situated
from sipforms.engine.ask.review import Answered, left_in
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.visibility import asked
from sipforms.engine.compile.plain import schema_of
from sipforms.engine.paths import Path
from sipforms.engine.problem import AnswerProblem, Fact, Level
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.response import Json

DEEPEST = 24

CODES: Mapping[str, str] = {
    "required": "required",
    "additionalProperties": "unknown-question",
    "type": "wrong-kind",
    "oneOf": "not-an-option",
    "enum": "not-an-option",
    "const": "not-an-option",
    "minimum": "below-minimum",
    "maximum": "above-maximum",
    "multipleOf": "not-a-multiple",
    "minLength": "too-short",
    "maxLength": "too-long",
    "pattern": "wrong-pattern",
    "format": "not-a-date",
    "minItems": "too-few-options",
    "maxItems": "too-many-options",
    "uniqueItems": "option-twice",
    "contains": "too-few-of-these",
    "minContains": "too-few-of-these",
    "maxContains": "too-many-of-these",
    "not": "not-asked",
}
"""What each keyword of a plain schema means when it is not met; any other is a hard check (``check-hard``)."""

_LIMITS = {
    "minimum": "minimum",
    "maximum": "maximum",
    "multipleOf": "step",
    "minLength": "minimum",
    "maxLength": "maximum",
    "minItems": "minimum",
    "maxItems": "maximum",
    "minContains": "minimum",
    "maxContains": "maximum",
}


class AnswerValidator:
    """One plain schema, compiled once: days are checked, patterns take linear time, and nothing is ever fetched."""

    def __init__(self, schema: Mapping[str, Json]) -> None:
        """Compile a schema that ``plain_schema`` made, or any other JSON Schema 2020-12."""
        self._schema = schema
        self._validator = jsonschema_rs.Draft202012Validator(
            dict(schema),
            validate_formats=True,
            pattern_options=jsonschema_rs.RegexOptions(),
            retriever=_refuse,
        )

    def problems(self, answers: Mapping[str, Json]) -> tuple[AnswerProblem, ...]:
        """Everything that is wrong, with the keyword that says so as a fact; rows stand by their number from 0.

        Sizes are looked at first, and where one is beyond our limits nothing else is.
        """
        answers = answers if isinstance(answers, dict) else dict(answers)
        too_much = tuple(oversized(answers))
        if too_much:
            return too_much
        try:
            return tuple(_problem(error, self._schema) for error in self._validator.iter_errors(answers))
        except UnicodeEncodeError:  # half a character in a name that is no question's
            return (AnswerProblem(code="unreadable-text", path=()),)


def _refuse(_address: str) -> NoReturn:
    raise LookupError("a schema may not refer outside itself")


class _Error(Protocol):
    @property
    def instance(self) -> object: ...
    @property
    def instance_path(self) -> list[str | int]: ...
    @property
    def schema_path(self) -> list[str | int]: ...
    @property
    def kind(self) -> "_Kind": ...


class _Kind(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> object: ...


def _problem(error: _Error, schema: Mapping[str, Json]) -> AnswerProblem:
    keyword, path = _keyword(error, schema), tuple(str(step) for step in error.instance_path)
    facts: dict[str, Fact] = {"keyword": keyword}
    limit = error.kind.value
    if keyword in _LIMITS and isinstance(limit, int):
        facts[_LIMITS[keyword]] = limit
    if keyword == "required" and isinstance(limit, str):
        facts["missing"] = limit
    return AnswerProblem(code=CODES.get(keyword, "check-hard"), path=path, facts=facts)


def _keyword(error: _Error, schema: Mapping[str, Json]) -> str:
    """The keyword that jsonschema would name: of the three about ``contains``, the one that is not met."""
    if error.kind.name != "contains" or error.schema_path[-1] != "minContains":
        return error.kind.name if error.kind.name != "contains" else str(error.schema_path[-1])
    here: Any = schema
    for step in error.schema_path[:-1]:
        here = here[step]
    held = error.instance if isinstance(error.instance, list) else []
    return "minContains" if any(jsonschema_rs.is_valid(here["contains"], one) for one in held) else "contains"


def oversized(answers: object) -> Iterator[AnswerProblem]:
    """What no validator should be given: too long, too deep, numbers beyond 15 digits, texts that no file can hold."""
    waiting: list[tuple[Path, object]] = [] if _is_of_size(answers) else [((), answers)]
    while waiting:
        path, value = waiting.pop()
        found = _too_much(value)
        if len(path) > DEEPEST:
            yield AnswerProblem(code="too-deep", path=path[:1], facts={"maximum": DEEPEST})
        elif found is not None:
            yield AnswerProblem(code=found[0], path=path, facts=found[1])
        elif isinstance(value, Mapping):
            waiting.extend(((*path, str(key)), one) for key, one in value.items())
        elif isinstance(value, list):
            waiting.extend(((*path, str(number)), one) for number, one in enumerate(value))


def _too_much(value: object) -> tuple[str, Mapping[str, Fact]] | None:
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            return "too-long", {"maximum": LONGEST_TEXT}
        return None if is_writable(value) else ("unreadable-text", {})
    if isinstance(value, int | float) and not -BEYOND_NUMBERS < value < BEYOND_NUMBERS:  # not-a-number is never between
        return "too-many-digits", {"maximum": MOST_DIGITS}
    return None


def _is_of_size(answers: object) -> bool:
    """The same question without the places, level by level: it is asked of every response and nearly always true."""
    level = [answers]
    for _ in range(DEEPEST + 1):
        below: list[object] = []
        for value in level:
            if type(value) is int or type(value) is float:
                if not -BEYOND_NUMBERS < value < BEYOND_NUMBERS:
                    return False
            elif type(value) is str:
                if len(value) > LONGEST_TEXT or not (value.isascii() or is_writable(value)):
                    return False
            elif isinstance(value, Mapping):
                below += value.values()
            elif isinstance(value, list):
                below += value
        if not below:
            return True
        level = below
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Examiner:
    """Judges many responses to one questionnaire in one setting; made once, by ``examiner``."""

    form: Form
    validator: AnswerValidator

    def problems(
        self, answers: Mapping[str, Json], situation: Situation, reasons: Mapping[str, str] | None = None
    ) -> tuple[AnswerProblem, ...]:
        """Everything wrong with a response: values, questions not asked, what is missing, and the programme's checks.

        Of the situation only the day, the last response and what was answered in other questionnaires may differ from
        the one that the examiner was made for.
        """
        by_schema = self.validator.problems(answers)
        if any("keyword" not in problem.facts for problem in by_schema):
            return by_schema
        form = situated(self.form, situation)
        flat = flattened(form.questionnaire.entries, answers)
        shown = asked(form, flat.answers, flat.rows)
        found = [*_values(form, answers, by_schema), *_twice(form, answers)]
        found += [
            AnswerProblem(code="not-asked", path=path) for path in (*flat.answers, *flat.rows) if path not in shown
        ]
        bad = {problem.path for problem in found}
        answered = Answered(form=form, answers=flat.answers, rows=flat.rows, asked=shown, reasons=reasons or {})
        found += [problem for problem in left_in(answered) if problem.path not in bad or problem.check]
        told = tuple(_without_repetition(found))
        is_told = any(problem.level is Level.ERROR for problem in told)  # a soft check does not stand for an error
        return told if is_told else (*by_schema, *told)


def examiner(programme: Programme, questionnaire: Questionnaire, situation: Situation) -> Examiner:
    """An examiner for responses given in this mode, by this informant, to this variant, on this occasion.

    The schema leaves out what turns on other questionnaires, so that one examiner judges responses that read them.
    """
    form = prepare(programme, questionnaire, replace(situation, latest=None))
    return Examiner(form=form, validator=AnswerValidator(schema_of(form)))


def _values(form: Form, answers: Mapping[str, Json], by_schema: tuple[AnswerProblem, ...]) -> Iterator[AnswerProblem]:
    """The schema's problems with single values, in the words that a draft uses; our own rules find the others again."""
    for problem in by_schema:
        place, value = _located(form, answers, problem.path)
        question = form.question(place)
        if question is not None:
            found = accepts(question, _as_typed(value))
            if found is not None:
                yield replace(found, path=place)
        elif problem.code in ("unknown-question", "wrong-kind"):
            yield replace(problem, path=place)
        elif problem.facts.get("missing") == ROW_ID or place[-1:] == (ROW_ID,):
            yield AnswerProblem(code="row-without-id", path=place)


def _as_typed(value: object) -> object:
    answer = as_answer(value)
    return value if answer is None else answer


def _located(form: Form, answers: object, path: Path) -> tuple[Path, object]:
    """The path with the rows' ids in place of their numbers, cut at the question, and what stands there."""
    place: Path = ()
    for step in path:
        if form.question(place) is not None:
            break
        if isinstance(answers, list) and step.isdecimal():
            answers = answers[int(step)]
            name = answers.get(ROW_ID) if isinstance(answers, Mapping) else None
            place = (*place, name if isinstance(name, str) else step)
        else:
            answers = answers.get(step) if isinstance(answers, Mapping) else None
            place = (*place, step)
    return place, answers


def _twice(form: Form, answers: Mapping[str, Json]) -> Iterator[AnswerProblem]:
    """Rows under an id that an earlier row has."""
    for path in form.places.rows:
        held = _located(form, answers, path)[1]
        names = [row.get(ROW_ID) for row in held if isinstance(row, Mapping)] if isinstance(held, list) else []
        texts = [name for name in names if isinstance(name, str)]
        yield from (
            AnswerProblem(code="row-id-twice", path=(*path, name))
            for place, name in enumerate(texts)
            if name in texts[:place]
        )


def _without_repetition(found: list[AnswerProblem]) -> Iterator[AnswerProblem]:
    seen: set[tuple[str, Path, str | None]] = set()
    for problem in found:
        key = (problem.code, problem.path, problem.check)
        if key not in seen:
            seen.add(key)
            yield problem
