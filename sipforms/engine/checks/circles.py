"""Questions whose showing depends on one another in a circle."""

from collections.abc import Iterator

from sipforms.engine.ask.dependency import dependency_circle
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.scene import Scene
from sipforms.engine.checks.tree import Branch, matching
from sipforms.engine.paths import Path, dotted
from sipforms.engine.problem import Place, Problem

_HIDING = frozenset({"visibleIf", "gate"})


def showing_turns_in_no_circle(scene: Scene) -> Iterator[Problem]:
    """No question is shown or hidden by an answer that depends on its own."""
    programme = scene.built
    for id_ in programme.questionnaires if programme is not None else ():
        if id_ not in scene.trees or not _has_conditions(scene.trees[id_]):
            continue
        circle = dependency_circle(scene.places_of(id_))
        if circle:
            yield found("condition-circle", _blamed(scene, id_, circle), names=tuple(dotted(path) for path in circle))


def _blamed(scene: Scene, questionnaire: str, circle: tuple[Path, ...]) -> Place:
    """Where a condition of the circle stands; of a gate, which hides what comes after it, the gate."""
    tree = scene.trees[questionnaire]
    around = (one for path in circle for one in matching(tree, path))
    for word, branches in (("visibleIf", around), ("gate", tree.walk())):
        branch = next((one for one in branches if word in one.own), None)
        if branch is not None:
            return scene.at(branch.spot, word, key=True)
    return scene.place(f"questionnaires/{questionnaire}.yaml")


def _has_conditions(tree: Branch) -> bool:
    return any(not _HIDING.isdisjoint(branch.what) for branch in tree.walk())
