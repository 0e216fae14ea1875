"""Two answers about one item put together: importance and satisfaction, capacity and performance, before and after."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.scorer import Number, Range, Scorer, Setup
from sipforms.plugins.scorers.settings import PAIRS

Pair = tuple[Number, Number]


def _mean(values: Iterable[Number]) -> Number:
    numbers = [Fraction(value) for value in values]
    return sum(numbers, Fraction(0)) / len(numbers)


def _difference(pairs: tuple[Pair, ...], _setup: Setup) -> Number:
    return _mean(first - second for first, second in pairs)


def _difference_range(setup: Setup) -> Range | None:
    if len(setup.ranges) != 2:
        return None
    (first_low, first_high), (second_low, second_high) = setup.ranges
    return first_low - second_high, first_high - second_low


DIFFERENCE = Scorer(
    name="difference",
    takes=("pairs",),
    compute=_difference,
    range=_difference_range,
    rules=("minPairs", "maxShare"),
    summary="The mean of the differences between two answers to the same item.",
    formula="sum(a - b) / n",
    range_text="lowest a - highest b to highest a - lowest b: -4 to 4 on two five-step scales",
    missing_text="A pair counts when both of its answers are numbers; other pairs are left out.",
    source="Our own summary; capacity minus performance follows the idea of WHO's ICF (2001), page 15.",
    settings=PAIRS,
    higher="neither",
    each=lambda pair, _setup: pair[0] - pair[1],
)


@hookimpl
def scorers() -> Iterable[Scorer]:
    return (DIFFERENCE, replace(DIFFERENCE, name="gap", summary="The old name of `difference`."))
