"""Questions whose showing depends on one another in a circle."""

from collections.abc import Iterator

from sipforms.engine.ask.dependency import dependency_circle
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.scene import Scene
from sipforms.engine.checks.tree import Branch, matching
from sipforms.engine.paths import dotted
from sipforms.engine.problem import Problem


def showing_turns_in_no_circle(scene: Scene) -> Iterator[Problem]:
    """No question is shown or hidden by an answer that depends on its own."""
    programme = scene.built
    for id_ in programme.questionnaires if programme is not None else ():
        if id_ not in scene.trees or not _has_conditions(scene.trees[id_]):
            continue
        circle = dependency_circle(scene.places_of(id_))
        if circle:
            branch = next(
                (one for path in circle for one in matching(scene.trees[id_], path) if "visibleIf" in one.own), None
            )
            names = tuple(dotted(path) for path in circle)
            place = scene.place(f"questionnaires/{id_}.yaml")
            if branch is not None:
                place = scene.at(branch.spot, "visibleIf", key=True)
            yield found("condition-circle", place, names=names)


def _has_conditions(tree: Branch) -> bool:
    return any("visibleIf" in branch.what for branch in tree.walk())
