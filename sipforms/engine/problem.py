"""What is wrong, where, and the facts a sentence about it needs.

The sentences themselves live in ``sipforms.render``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from sipforms.engine.paths import Path

Fact: TypeAlias = str | int | tuple[str, ...]


class Level(StrEnum):
    """How serious a problem is: an error stops, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A place in a file of a bundle.

    ``line`` and ``column`` count from 1; ``length`` is how much to underline (0: not known).
    """

    file: str
    line: int = 1
    column: int = 1
    length: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake in a bundle.

    ``code`` names the kind of mistake, ``facts`` holds what its sentence mentions (names as the author wrote them,
    suggestions),
    ``also`` is the second place when two places clash, ``cause`` the mistake that this one leads to there.
    ``elsewhere`` are the other places that are wrong for the same reason, so that nothing more is said of them.
    A bundle is data for publication, so facts may quote it.
    """

    code: str
    place: Place
    level: Level = Level.ERROR
    facts: Mapping[str, Fact] = field(default_factory=dict)
    also: Place | None = None
    cause: "Problem | None" = None
    elsewhere: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerProblem:
    """One thing to mend, or to confirm, in a response. It never holds the answer.

    ``path`` is the question (empty for the response as a whole). ``level`` is an error for what must be mended before
    handing in, a warning for a soft check, which may stand with a reason. ``check`` is the id of the programme's own
    check behind it, and
    ``message`` that check's text.
    """

    code: str
    path: Path
    level: Level = Level.ERROR
    facts: Mapping[str, Fact] = field(default_factory=dict)
    check: str | None = None
    message: str | None = None


def worst(problems: tuple[Problem, ...]) -> Level | None:
    """The most serious level among the problems, or nothing when there are none."""
    levels = {problem.level for problem in problems}
    return next((level for level in Level if level in levels), None)
