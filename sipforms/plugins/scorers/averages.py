"""One number that stands for several answers: mean, median, lowest, highest, sum, percentage of what is possible."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.score.scorer import Number, Range, Scorer, Setup
from sipforms.plugins.scorers.settings import INDICATORS, ITEMS, REVERSED

Numbers = tuple[Number, ...]


def mean_of(values: Numbers, _setup: Setup) -> Number:
    """The sum divided by how many there are; exact."""
    total = sum(values)
    return Fraction(total, len(values)) if isinstance(total, int) else total / len(values)


def same_range(setup: Setup) -> Range | None:
    """The range of what is taken."""
    return setup.ranges[0] if setup.ranges else None


def percent_of_max(values: Numbers, setup: Setup) -> Number | None:
    """How far the mean is from the lowest to the highest possible answer, 0 to 100; nothing where they are the same."""
    if not setup.ranges or setup.ranges[0][0] == setup.ranges[0][1]:
        return None
    low, high = setup.ranges[0]
    return (mean_of(values, setup) - low) * 100 / (high - low)


def percent_range(setup: Setup) -> Range | None:
    """0 to 100."""
    return (0, 100) if setup.ranges else None


def sum_of(values: Numbers, setup: Setup) -> Number | None:
    """The sum of the answers, scaled up to all of them where ``prorate`` is set."""
    if not setup.settings.get("prorate"):
        return sum(values)
    return None if setup.count is None else mean_of(values, setup) * setup.count


def sum_range(setup: Setup) -> Range | None:
    """From the fewest and lowest answers that may be summed to the most and highest."""
    if setup.count is None or not setup.ranges:
        return None
    low, high = setup.ranges[0]
    how_many = (setup.count,) if setup.settings.get("prorate") else (setup.least, setup.count)
    return min(low * n for n in how_many), max(high * n for n in how_many)


def _median(values: Numbers, _setup: Setup) -> Number:
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return mean_of((ordered[middle - 1], ordered[middle]), _setup)


MEAN = Scorer(
    name="mean",
    takes=("items", "indicators"),
    compute=mean_of,
    range=same_range,
    rules=("maxShare", "minAnswered"),
    summary="The mean of the answers, or of other indicators (a mean of means: each weighs the same).",
    formula="sum(x) / n",
    range_text="that of the answers: 1 to 5 on a five-step scale",
    missing_text="The mean of the answers there are. Usual: at most one third missing.",
    source="QOLIBRI scoring (satisfaction items 1-5, at most one third missing): http://qolibrinet.com/scoring/",
    settings={**ITEMS, **INDICATORS, **REVERSED},
    whole=True,
)
PERCENT_OF_MAX = Scorer(
    name="percentOfMax",
    takes=("items", "indicators"),
    compute=percent_of_max,
    range=percent_range,
    rules=("maxShare", "minAnswered"),
    summary="The mean as a percentage of the way from the lowest to the highest possible answer.",
    formula="(sum(x) / n - min) / (max - min) * 100",
    range_text="0 to 100",
    missing_text="As for `mean`.",
    source="QOLIBRI scoring: http://qolibrinet.com/scoring/; known as %SM in the ComQol and PWI manuals.",
    settings={**ITEMS, **INDICATORS},
)
SUM = Scorer(
    name="sum",
    takes=("items", "indicators"),
    compute=sum_of,
    range=sum_range,
    rules=("maxShare", "minAnswered"),
    summary="The sum of the answers. With `prorate` a missing answer counts as the mean of the others.",
    formula="sum(x); with prorate sum(x) / n * k, k the number of items",
    range_text="k * min to k * max; without prorate also the sums of as few answers as the missing rule allows",
    missing_text="Without `prorate` a missing answer makes the sum smaller, so use `maxShare: 0`.",
    source="Plain sum; prorating as in the WHODAS 2.0 manual and the SDQ scoring instructions.",
    settings={
        **ITEMS,
        **INDICATORS,
        **REVERSED,
        "prorate": {"type": "boolean", "description": "scale the sum up to all items (default false)"},
    },
    whole=True,
)


MEDIAN = replace(
    MEAN,
    name="median",
    compute=_median,
    summary="The middle answer.",
    formula="the middle of x in order, or the mean of the two in the middle",
    missing_text="Of the answers there are.",
    source="Ordinary definition.",
    settings={**ITEMS, **INDICATORS},
)
LOWEST = replace(
    MEDIAN,
    name="min",
    compute=lambda values, _setup: min(values),
    summary="The lowest answer.",
    formula="min(x)",
)
HIGHEST = replace(
    MEDIAN,
    name="max",
    compute=lambda values, _setup: max(values),
    summary="The highest answer.",
    formula="max(x)",
)


@hookimpl
def scorers() -> Iterable[Scorer]:
    return (MEAN, PERCENT_OF_MAX, SUM, MEDIAN, LOWEST, HIGHEST)
