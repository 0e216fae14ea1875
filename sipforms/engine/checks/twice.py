"""Ids that stand twice: checks of one questionnaire, rules and examples."""

from collections.abc import Iterator

from sipforms.engine.build.data import node
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.scene import Scene
from sipforms.engine.checks.tree import Spot
from sipforms.engine.problem import Problem


def checks_are_named_once(scene: Scene) -> Iterator[Problem]:
    """Every check of a questionnaire, wherever it stands in it, has an id of its own."""
    for tree in scene.trees.values():
        first: dict[str, tuple[Spot, int]] = {}
        for branch in tree.walk():
            checks = branch.what.get("checks")
            for place, one in enumerate(checks if isinstance(checks, list) else ()):
                spot, id_ = branch.spot_of("checks"), node(one).get("id")
                if not isinstance(id_, str):
                    continue
                before = first.setdefault(id_, (spot, place))
                if before != (spot, place):
                    yield found(
                        "duplicate-id",
                        scene.at(spot, "checks", place, "id"),
                        also=scene.at(before[0], "checks", before[1], "id"),
                        kind="check",
                        name=id_,
                    )


def examples_are_named_once(scene: Scene) -> Iterator[Problem]:
    """Every example of a bundle has a sentence of its own, because reports of tests name examples by it."""
    first: dict[str, tuple[str, int]] = {}
    for name, _ in scene.bundle.folder_of("examples"):
        file = f"examples/{name}.yaml"
        data = scene.files[file].data
        for place, one in enumerate(data if isinstance(data, list) else ()):
            sentence = node(one).get("example")
            if not isinstance(sentence, str):
                continue
            before = first.setdefault(sentence, (file, place))
            if before != (file, place):
                at = scene.place(file, (place, "example"))
                also = scene.place(before[0], (before[1], "example"))
                yield found("duplicate-id", at, also=also, kind="example", name=sentence)
