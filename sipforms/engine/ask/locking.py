"""What is locked: kept as it stands while some condition holds.

The questions that such a condition looks at are never locked by it, or nobody could open again what was locked.
"""

from collections.abc import Iterator

from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.evaluate import evaluate
from sipforms.engine.ask.places import reads
from sipforms.engine.ask.view import View
from sipforms.engine.condition import Condition
from sipforms.engine.paths import Path


def locks(draft: Draft, path: Path) -> tuple[Condition, ...]:
    """The conditions that keep what stands at the path from being changed now.

    The path is of a question, of one row (which cannot be removed), or of a repeating item (to which none can be
    added); what a condition says of each row by itself locks that row.
    """
    places = draft.form.places
    template = places.template(path)
    asked = places.rows.get(path) or places.rows.get(path[:-1]) or places.questions.get(template)
    if asked is None or not asked.locked_if:
        return ()
    rows = path if path in places.rows else path[:-1] if path[:-1] in places.rows else places.rows_of(template)
    in_row = rows is not None and len(path) > len(rows)
    view = View(draft.form, draft.answers, draft.rows, draft.asked.paths)
    here = view.at(path[: len(rows) + 1]) if rows is not None and in_row else view
    return tuple(
        one
        for one in asked.locked_if
        if (in_row or not _is_of_a_row(one, rows))
        and template not in set(_looked_at(draft, one, rows))
        and evaluate(one, here)
    )


def locked_by(draft: Draft, path: Path) -> tuple[Path, ...]:
    """The questions because of whose answers what stands at the path is locked, with the row's id where it is one."""
    places = draft.form.places
    template = places.template(path)
    rows = path if path in places.rows else path[:-1] if path[:-1] in places.rows else places.rows_of(template)
    found = dict.fromkeys(one for each in locks(draft, path) for one in _looked_at(draft, each, rows))
    if rows is None or path == rows:
        return tuple(found)
    row = path[: len(rows) + 1]
    return tuple((*row, *one[len(row) :]) if places.rows_of(one) == rows else one for one in found)


def _looked_at(draft: Draft, condition: Condition, rows: Path | None) -> Iterator[Path]:
    for pattern, at in reads(condition, rows):
        yield from draft.form.places.matching(pattern, at)


def _is_of_a_row(condition: Condition, rows: Path | None) -> bool:
    return any(pattern.relative for pattern, _at in reads(condition, rows))
