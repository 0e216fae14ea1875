"""Lines to paste: what a file is to say instead, filled in with the author's own names."""

import re
from collections.abc import Callable, Mapping

from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import Bundle
from sipforms.render.pasting import conditions, lacking, shapes
from sipforms.render.pasting.flow import entry, flow
from sipforms.render.pasting.spot import Spot, spot_of
from sipforms.render.plain import plain

_OPTION = re.compile(r"\s*-?\s*([0-9]+): *(.+)")


def to_paste(problem: Problem, bundle: Bundle | None) -> tuple[str, ...]:
    """The lines, without indentation; none where the next step says it all."""
    lines = problem.facts.get("lines")
    if isinstance(lines, tuple):
        return tuple(map(plain, lines))
    make = _SNIPPETS.get(problem.code)
    if make is None or bundle is None or problem.cause is not None:
        return ()
    return tuple(map(plain, make(spot_of(problem, bundle))))


def _option(spot: Spot) -> tuple[str, ...]:
    """``- 3: Noget`` as an option, where it stands among options."""
    source = spot.bundle.sources.get(spot.problem.place.file)
    lines = source.text.splitlines() if source is not None else []
    number = spot.problem.place.line - 1
    said = _OPTION.fullmatch(lines[number]) if number < len(lines) else None
    if said is None or "oneOf" not in spot.steps:
        return ()
    return (f"- {flow({'const': int(said[1]), 'title': said[2].strip()})}",)


def _moved(spot: Spot) -> tuple[str, ...]:
    """What is missing where a line is further in than it can be: the hyphen of a list, or ``properties:`` above it."""
    source = spot.bundle.sources.get(spot.problem.place.file)
    lines = source.text.splitlines() if source is not None else []
    number = spot.problem.place.line - 1
    line = lines[number] if number < len(lines) else ""
    above = next((one for one in reversed(lines[:number]) if one.strip() and one.lstrip()[:1] != "#"), "")
    if line.lstrip()[:1] == "{" and above.lstrip()[:1] == "-":
        return (f"- {line.strip()}",)
    is_deeper = len(line) - len(line.lstrip()) > len(above) - len(above.lstrip())
    is_entry = re.fullmatch(r"\s*[a-z][a-z0-9_]*:\s*(#.*)?", line) is not None
    if is_deeper and is_entry and spot.problem.place.file.startswith("questionnaires/"):
        return ("properties:", f"  {line.strip()}")
    return ()


def _fixed(keyword: str, value: str) -> Callable[[Spot], tuple[str, ...]]:
    return lambda _spot: entry(keyword, value)


def _due(spot: Spot) -> tuple[str, ...]:
    return entry("schedule", [{"questionnaire": spot.fact("name"), "every": "P12M", "from": "admission"}])


_SNIPPETS: Mapping[str, Callable[[Spot], tuple[str, ...]]] = {
    "missing-keyword": lacking.keyword,
    "wrong-type": shapes.reshaped,
    "no-way-to-answer": lacking.way_to_answer,
    "unknown-scale": lacking.scale,
    "no-options": lambda _spot: lacking.options(),
    "unlisted-file": lacking.listed,
    "dimension-not-listed": lacking.dimension,
    "missing-setting": lacking.setting,
    "takes-nothing": lacking.computed_from,
    "operator-not-for": conditions.with_what_fits,
    "unknown-keyword": conditions.from_path,
    "not-a-date": conditions.from_day,
    "duplicate-id": lacking.another_value,
    "number-out-of-range": lacking.share,
    "yaml-indentation": _moved,
    "setting-value": lacking.computed_from,
    "keyword-elsewhere": lacking.in_the_area,
    "restricts-beside-scale": lacking.several,
    "wrong-form": lacking.nested,
    "entry-outside-properties": lacking.entry_inside,
    "no-operator": conditions.without_operator,
    "two-operators": conditions.with_two_operators,
    "star-outside": conditions.starred,
    "key-not-text": _option,
    "no-provenance": _fixed("provenance", "own-wording"),
    "no-fidelity": _fixed("fidelity", "documented"),
    "never-due": _due,
}
"""What to paste for each kind of mistake that is about a shape."""
