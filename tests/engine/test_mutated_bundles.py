"""Whatever is done to a good bundle: checking never fails, and every problem has its place and facts."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from sipforms.engine.build import build
from sipforms.engine.check import check
from sipforms.engine.checks.codes import CODES
from sipforms.engine.problem import Level, Place, Problem
from sipforms.engine.read.bundle import Bundle, bundle_from, read
from tests.engine.checking import BUNDLES, PROGRAMS, folders, words
from tests.engine.mutating import mutated, mutated_text

FEW, MANY = 120, 2_500
GOOD = [*folders(BUNDLES / "good"), PROGRAMS / "voksen"]


def changed(bundle: Bundle, chance: random.Random) -> Bundle:
    """The bundle with one file changed: its text, or what it says."""
    file = chance.choice(sorted(bundle.files))
    text = bundle.files[file].decode()
    if chance.random() < 0.5:
        new = mutated_text(text, chance)
    else:
        data = mutated(bundle.sources[file].data, chance)
        new = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
    return bundle_from(bundle.name, {**bundle.files, file: new.encode()})


def is_inside(place: Place, files: Mapping[str, bytes]) -> bool:
    """True for a place that an editor can go to: in a file there is, or at the start of one that is missing."""
    if place.file not in files:
        return (place.line, place.column) == (1, 1)
    lines = files[place.file].decode("utf-8-sig", errors="replace").splitlines() or [""]
    if place.line > len(lines):
        return place.line == len(lines) + 1 and place.column == 1
    return 1 <= place.column <= len(lines[place.line - 1]) + 1


def look_at(bundle: Bundle, seed: int) -> None:
    found = check(bundle, words())
    for problem in found:
        assert is_inside(problem.place, bundle.files), (seed, problem)
        assert problem.also is None or is_inside(problem.also, bundle.files), (seed, problem)
        assert set(problem.facts) == set(CODES[problem.code].facts), (seed, problem)
    assert len({_once(problem) for problem in found}) == len(found), seed
    if not any(problem.level is Level.ERROR for problem in found):
        for language in ("da", "en"):
            assert build(bundle, language).questionnaires, seed


def _once(problem: Problem) -> tuple[Place, str, str]:
    return problem.place, problem.code, str(problem.facts.get("name"))


@pytest.mark.parametrize("folder", GOOD, ids=lambda path: path.name)
def test_a_changed_bundle_is_told_about_not_crashed_on(folder: Path) -> None:
    bundle = read(folder)
    for seed in range(FEW // 3 if folder.name == "voksen" else FEW):
        look_at(changed(bundle, random.Random(f"{folder.name}{seed}")), seed)


@pytest.mark.long
@pytest.mark.parametrize("folder", GOOD, ids=lambda path: path.name)
def test_many_changed_bundles(folder: Path) -> None:
    bundle = read(folder)
    for seed in range(MANY):
        look_at(changed(bundle, random.Random(f"{folder.name}/{seed}")), seed)
