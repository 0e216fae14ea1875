"""Conditions to paste, with an operator that fits how the question is answered."""

import re

from sipforms.engine.fixing.forms import as_date
from sipforms.engine.response import Json
from sipforms.render.pasting.flow import entry
from sipforms.render.pasting.spot import Spot

KEYWORDS = frozenset({"visibleIf", "requiredIf", "assert", "among", "where"})
_LEAVES = frozenset({"leaf", "condition", "previous", "comparison"})
_SIGNS = {"=": "is", "==": "is", "!=": "isNot", ">=": "atLeast", "<=": "atMost", "er": "is", "is": "is"}
_SAID = re.compile(r"([a-z][a-z0-9_.*/]*) *(==|=|!=|>=|<=| er | is )? *(.*)")


def without_operator(spot: Spot) -> tuple[str, ...]:
    """Two ways to go on: with what fits the question, and with whether there is an answer."""
    held = spot.here
    path = held.get("item") if isinstance(held, dict) else None
    if not isinstance(path, str):
        return ()
    keyword = _keyword(spot)
    return (*entry(keyword, {"item": path, **_fitting(spot, path)}), *entry(keyword, {"item": path, "answered": True}))


def with_two_operators(spot: Spot) -> tuple[str, ...]:
    """From one number to another is one condition; anything else is one for each."""
    held = spot.at(spot.steps[:-1])
    if not isinstance(held, dict):
        return ()
    names = spot.listed("names")
    keyword, path = _outer(spot), {"item": held.get("item")}
    if set(names) == {"atLeast", "atMost"}:
        return entry(keyword, {**path, "between": [held["atLeast"], held["atMost"]]})
    return (f"{keyword}:", *(f"  {line}" for line in entry("all", [{**path, name: held[name]} for name in names])))


def starred(spot: Spot) -> tuple[str, ...]:
    """The condition inside ``any``."""
    held = spot.at(spot.steps[:-1])
    keyword = next((one for one in reversed(spot.steps[:-1]) if isinstance(one, str)), "visibleIf")
    return entry(keyword, {"any": held}) if isinstance(held, dict) and keyword in KEYWORDS else ()


def from_other(keyword: str, value: Json) -> tuple[str, ...]:
    """A condition written as a sentence or as a list, as a condition."""
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return (f"{keyword}:", *(f"  {line}" for line in entry("all", value)))
    said = _SAID.fullmatch(value) if isinstance(value, str) else None
    if said is None:
        return entry(keyword, {"item": "hverdag.ude", "is": True})
    path, sign, right = said[1].replace("/", "."), (said[2] or "=").strip(), said[3].strip()
    return entry(keyword, {"item": path, _SIGNS[sign]: _value(right) if right else True})


def with_what_fits(spot: Spot) -> tuple[str, ...]:
    """The condition with an operator that means something for the question."""
    held = spot.at(spot.steps[:-1])
    path = held.get("item") if isinstance(held, dict) else None
    if not isinstance(held, dict) or not isinstance(path, str):
        return ()
    what = spot.question(path)
    if isinstance(what, dict) and what.get("type") == "array" and spot.fact("operator") == "is":
        return entry(_outer(spot), {"item": path, "contains": spot.here})
    return entry(_outer(spot), {"item": path, **_fitting(spot, path)})


def from_path(spot: Spot) -> tuple[str, ...]:
    """``{hverdag.ude: true}`` as a condition."""
    if spot.fact("on") not in _LEAVES or "." not in spot.fact("name"):
        return ()
    return entry(_outer(spot), {"item": spot.fact("name"), "is": spot.here})


def from_day(spot: Spot) -> tuple[str, ...]:
    """A day as it is kept; or the word for today as a condition has it."""
    keyword = _keyword(spot)
    if spot.fact("name").casefold() in ("today", "i dag", "idag"):
        return entry(keyword, {"today": True})
    day = as_date(spot.fact("name"))
    return (f'{keyword}: "{day}"',) if day else ()


def _outer(spot: Spot) -> str:
    return next((one for one in reversed(spot.steps[:-1]) if isinstance(one, str)), "visibleIf")


def _keyword(spot: Spot) -> str:
    return next((one for one in reversed(spot.steps) if isinstance(one, str)), "visibleIf")


def _value(written: str) -> Json:
    if written.casefold() in ("true", "ja", "yes", ""):
        return True
    if written.casefold() in ("false", "nej", "no"):
        return False
    return int(written) if re.fullmatch(r"-?[0-9]{1,9}", written) else written


def _fitting(spot: Spot, path: str) -> dict[str, Json]:
    """An operator with a value, for how the question is answered."""
    what = spot.question(path)
    asked = what if isinstance(what, dict) else {}
    scale = spot.at(("$defs", str(asked.get("scale"))), "scales.yaml")
    options = asked.get("oneOf") or (scale.get("oneOf") if isinstance(scale, dict) else None)
    if asked.get("type") == "boolean":
        return {"is": True}
    if asked.get("type") == "array":
        return {"count": {"atLeast": 1}}
    if asked.get("format") == "date":
        return {"notAfter": {"today": True}}
    if isinstance(options, list):
        return _of_options([one.get("const") for one in options if isinstance(one, dict) and "missing" not in one])
    return {"atLeast": 1} if asked.get("type") == "integer" else {"is": 3}


def _of_options(values: list[Json]) -> dict[str, Json]:
    numbers = [one for one in values if isinstance(one, int)]
    if numbers:
        return {"atLeast": sorted(numbers)[len(numbers) // 2]}
    return {"is": values[0]} if values else {"answered": True}
