"""What statistics come to: an estimate with its interval, and a test, or a word for why there is none."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Lacks: TypeAlias = Literal["library", "tooFew", "noSpread", "unmoved", "withheld"]
"""Why a figure is not there: scipy is not installed; one number or none has no spread; all numbers are the same;
nobody moved at all; it would tell of too few people.
"""

CONFIDENCE = 0.95
"""Of intervals made in this way, 95 in 100 hold the true value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """From ``low`` to ``high``, at the confidence."""

    low: float
    high: float
    confidence: float = CONFIDENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number with its interval. ``lacks`` says why the number, or its interval, is not there."""

    value: float | None
    interval: Interval | None = None
    lacks: Lacks | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedTest:
    """Whether those who moved went one way more than chance would send them.

    ``moved`` is how many differences are not nothing: only those count in the test. ``p`` is two-sided: how often
    chance alone would give so large an imbalance. ``smallest`` is the smallest that it can be with so many, whatever
    they answered. ``is_exact`` says that every outcome was counted, and none approximated. ``lacks`` says why there is
    no ``p``.
    """

    kind: Literal["wilcoxon", "sign"]
    moved: int
    p: float | None
    smallest: float
    is_exact: bool
    lacks: Lacks | None = None
