"""Checks thousands of changed bundles in a process of its own, so that a crash is seen and not suffered.

Started as ``python mutated_child.py FIRST COUNT``; a JSON line for each bundle: its number, what it was made from, the
processor seconds that checking took, and what was not as it should be.
"""

import json
import random
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(HOUSE))

import yaml  # noqa: E402

from sipforms.engine.build import build  # noqa: E402
from sipforms.engine.check import check  # noqa: E402
from sipforms.engine.checks.codes import CODES  # noqa: E402
from sipforms.engine.overlay.resolving import resolve  # noqa: E402
from sipforms.engine.problem import Level, Place, Problem  # noqa: E402
from sipforms.engine.read.bundle import Bundle, bundle_from, read  # noqa: E402
from sipforms.render.problems import problem_text  # noqa: E402
from tests.engine.checking import BUNDLES, PROGRAMS, folders, words  # noqa: E402
from tests.engine.mutating import mutated, mutated_text  # noqa: E402
from tests.engine.overlaying import Bundles  # noqa: E402

BIG = "voksen"
GOOD = [*folders(BUNDLES / "good"), PROGRAMS / BIG]
EXTENDING = {"lille_grund": "grund", "hjerneskade": BIG}
"""Overlays and what each extends; what is changed is one of the two."""

HEAVY = (BIG, "hjerneskade")
ONE_IN = 25
"""Every so many is made from the whole programme, which takes as long as twenty small ones."""


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


def together(own: Bundle, base: Bundle, name: str, chance: random.Random) -> tuple[Bundle, Mapping[str, bytes]]:
    """An overlay with its base, one of them changed, and the files of both as places name them."""
    if chance.random() < 0.5:
        own = changed(own, chance)
    else:
        base = changed(base, chance)
    below = {f"../{name}/{file}": content for file, content in base.files.items()}
    return resolve(own, Bundles({name: base}, own.name)), {**own.files, **below}


def is_inside(place: Place, files: Mapping[str, bytes]) -> bool:
    """True for a place that an editor can go to: in a file there is, or at the start of one that is missing."""
    if place.file not in files:
        return (place.line, place.column) == (1, 1)
    lines = files[place.file].decode("utf-8-sig", errors="replace").splitlines() or [""]
    if place.line > len(lines):
        return place.line == len(lines) + 1 and place.column == 1
    return 1 <= place.column <= len(lines[place.line - 1]) + 1


def wrong_with(bundle: Bundle, files: Mapping[str, bytes], problems: tuple[Problem, ...]) -> Iterator[str]:
    """What is not as it should be with what is told of a bundle."""
    for problem in problems:
        if not is_inside(problem.place, files):
            yield f"nowhere: {problem}"
        if problem.also is not None and not is_inside(problem.also, files):
            yield f"the other place is nowhere: {problem}"
        if set(problem.facts) != set(CODES[problem.code].facts):
            yield f"other facts: {problem}"
    yield from (f"nothing said: {one}" for one in problems[:2] if not problem_text(one, bundle, folder=None))
    if len({(one.place, one.code, str(one.facts.get("name"))) for one in problems}) < len(problems):
        yield "told twice"
    if not any(problem.level is Level.ERROR for problem in problems):
        yield from ("nothing built" for language in ("da", "en") if not build(bundle, language).questionnaires)


def looked_at(number: int, originals: Mapping[str, Bundle]) -> dict[str, object]:
    """One changed bundle and what came of it."""
    chance = random.Random(f"changed {number}")
    small = sorted(originals.keys() - {*HEAVY, "grund"})
    name = HEAVY[number // ONE_IN % len(HEAVY)] if number % ONE_IN == 0 else small[number % len(small)]
    bundle, files = originals[name], originals[name].files
    if name in EXTENDING:
        bundle, files = together(bundle, originals[EXTENDING[name]], EXTENDING[name], chance)
    else:
        bundle = changed(bundle, chance)
        files = bundle.files
    began = time.process_time()
    problems = check(bundle, words())
    took = time.process_time() - began
    return {"number": number, "of": name, "seconds": took, "wrong": list(wrong_with(bundle, files, problems))}


def main(first: int, count: int) -> None:
    """Look at as many as asked for, and say so of each at once: the last line names the one that crashed it."""
    overlays = (BUNDLES / "overlays" / name for name in EXTENDING)
    originals = {folder.name: read(folder) for folder in (*GOOD, *overlays, BUNDLES / "bases" / "grund")}
    looked_at(1, originals)  # what is imported only when something is wrong is not counted
    for number in range(first, first + count):
        sys.stdout.write(json.dumps(looked_at(number, originals)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
