"""Scales, lists, sets of dimensions and references to them make sense."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sipforms.engine.build.data import Node, node, texts
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.planting import DEEPEST, MOST_ENTRIES
from sipforms.engine.checks.references import DefKind, followed, kind_of, remote, target, written_right
from sipforms.engine.checks.scene import SCALES, Scene
from sipforms.engine.checks.tree import Spot
from sipforms.engine.problem import Problem
from sipforms.engine.read.marks import Steps
from sipforms.engine.response import Json

_WANTED: dict[str, tuple[DefKind, ...]] = {
    "item": ("scale", "dimensions"),
    "one": ("scale",),
    "variantOf": ("scale", "dimensions"),
}


_REFERRING = frozenset({"$ref", "scale", "variantOf"})
_NO_REFERENCES = frozenset({"visibleIf", "requiredIf", "locked", "gate", "checks", "for", "codes"})


def references_lead_somewhere(scene: Scene) -> Iterator[Problem]:
    """Every ``$ref`` is written as the dialect takes it, stays in the bundle and leads to a definition."""
    for spot, what in _things(scene):
        reference = what.get("$ref")
        if isinstance(reference, str):
            yield from _reference(scene, spot, reference)


def scales_exist(scene: Scene) -> Iterator[Problem]:
    """Every ``scale`` and ``variantOf`` names a scale; only an item as a whole may name a set of dimensions."""
    scales = _Scales(scene)
    for spot, what in _things(scene):
        for keyword in ("scale", "variantOf"):
            name = what.get(keyword)
            if isinstance(name, str):
                yield from _scale(scales, spot, keyword, name)


def definitions_turn_in_no_circle(scene: Scene) -> Iterator[Problem]:
    """No shared definition leads back to itself."""
    if scene.circle:
        yield found("reference-circle", scene.place(SCALES, ("$defs", scene.circle[0]), key=True), names=scene.circle)


def questionnaires_have_an_end(scene: Scene) -> Iterator[Problem]:
    """Shared areas that hold shared areas can multiply, and sink; we follow only so many, and only so deep."""
    if scene.circle:
        return
    for id_ in scene.overgrown:
        yield found("too-many-entries", scene.place(f"questionnaires/{id_}.yaml"), name=id_, limit=MOST_ENTRIES)
    for spot in scene.sunk:
        yield found("too-deep", scene.at(spot, key=True), limit=DEEPEST)


def scales_have_options(scene: Scene) -> Iterator[Problem]:
    """Every shared definition says what it is; one that has only words about a scale has lost its options."""
    for name, what in scene.defs.items():
        if kind_of(what) == "unclear" and "$ref" not in what and scene.is_sound(SCALES, "$defs", name):
            yield found("no-options", scene.place(SCALES, ("$defs", name), key=True), name=name)


def dimensions_are_described(scene: Scene) -> Iterator[Problem]:
    """Every dimension that a set lists is described, and the other way round."""
    for name, what in scene.defs.items():
        if "dimensions" not in what or not scene.is_sound(SCALES, "$defs", name, "properties"):
            continue
        described, listed = tuple(node(what.get("properties"))), texts(what.get("dimensions"))
        unknown, unlisted = (
            [one for one in listed if one not in described],
            [one for one in described if one not in listed],
        )
        for place, one in enumerate(listed):
            if one not in described:
                at = scene.place(SCALES, ("$defs", name, "dimensions", place))
                near = nearest(one, described) or (unlisted[0] if len(unknown) == len(unlisted) == 1 else "")
                yield found("unknown-dimension", at, name=one, suggestion=near, known=described)
        for one in unlisted:
            if not unknown and scene.is_sound(SCALES, "$defs", name, "dimensions"):
                at = scene.place(SCALES, ("$defs", name, "properties", one), key=True)
                also = scene.place(SCALES, ("$defs", name, "dimensions"), key=True)
                yield found("dimension-not-listed", at, also=also, name=one, known=listed)


def _things(scene: Scene) -> Iterator[tuple[Spot, Node]]:
    """Every mapping in scales.yaml and the questionnaires that refers to a definition."""
    for file, shaped in scene.files.items():
        if file == SCALES or file.startswith("questionnaires/"):
            yield from _mappings(file, (), shaped.data)


def _mappings(file: str, steps: Steps, value: Json) -> Iterator[tuple[Spot, Node]]:
    if isinstance(value, dict):
        if not _REFERRING.isdisjoint(value):
            yield Spot(file, steps), value
        for key, one in value.items():
            if isinstance(one, dict | list) and key not in _NO_REFERENCES:
                yield from _mappings(file, (*steps, key), one)
    elif isinstance(value, list):
        for place, one in enumerate(value):
            if isinstance(one, dict):
                yield from _mappings(file, (*steps, place), one)


def _reference(scene: Scene, spot: Spot, reference: str) -> Iterator[Problem]:
    place = scene.at(spot, "$ref")
    if remote(reference):
        yield found("reference-remote", place, name=reference)
        return
    name = target(reference, spot.file)
    if name is None:
        suggestion = written_right(reference, spot.file)
        yield found("reference-form", place, name=reference, suggestion=suggestion)
    elif name not in scene.defs and scene.knows_all_defs and not _is_lost(scene, name):
        known = tuple(scene.defs)
        yield found("unknown-reference", place, name=name, suggestion=nearest(name, known), known=known)


@dataclass(frozen=True)
class _Scales:
    """The scales that there are, looked through once for all that name one."""

    scene: Scene

    @cached_property
    def known(self) -> tuple[str, ...]:
        defs = self.scene.defs.items()
        return tuple(name for name, what in defs if kind_of(what) in ("scale", "dimensions", "unclear"))

    @cached_property
    def only_unused(self) -> str:
        """The one scale that nothing uses, if there is just one: likely the new name of what is not there any more."""
        used = {str(what.get(one, "")).rpartition("/")[2] for _, what in _things(self.scene) for one in _REFERRING}
        scales = (name for name, what in self.scene.defs.items() if kind_of(what) in ("scale", "dimensions"))
        left = [name for name in scales if name not in used]
        return left[0] if len(left) == 1 else ""


def _scale(scales: _Scales, spot: Spot, keyword: str, name: str) -> Iterator[Problem]:
    scene = scales.scene
    if name not in scene.defs:
        if scene.knows_all_defs and not _is_lost(scene, name):
            place = scene.at(spot, keyword)
            near = nearest(name, scales.known) or scales.only_unused
            yield found("unknown-scale", place, name=name, suggestion=near, known=scales.known)
        return
    kind = kind_of(followed(scene.defs[name], scene.defs)[0])
    single = keyword == "scale" and (
        spot.steps[-1:] == ("items",) or (spot.file == SCALES and spot.steps[2:3] == ("properties",))
    )
    wanted = _WANTED["one" if single and _in_set(scene, spot) else "item"]
    if kind not in wanted and kind != "unclear":
        yield found("not-a-scale", scene.at(spot, keyword), name=name, kind=kind)


def _in_set(scene: Scene, spot: Spot) -> bool:
    """True for a dimension, and for what several are chosen from: there one answer is given at a time."""
    return spot.steps[-1:] == ("items",) or "dimensions" in scene.defs.get(str(spot.steps[1]), {})


def _is_lost(scene: Scene, name: str) -> bool:
    """True for a definition that is there but was refused."""
    source = scene.files[SCALES].source.data if SCALES in scene.files else None
    return name in node(node(source).get("$defs"))
