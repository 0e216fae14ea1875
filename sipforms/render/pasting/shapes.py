"""Lines to paste where a value has the wrong shape: the author's own value in the right one."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from sipforms.engine.checks.forms import as_id, as_share
from sipforms.engine.response import Json
from sipforms.render.keywords.examples import example_of
from sipforms.render.pasting.conditions import KEYWORDS, from_other
from sipforms.render.pasting.flow import entry
from sipforms.render.pasting.lacking import missing_rule, title
from sipforms.render.pasting.spot import Spot


def reshaped(spot: Spot) -> tuple[str, ...]:
    """The keyword with its value as it is wanted."""
    name, value, expected = spot.fact("name"), spot.here, spot.listed("expected")
    if name in KEYWORDS:
        return from_other(name, value)
    if name == "oneOf":
        return _options(spot)
    if expected == ("list",):
        return _as_list(spot, name, value)
    return _as_mapping(spot, name, value) if "mapping" in expected else _as_value(spot, expected)


def _as_value(spot: Spot, expected: tuple[str, ...]) -> tuple[str, ...]:
    name, value = spot.fact("name"), spot.here
    if expected == ("wholeNumber",) and isinstance(value, str) and re.fullmatch(r" *-?[0-9]{1,9} *", value):
        return entry(name, int(value))
    if "text" in expected and isinstance(value, int | float) and not isinstance(value, bool):
        return (f'{name}: "{value}"',)
    if isinstance(value, dict) and spot.problem.place.file.startswith("translations/"):
        return tuple(line for path, text in _leaves(value, name) for line in entry(path, text))
    if name == "title":
        return entry(name, title(replace(spot, steps=spot.steps[:-1]), {}))
    return _example(name, expected) if name else ()


def _leaves(value: Json, path: str) -> Iterator[tuple[str, Json]]:
    """Every text inside, with its whole path."""
    if isinstance(value, dict):
        for step, one in value.items():
            yield from _leaves(one, f"{path}.{step}")
    else:
        yield path, value


def _as_list(spot: Spot, name: str, value: Json) -> tuple[str, ...]:
    if isinstance(value, dict) and name == "questionnaires":
        return entry(name, list(value))
    if value is None or isinstance(value, bool):
        own: list[Json] = [*spot.names("questionnaires")] if name == "questionnaires" else []
        return entry(name, own) if own else _example(name, ("list",))
    if isinstance(value, str) and re.fullmatch(r"[a-zæøå0-9_]+( *, *[a-zæøå0-9_]+)+", value):
        return entry(name, [part.strip() for part in value.split(",")])
    return entry(name, [value])


def _as_mapping(spot: Spot, name: str, value: Json) -> tuple[str, ...]:
    parent = next((one for one in reversed(spot.steps[:-1]) if isinstance(one, str)), "")
    make = _MAPPINGS.get(name) or _INSIDE.get(parent)
    if make is not None and value is not None:
        held = make(spot, value)
        return () if held is None else entry(name, held)
    return _example(name, ("mapping",))


def _example(name: str, expected: tuple[str, ...]) -> tuple[str, ...]:
    kinds = {"list": list, "mapping": dict, "text": str, "yesNo": bool}
    value = example_of("", name)
    fits = any(one in kinds and isinstance(value, kinds[one]) for one in expected)
    return entry(name, value) if value is not None and fits else ()


def _options(spot: Spot) -> tuple[str, ...]:
    """Every option as a mapping of what is kept and what is read."""
    at = len(spot.steps) - 1 - spot.steps[::-1].index("oneOf") if "oneOf" in spot.steps else 0
    held = spot.at(spot.steps[: at + 1])
    if isinstance(held, dict):
        return entry("oneOf", [{"const": _number(const), "title": title} for const, title in held.items()])
    listed = held if isinstance(held, list) else [held]
    return entry("oneOf", [_option(one) for one in listed if one is not None])


def _option(written: Json) -> Json:
    if isinstance(written, dict):
        return written
    text = str(written)
    return {"const": written if isinstance(written, int) else as_id(text) or text, "title": text}


def _number(written: str) -> Json:
    return int(written) if written.isdecimal() else written


def _rule(spot: Spot, value: Json) -> Json:
    indicator = spot.at(spot.steps[:-1])
    share = as_share(str(value)) or str(value)
    is_share = re.fullmatch(r"0(\.[0-9]+)?|1|[0-9]+/[0-9]+", share) is not None
    if is_share:
        return {"maxShare": share if "/" in share else float(share)}
    return missing_rule(indicator) if isinstance(indicator, dict) else {"maxShare": "1/3"}


def _said(spot: Spot, value: Json) -> Json:
    """The sentence for the first dimension, and a place for each of the others."""
    item = spot.at(spot.steps[: len(spot.steps) - 1])
    names = spot.dimensions(item.get("scale")) if isinstance(item, dict) else ()
    return {name: value if at == 0 else "…" for at, name in enumerate(names)} or None


def _people(_spot: Spot, value: Json) -> Json:
    names = value if isinstance(value, list) else [value]
    return {as_id(str(one)): str(one).capitalize() for one in names}


def _groups(_spot: Spot, value: Json) -> Json:
    names = value if isinstance(value, list) else [value]
    return {as_id(str(one)): {"title": str(one).capitalize()} for one in names}


_MAPPINGS: Mapping[str, Callable[[Spot, Json], Json]] = {
    "missing": _rule,
    "say": _said,
    "informants": _people,
    "variants": _groups,
    "items": lambda _spot, value: {"scale": value},
    "suppression": lambda _spot, value: {"minimum": max(5, value) if isinstance(value, int) else 5},
    "change": lambda _spot, value: {"meaningful": value},
    "theory": lambda _spot, value: {"goal": value},
    "period": lambda _spot, _value: {"starts": "--10-01", "length": "P12M"},
}
"""What a value that is no mapping was surely meant to be, by keyword."""
_INSIDE: Mapping[str, Callable[[Spot, Json], Json]] = {
    "budgets": lambda _spot, value: {"keystrokes": value},
    "properties": lambda spot, value: {"title": value, "scale": spot.scales[0]} if spot.scales else {"title": value},
    "variants": lambda _spot, value: {"title": value},
}
"""The same, by the keyword that the value stands below."""
