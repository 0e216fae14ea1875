"""What a new round begins with from the last one: the rows and answers that the programme carries over."""

from collections.abc import Iterator

from sipforms.engine.draft import Draft
from sipforms.engine.paths import Path
from sipforms.engine.visibility import concrete

CARRIED = frozenset({"editable", "readonly"})


def carried(draft: Draft) -> Iterator[Draft]:
    """The draft after each thing carried over, in an order in which the asked ones come to be asked.

    Rows keep their ids. What cannot be an answer in this version of the programme is left behind.
    """
    for path, rows in draft.form.places.rows.items():
        for row in draft.form.before.rows.get(path, ()) if rows.carry in CARRIED else ():
            draft = draft.add_row(path, row)
            yield draft
            for after in _answers(draft, tuple(_fields(draft, path, row))):
                draft = after
                yield draft
    single = tuple(path for path, one in draft.form.places.questions.items() if one.carry in CARRIED)
    outside = tuple(path for path in single if draft.form.places.rows_of(path) is None)
    yield from _answers(draft, outside)


def _fields(draft: Draft, path: Path, row: str) -> Iterator[Path]:
    for template in draft.form.places.fields[path]:
        yield from (here for here in concrete(draft.form, template, draft.rows) if here[len(path)] == row)


def _answers(draft: Draft, paths: tuple[Path, ...]) -> Iterator[Draft]:
    for path in paths:
        before = draft.form.before.answers.get(path)
        if before is not None and draft.problem_with(path, before) is None:
            draft = draft.answer(path, before)
            yield draft
