"""Answers that are rows, on a form: when there is none to choose, when one cannot go, and what goes along with it."""

from collections.abc import Iterable
from typing import cast

from sipforms.actions.form.fixing import why_fixed
from sipforms.actions.form.options import choices
from sipforms.actions.form.outcome import Nothing, Outcome
from sipforms.actions.form.outline import Cell, Outline
from sipforms.engine.ask.draft import Draft, Patch
from sipforms.engine.ask.row_refs import pointing_to
from sipforms.engine.paths import Path


def no_rows_yet(outline: Outline, cell: Cell | None) -> Outcome | None:
    """That the question is answered with a row, and that none stands that could be chosen; nothing otherwise."""
    to = None if cell is None else cell.question.row_ref
    if cell is None or to is None or choices(cell.question):
        return None
    return Outcome(nothing=Nothing.NO_ROWS_YET, numbers=numbers_of(outline, (to.to,)))


def why_it_stays(draft: Draft, outline: Outline, row: Path) -> Outcome | None:
    """Why the row cannot be removed: it can only be read, or is answered elsewhere; nothing: it can."""
    pointing = pointing_to(draft.form.places, draft.answers, row[:-1], row[-1])
    fixed = (why_fixed(draft, outline, one) for one in (row, *pointing))
    why = next((one for one in fixed if one is not None), None)
    if why is not None:
        return why
    holding = draft.holding(row[:-1], row[-1])
    return Outcome(nothing=Nothing.ROW_IN_USE, numbers=numbers_of(outline, holding)) if holding else None


def blank_without(draft: Draft, outline: Outline, row: Path) -> tuple[str, ...]:
    """The numbers of what is blank once the row is removed, because it was the answer there."""
    pointing = pointing_to(draft.form.places, draft.answers, row[:-1], row[-1])
    return numbers_of(outline, (one for one in pointing if one in draft.asked))


def names_rows(draft: Draft, patches: tuple[Patch, ...]) -> bool:
    """Whether an answer changed that a row may be called by, which another question is answered with."""
    pointing = draft.form.places.pointing
    answers = (cast("Path", key) for part, key, _ in patches if part == "answers") if pointing else ()
    return any(path[: len(rows)] == rows for path in answers for rows in pointing)


def numbers_of(outline: Outline, paths: Iterable[Path]) -> tuple[str, ...]:
    """The numbers on paper of what stands at the paths."""
    return tuple(outline.line(path).number for path in paths if path in outline.place_of)
