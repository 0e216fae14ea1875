"""What a scoring method is to the engine: a name, what it takes, a range, and a pure function."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from sipforms.engine.response import Json

Takes: TypeAlias = Literal["items", "pairs", "rows", "choices", "dates", "goals"]
Value: TypeAlias = float | int | Fraction | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """A scoring method. ``formula`` and ``source`` are shown to people who ask why a number is what it is."""

    name: str
    takes: tuple[Takes, ...]
    compute: Callable[..., Value | None]
    range: Callable[..., tuple[float, float] | None]
    formula: str
    source: str
    settings: Mapping[str, Json] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    notes: Mapping[str, Any] = field(default_factory=dict)
