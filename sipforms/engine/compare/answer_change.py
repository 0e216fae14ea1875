"""What was answered now and last time, question by question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sipforms.engine.ask.flat import flattened
from sipforms.engine.ask.places import places_in
from sipforms.engine.ask.row_titles import Standing, Words, plain_words
from sipforms.engine.compare.comparability import (
    Break,
    broken_between,
    broken_question,
    identity,
    measured,
    places_by_identity,
)
from sipforms.engine.paths import Path
from sipforms.engine.programme import Kind, Programme, Question
from sipforms.engine.response import Response
from sipforms.engine.score.missing import Gap
from sipforms.engine.score.selection import Available, Source, sources
from sipforms.engine.score.sheet import Reading, Sheet, sheet_reader, state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """One question now and last time. ``path`` has the row's id in it; ``before`` and ``now`` are answers or gaps.

    ``difference`` is now minus last time, in steps of the scale, where both are numbers and may be compared. ``before``
    is the gap ``NOT_ASKED`` where the question (or the row) was not there. ``choice`` is a question that is answered
    with a row, as a choice between the rows; ``named_by`` are the fields that these are called by.
    """

    path: Path
    question: Question
    title: str
    before: Reading
    now: Reading
    broken: Break | None = None
    difference: int | None = None
    choice: Question | None = None
    named_by: tuple[Question, ...] = ()

    @property
    def worded(self) -> Question:
        """The question as its answers are said."""
        return self.choice or self.question

    @property
    def is_changed(self) -> bool:
        """True when the two differ and may be compared."""
        return self.broken is None and self.before != self.now


def answer_changes(
    before: Response, now: Response, programmes_by_digest: Mapping[str, Programme], words: Words = plain_words
) -> tuple[AnswerChange, ...]:
    """Every question of the later response, in the order asked, with what was answered in the earlier one.

    ``words`` says an answer, for the titles of rows that are answers.
    """
    older, newer = (_read(response, programmes_by_digest[response.digest]) for response in (before, now))
    between = broken_between(before, now)
    earlier = places_by_identity(older.available)
    found: list[AnswerChange] = []
    for place, source in enumerate(newer.available):
        was = earlier.get(identity(source.question))
        twin = None if was is None else older.available[was]
        broken = between or _broken(source, twin, (before.variant, now.variant))
        lines = _lines(newer, place), {} if was is None else _lines(older, was)
        found += _of_source(source, broken, *lines)
    if any(one.question.row_ref for one in found):
        standing = tuple(_standing(one, programmes_by_digest[one.digest], words) for one in (now, before))
        return tuple(_named(one, *standing) for one in found)
    return tuple(found)


def _standing(response: Response, programme: Programme, words: Words) -> Standing:
    entries = programme.questionnaires[response.questionnaire].entries
    flat = flattened(entries, response.answers)
    return Standing(places=places_in(entries), answers=flat.answers, rows=flat.rows, words=words)


def _named(change: AnswerChange, now: Standing, before: Standing) -> AnswerChange:
    """The change with a row by its title, as it was called when it was last there."""
    question = change.question
    if question.row_ref is None:
        return change
    worded, earlier = (one.as_choice(question, question.path) for one in (now, before))
    if worded.scale is not None and earlier.scale is not None:
        gone = (one for one in earlier.scale.options if worded.scale.option(one.value) is None)
        worded = replace(worded, scale=replace(worded.scale, options=(*worded.scale.options, *gone)))
    return replace(change, choice=worded, named_by=now.named_by(question))


@dataclass(frozen=True, slots=True)
class _Read:
    available: Available
    sheet: Sheet


def _read(response: Response, programme: Programme) -> _Read:
    available = sources(programme.questionnaires[response.questionnaire], response.variant)
    return _Read(available, sheet_reader(available)(state_of(response)))


def _lines(read: _Read, place: int) -> Mapping[str, Reading]:
    """The readings of one question by row; the row is the empty text outside rows."""
    rows = read.available[place].rows
    ids = ("",) if rows is None else read.sheet.rows.get(rows.path, ())
    return {} if isinstance(ids, Gap) else dict(zip(ids, read.sheet.lines[place], strict=True))


def _broken(source: Source, was: Source | None, variants: tuple[str | None, str | None]) -> Break | None:
    if was is None:
        return "items"
    return broken_question(measured(was.question, variants[0]), measured(source.question, variants[1]))


def _of_source(
    source: Source, broken: Break | None, now: Mapping[str, Reading], before: Mapping[str, Reading]
) -> Iterator[AnswerChange]:
    question = source.question
    for row, reading in now.items():
        was = before.get(row, Gap.NOT_ASKED)
        rows = None if source.rows is None else source.rows.path
        yield AnswerChange(
            path=question.path if rows is None else (*rows, row, *question.path[len(rows) + 1 :]),
            question=question,
            title=source.title,
            before=was,
            now=reading,
            broken=broken,
            difference=None if broken else _difference(question, was, reading),
        )


def _difference(question: Question, before: Reading, now: Reading) -> int | None:
    ordered = question.kind is Kind.INTEGER or (question.scale is not None and question.scale.direction != "none")
    if ordered and type(before) is int and type(now) is int:
        return now - before
    return None
