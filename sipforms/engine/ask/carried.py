"""What a round begins with from other questionnaires: their last answers, as answers to this one.

A missing answer is never carried, nor one that cannot be an answer here. Rows keep their ids, so that they can be
followed from one questionnaire to the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sipforms.engine.ask.accept import accepts
from sipforms.engine.ask.evaluate import evaluate, usable
from sipforms.engine.ask.flat import FlatAnswers, flattened, nested
from sipforms.engine.ask.form import looked_into
from sipforms.engine.ask.latest import last_of, latest_read
from sipforms.engine.ask.narrowed import entries_for
from sipforms.engine.ask.read_elsewhere import read_elsewhere
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.view import View
from sipforms.engine.paths import Path
from sipforms.engine.programme import Area, CarryFrom, Entry, Item, Programme, Question, Questionnaire, Rows
from sipforms.engine.response import Answer, Json, Response


def knowing_others(
    programme: Programme,
    questionnaire: Questionnaire,
    situation: Situation,
    episode: str | None,
    responses: Iterable[Response],
) -> Situation:
    """The situation with all that the questionnaire reads and carries over from others, as it stands now.

    ``responses`` are those of the same case file; ``episode`` the stay that is asked about.
    """
    known = tuple(responses)
    return replace(
        situation,
        latest=latest_read(programme, questionnaire, situation.variant, episode, known),
        carried=carried_over(programme, questionnaire, situation, episode, known),
    )


def others_of(questionnaire: Questionnaire, variant: str | None) -> tuple[str, ...]:
    """The questionnaires that this one reads or carries answers over from; most have none."""
    entries = entries_for(questionnaire.entries, variant)
    read = read_elsewhere(entries, questionnaire.checks)
    return tuple(dict.fromkeys((*read, *(source.questionnaire for _, source in _carrying(entries)))))


def carried_over(
    programme: Programme,
    questionnaire: Questionnaire,
    situation: Situation,
    episode: str | None,
    responses: tuple[Response, ...],
) -> Mapping[str, Json] | None:
    """The answers, as plain nested JSON; nothing where the questionnaire carries none over from another."""
    carrying = tuple(_carrying(entries_for(questionnaire.entries, situation.variant)))
    if not carrying:
        return None
    answers: dict[Path, Answer] = {}
    rows: dict[Path, tuple[str, ...]] = {}
    for entry, source in carrying:
        other = programme.questionnaires.get(source.questionnaire)
        last = None if other is None else last_of(other, questionnaire, programme.id, episode, responses)
        if other is None or last is None:
            continue
        flat = flattened(other.entries, last.answers)
        view = View(looked_into(other, (), situation), flat.answers, flat.rows)
        if isinstance(entry, Rows):
            ids = tuple(_picked(source, view))
            rows.update({entry.path: ids} if ids else {})
            answers.update(pair for row in ids for pair in _fields(entry, source, row, view))
        else:
            answers.update(_answers(entry.questions, entry.path, source.path, view))
    return nested(questionnaire.entries, FlatAnswers(answers=answers, rows=rows))


def _carrying(entries: Iterable[Entry]) -> Iterator[tuple[Item | Rows, CarryFrom]]:
    for entry in entries:
        if isinstance(entry, Area):
            yield from _carrying(entry.entries)
            continue
        source = entry.carry_from if isinstance(entry, Rows) else entry.questions[0].carry_from
        if source is not None:
            yield entry, source


def _picked(source: CarryFrom, view: View) -> Iterator[str]:
    """The rows that are carried, in their order."""
    for row in view.rows.get(source.path, ()):
        if source.where is None or evaluate(source.where, view.at((*source.path, row))):
            yield row


def _fields(rows: Rows, source: CarryFrom, row: str, view: View) -> Iterator[tuple[Path, Answer]]:
    for item in rows.fields:
        yield from _answers(item.questions, (*rows.path, row, item.id), (*source.path, row, item.id), view)


def _answers(questions: tuple[Question, ...], here: Path, there: Path, view: View) -> Iterator[tuple[Path, Answer]]:
    """What was answered there to each of an item's questions, where it is an answer here too."""
    for question in questions:
        inside = () if question.dimension is None else (question.dimension,)
        answer = usable((*there, *inside), view)
        if answer is not None and accepts(question, answer) is None:
            yield (*here, *inside), answer
