"""Lines to paste where something is missing: a keyword, a scale, an entry of a list, a way to answer."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from sipforms.engine.checks.forms import as_id
from sipforms.engine.response import Json
from sipforms.render.keywords.examples import example_of
from sipforms.render.language import _
from sipforms.render.pasting.flow import entry, flow
from sipforms.render.pasting.spot import PROGRAMME, SCALES, Spot

Held: TypeAlias = Mapping[str, Json]
Own: TypeAlias = Callable[[Spot, Held], Json]
"""Makes a value from the place and what stands there already."""

PAIRED = frozenset({"difference", "gap", "unmet", "priority", "quadrant"})


def keyword(spot: Spot) -> tuple[str, ...]:
    """The missing keyword with a value: the author's own where it can be told, else an example."""
    name, on = spot.fact("name"), spot.fact("on")
    own = _own_value(spot, name, on)
    value = example_of(on, name) if own is None else own
    return () if value is None else entry(name, value)


def _own_value(spot: Spot, name: str, on: str) -> Json:
    held = spot.here if isinstance(spot.here, dict) else {}
    make = _OWN.get(f"{on}.{name}", _OWN.get(name))
    return None if make is None else make(spot, held)


def _all_of(folder: str) -> Own:
    def names(spot: Spot, _held: Held) -> Json:
        there: list[Json] = [*spot.names(folder)]
        return there or None

    return names


def missing_rule(indicator: Held) -> Json:
    """A missing rule that the indicator's scorer takes."""
    return {"minPairs": 2} if indicator.get("scorer") in PAIRED else {"maxShare": "1/3"}


def title(spot: Spot, held: Held) -> Json:
    """A title to begin with, from the id."""
    last = held.get("const", spot.steps[-1] if spot.steps and isinstance(spot.steps[-1], str) else spot.bundle.name)
    return str(last).replace("_", " ").capitalize()


def _const(spot: Spot, held: Held) -> Json:
    """The number that is left out among the options, or the title as an id."""
    options = spot.at(spot.steps[:-1])
    numbers = [one.get("const") for one in options if isinstance(one, dict)] if isinstance(options, list) else []
    used = {one for one in numbers if isinstance(one, int)}
    if used:
        return next(number for number in range(min(used), max(used) + 2) if number not in used)
    return as_id(str(held.get("title", ""))) or "a"


def _chosen(spot: Spot, _held: Held) -> Json:
    return {"scale": spot.scales[0]} if spot.scales else None


_OWN: Mapping[str, Own] = {
    "programme.id": lambda spot, _held: spot.bundle.name,
    "title": title,
    "const": _const,
    "questionnaires": _all_of("questionnaires"),
    "questionnaire": lambda spot, _held: next(iter(spot.names("questionnaires")), None),
    "missing": lambda _spot, held: missing_rule(held),
    "item.items": _chosen,
}
"""What the author surely means by a keyword that is missing, from what else is there."""


_TYPED = (
    ({"format", "multiline", "maxLength", "minLength", "pattern"}, "string"),
    ({"minimum", "maximum", "multipleOf"}, "integer"),
)
"""What else stands there and says which type is meant."""


def way_to_answer(spot: Spot) -> tuple[str, ...]:
    """Three ways to choose from."""
    held = spot.here if isinstance(spot.here, dict) else {}
    typed = next((kind for words, kind in _TYPED if words & held.keys()), "")
    if typed:
        return entry("type", typed)
    scale = spot.scales[0] if spot.scales else "fem_trin"
    ways = (
        (f"scale: {scale}", _("one answer on a scale")),
        ("type: boolean", _("yes or no")),
        ("type: string", _("a line of text")),
    )
    wide = max(len(line) for line, _words in ways)
    return tuple(f"{line.ljust(wide)}   # {words}" for line, words in ways)


def scale(spot: Spot) -> tuple[str, ...]:
    """A whole scale of that name for scales.yaml, unless a scale that is there is likely meant."""
    if spot.fact("suggestion"):
        return ()
    begun = ("$defs:",) if spot.at(("$defs",), SCALES) is None else ()
    return (f"# {SCALES}", *begun, f"  {spot.fact('name')}:", "    direction: higherIsMore", *options("    "))


def options(lead: str = "") -> tuple[str, ...]:
    """A list of three options."""
    titles = (_("Not at all"), _("Somewhat"), _("Very much"))
    lines = (f"  - {flow({'const': number, 'title': title})}" for number, title in enumerate(titles, 1))
    return tuple(lead + line for line in ("oneOf:", *lines))


def listed(spot: Spot) -> tuple[str, ...]:
    """The list in programme.yaml with one more name."""
    held = spot.at((spot.fact("keyword"),), PROGRAMME)
    names = held if isinstance(held, list) else []
    return (f"# {PROGRAMME}", *entry(spot.fact("keyword"), [*names, spot.fact("name")]))


def dimension(spot: Spot) -> tuple[str, ...]:
    """The list of dimensions with one more name."""
    return entry("dimensions", [*spot.listed("known"), spot.fact("name")])


def setting(spot: Spot) -> tuple[str, ...]:
    """A setting of a scorer or a section, as an example."""
    value = example_of("indicator", spot.fact("name"))
    return () if value is None else entry(spot.fact("name"), value)


def computed_from(spot: Spot) -> tuple[str, ...]:
    """The questions to compute from: the first of the questionnaire that have a scale."""
    held = _indicator(spot)
    names = spot.names("questionnaires")
    file = f"questionnaires/{held.get('questionnaire', names[0] if names else '')}.yaml"
    paths = _scaled(spot.at(("properties",), file), spot)
    takes = spot.listed("takes") or (("pairs",) if spot.fact("of") in PAIRED and spot.fact("name") == "items" else ())
    if "pairs" in takes:
        pair = _pair(paths, held.get("items"))
        return entry("items", {"from": pair[0], "minus": pair[1]}) if pair else ()
    return entry("items", list(paths[:2])) if "items" in takes and paths else ()


def _pair(paths: list[str], written: Json) -> tuple[str, str] | None:
    """Two answers to one item; the one that is named already, where one is."""
    named = written.get("from") if isinstance(written, dict) else None
    for first in paths:
        beside = [one for one in paths if one != first and one.rpartition(".")[0] == first.rpartition(".")[0] != ""]
        if beside and named in (None, first):
            return first, beside[0]
    return None


def another_value(spot: Spot) -> tuple[str, ...]:
    """An option with a value that no other has."""
    if spot.fact("kind") != "option":
        return ()
    option = spot.at(spot.steps[:-1])
    held = option if isinstance(option, dict) else {}
    others = spot.at(spot.steps[:-2])
    used = {one.get("const") for one in others if isinstance(one, dict)} if isinstance(others, list) else set()
    numbers = {one for one in used if isinstance(one, int)}
    free = (
        next(number for number in range(min(numbers), max(numbers) + 2) if number not in numbers) if numbers else None
    )
    return () if free is None else (f"- {flow({**held, 'const': free})}",)


def share(spot: Spot) -> tuple[str, ...]:
    """A share where percent were written."""
    value = spot.here
    if spot.fact("keyword") != "maxShare" or not isinstance(value, int | float) or not 1 < value <= 100:
        return ()
    return entry("maxShare", value / 100)


def _indicator(spot: Spot) -> Held:
    held = spot.at(spot.steps[:1])
    return held if isinstance(held, dict) else {}


def in_the_area(spot: Spot) -> tuple[str, ...]:
    """``required: true`` on a question as the list in its area; nothing for any other keyword."""
    names = [one for one in spot.steps if isinstance(one, str)]
    if spot.fact("name") == "required" and len(names) > 1 and spot.here is True:
        return entry("required", [names[-2]])
    return ()


def several(spot: Spot) -> tuple[str, ...]:
    """Several of a list, where a scale stands beside ``type: array``."""
    beside = spot.at((*spot.steps[:-1], "scale"))
    if spot.fact("name") != "type" or spot.here != "array" or beside is None:
        return ()
    return ("type: array", *entry("items", {"scale": beside}))


def nested(spot: Spot) -> tuple[str, ...]:
    """Answers with the question below its area, where they are written with dots."""
    held: Json = spot.here
    if spot.fact("form") != "nested":
        return ()
    for step in reversed(spot.fact("name").split(".")):
        held = {step: held}
    return entry(*next(iter(held.items()))) if isinstance(held, dict) else ()


def _scaled(properties: Json, spot: Spot, before: str = "") -> list[str]:
    paths: list[str] = []
    for id_, what in properties.items() if isinstance(properties, dict) else ():
        held = what if isinstance(what, dict) else {}
        if "properties" in held:
            paths += _scaled(held["properties"], spot, f"{before}{id_}.")
        elif "scale" in held:
            dimensions = spot.dimensions(held["scale"])
            paths += [f"{before}{id_}.{one}" for one in dimensions] or [before + id_]
    return paths


def entry_inside(spot: Spot) -> tuple[str, ...]:
    """The entry where it belongs."""
    return ("properties:", *(f"  {line}" for line in entry(spot.fact("name"), spot.here)[:4]))
