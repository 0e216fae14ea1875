"""Where an answer lives inside a questionnaire: a tuple of ids from the root, written with dots.

``("relationer", "venner", "tilfredshed")`` is written ``relationer.venner.tilfredshed``. A step inside a repeating
item is the row's stable id: ``("familie", "r1", "alder")``.
"""

from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import TypeAlias

Path: TypeAlias = tuple[str, ...]

STAR, STARS = "*", "**"
"""What a pattern has for one step, whichever it is, and for any number of steps, none included."""

LATEST = "latest"
"""The first step of a path into another questionnaire: ``latest.baggrund.ramme.setting``."""


def dotted(path: Path) -> str:
    """The path as people and files write it."""
    return ".".join(path)


def parsed(text: str) -> Path:
    """The path written with dots; the empty text is the root."""
    return tuple(text.split(".")) if text else ()


def at_and_around(path: str) -> Iterator[str]:
    """The paths of everything that the path is inside of, the outermost first, and the path itself."""
    yield from (path[:at] for at, sign in enumerate(path) if sign == ".")
    yield path


def fitting(pattern: Path) -> Callable[[Path], bool]:
    """What tells whether a path is one that the pattern means; for one pattern and many paths.

    Most paths are told apart by the steps before the first star, so that little is spent on them.
    """
    head = tuple(takewhile(lambda step: step not in (STAR, STARS), pattern))
    length, rest = len(head), pattern[len(head) :]
    if not rest:
        return pattern.__eq__
    if rest == (STARS,):
        return lambda path: path[:length] == head
    return lambda path: path[:length] == head and fits(rest, path[length:])


def fits(pattern: Path, path: Path) -> bool:
    """True when the path is one that the pattern means."""
    if STARS not in pattern:
        return len(pattern) == len(path) and all(one in (STAR, step) for one, step in zip(pattern, path, strict=True))
    reached = _opened(pattern, {0})
    for step in path:
        taken = (place for place in reached if place < len(pattern) and pattern[place] in (STARS, STAR, step))
        reached = _opened(pattern, {place if pattern[place] == STARS else place + 1 for place in taken})
    return len(pattern) in reached


def _opened(pattern: Path, places: set[int]) -> set[int]:
    """The places of the pattern that can be next, those after a ``**`` that stands for nothing included.

    All places at once, so that many ``**`` in one pattern cost no more than their number.
    """
    for place, one in enumerate(pattern):
        if one == STARS and place in places:
            places.add(place + 1)
    return places
