"""The cheapest and the dearest honest way through a questionnaire: every question asked is answered, or passed.

Who passes a question on which others turn ("no, I do not want to", "nobody has seen enough") may be done with one key.
That is a way through, but no measure of the form: the least is that of somebody who does answer what others turn on.
What is asked turns on answers. Questions that turn on one another are looked at together: where at most 256
combinations of their answers (one of a list, yes or no) decide, all are tried, and the two ends are exact. Where more
do, or an answer is a number or a text, an end is a bound: no way is cheaper than the least or dearer than the most.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from sipforms.engine.ask.dependency import shown_by
from sipforms.engine.ask.form import Form
from sipforms.engine.budget.certainty import Known
from sipforms.engine.budget.cost import Cost, Hearer, cost_of, entry_cost
from sipforms.engine.paths import STAR, Path
from sipforms.engine.programme import Item, Kind, Question, Rows
from sipforms.engine.response import Scalar

MOST_COMBINATIONS = 256
Ends = tuple[int, int, int, int]
"""Least and most keys, least and most seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """The least and the most that a questionnaire costs, in keys and in seconds."""

    keys: tuple[int, int]
    seconds: tuple[int, int]


def extent(form: Form) -> Extent:
    """The cheapest and the dearest way through the form."""
    costs = dict(costs_in(form))
    known = Known(form)
    _decide(known, form.rank)
    ends = [_plus(_of(path, known, costs) for path in costs if known.shown[path] is True)]
    ends += [_of_group(form, known, group, costs) for group in _groups(form, known)]
    least, most, soonest, latest = _plus(ends)
    return Extent(keys=(least, most), seconds=(soonest, latest))


def costs_in(form: Form) -> Iterator[tuple[Path, Cost]]:
    """What every question costs where it is asked, and every list of rows while it is empty."""
    situation = form.situation
    to = Hearer(informant=situation.informant, variant=situation.variant)
    for entry in form.questionnaire.walk():
        for item in entry.fields if isinstance(entry, Rows) else (entry,) if isinstance(entry, Item) else ():
            for question in item.questions:
                if question.path in form.places.order:
                    yield question.path, cost_of(item, question, to)
    for path, rows in form.places.rows.items():
        yield path, entry_cost(rows)


def _decide(known: Known, paths: tuple[Path, ...] | Mapping[Path, int]) -> None:
    """Whether each of the paths is asked, in an order in which what decides comes first."""
    for path in paths:
        at = known.form.places.rows_of(path)
        around = True if at is None else known.shown.get(at)
        own = known.all_hold(known.form.places.conditions(path))
        known.shown[path] = False if False in (around, own) else None if None in (around, own) else True


def _of(path: Path, known: Known, costs: Mapping[Path, Cost]) -> Ends:
    """What stands at the path costs, fields of rows apart: they come with their rows."""
    if STAR in path or known.shown[path] is False:
        return 0, 0, 0, 0
    rows = known.form.places.rows.get(path)
    ends = _ends(costs[path]) if rows is None else _of_rows(rows, known, costs)
    return ends if known.shown[path] else (0, ends[1], 0, ends[3])


def _of_rows(rows: Rows, known: Known, costs: Mapping[Path, Cost]) -> Ends:
    fields = [(known.shown[path], _ends(costs[path])) for path in known.form.places.fields[rows.path]]
    row = _plus(ends if is_shown else (0, ends[1], 0, ends[3]) for is_shown, ends in fields if is_shown is not False)
    fewest = max(rows.min_items or 0, int(rows.required))
    most = max(fewest, rows.max_items or 1)
    empty = _ends(costs[rows.path])
    return (
        fewest * (row[0] + 1) or empty[0],
        most * (row[1] + 1),
        empty[2] + fewest * row[2],
        empty[3] + most * row[3],
    )


def _ends(cost: Cost) -> Ends:
    return (*cost.keys, *cost.seconds)


def _plus(ends: Iterator[Ends] | list[Ends]) -> Ends:
    least = most = soonest = latest = 0
    for one in ends:
        least, most, soonest, latest = least + one[0], most + one[1], soonest + one[2], latest + one[3]
    return least, most, soonest, latest


def _groups(form: Form, known: Known) -> list[tuple[Path, ...]]:
    """What depends, in groups that have no answer in common that they turn on; each with what it turns on."""
    belongs: dict[Path, set[Path]] = {}
    for source, targets in shown_by(form.places).items():
        for target in targets:
            if known.shown[target] is None and known.shown.get(source) is not False:
                joined = belongs.get(source, {source}) | belongs.get(target, {target})
                belongs.update(dict.fromkeys(joined, joined))
    left = (path for path, is_shown in known.shown.items() if is_shown is None and path not in belongs)
    together = {id(group): group for group in belongs.values()}
    rank = form.rank
    return [*(tuple(sorted(group, key=rank.__getitem__)) for group in together.values()), *((path,) for path in left)]


def _of_group(form: Form, known: Known, group: tuple[Path, ...], costs: Mapping[Path, Cost]) -> Ends:
    """What the depending ones of a group cost, over all combinations of the answers that decide."""
    depending = tuple(path for path in group if known.shown[path] is None)
    decide = shown_by(form.places)
    deciding = {path: _answers(form.places.questions.get(path)) for path in group if decide.get(path)}
    asked = {path: answers for path, answers in deciding.items() if answers}
    if prod(len(answers) for answers in asked.values()) > MOST_COMBINATIONS:
        asked = {}
    found, answering = [], []
    for chosen in product(*asked.values()):
        shown = {path: is_shown for path, is_shown in known.shown.items() if path not in depending}
        here = Known(form, dict(zip(asked, chosen, strict=True)), shown)
        _decide(here, depending)
        ends = _plus([_of(path, here, costs) for path in depending])
        found.append(ends)
        if not any(_passes(form, path, answer) for path, answer in zip(asked, chosen, strict=True)):
            answering.append(ends)
    return (
        min(one[0] for one in answering or found),
        max(one[1] for one in found),
        min(one[2] for one in answering or found),
        max(one[3] for one in found),
    )


def _passes(form: Form, path: Path, answer: Scalar) -> bool:
    """Whether the answer is one that is none: a ``missing`` option."""
    scale = form.places.questions[path].scale
    option = scale.option(answer) if scale is not None else None
    return option is not None and option.missing is not None


def _answers(question: Question | None) -> tuple[Scalar, ...]:
    """Every answer, where there are few and each is one of a list or yes or no."""
    if question is None or STAR in question.path or question.computed is not None:
        return ()
    if question.kind is Kind.BOOLEAN:
        return True, False
    return tuple(one.value for one in question.scale.options) if question.kind is Kind.CHOICE and question.scale else ()
