"""Conditions compare questions with answers that they can have."""

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from sipforms.engine.build.data import whole
from sipforms.engine.checks.codes import found_with
from sipforms.engine.checks.given import meant
from sipforms.engine.checks.pathways import Looked
from sipforms.engine.checks.scene import Scene
from sipforms.engine.checks.tree import Branch, Spot, option_values
from sipforms.engine.condition import Operator
from sipforms.engine.duration import as_date
from sipforms.engine.problem import Fact, Problem
from sipforms.engine.response import Json

Refusal: TypeAlias = tuple[str, dict[str, Fact]]
"""A code and its facts."""

_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_SINGLE = frozenset({"choice", "boolean", "integer", "date", "time", "text", "longText"})
_EQUAL = _SINGLE | {"row"}
_IN_TIME = frozenset({"date", "time"})
_TAKEN_BY: dict[Operator, frozenset[str]] = {
    "is": _EQUAL,
    "isNot": _EQUAL,
    "anyOf": _SINGLE,
    "noneOf": _SINGLE,
    "atLeast": frozenset({"choice", "integer"}),
    "atMost": frozenset({"choice", "integer"}),
    "between": frozenset({"choice", "integer", "date", "time"}),
    "before": _IN_TIME,
    "after": _IN_TIME,
    "notBefore": _IN_TIME,
    "notAfter": _IN_TIME,
    "answered": _EQUAL | {"choices", "rows"},
    "contains": frozenset({"choices"}),
    "count": frozenset({"choices", "rows"}),
    "sameAnswer": _EQUAL | {"choices"},
}
_BY_VALUE = frozenset({"is", "isNot", "anyOf", "noneOf", "contains"})
_BY_SIZE = frozenset({"atLeast", "atMost", "between"})
_DATES = frozenset({"before", "after", "notBefore", "notAfter", "between"})


def compared(
    scene: Scene, spot: Spot, path: str, looked: Looked, operator: Operator, written: Json
) -> Iterator[Problem]:
    """What is wrong with comparing what the path leads to.

    A path with a star may lead to some questions that do not fit.
    """
    fitting = [branch for branch in looked.branches if way_of(branch) in _TAKEN_BY[operator]]
    if looked.branches and not fitting and not looked.unclear:
        place = scene.place(spot.file, spot.steps, key=True)
        facts: dict[str, Fact] = {"name": path, "operator": operator, "type": way_of(looked.branches[0])}
        yield found_with("operator-not-for", place, facts)
    if not fitting or isinstance(written, dict):
        return
    for steps, value in _values(written) if not looked.unclear else ():
        problem = None
        if operator in _BY_VALUE:
            problem = _refused(fitting, path, value)
        elif operator in _DATES:
            problem = _no_date(fitting, value)
        if problem is None and operator in _BY_SIZE:
            problem = _beyond(fitting, path, value)
        if problem is not None:
            yield found_with(problem[0], scene.at(spot, *steps), problem[1])


def _values(written: Json) -> Iterator[tuple[tuple[int, ...], Json]]:
    if isinstance(written, list):
        yield from (((place,), value) for place, value in enumerate(written))
    else:
        yield (), written


def way_of(branch: Branch) -> str:
    """How it is answered; rows are rows."""
    return branch.answered or branch.kind


def _refused(branches: list[Branch], path: str, value: Json) -> Refusal | None:
    """Why no question of these can have the value: it is no option, or an option that is a missing answer."""
    reasons = [_reason(branch, value) for branch in branches]
    if None in reasons:
        return None
    if "missing" in reasons:
        return "compares-with-missing", {"name": path, "value": str(value)}
    if all(reason == "row" for reason in reasons):
        return "compares-with-a-row", {"name": path}
    if all(reason == "date" for reason in reasons):
        return "not-a-date", {"name": str(value)}
    names = tuple(dict.fromkeys(_written(one) for branch in branches for one in _possible(branch)))
    written = _written(value)
    near = meant(branches[0], value, names)
    return "not-an-option", {"name": path, "value": written, "suggestion": near, "known": names}


def _reason(branch: Branch, value: Json) -> str | None:
    way = way_of(branch)
    if way in ("choice", "choices"):
        return None if branch.options is None else _reason_of_choice(branch.options, value)
    if way == "boolean":
        return None if isinstance(value, bool) else "other"
    if way == "integer":
        return None if isinstance(value, int) and not isinstance(value, bool) else "other"
    if way == "date":
        return None if is_date(value) else "date"
    if way == "row":  # the ids of rows are known to nobody who writes a programme
        return "row"
    return None if isinstance(value, str) else "other"


def _reason_of_choice(known: Mapping[str | int, str | None], value: Json) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int) or value not in known:
        return "other"
    return "missing" if known[value] is not None else None


def _possible(branch: Branch) -> tuple[str | int | bool, ...]:
    if way_of(branch) == "boolean":
        return (True, False)
    return tuple(value for value, missing in option_values(branch.answers).items() if missing is None)


def _written(value: Json) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _no_date(branches: list[Branch], value: Json) -> Refusal | None:
    kinds = {way_of(branch) for branch in branches}
    if (kinds == {"date"} and not is_date(value)) or (kinds == {"time"} and not is_time(value)):
        return "not-a-date", {"name": str(value)}
    return None


def _beyond(branches: list[Branch], path: str, value: Json) -> Refusal | None:
    """A number that is lower or higher than every answer there can be, so that comparing with it decides nothing."""
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    bounds = [_bounds(branch) for branch in branches]
    lows, highs = [low for low, _ in bounds], [high for _, high in bounds]
    low = None if None in lows else min(one for one in lows if one is not None)
    high = None if None in highs else max(one for one in highs if one is not None)
    if (low is None or value >= low) and (high is None or value <= high):
        return None
    facts: dict[str, Fact] = {"name": path, "value": str(value), "low": _end(low), "high": _end(high)}
    return "beyond-the-scale", facts


def _bounds(branch: Branch) -> tuple[int | None, int | None]:
    """The lowest and highest number that can be answered; nothing where there is no end."""
    if way_of(branch) == "integer":
        return whole(branch.answers.get("minimum")), whole(branch.answers.get("maximum"))
    numbers = [one for one, missing in option_values(branch.answers).items() if isinstance(one, int) and not missing]
    return (min(numbers), max(numbers)) if numbers else (None, None)


def _end(bound: int | None) -> str:
    return "" if bound is None else str(bound)


def is_date(value: Json) -> bool:
    """True for a day that exists, written 2026-11-22."""
    return as_date(value) is not None


def is_time(value: Json) -> bool:
    """True for a time of day, written 14:30."""
    return isinstance(value, str) and _TIME.fullmatch(value) is not None
