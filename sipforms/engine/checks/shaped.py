"""A file of a bundle as far as its shape is right."""

from dataclasses import dataclass, field
from functools import cached_property

from sipforms.engine.problem import Problem
from sipforms.engine.read.marks import Steps
from sipforms.engine.read.source import Source
from sipforms.engine.response import Json


@dataclass(frozen=True, kw_only=True)
class Shaped:
    """A file's data without what its meta-schema refuses, so that later checks can rely on its shape.

    ``damaged`` holds the path of everything that lost a part or lacks one: nothing more is concluded from those.
    """

    source: Source
    data: Json
    problems: tuple[Problem, ...] = ()
    damaged: frozenset[Steps] = field(default_factory=frozenset)

    @property
    def readable(self) -> bool:
        """False where the file could not be read, or is something else than it should be, as a whole."""
        return self.data is not None

    @cached_property
    def around_damage(self) -> frozenset[Steps]:
        """Everything damaged, and all that it stands in."""
        return frozenset(path[:length] for path in self.damaged for length in range(len(path) + 1))
