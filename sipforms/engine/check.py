"""Everything that is wrong with a bundle, each mistake once: shape first, then sense."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from sipforms.engine.bundle import Bundle
from sipforms.engine.checks.conditions import conditions_make_sense
from sipforms.engine.checks.definitions import (
    definitions_turn_in_no_circle,
    dimensions_are_described,
    references_lead_somewhere,
    scales_exist,
)
from sipforms.engine.checks.scene import Scene
from sipforms.engine.checks.shape import Shaped, shaped
from sipforms.engine.problem import Problem
from sipforms.engine.vocabulary import Vocabulary

SenseCheck: TypeAlias = Callable[[Scene], Iterator[Problem]]

SENSE_CHECKS: tuple[SenseCheck, ...] = (
    references_lead_somewhere,
    scales_exist,
    definitions_turn_in_no_circle,
    dimensions_are_described,
    conditions_make_sense,
)
"""One function for each kind of sense; each sees only what shape did not refuse."""


def check(bundle: Bundle, vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """Every problem of the bundle, in the order of files and places. Never raises on account of what a bundle holds."""
    files = {file: shaped(source) for file, source in bundle.sources.items()}
    scene = Scene(bundle=bundle, vocabulary=vocabulary, files=files)
    return _sorted((*bundle.problems, *_of_shape(files), *_of_sense(scene)))


def _of_shape(files: Mapping[str, Shaped]) -> Iterator[Problem]:
    return (problem for one in files.values() for problem in one.problems)


def _of_sense(scene: Scene) -> Iterator[Problem]:
    return (problem for sense in SENSE_CHECKS for problem in sense(scene))


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By place; what two questionnaires meet in one shared definition is one problem."""
    once = {(problem.place, problem.code, str(problem.facts.get("name"))): problem for problem in problems}
    return tuple(sorted(once.values(), key=lambda problem: (problem.place, problem.code)))
