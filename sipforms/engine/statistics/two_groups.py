"""Two groups of people: how far apart their changes are, measured by how much people differ anyway."""

from collections.abc import Sequence
from math import sqrt

from sipforms.engine.statistics.intervals import mean_of, spread_of
from sipforms.engine.statistics.library import has_statistics
from sipforms.engine.statistics.paired import small_sample
from sipforms.engine.statistics.values import CONFIDENCE, Estimate, Interval


def hedges_g(one: Sequence[float], other: Sequence[float]) -> Estimate:
    """Hedges' g: the mean of one less that of the other, over their pooled standard deviation, times J.

    The interval is g -+ 1.96 J sqrt((n1 + n2) / (n1 n2) + d^2 / (2 (n1 + n2))). It takes the numbers for independent.
    Source: Borenstein, Hedges, Higgins and Rothstein, Introduction to Meta-Analysis, 2009, formulas 4.18 to 4.24.
    """
    first, second = len(one), len(other)
    if min(first, second) < 2:
        return Estimate(value=None, lacks="tooFew")
    degrees = first + second - 2
    pooled = sqrt(((first - 1) * spread_of(one) ** 2 + (second - 1) * spread_of(other) ** 2) / degrees)
    if pooled == 0:
        return Estimate(value=None, lacks="noSpread")
    apart = (mean_of(one) - mean_of(other)) / pooled
    factor = small_sample(degrees)
    if not has_statistics():
        return Estimate(value=factor * apart, lacks="library")
    from scipy import stats

    error = sqrt((first + second) / (first * second) + apart**2 / (2 * (first + second)))
    half = float(stats.norm.ppf((1 + CONFIDENCE) / 2)) * factor * error
    return Estimate(value=factor * apart, interval=Interval(low=factor * apart - half, high=factor * apart + half))
