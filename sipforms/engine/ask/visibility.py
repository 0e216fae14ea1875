"""What is asked, and what must be answered: hiding decided in the order of dependency, all at once or after one change.

A hidden question is not asked: its answer stays in the draft and counts as missing, so what turns on it is decided
after it.
"""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sipforms.engine.ask.evaluate import evaluate
from sipforms.engine.ask.form import Form
from sipforms.engine.ask.view import View
from sipforms.engine.paths import STAR, Path
from sipforms.engine.response import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The questions and repeating items that are asked now, by path with the rows' ids, and which must be answered."""

    paths: frozenset[Path] = field(default_factory=frozenset)
    required: frozenset[Path] = field(default_factory=frozenset)

    def __contains__(self, path: object) -> bool:
        return path in self.paths


def asked(form: Form, answers: Mapping[Path, Answer], rows: Mapping[Path, tuple[str, ...]]) -> Asked:
    """Everything that is asked, decided from the beginning."""
    shown: set[Path] = set()
    view = View(form, answers, rows, shown)
    for template in form.rank:
        shown.update(path for path in concrete(form, template, rows) if _is_shown(form, template, path, view))
    required = frozenset(path for path in shown if _is_required(form, form.places.template(path), path, view))
    return Asked(paths=frozenset(shown), required=required)


def asked_after(
    before: Asked, form: Form, answers: Mapping[Path, Answer], rows: Mapping[Path, tuple[str, ...]], changed: Path
) -> Asked:
    """The same after one answer, or the rows of one repeating item, changed: only what turns on it is decided again."""
    template = form.places.template(changed)
    touched = {template, *form.places.fields.get(template, ()), *form.places.pointing.get(template, ())}
    shown = set(before.paths)
    if template in form.places.rows:
        shown.difference_update([path for path in before.paths if path[: len(template)] == template != path])
    view = View(form, answers, rows, shown)
    for reached in _reached(form, touched):
        here = tuple(concrete(form, reached, rows))
        now = {path for path in here if _is_shown(form, reached, path, view)}
        if now != shown.intersection(here):
            shown.difference_update(here)
            shown.update(now)
            touched.add(reached)
    return _with_required(before, view, shown, touched)


def _reached(form: Form, touched: set[Path]) -> Iterator[Path]:
    """What turns on the touched paths, each after what it turns on itself; grows while more are touched."""
    rank, waiting = form.rank, list[tuple[int, Path]]()
    spread: set[Path] = set()
    while True:
        for path in touched - spread:
            for target in (*form.shows.get(path, ()), *((path,) if STAR in path else ())):
                heapq.heappush(waiting, (rank[target], target))
        spread |= touched
        if not waiting:
            return
        place, path = heapq.heappop(waiting)
        while waiting and waiting[0][0] == place:
            heapq.heappop(waiting)
        yield path


def _is_shown(form: Form, template: Path, path: Path, view: View) -> bool:
    at = form.places.rows_of(template)
    if at is not None:
        if at not in (view.shown or ()):
            return False
        view = view.at(path[: len(at) + 1])
    return all(evaluate(condition, view) for condition in form.places.conditions(template))


def _with_required(before: Asked, view: View, shown: set[Path], touched: set[Path]) -> Asked:
    form = view.form
    again = touched.union(*(form.requires.get(path, ()) for path in touched))
    here = {path for template in again for path in concrete(form, template, view.rows)}
    required = {path for path in before.required if path in shown and path not in here}
    required.update(
        path for path in here if path in shown and _is_required(form, form.places.template(path), path, view)
    )
    return Asked(
        paths=before.paths if shown == before.paths else frozenset(shown),
        required=before.required if required == before.required else frozenset(required),
    )


def _is_required(form: Form, template: Path, path: Path, view: View) -> bool:
    one = form.places.rows.get(template) or form.places.questions[template]
    if one.required or one.required_if is None:
        return one.required
    at = form.places.rows_of(template)
    return evaluate(one.required_if, view if at is None else view.at(path[: len(at) + 1]))


def in_order(form: Form, rows: Mapping[Path, tuple[str, ...]], paths: Asked) -> Iterator[Path]:
    """What is asked, in the order of the questionnaire and row by row; a repeating item before its rows' questions."""
    places = form.places
    for template in places.order:
        if STAR not in template and template in paths:
            yield template
        if template in places.rows:
            for row in rows.get(template, ()):
                fields = ((*template, row, *one[len(template) + 1 :]) for one in places.fields[template])
                yield from (path for path in fields if path in paths)


def concrete(form: Form, template: Path, rows: Mapping[Path, tuple[str, ...]]) -> Iterator[Path]:
    """The path itself, or one path for every row."""
    at = form.places.rows_of(template)
    if at is None:
        yield template
        return
    for row in rows.get(at, ()):
        yield (*at, row, *template[len(at) + 1 :])
