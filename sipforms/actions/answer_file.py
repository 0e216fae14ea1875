"""Answers from a file: one round in YAML (or JSON, which is YAML), filled in as if somebody had pressed the keys."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sipforms.actions.form.carrying import is_fixed
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.flat import ROW_ID, FlatAnswers, flattened, nested
from sipforms.engine.ask.row_ids import with_row_ids
from sipforms.engine.ask.visibility import in_order
from sipforms.engine.build.data import node, strings, text
from sipforms.engine.paths import Path, parsed
from sipforms.engine.problem import AnswerProblem, Fact, Problem
from sipforms.engine.programme import Questionnaire
from sipforms.engine.read.source import read_source
from sipforms.engine.response import Json

WITHHELD = "…"
"""Stands in sentences about a file of answers where they would quote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFile:
    """What the file says: of which questionnaire, answered how and by whom, the answers, notes and reasons."""

    questionnaire: str
    answers: Mapping[str, Json]
    mode: str | None = None
    informant: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


def read_answer_file(name: str, content: bytes) -> AnswerFile | tuple[Problem, ...]:
    """The answers in the file, or what is wrong. A bundle's example is such a file; of a list the first counts."""
    source = read_source(name, content)
    if source.problems:
        return tuple(replace(problem, facts=_silent(problem.facts)) for problem in source.problems)
    written = node(source.data[0] if isinstance(source.data, list) and source.data else source.data)
    questionnaire = text(written.get("questionnaire"))
    if questionnaire is None or not isinstance(written.get("answers"), dict):
        return (Problem(code="no-answers-in-file", place=source.place()),)
    return AnswerFile(
        questionnaire=questionnaire,
        answers=node(written["answers"]),
        mode=text(written.get("mode")),
        informant=text(written.get("informant")),
        notes=strings(written.get("notes")),
        reasons=strings(written.get("reasons")),
    )


def _silent(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts of a problem without anything that the file says: in a file of answers that is an answer."""
    return {name: fact if isinstance(fact, int) else WITHHELD for name, fact in facts.items()}


def identified(draft: Draft, file: AnswerFile) -> AnswerFile:
    """The file with an id for every row that is written without one: a new row, like none in the draft or the file."""
    entries = draft.form.questionnaire.entries
    taken = (*draft.given.values(), *flattened(entries, file.answers).rows.values())
    numbers = (int(row[1:]) for ids in taken for row in ids if row[:1] == "r" and row[1:].isdecimal())
    after = max(numbers, default=0)
    return replace(file, answers=with_row_ids(entries, file.answers, lambda place: f"r{after + place}"))


def answering(draft: Draft, file: AnswerFile) -> Iterator[Draft]:
    """The draft after each change that the file makes, in the order in which the questions are asked.

    It goes before what is carried over or a default, as a person's answer does. What a question cannot take, what is
    not asked, and what is carried over to be read only is left out; ``left_out`` says which.
    """
    flat = flattened(draft.form.questionnaire.entries, file.answers)
    for rows, ids in flat.rows.items():
        for row in ids:
            if row not in draft.rows.get(rows, ()):
                draft = draft.add_row(rows, row)
                yield draft
    done: set[Path] = set()
    while (path := _next(draft, flat, done)) is not None:
        done.add(path)
        draft = draft.answer(path, flat.answers[path])
        yield draft
    for written, note in file.notes.items():
        draft = draft.note(parsed(written), note)
        yield draft
    for check, reason in file.reasons.items():
        draft = draft.reason(check, reason)
        yield draft


def blanked(draft: Draft, file: AnswerFile) -> Iterator[Draft]:
    """The draft after each answer is taken out that the file says ``null`` of; those to be read only stay."""
    for path in _nothing(dict(file.answers), ()):
        if path in draft.answers and not is_fixed(draft, path):
            draft = draft.clear(path)
            yield draft


def _nothing(written: Json, path: Path) -> Iterator[Path]:
    """The paths where the file says nothing, with the rows' ids as steps."""
    if isinstance(written, list):
        for row in written:
            if isinstance(row, dict) and isinstance(row.get(ROW_ID), str):
                yield from _nothing(
                    {name: one for name, one in row.items() if name != ROW_ID}, (*path, str(row[ROW_ID]))
                )
    elif isinstance(written, dict):
        for name, one in written.items():
            yield from _nothing(one, (*path, name))
    elif written is None:
        yield path


def left_out(questionnaire: Questionnaire, draft: Draft, file: AnswerFile) -> tuple[AnswerProblem, ...]:
    """What stands in the file and did not become an answer: no such question, not asked, or not acceptable."""
    flat = flattened(questionnaire.entries, file.answers)
    found = [
        draft.problem_with(path, flat.answers[path]) or AnswerProblem(code="not-asked", path=path)
        for path in flat.answers
        if path not in draft.answers
    ]
    found += [
        AnswerProblem(code="carried-over", path=path)
        for path, value in flat.answers.items()
        if path in draft.answers and is_fixed(draft, path) and draft.answers[path] != value
    ]
    known = nested(questionnaire.entries, flat)
    unknown = (AnswerProblem(code="unknown-question", path=path) for path in _extra(dict(file.answers), known, ()))
    return (*found, *unknown)


def _next(draft: Draft, flat: FlatAnswers, done: set[Path]) -> Path | None:
    asked = in_order(draft.form, draft.rows, draft.asked)
    given = (path for path in asked if path in flat.answers and path not in done and not is_fixed(draft, path))
    waiting = (path for path in given if draft.answers.get(path) != flat.answers[path])
    return next((path for path in waiting if draft.problem_with(path, flat.answers[path]) is None), None)


def _extra(written: Json, known: Json, path: Path) -> Iterator[Path]:
    """The paths of what is written and has no question."""
    if isinstance(written, list) and isinstance(known, list):
        for one, other in zip(written, known, strict=False):
            yield from _extra(one, other, path)
    if not isinstance(written, dict):
        return
    for key, value in written.items():
        inside = known.get(key) if isinstance(known, dict) else None
        if inside is None and value not in (None, {}, [], ""):
            yield (*path, key)
        elif isinstance(value, (dict, list)):
            yield from _extra(value, inside, (*path, key))
