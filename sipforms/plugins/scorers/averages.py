"""Averages of what is answered: mean, median, lowest, highest, and the mean as a percentage of what is possible."""

from collections.abc import Iterable
from fractions import Fraction

from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.scorer import Number, Range, Scorer, Setup
from sipforms.plugins.scorers.settings import INDICATORS, ITEMS


def mean_of(values: tuple[Number, ...], _setup: Setup) -> Number:
    """The sum divided by how many there are; exact."""
    total = sum(values)
    return total / len(values) if isinstance(total, float) else Fraction(total) / len(values)


def same_range(setup: Setup) -> Range | None:
    """The range of what is taken."""
    return setup.ranges[0] if setup.ranges else None


MEAN = Scorer(
    name="mean",
    takes=("items", "indicators"),
    compute=mean_of,
    range=same_range,
    rules=("maxShare", "minAnswered"),
    summary="The mean of the answers.",
    formula="sum(x) / n",
    range_text="that of the scale: 1 to 5 on a five-step scale",
    missing_text="The mean of the answers there are; QOLIBRI allows a third to be missing.",
    source="QOLIBRI scoring: http://qolibrinet.com/scoring/ (satisfaction items 1-5, at most one third missing).",
    settings={**ITEMS, **INDICATORS},
)


@hookimpl
def scorers() -> Iterable[Scorer]:
    return (MEAN,)
