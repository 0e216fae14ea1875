"""The same people twice: whether they moved more one way than chance would send them, and how much."""

from collections import Counter
from collections.abc import Sequence

from sipforms.engine.statistics.intervals import FINEST, mean_of, spread_of
from sipforms.engine.statistics.library import has_statistics
from sipforms.engine.statistics.values import Estimate, PairedTest

MOST_COUNTED = 50
"""Up to so many differences every outcome is counted; with more the normal distribution is as good."""


def paired_test(differences: Sequence[float]) -> PairedTest:
    """Wilcoxon's signed rank test of differences; where all who moved did so by as much, the sign test that it then is.

    Differences of nothing do not count (Wilcoxon 1945); equal ones share their ranks. Up to 50 differences the test is
    exact, given the ranks that there are; above that it is the normal approximation with the correction for ties and
    for continuity. Source: Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, 3rd edition, 2014.
    """
    moved = [one for one in (round(each, FINEST) for each in differences) if one]
    is_sign = len({abs(one) for one in moved}) == 1
    p = _p(moved, is_sign=is_sign) if moved and has_statistics() else None
    return PairedTest(
        kind="sign" if is_sign else "wilcoxon",
        moved=len(moved),
        p=p,
        smallest=min(1.0, 2.0 ** (1 - len(moved))),
        is_exact=is_sign or len(moved) <= MOST_COUNTED,
        lacks=None if p is not None else "library" if moved else "unmoved",
    )


def _p(moved: Sequence[float], *, is_sign: bool) -> float:
    from scipy import stats

    if is_sign:
        return float(stats.binomtest(sum(one > 0 for one in moved), len(moved)).pvalue)
    has_ties = len({abs(one) for one in moved}) < len(moved)
    if has_ties and len(moved) <= MOST_COUNTED:
        return _counted(moved)
    method = "exact" if len(moved) <= MOST_COUNTED else "asymptotic"
    return float(stats.wilcoxon(moved, method=method, correction=method == "asymptotic").pvalue)


def _counted(moved: Sequence[float]) -> float:
    """The exact two-sided p where ranks are shared: of all ways to give the differences signs, how many are as extreme.

    scipy counts them one by one, which takes seconds from 15 differences on. The sums are added up here instead, rank
    for rank: as many steps as the sum of ranks, for each rank. Ranks are doubled, so that shared ones are whole.
    """
    from scipy import stats

    ranks = [round(2 * one) for one in stats.rankdata([abs(one) for one in moved])]
    ways = Counter({0: 1})
    for rank in ranks:
        ways.update({total + rank: count for total, count in tuple(ways.items())})
    rose = sum(rank for rank, one in zip(ranks, moved, strict=True) if one > 0)
    smaller = min(rose, sum(ranks) - rose)
    extreme: int = sum(count for total, count in ways.items() if total <= smaller)
    return min(1.0, float(2 * extreme) / float(2 ** len(ranks)))


def response_mean(differences: Sequence[float]) -> Estimate:
    """The standardised response mean: the mean difference over the standard deviation of differences, times J.

    J = 1 - 3 / (4 (n - 1) - 1) takes away what a small group puts on top (0.80 for 5 people, 0.91 for 10). Source:
    Hedges 1981; Liang, Fossel and Larson, Medical Care 28, 1990.
    """
    if len(differences) < 2:
        return Estimate(value=None, lacks="tooFew")
    spread = spread_of(differences)
    if spread == 0:
        return Estimate(value=None, lacks="noSpread")
    return Estimate(value=small_sample(len(differences) - 1) * mean_of(differences) / spread)


def small_sample(degrees: int) -> float:
    """J for so many degrees of freedom, at least one (Hedges 1981, the usual approximation): 1 - 3 / (4 df - 1)."""
    return 1 - 3 / (4 * degrees - 1)
