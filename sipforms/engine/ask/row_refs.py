"""Answers that point to a row: whether the row is there, and which of them point to one that is to be removed."""

from collections.abc import Iterator, Mapping

from sipforms.engine.ask.places import Places
from sipforms.engine.paths import Path
from sipforms.engine.problem import AnswerProblem
from sipforms.engine.programme import Question
from sipforms.engine.response import Answer


def wrong_row(
    question: Question, path: Path, value: object, rows: Mapping[Path, tuple[str, ...]]
) -> AnswerProblem | None:
    """Why the question at the path cannot be answered with that row; nothing where it can, or is answered otherwise.

    ``rows`` are the ids of the rows that stand, by the path of the repeating item.
    """
    if question.row_ref is None:
        return None
    to = question.row_ref.to
    if value not in rows.get(to, ()):
        return AnswerProblem(code="no-such-row", path=path)
    return AnswerProblem(code="row-of-itself", path=path) if path[: len(to) + 1] == (*to, value) else None


def pointing_to(places: Places, answers: Mapping[Path, Answer], rows: Path, row: str) -> Iterator[Path]:
    """The questions outside the row that are answered with it, hidden ones too."""
    asking = places.pointing.get(rows, ())
    if asking:
        here = (*rows, row)
        for path, answer in answers.items():
            if answer == row and path[: len(here)] != here and places.template(path) in asking:
                yield path
