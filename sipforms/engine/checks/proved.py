"""What is proved about a bundle where nothing is wrong by itself. The prover is loaded only where it is needed."""

from collections.abc import Iterable, Iterator

from sipforms.engine.build.data import node
from sipforms.engine.checks.conditions import numbers_conditioned
from sipforms.engine.checks.scene import INDICATORS, PROGRAMME, SCALES, Scene
from sipforms.engine.problem import Level, Problem

_CONDITIONED = ("visibleIf", "requiredIf", "locked", "gate", "only", "without", "checks")
_FOR_ALL = frozenset({PROGRAMME, SCALES})
"""The files with whose mistakes nothing follows for any questionnaire."""


def proved(scene: Scene, before: Iterable[Problem]) -> Iterator[Problem]:
    """What follows from conditions and numbers in files without errors; ``before`` is what is wrong already."""
    known = tuple(before)
    wrong = frozenset(problem.place.file for problem in known if problem.level is Level.ERROR)
    if not wrong.isdisjoint(_FOR_ALL):
        return
    sound = tuple(id_ for id_ in scene.trees if f"questionnaires/{id_}.yaml" not in wrong)
    asks_in_numbers = INDICATORS not in wrong and any(True for _ in numbers_conditioned(scene))
    conditioned = tuple(id_ for id_ in sound if asks_in_numbers or _has_conditions(scene, id_))
    programme = scene.built if conditioned else None
    if programme is None:
        return
    from sipforms.engine.checks.proofs.everything import of_bundle

    numbers = INDICATORS in scene.files and INDICATORS not in wrong
    yield from of_bundle(scene, programme, known, conditioned, numbers=numbers)


def _has_conditions(scene: Scene, questionnaire: str) -> bool:
    written = [branch.what for branch in scene.trees[questionnaire].walk()]
    return any(word in what for what in written for word in _CONDITIONED) or any(
        "checks" in node(what.get("items")) for what in written if "items" in what
    )
