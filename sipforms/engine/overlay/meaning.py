"""Which part of a base was probably meant by a path that leads to none."""

from collections.abc import Mapping
from dataclasses import dataclass

from sipforms.engine.checks.nearest import is_out_of_patience, nearest
from sipforms.engine.overlay.parts import Parts
from sipforms.engine.paths import at_and_around

_ALWAYS_THERE = frozenset({"", "scales", "indicators", "reports", "programme"})


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The parts of a base, looked through once so that thousands of paths that lead nowhere can be asked about.

    ``inside`` are the steps that lead on from a path, ``ending`` the paths that end with a step.
    """

    parts: Parts
    inside: Mapping[str, frozenset[str]]
    ending: Mapping[str, tuple[str, ...]]

    def meant(self, path: str) -> str:
        """The nearest path: among those that begin alike as far as they exist, and then among all; or the empty text.

        Thousands of long paths look alike, so the step that is wrong decides, not the path as a whole.
        """
        if is_out_of_patience():
            return ""
        steps = path.split(".")
        for length in range(len(steps) - 1, -1, -1):
            start = ".".join(steps[:length])
            if start not in self.parts and start not in _ALWAYS_THERE:
                continue
            near = nearest(steps[length], sorted(self.inside.get(start, ())))
            whole = ".".join(one for one in (start, near, *steps[length + 1 :]) if one)
            if near and whole in self.parts:
                return whole
            if near:
                return f"{start}.{near}" if start else near
            break
        return nearest(path, self.ending.get(steps[-1], ()))


def whereabouts(parts: Parts) -> Whereabouts:
    """The parts of a base made ready to be asked about."""
    inside: dict[str, set[str]] = {}
    ending: dict[str, list[str]] = {}
    for path in parts:
        for one in at_and_around(path):
            around, _, step = one.rpartition(".")
            inside.setdefault(around, set()).add(step)
        ending.setdefault(path.rpartition(".")[2], []).append(path)
    return Whereabouts(
        parts,
        {around: frozenset(steps) for around, steps in inside.items()},
        {step: tuple(paths) for step, paths in ending.items()},
    )
