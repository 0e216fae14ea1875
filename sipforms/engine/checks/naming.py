"""Entries have a title that people read, and a meaning across versions that no other item claims."""

from collections.abc import Iterator

from sipforms.engine.build.data import text
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.scene import Scene
from sipforms.engine.checks.tree import Branch
from sipforms.engine.problem import Place, Problem

_TITLED = {"area": "area", "rows": "rows", "item": "item", "question": "item"}
"""What has a title, and the word for it; the dimensions of an item are described in their set."""


def entries_are_titled(scene: Scene) -> Iterator[Problem]:
    """Every area, item, row field and list of rows has a ``title``."""
    for tree in scene.trees.values():
        for branch in _entries(tree):
            is_whole = scene.is_sound(branch.spot.file, *branch.spot.steps) and not branch.lost
            if branch.kind in _TITLED and "title" not in branch.what and is_whole and _is_sound_below(scene, branch):
                yield found("missing-keyword", scene.at(branch.spot, key=True), name="title", on=_TITLED[branch.kind])


def _is_sound_below(scene: Scene, branch: Branch) -> bool:
    return branch.shared is None or scene.is_sound(branch.shared.file, *branch.shared.steps)


def _entries(branch: Branch) -> Iterator[Branch]:
    """Everything below but dimensions."""
    for child in branch.children.values() if branch.kind != "item" else ():
        yield child
        yield from _entries(child)


def concepts_are_there_once(scene: Scene) -> Iterator[Problem]:
    """No two items of a questionnaire have one ``concept``: they would be followed as one thing."""
    for tree in scene.trees.values():
        first: dict[str, Place] = {}
        for branch in _entries(tree):
            concept = text(branch.what.get("concept"))
            if concept is None:
                continue
            place = scene.at(branch.spot_of("concept"), "concept")
            before = first.setdefault(concept, place)
            if before != place:
                yield found("duplicate-id", place, also=before, kind="concept", name=concept)
