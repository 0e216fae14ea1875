"""Settings of indicators that decide nothing: thresholds and changes out of reach, gaps in maps."""

from collections.abc import Iterator

from sipforms.engine.build.data import node, whole
from sipforms.engine.programme import Kind
from sipforms.engine.score.plan import Plan, real_options
from sipforms.engine.score.scorer import Number
from sipforms.engine.score.selection import Available

Found = tuple[str, str, dict[str, str | tuple[str, ...]]]
"""The kind of issue, the setting that it is about, and its facts."""


def threshold_issues(made: Plan, available: Available) -> Iterator[Found]:
    """Everything of that kind in one indicator.

    A setting whose schema has ``x-compares`` is a threshold: it is compared with the numbers of the column named by
    ``with``, and ``as`` says how (``atLeast`` or ``atMost``). One with ``x-options`` has the values of options as keys.
    """
    yield from _compared(made)
    yield from _counted(made, available)
    yield from _changed(made)
    for name, schema in made.scorer.settings.items():
        if node(schema).get("x-options") and name in made.indicator.settings:
            yield from _mapped(made, available, name)


def _compared(made: Plan) -> Iterator[Found]:
    for name, schema in made.scorer.settings.items():
        compares, value = node(node(schema).get("x-compares")), whole(made.indicator.settings.get(name))
        column = whole(compares.get("with"))
        if value is None or column is None or column >= len(made.setup.ranges):
            continue
        low, high = made.setup.ranges[column]
        is_open = low < value <= high if compares.get("as") == "atLeast" else low <= value < high
        if not is_open:
            yield "threshold-beyond", name, {"name": name, "value": str(value), "low": _said(low), "high": _said(high)}


def _counted(made: Plan, available: Available) -> Iterator[Found]:
    """``where`` as a test of single answers, tried on every answer there is."""
    meets = made.setup.meets
    values = tuple(_values(made, available)) if meets is not None and "where" in made.indicator.settings else ()
    if meets is None or not values:
        return
    met = [meets(value) for value in values]
    if all(met) or not any(met):
        yield "counts-everything" if all(met) else "counts-nothing", "where", {"name": made.indicator.id}


def _values(made: Plan, available: Available) -> Iterator[object]:
    for unit in made.units:
        column = unit[0]
        question = available[column.place].question
        if question.kind is Kind.CHOICES:
            yield from (option.value for option in real_options(question))
        else:
            yield from (column.table or {}).values()


def _changed(made: Plan) -> Iterator[Found]:
    change = made.indicator.change
    if change is None or change.least is None or made.range is None:
        return
    low, high = made.range
    if change.least > float(high) - float(low):
        facts: dict[str, str | tuple[str, ...]] = {"value": _said(change.least), "low": _said(low), "high": _said(high)}
        yield "change-beyond", "change", facts


def _mapped(made: Plan, available: Available, name: str) -> Iterator[Found]:
    questions = [available[column.place].question for unit in made.units for column in unit]
    known = tuple(dict.fromkeys(str(option.value) for question in questions for option in real_options(question)))
    given = node(made.indicator.settings.get(name))
    for key in given:
        if key not in known:
            yield "map-names-nothing", name, {"name": key, "known": known}
    left = tuple(value for value in known if value not in given)
    if left and set(given) <= set(known):
        yield "map-leaves-out", name, {"names": left}


def _said(value: Number) -> str:
    return f"{round(float(value), 2):g}"
