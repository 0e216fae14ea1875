"""Two answers about one item put together: importance and satisfaction, capacity and performance, before and after.

The raw product of importance and satisfaction is not offered: it rises when an unmet need becomes more important.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.score.scorer import Number, Range, Scorer, Setup
from sipforms.plugins.scorers.averages import mean_of
from sipforms.plugins.scorers.settings import ITEMS, PAIRS, ROWS, WEIGHTS

Pair: TypeAlias = tuple[Number, Number]
Pairs: TypeAlias = tuple[Pair, ...]

_NOTHING = Setup()


def _mean(values: Iterable[Number]) -> Number:
    return mean_of(tuple(values), _NOTHING)


def _difference_range(setup: Setup) -> Range | None:
    if len(setup.ranges) != 2:
        return None
    (first_low, first_high), (second_low, second_high) = setup.ranges
    return first_low - second_high, first_high - second_low


def _shortfall(pair: Pair) -> Number:
    return max(0, pair[0] - pair[1])


def _shortfall_range(setup: Setup) -> Range | None:
    span = _difference_range(setup)
    return None if span is None else (max(0, span[0]), max(0, span[1]))


def _priority(pair: Pair, setup: Setup) -> Number:
    (low, _), (_, high) = setup.ranges
    return (pair[0] - low) * (high - pair[1])


def _priority_range(setup: Setup) -> Range | None:
    if len(setup.ranges) != 2:
        return None
    (first_low, first_high), (second_low, second_high) = setup.ranges
    return 0, (first_high - first_low) * (second_high - second_low)


def _quadrant(pair: Pair, setup: Setup) -> str:
    important, dissatisfied, satisfied = _cuts(setup)
    if pair[0] < important:
        return "other"
    if pair[1] <= dissatisfied:
        return "focus"
    return "strength" if pair[1] >= satisfied else "other"


def _cuts(setup: Setup) -> tuple[Number, Number, Number]:
    (_, first_high), (low, high) = setup.ranges
    usual = {"important": first_high - 1, "dissatisfied": low + 1, "satisfied": high - 1}
    given = {name: value for name in usual if isinstance(value := setup.settings.get(name), int)}
    return tuple((usual | given).values())  # type: ignore[return-value]  # three names, three numbers


def _quadrant_of_means(pairs: Pairs, setup: Setup) -> str:
    return _quadrant((_mean(pair[0] for pair in pairs), _mean(pair[1] for pair in pairs)), setup)


def _weighted(pairs: Pairs, setup: Setup) -> Number | None:
    lowest = 0 if setup.settings.get("lowestCounts") or len(setup.ranges) != 2 else setup.ranges[1][0]
    weights = [Fraction(weight) - lowest for _, weight in pairs]
    if sum(weights) <= 0:
        return None
    return sum((Fraction(x) * w for (x, _), w in zip(pairs, weights, strict=True)), Fraction(0)) / sum(weights)


DIFFERENCE = Scorer(
    name="difference",
    takes=("pairs",),
    compute=lambda pairs, _setup: _mean(first - second for first, second in pairs),
    range=_difference_range,
    rules=("minPairs", "maxShare"),
    summary="The mean of the differences between two answers to the same item.",
    formula="sum(a - b) / n",
    range_text="min(a) - max(b) to max(a) - min(b): -4 to 4 on two five-step scales",
    missing_text="A pair counts when both of its answers are numbers; other pairs are left out.",
    source="Our own summary; capacity minus performance follows the idea of WHO's ICF (2001), page 15.",
    settings=PAIRS,
    higher="neither",
)
UNMET = Scorer(
    name="unmet",
    takes=("pairs",),
    compute=lambda pairs, _setup: _mean(_shortfall(pair) for pair in pairs),
    range=_shortfall_range,
    rules=("minPairs", "maxShare"),
    summary="How much less satisfying than important things are on average. "
    "`items: {from: importance, minus: satisfaction}`.",
    formula="sum(max(0, a - b)) / n",
    range_text="0 to max(a) - min(b): 0 to 4 on two five-step scales",
    missing_text=DIFFERENCE.missing_text,
    source="Our own summary; unlike `difference` a need more than met does not hide one that is unmet.",
    settings=PAIRS,
    higher="worse",
)
PRIORITY = Scorer(
    name="priority",
    takes=("pairs",),
    compute=lambda pairs, setup: max(_priority(pair, setup) for pair in pairs),
    range=_priority_range,
    rules=("minPairs", "maxShare"),
    summary="For ordering what to talk about first, never an outcome. "
    "`items: {from: importance, minus: satisfaction}`. "
    "One number for each pair; the indicator's own is the highest of them.",
    formula="for each pair (a - min(a)) * (max(b) - b); max over pairs",
    range_text="0 to (max(a) - min(a)) * (max(b) - min(b)): 0 to 16 on two five-step scales",
    missing_text=DIFFERENCE.missing_text,
    source="Our own, (I - 1) * (5 - S) on five-step scales.",
    settings=PAIRS,
    higher="neither",
    each=_priority,
)
QUADRANT = Scorer(
    name="quadrant",
    takes=("pairs",),
    compute=_quadrant_of_means,
    range=lambda _setup: None,
    rules=("minPairs", "maxShare"),
    summary="Important and not satisfying (`focus`), important and satisfying (`strength`), or `other`; "
    "`items: {from: importance, minus: satisfaction}`. "
    "One class for each pair; the indicator's own is that of the two means.",
    formula="a >= important: focus when b <= dissatisfied, strength when b >= satisfied; else other",
    range_text="focus, strength, other",
    missing_text=DIFFERENCE.missing_text,
    source="The names after SIP's areas of effort and of strength (indsats- og styrkeområder); the cuts are our own.",
    settings={
        **{name: value for name, value in PAIRS.items() if name != "range"},
        "important": {
            "type": "integer",
            "x-compares": {"with": 0, "as": "atLeast"},
            "description": "default: the second highest step (4 of 5)",
        },
        "dissatisfied": {
            "type": "integer",
            "x-compares": {"with": 1, "as": "atMost"},
            "description": "default: the second lowest step (2 of 5)",
        },
        "satisfied": {
            "type": "integer",
            "x-compares": {"with": 1, "as": "atLeast"},
            "description": "default: the second highest step (4 of 5)",
        },
    },
    shape="class",
    higher="neither",
    each=_quadrant,
)
WEIGHTED_MEAN = Scorer(
    name="weightedMean",
    takes=("pairs",),
    compute=_weighted,
    range=lambda setup: setup.ranges[0] if setup.ranges else None,
    rules=("minPairs", "maxShare"),
    summary="The mean of `items`, each weighed by the answer to `weights` of the same item. "
    "Satisfaction weighed by importance says almost the same as the plain mean: show that first.",
    formula="sum(w * x) / sum(w), w = weight - min(weight); with lowestCounts w = weight",
    range_text="that of the items: 1 to 5 on a five-step scale",
    missing_text="A pair counts when both of its answers are numbers. No number when all weights are 0.",
    source="Normalised weights; on weighting by importance see Wu & Yao 2006, https://doi.org/10.1007/s11205-007-9103-9",
    settings={
        "items": ITEMS["items"],
        **WEIGHTS,
        **ROWS,
        "lowestCounts": {"type": "boolean", "description": "the lowest step of the weights weighs too (default false)"},
    },
    needs=("weights",),
)


@hookimpl
def scorers() -> Iterable[Scorer]:
    gap = replace(DIFFERENCE, name="gap", summary="The old name of `difference`, for importance minus satisfaction.")
    return (DIFFERENCE, gap, UNMET, PRIORITY, QUADRANT, WEIGHTED_MEAN)
