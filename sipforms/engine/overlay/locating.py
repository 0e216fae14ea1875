"""From a place in a file back to the part of the bundle that stands there."""

from collections.abc import Iterator

from sipforms.engine.overlay.parts import name_of, names_of, parts_of
from sipforms.engine.problem import Place
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.read.marks import Steps
from sipforms.engine.response import Json

_AS_ONE = ("indicators.yaml", "reports.yaml")
"""Files whose parts are of no use without one of their keywords."""


def part_at(bundle: Bundle, place: Place) -> str:
    """The path of the part whose key or value stands at the place; the file's name where there is none."""
    for file, source in bundle.sources.items():
        if place.file in (source.file, *(other.file for other in source.others)):
            for steps in _steps(source.data):
                if place in (source.place(steps), source.place(steps, key=True)):
                    return name_of(names_of(parts_of(bundle)), file, steps if file not in _AS_ONE else steps[:1])
    return place.file


def _steps(value: Json, steps: Steps = ()) -> Iterator[Steps]:
    """The way to every value inside, the outer ones first."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in entries:
        yield (*steps, step)
        yield from _steps(one, (*steps, step))
