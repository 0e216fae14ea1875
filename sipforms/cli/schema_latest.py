"""What was answered in other questionnaires, as given on the command line: a file, or one answer at a time."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from sipforms.cli.named import questionnaire_named
from sipforms.engine.ask.accept import accepts
from sipforms.engine.ask.flat import FlatAnswers, flattened, nested
from sipforms.engine.ask.places import Places, places_in
from sipforms.engine.ask.row_ids import with_row_ids
from sipforms.engine.build.data import Node, node
from sipforms.engine.paths import STAR, dotted, parsed
from sipforms.engine.paths import Path as AnswerPath
from sipforms.engine.programme import Kind, Programme, Question, Questionnaire
from sipforms.engine.read.source import read_source
from sipforms.engine.response import Answer, Json
from sipforms.render.language import _
from sipforms.render.suggestion import nearest

_YES_NO = {"true": True, "false": False}


def latest_from(programme: Programme, given: tuple[str, ...]) -> Mapping[str, Json] | None:
    """The answers by questionnaire; nothing where none are given, so that it is not known what was answered."""
    if not given:
        return None
    found: dict[str, dict[AnswerPath, Answer]] = {}
    rows: dict[str, dict[AnswerPath, tuple[str, ...]]] = {}
    for one in given:
        for questionnaire, flat in _read(programme, one):
            found.setdefault(questionnaire.id, {}).update(flat.answers)
            rows.setdefault(questionnaire.id, {}).update(flat.rows)
    return {
        id_: nested(programme.questionnaires[id_].entries, FlatAnswers(answers=answers, rows=rows[id_]))
        for id_, answers in found.items()
    }


def _read(programme: Programme, one: str) -> Iterator[tuple[Questionnaire, FlatAnswers]]:
    path, equals, value = one.partition("=")
    if equals:
        yield _single(programme, path, value)
        return
    source = read_source(one, _content(Path(one)))
    if source.problems:
        raise click.UsageError(_("{file} cannot be read as YAML.").format(file=one))
    written = node(source.data)
    for id_, answers in node(written.get("latest", written)).items():
        questionnaire = questionnaire_named(programme, id_)
        yield questionnaire, _judged(questionnaire, node(answers))


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        said = _("There is no file {file}. Write a file, or an answer as QUESTIONNAIRE.PATH=VALUE.")
        raise click.UsageError(said.format(file=file)) from fault


def _judged(questionnaire: Questionnaire, answers: Node) -> FlatAnswers:
    """The answers, each of which can be one; what stands beside them is refused too."""
    with_ids = with_row_ids(questionnaire.entries, answers, lambda place: f"r{place}")
    flat = flattened(questionnaire.entries, with_ids)
    places = places_in(questionnaire.entries)
    for path in _paths(with_ids):
        _question(questionnaire, places, path, template=places.template(path))
    for path, answer in flat.answers.items():
        _accepted(_question(questionnaire, places, path, template=places.template(path)), answer, dotted(path))
    return flat


def _paths(answers: Json, path: AnswerPath = ()) -> Iterator[AnswerPath]:
    """The path of everything that is written, lists of options as one; a row's own id is none."""
    if isinstance(answers, Mapping):
        for name, inner in answers.items():
            yield from _paths(inner, (*path, name))
    elif isinstance(answers, list) and any(isinstance(one, dict) for one in answers):
        for row in map(node, answers):
            fields: dict[str, Json] = {name: one for name, one in row.items() if name != "id"}
            yield from _paths(fields, (*path, str(row.get("id"))))
    else:
        yield path


def _single(programme: Programme, path: str, value: str) -> tuple[Questionnaire, FlatAnswers]:
    id_, _dot, rest = path.removeprefix("latest.").partition(".")
    questionnaire, steps = questionnaire_named(programme, id_), parsed(rest)
    question = _question(questionnaire, places_in(questionnaire.entries), steps, template=steps)
    answer = _accepted(question, _typed(question, value), rest)
    return questionnaire, FlatAnswers(answers={steps: answer})


def _question(questionnaire: Questionnaire, places: Places, path: AnswerPath, *, template: AnswerPath) -> Question:
    if template in places.questions:
        return places.questions[template]
    said = _("The questionnaire {questionnaire} has no question `{name}`.")
    known = tuple(dotted(one) for one in places.questions if STAR not in one)
    raise click.UsageError(
        said.format(questionnaire=questionnaire.id, name=dotted(path)) + nearest(dotted(path), known)
    )


def _typed(question: Question, text: str) -> Answer:
    """The text as the kind of answer that the question takes; several answers have commas between."""
    if question.kind is Kind.CHOICES:
        return tuple(_option(question, one.strip()) for one in text.split(","))
    if question.kind is Kind.BOOLEAN:
        return _YES_NO.get(text, text)
    return int(text) if question.kind is Kind.INTEGER and text.lstrip("-").isdecimal() else _option(question, text)


def _option(question: Question, text: str) -> int | str:
    options = question.scale.options if question.scale is not None else ()
    return next((one.value for one in options if str(one.value) == text), text)


def _accepted(question: Question, answer: Answer, path: str) -> Answer:
    if accepts(question, answer) is None:
        return answer
    options = tuple(str(one.value) for one in question.scale.options) if question.scale is not None else ()
    known = ("true", "false") if question.kind is Kind.BOOLEAN else options
    said = _("`{name}` cannot be answered with `{value}`.").format(name=path, value=answer)
    raise click.UsageError(said + nearest(str(answer), known))
