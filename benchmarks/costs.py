"""What each check costs: ``python -m benchmarks --profile``. A table, no goal: where the time of checking goes.

What several checks look at (the tree of a questionnaire, the programme as built) is made when the first of them asks
for it, and counted there.
"""

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from benchmarks.generated import programme, written
from sipforms.actions.vocabulary import open_vocabulary
from sipforms.engine.check import PRODUCTION_CHECKS, SENSE_CHECKS, check
from sipforms.engine.checks.proved import proved
from sipforms.engine.checks.scene import Scene
from sipforms.engine.checks.shape import shaped
from sipforms.engine.collecting import no_collecting
from sipforms.engine.read.bundle import read
from sipforms.engine.vocabulary import Vocabulary

Made = TypeVar("Made")
WARMING = 2
"""So many programmes first, uncounted: imports and compiled schemas are not what a check costs."""


class Clock:
    """Seconds by name, added up."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def time(self, name: str, do: Callable[[], Made]) -> Made:
        """Do it, and count what it took under the name."""
        begun = time.perf_counter()
        made = do()
        self.seconds[name] += time.perf_counter() - begun
        return made


def table(rounds: int) -> Iterator[str]:
    """A line for each stage, the dearest first: milliseconds for a programme, and its share of the whole."""
    vocabulary = open_vocabulary(installed=False)
    clock = Clock()
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(WARMING + rounds):
            folder = written(programme(f"p{number}"), Path(scratch) / f"p{number}")
            if number < WARMING:
                check(read(folder), vocabulary, production=True)
            else:
                with no_collecting():
                    _timed(folder, vocabulary, clock)
    whole = sum(clock.seconds.values())
    yield f"{whole / rounds * 1000:9.2f} ms  100.0 %  a programme of 4 x 80 items, read and checked for production"
    for name, seconds in sorted(clock.seconds.items(), key=lambda one: -one[1]):
        yield f"{seconds / rounds * 1000:9.2f} ms  {seconds / whole:6.1%}  {name}"


def _timed(folder: Path, vocabulary: Vocabulary, clock: Clock) -> None:
    bundle = clock.time("read", lambda: read(folder))
    files = clock.time("shape", lambda: {file: shaped(source) for file, source in bundle.sources.items()})
    scene = Scene(bundle=bundle, vocabulary=vocabulary, files=files)
    for sense in (*SENSE_CHECKS, *PRODUCTION_CHECKS):
        name = f"{sense.__module__.rpartition('.')[2]}.{sense.__name__}"
        clock.time(name, lambda sense=sense: tuple(sense(scene)))  # type: ignore[misc]
    clock.time("proofs", lambda: tuple(proved(scene, ())))
