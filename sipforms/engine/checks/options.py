"""Options: values and keys that are each there once."""

from collections.abc import Iterator

from sipforms.engine.build.data import node, strings
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.scene import SCALES, Scene
from sipforms.engine.checks.tree import Spot
from sipforms.engine.keys import RESERVED, keys_for
from sipforms.engine.problem import Problem
from sipforms.engine.programme import MissingKind, Option
from sipforms.engine.response import Json


def _lists(scene: Scene) -> Iterator[tuple[Spot, list[Json]]]:
    """Every list of options, in scales.yaml and in questionnaires, with the place of the list."""
    for name, what in scene.defs.items():
        if isinstance(options := what.get("oneOf"), list):
            yield Spot(SCALES, ("$defs", name, "oneOf")), options
    for _, branch in scene.branches:
        for own, steps in ((branch.own, ()), (node(branch.own.get("items")), ("items",))):
            if isinstance(options := own.get("oneOf"), list):
                yield Spot(branch.spot.file, (*branch.spot.steps, *steps, "oneOf")), options


def values_are_there_once(scene: Scene) -> Iterator[Problem]:
    """No two options of a list have one value."""
    for spot, options in _lists(scene):
        first: dict[tuple[type, Json], int] = {}
        for place, one in enumerate(options):
            value = node(one).get("const")
            if not isinstance(value, str | int):
                continue
            before = first.setdefault((type(value), value), place)
            if before != place:
                yield found(
                    "duplicate-id",
                    scene.at(spot, place, "const"),
                    also=scene.at(spot, before, "const"),
                    kind="option",
                    name=str(value),
                )


def numbers_are_numbers(scene: Scene) -> Iterator[Problem]:
    """No option of a list of numbers is a number in quotes: it would be another answer than the number."""
    for spot, options in _lists(scene):
        values = [node(one).get("const") for one in options]
        if not any(isinstance(value, int) for value in values):
            continue
        for place, value in enumerate(values):
            if isinstance(value, str) and value.isdecimal():
                at = scene.at(spot, place, "const")
                yield found("wrong-type", at, name="const", expected=("wholeNumber",), found="text")


def keys_are_there_once(scene: Scene) -> Iterator[Problem]:
    """No two options of a list are on one key, and none is on a key that the form needs itself."""
    for spot, options in _lists(scene):
        if not all(isinstance(one, dict) and isinstance(one.get("const"), str | int) for one in options):
            continue
        for place, one in enumerate(options):
            key = node(one).get("key")
            if isinstance(key, str) and key in RESERVED:
                yield found("reserved-key", scene.at(spot, place, "key"), key=key)
        yield from _shared_keys(scene, spot, options)


def _shared_keys(scene: Scene, spot: Spot, options: list[Json]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for place, key in enumerate(keys_for(tuple(_option(one) for one in options))):
        before = first.setdefault(key, place) if key else place
        if before == place:
            continue
        blamed = place if "key" in node(options[place]) or "key" not in node(options[before]) else before
        other = before if blamed == place else place
        yield found(
            "same-key",
            scene.at(spot, blamed, "key") if "key" in node(options[blamed]) else scene.at(spot, blamed),
            also=scene.at(spot, other),
            key=key,
            name=_title(options[blamed]),
            first=_title(options[other]),
        )


def _title(option: Json) -> str:
    return strings(option).get("title", strings(option).get("const", ""))


def _option(written: Json) -> Option:
    what = node(written)
    value, missing, key = what.get("const"), what.get("missing"), what.get("key")
    return Option(
        value=value if isinstance(value, int | str) else "",
        title="",
        missing=_kind(missing),
        key=None if key is None else str(key),
    )


def _kind(missing: Json) -> MissingKind | None:
    return missing if isinstance(missing, str) else None  # type: ignore[return-value]
