"""What a number is once computed: its value and how many answers are behind it, or why there is none."""

from dataclasses import dataclass, field
from typing import TypeAlias

from sipforms.engine.response import Json
from sipforms.engine.score.missing import Reason
from sipforms.engine.score.scorer import Number

Shown: TypeAlias = float | int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The value for one part of a score: an option (``by``), a pair, or a part that the scorer names.

    ``key`` is its id or dotted path.
    """

    key: str
    title: str
    value: Shown | None
    reason: Reason | None = None
    answered: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """An indicator's value for one response, or why there is none.

    ``value`` is a number, the id of a class, or nothing: then ``reason`` says why, unless the value is in ``parts``.
    ``asked``, ``relevant`` and ``answered`` count items (pairs, rows, goals, indicators). ``range`` is the lowest and
    highest number possible. ``exact`` is the number before it was rounded to a float.
    """

    indicator: str
    value: Shown | None
    reason: Reason | None = None
    asked: int = 0
    relevant: int = 0
    answered: int = 0
    range: tuple[float, float] | None = None
    parts: tuple[Part, ...] = ()
    exact: Number | None = field(default=None, repr=False, compare=False)

    def plain(self) -> Json:
        """The value as plain JSON: a number, a word, a mapping of parts, or null."""
        if self.value is None and self.reason is None:
            return {part.key: part.value for part in self.parts}
        return self.value
