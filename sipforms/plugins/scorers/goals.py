"""How far personal goals are reached."""

import math
from collections.abc import Iterable
from fractions import Fraction

from sipforms.engine.build.data import fraction
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.score.scorer import Goal, Range, Scorer, Setup
from sipforms.plugins.scorers.settings import ITEMS, NUMBER, WEIGHTS

_USUAL_CORRELATION = Fraction(3, 10)


def _correlation(setup: Setup) -> Fraction:
    given = fraction(setup.settings.get("correlation"))
    return _USUAL_CORRELATION if given is None else given


def _attainment(goals: tuple[Goal, ...], setup: Setup) -> float:
    """The T-score: 50 when goals are reached as expected on the whole."""
    rho = _correlation(setup)
    weights = [Fraction(goal.weight) for goal in goals]
    reached = sum((weight * Fraction(goal.level) for weight, goal in zip(weights, goals, strict=True)), Fraction(0))
    spread = (1 - rho) * sum(weight * weight for weight in weights) + rho * sum(weights) ** 2
    return 50 + 10 * float(reached) / math.sqrt(spread)


def _range(setup: Setup) -> Range | None:
    """All goals on the lowest or on the highest level: farthest out with k goals of one weight, least far with one."""
    if not setup.ranges:
        return None
    rho = float(_correlation(setup))
    spread = rho if setup.count is None else (1 - rho) / setup.count + rho
    if spread == 0:
        return None
    low, high = (float(end) for end in setup.ranges[0])
    farthest = 1 / math.sqrt(spread)
    return 50 + 10 * min(low, low * farthest), 50 + 10 * max(high, high * farthest)


GOAL_ATTAINMENT = Scorer(
    name="goalAttainment",
    takes=("goals",),
    compute=_attainment,
    range=_range,
    rules=("minAnswered", "maxShare"),
    summary="How well expectations to personal goals were met on the whole; not how able a person is, so never for "
    "comparing facilities. `items` are the levels (0 as expected), `weights` what each goal weighs: several weights "
    "in a row are multiplied, without any all weigh the same.",
    formula="50 + 10 * sum(w * x) / sqrt((1 - r) * sum(w^2) + r * sum(w)^2)",
    range_text="with levels -2 to 2 and r = 0.3: 30 to 70 for one goal, wider for more, never below 13.4 or above 86.6",
    missing_text="Of the goals that have a level and weights above 0.",
    source="Kiresuk & Sherman 1968, Goal Attainment Scaling; r = 0.3 is their assumption.",
    settings={
        **ITEMS,
        **WEIGHTS,
        "correlation": {**NUMBER, "description": "the assumed correlation between goals, r (default 0.3)"},
    },
    higher="better",
)


@hookimpl
def scorers() -> Iterable[Scorer]:
    return (GOAL_ATTAINMENT,)
