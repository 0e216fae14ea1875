"""What somebody who looks over a form may want to look at again. None of it is wrong, and none of it stands in the way.

Many equal answers in a row may be an arm on the keyboard, a way of getting it over with, or simply true; an answer that
was changed again and again may be one nobody was sure of. Only the person who was there knows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby, pairwise
from typing import cast

from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outline import Cell
from sipforms.engine.condition import Leaf, walk
from sipforms.engine.paths import Path
from sipforms.engine.programme import Kind
from sipforms.engine.response import Answer

MANY_EQUAL = 10
"""Equal answers in a row before they are pointed out: those to a whole area of five items on two scales."""

CHANGED_OFTEN = 3
"""Changes of one answer before it is pointed out. The first answer is no change."""


class Notice(StrEnum):
    """What was noticed."""

    EQUAL = "equal"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """One thing: where it begins and ends (the same for a changed answer), and how many answers or changes."""

    notice: Notice
    path: Path
    to: Path
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    path: Path
    scale: str
    dimension: str | None
    answer: Answer = field(repr=False)


def noticed(model: FormModel) -> tuple[Noticed, ...]:
    """Runs of equal answers in the order asked and within each dimension, then what was changed often.

    Where the programme has a check of its own about equal answers in a row, that one speaks, and this is silent.
    """
    return (*(() if _is_checked(model) else _equal(model)), *_changed(model))


def _is_checked(model: FormModel) -> bool:
    conditions = (part for check in model.draft.form.questionnaire.checks for part in walk(check.condition))
    return any(isinstance(one, Leaf) and one.operator == "sameAnswer" for one in conditions)


def _equal(model: FormModel) -> Iterator[Noticed]:
    given = tuple(_given(model))
    runs = list(_runs(given))
    covered = {one.path for run in runs for one in run}
    for dimension in dict.fromkeys(one.dimension for one in given if one.dimension):
        within = _runs(one for one in given if one.dimension == dimension)
        runs += [run for run in within if not covered.issuperset(one.path for one in run)]
    for run in runs:
        yield Noticed(notice=Notice.EQUAL, path=run[0].path, to=run[-1].path, count=len(run))


def _given(model: FormModel) -> Iterator[_Given]:
    """The answers to what is asked with a short scale now, in order; a missing reason parts two runs."""
    answers = model.draft.answers
    for line in model.outline.lines:
        for cell in line.cells:
            if cell.path in answers and (scale := _scale(cell, answers[cell.path])) is not None:
                yield _Given(path=cell.path, scale=scale, dimension=cell.question.dimension, answer=answers[cell.path])


def _scale(cell: Cell, answer: Answer) -> str | None:
    """What the scale is known by, where the answer is one of its steps; answers on two scales are never equal."""
    question = cell.question
    if question.kind is not Kind.CHOICE or question.scale is None or isinstance(answer, tuple):
        return None
    option = question.scale.option(answer)
    is_number = option is not None and option.missing is None and isinstance(answer, int)
    return f"{question.scale.numbers}" if is_number else f"{cell.path}"


def _runs(given: Iterable[_Given]) -> Iterator[tuple[_Given, ...]]:
    for _same, run in groupby(given, lambda one: (one.scale, one.answer)):
        found = tuple(run)
        if len(found) >= MANY_EQUAL:
            yield found


def _changed(model: FormModel) -> Iterator[Noticed]:
    """Answers that became another answer again and again, by the first in the order asked.

    The same answer given twice is no change, and neither is the first one or one that was taken away.
    """
    held: dict[Path, list[object]] = {}
    for patches in model.draft.undoable:
        for part, key, before in patches:
            if part == "answers":
                held.setdefault(cast("Path", key), []).append(before)
    for stop in model.outline.stops:
        answers = [one for one in (*held.get(stop, ()), model.draft.answers.get(stop)) if one is not None]
        count = sum(one != other for one, other in pairwise(answers))
        if count >= CHANGED_OFTEN and stop in model.draft.answers:
            yield Noticed(notice=Notice.CHANGED, path=stop, to=stop, count=count)
