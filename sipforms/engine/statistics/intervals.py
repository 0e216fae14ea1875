"""Intervals of a mean and of a share: how far the figure of a small group may be from what it stands for."""

from collections.abc import Sequence
from math import fsum, sqrt

from sipforms.engine.statistics.library import has_statistics
from sipforms.engine.statistics.values import CONFIDENCE, Estimate, Interval

FINEST = 9
"""Decimals after which two numbers are one: what is computed in floats differs in the last of sixteen."""


def mean_of(numbers: Sequence[float]) -> float:
    """The sum divided by how many there are, which is at least one."""
    return fsum(numbers) / len(numbers)


def spread_of(numbers: Sequence[float]) -> float:
    """The standard deviation of a sample: of at least two numbers, the squares divided by one less than there are."""
    middle = mean_of(numbers)
    return round(sqrt(fsum((one - middle) ** 2 for one in numbers) / (len(numbers) - 1)), FINEST)


def mean_interval(numbers: Sequence[float], population: int | None = None) -> Estimate:
    """The mean, with Student's t interval: mean -+ t(n - 1) * s / sqrt(n).

    With a ``population`` of N it says how far the mean of these n may be from that of all N, had they answered: the
    half width is multiplied by sqrt((N - n) / (N - 1)), and nothing is left of it where everybody answered. Without one
    it is about the people that might as well have been asked. Source: Cochran, Sampling Techniques, 3rd edition, 1977.
    """
    if not numbers:
        return Estimate(value=None, lacks="tooFew")
    middle, count = mean_of(numbers), len(numbers)
    if count == 1:
        return Estimate(value=middle, lacks="tooFew")
    spread = spread_of(numbers)
    if spread == 0:
        return Estimate(value=middle, lacks="noSpread")
    if not has_statistics():
        return Estimate(value=middle, lacks="library")
    from scipy import stats

    half = float(stats.t.ppf((1 + CONFIDENCE) / 2, count - 1)) * spread / sqrt(count) * _finite(count, population)
    return Estimate(value=middle, interval=Interval(low=middle - half, high=middle + half))


def _finite(count: int, population: int | None) -> float:
    if population is None or population <= 1:
        return 1.0
    return sqrt(max(population - count, 0) / (population - 1))


def share_interval(count: int, of: int) -> Estimate:
    """The share ``count / of`` (0 to 1), with Wilson's interval, which holds for few people and for none or all.

    Source: Wilson 1927; Newcombe, Statistics in Medicine 17, 1998, method 3.
    """
    if of < 1:
        return Estimate(value=None, lacks="tooFew")
    if not has_statistics():
        return Estimate(value=count / of, lacks="library")
    from scipy import stats

    found = stats.binomtest(count, of).proportion_ci(confidence_level=CONFIDENCE, method="wilson")
    return Estimate(value=count / of, interval=Interval(low=float(found.low), high=float(found.high)))
