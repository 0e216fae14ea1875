"""Small words about items and answers: since when they are comparable, codes elsewhere, pictograms."""

import re
from collections.abc import Iterator

from sipforms.engine.build.data import Node, node, nodes, text
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.scene import SCALES, Scene
from sipforms.engine.checks.tree import Spot
from sipforms.engine.problem import Problem

_DETAILS = frozenset({"since", "codes", "pictogram"})
_ICF, _QUALIFIER = r"[bdse][0-9](?:[0-9]{2,4})?", r"[0-9]"
_PICTOGRAM = r"[^\W_](?:[\w-]*[^\W_])?"
_FILE_TYPE = r"(?i)\.(?:png|svg|jpe?g|gif|webp)$"


def details_are_written_right(scene: Scene) -> Iterator[Problem]:
    """``since`` is a version there has been, ``codes`` and ``pictogram`` are written as such."""
    for spot, what in _things(scene):
        if "since" in what:
            yield from _since(scene, spot, what)
        if "codes" in what:
            yield from _codes(scene, spot, what)
        if "pictogram" in what:
            yield from _pictogram(scene, spot, what)


def _things(scene: Scene) -> Iterator[tuple[Spot, Node]]:
    """Items with the words of their own, shared definitions, their dimensions, and the answers of all of them."""
    for _, branch in scene.branches:
        if not _DETAILS.isdisjoint(branch.own):
            yield branch.spot, branch.own
        if "oneOf" in branch.own:
            yield from _options(branch.spot, branch.own)
        elif "items" in branch.own:
            spot = Spot(branch.spot.file, (*branch.spot.steps, "items"))
            yield from _options(spot, node(branch.own["items"]))
    for name, what in scene.defs.items():
        spot = Spot(SCALES, ("$defs", name))
        yield spot, what
        yield from _options(spot, what)


def _options(spot: Spot, what: Node) -> Iterator[tuple[Spot, Node]]:
    for place, one in enumerate(nodes(what.get("oneOf"))):
        if not _DETAILS.isdisjoint(one):
            yield Spot(spot.file, (*spot.steps, "oneOf", place)), one


def _since(scene: Scene, spot: Spot, what: Node) -> Iterator[Problem]:
    since, version = text(what.get("since")), text(scene.programme.get("version"))
    if since and version and _numbers(since) > _numbers(version):
        yield found("since-later", scene.at(spot, "since"), name=since, version=version)


def _numbers(version: str) -> list[tuple[int, str]]:
    """Compared as numbers of any length: a longer one is larger."""
    return [(len(part.lstrip("0")), part.lstrip("0")) for part in version.split(".")]


def _codes(scene: Scene, spot: Spot, what: Node) -> Iterator[Problem]:
    """ICF: a letter and one digit (a chapter) or three to five (WHO, 2001); an answer's qualifier is one digit."""
    written = node(what.get("codes")).get("icf")
    code = str(written)
    if written is None or re.fullmatch(_ICF, code) or ("const" in what and re.fullmatch(_QUALIFIER, code)):
        return
    bare = re.sub(r"[\s.]", "", code).casefold()
    suggestion = bare if re.fullmatch(_ICF, bare) else ""
    yield found("code-form", scene.at(spot, "codes", "icf"), name=code, of="icf", suggestion=suggestion)


def _pictogram(scene: Scene, spot: Spot, what: Node) -> Iterator[Problem]:
    written = text(what.get("pictogram"))
    if written is None or re.fullmatch(_PICTOGRAM, written):
        return
    bare = re.sub(_FILE_TYPE, "", re.split(r"[/\\]", written)[-1]).strip().replace(" ", "_")
    suggestion = bare if re.fullmatch(_PICTOGRAM, bare) else ""
    yield found("pictogram-form", scene.at(spot, "pictogram"), name=written, suggestion=suggestion)
