"""Effects that are published: told so roughly that they do not say how many went which way.

An effect is the distance of two means, which are told, over how much people differ: so it tells the sum of squares of
all changes. With few steps, and nearly everybody unchanged, that sum is as good as a count of those who moved. Where
the counts are withheld, means and effect are told with two decimals, and the effect only where what they leave open of
the sum is more than the squares of six changes: three more could have gone the other way, and three fewer.
"""

from collections.abc import Sequence
from math import fsum, inf

from sipforms.engine.statistics.paired import small_sample
from sipforms.engine.statistics.two_groups import hedges_g
from sipforms.engine.statistics.values import Estimate, Interval

DECIMALS = 2
_HALF = 0.5 * 10**-DECIMALS
_CHANGES = 6


def published_effect(given: Sequence[float], otherwise: Sequence[float]) -> Estimate | None:
    """Hedges' g of two halves whose directions are withheld; nothing where it would give them away."""
    found = hedges_g(given, otherwise)
    if found.value is None or left_open(given, otherwise, found.value) < _CHANGES * _greatest(given, otherwise) ** 2:
        return None
    ends = found.interval
    return Estimate(
        value=round(found.value, DECIMALS),
        interval=None if ends is None else Interval(low=round(ends.low, DECIMALS), high=round(ends.high, DECIMALS)),
        lacks=found.lacks,
    )


def left_open(given: Sequence[float], otherwise: Sequence[float], effect: float) -> float:
    """Between which sums of squares of deviations the told decimals leave the choice: the greatest less the least."""
    degrees = len(given) + len(otherwise) - 2
    apart = abs(round(fsum(given) / len(given), DECIMALS) - round(fsum(otherwise) / len(otherwise), DECIMALS))
    size = abs(round(effect, DECIMALS))
    if size <= _HALF:
        return inf
    greatest = (apart + 2 * _HALF) / (size - _HALF)
    least = max(apart - 2 * _HALF, 0) / (size + _HALF)
    return float((greatest**2 - least**2) * small_sample(degrees) ** 2 * degrees)


def _greatest(given: Sequence[float], otherwise: Sequence[float]) -> float:
    return max(abs(one) for one in (*given, *otherwise))
