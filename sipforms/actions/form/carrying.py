"""What a new round begins with: rows and answers carried over from the last one, and the programme's defaults.

What is carried over may come from another questionnaire.
"""

from collections.abc import Container, Iterator
from enum import StrEnum

from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.visibility import concrete
from sipforms.engine.paths import Path
from sipforms.engine.programme import Question, Rows

CARRIED = frozenset({"editable", "readonly"})


class Carried(StrEnum):
    """How an answer stands to last time's."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    OFFERED = "offered"
    """Nothing is answered yet, and last time's answer can be taken over as it is."""


def prefilled(draft: Draft) -> Iterator[Draft]:
    """The draft after each thing that stands in it before anybody has pressed a key: carried over, then defaults.

    Where it is keyed in from paper nobody has seen those: only rows that run on from round to round stand, and what can
    be read and not changed.
    """
    is_on_paper = draft.header.paper is not None
    for change in carried(draft, runs_on=is_on_paper):
        draft = change
        yield draft
    if not is_on_paper:
        yield from defaulted(draft)


def prefilled_again(draft: Draft, known: Container[Path]) -> Iterator[Draft]:
    """The same for a form that somebody has begun on: what others say now, and new questions' defaults."""
    for change in carried(draft, elsewhere=True):
        draft = change
        yield draft
    yield from defaulted(draft, known)


def defaulted(draft: Draft, known: Container[Path] = ()) -> Iterator[Draft]:
    """The draft after each default of the programme is put in, where nothing is answered; not in the ``known`` ones."""
    for path, question in draft.form.places.questions.items():
        waiting = (
            path in draft.asked and path not in draft.answers and question.default is not None and path not in known
        )
        if waiting and draft.problem_with(path, question.default) is None:
            draft = draft.answer(path, question.default)  # type: ignore[arg-type]  # looked at in the line above
            yield draft


def carried(draft: Draft, *, elsewhere: bool = False, runs_on: bool = False) -> Iterator[Draft]:
    """The draft after each thing carried over, in an order in which the asked ones come to be asked.

    Rows keep their ids; none is added twice. What cannot be an answer in this version of the programme is left behind.
    With ``elsewhere`` only what comes from other questionnaires; with ``runs_on`` of single answers only those that
    cannot be changed.
    """
    pointing: list[Path] = []  # answers that are rows: given once all the rows are there
    for path, rows in draft.form.places.rows.items():
        for row in draft.form.ready.rows.get(path, ()) if _is_carried(rows, elsewhere=elsewhere) else ():
            if row not in draft.given.get(path, ()):
                draft = draft.add_row(path, row)
                yield draft
            fields = tuple(_fields(draft, path, row))
            pointing += (one for one in fields if _is_row(draft, one))
            for after in _answers(draft, tuple(one for one in fields if not _is_row(draft, one))):
                draft = after
                yield draft
    for after in _answers(draft, tuple(pointing)):
        draft = after
        yield draft
    single = tuple(
        path
        for path, one in draft.form.places.questions.items()
        if _is_carried(one, elsewhere=elsewhere) and not (runs_on and one.carry != "readonly")
    )
    outside = tuple(path for path in single if draft.form.places.rows_of(path) is None)
    yield from _answers(draft, outside)


def _is_carried(one: Question | Rows, *, elsewhere: bool) -> bool:
    return one.carry in CARRIED and (not elsewhere or one.carry_from is not None)


def is_fixed(draft: Draft, path: Path) -> bool:
    """True for an answer, or a row, that is carried over so that it can be read and not changed."""
    places, ready = draft.form.places, draft.form.ready
    at = places.rows_of(places.template(path))
    rows = None if at is None else places.rows[at]
    if rows is not None and path[:-1] == at:
        return rows.carry == "readonly" and path[-1] in ready.rows.get(at, ())
    question = draft.form.question(path)
    is_read = "readonly" in (question and question.carry, rows and rows.carry)
    return is_read and path in ready.answers and draft.problem_with(path, ready.answers[path]) is None


def carried_state(draft: Draft, path: Path) -> Carried | None:
    """How an answer stands to what was carried over; nothing where nothing was, or where last time is only compared.

    Nor where a paper is keyed: what stood there last time is not to be seen then.
    """
    if draft.header.paper is not None:
        return None
    places = draft.form.places
    before, question = draft.form.ready.answers.get(path), draft.form.question(path)
    if before is None or question is None or draft.problem_with(path, before) is not None:
        return None
    at = places.rows_of(places.template(path))
    is_carried = _is_carried(question, elsewhere=False) or (at is not None and places.rows[at].carry in CARRIED)
    answer = draft.answers.get(path)
    if not is_carried and question.carry != "offerUnchanged":
        return None
    if answer is None and not is_carried:
        return Carried.OFFERED
    return Carried.UNCHANGED if answer == before else Carried.CHANGED


def _fields(draft: Draft, path: Path, row: str) -> Iterator[Path]:
    for template in draft.form.places.fields[path]:
        yield from (here for here in concrete(draft.form, template, draft.rows) if here[len(path)] == row)


def _is_row(draft: Draft, path: Path) -> bool:
    question = draft.form.question(path)
    return question is not None and question.row_ref is not None


def _answers(draft: Draft, paths: tuple[Path, ...]) -> Iterator[Draft]:
    for path in paths:
        before = draft.form.ready.answers.get(path)
        if before is not None and draft.problem_with(path, before) is None:
            draft = draft.answer(path, before)
            yield draft
