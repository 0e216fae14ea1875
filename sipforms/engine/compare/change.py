"""The change in one indicator between two rounds, and whether it may be called better, worse or the same."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from sipforms.engine.compare.comparability import Break
from sipforms.engine.programme import Meaningful
from sipforms.engine.score.plan import Plan
from sipforms.engine.score.score import Score
from sipforms.engine.score.scorer import Number
from sipforms.engine.score.selection import Available

Verdict: TypeAlias = Literal["better", "worse", "same"]
Basis: TypeAlias = Literal["threshold", "reliableChange"]

RELIABLE = 1.96
"""A reliable change index beyond this, either way, is seen in fewer than 5 of 100 when nothing has changed."""

_FINEST = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One indicator now and last time.

    ``difference`` is now minus last time, and nothing where ``broken`` says why the two cannot be compared or where one
    of them has no number. ``meaningful``, ``verdict`` and ``basis`` are there only where the programme says when a
    change counts as one; otherwise the plain difference stands without an adjective. ``verdict`` is nothing too for a
    meaningful change when nobody has said which way is better. ``index`` is the reliable change index, ``higher``
    whether a higher value is better or worse.
    """

    indicator: str
    before: Score | None
    now: Score
    broken: Break | None = None
    difference: float | None = None
    meaningful: bool | None = None
    verdict: Verdict | None = None
    basis: Basis | None = None
    index: float | None = None
    higher: Verdict | None = None


def change_between(
    before: Score | None, now: Score, *, broken: Break | None, rule: Meaningful | None, higher: Verdict | None
) -> Change:
    """The change from one score to the next. ``higher`` says whether a higher value is better or worse, if either."""
    unjudged = Change(indicator=now.indicator, before=before, now=now, broken=broken, higher=higher)
    if broken is not None or before is None or before.exact is None or now.exact is None:
        return unjudged
    difference = _minus(now.exact, before.exact)
    basis, index, meaningful = _judged(difference, rule)
    return Change(
        indicator=now.indicator,
        before=before,
        now=now,
        difference=float(difference),
        meaningful=meaningful,
        verdict=_verdict(difference, higher, meaningful=meaningful),
        basis=basis,
        index=index,
        higher=higher,
    )


def change_over(changes: Sequence[Change | None], rule: Meaningful | None) -> Change | None:
    """The change over several steps in a row, oldest first, as one; nothing where there is none.

    It is broken where any of the steps is, for the first reason met; a step without a change is one to a new indicator.
    """
    newest = changes[-1] if changes else None
    if newest is None:
        return None
    known = [one for one in changes if one is not None]
    broken = next((_breaking(one) for one in changes if _breaking(one) is not None), None)
    return change_between(known[0].before, newest.now, broken=broken, rule=rule, higher=newest.higher)


def _breaking(change: Change | None) -> Break | None:
    return "newIndicator" if change is None else change.broken


def _minus(one: Number, other: Number) -> Number:
    if isinstance(one, float) or isinstance(other, float):
        return float(one) - float(other)
    return Fraction(one) - Fraction(other)


def _judged(difference: Number, rule: Meaningful | None) -> tuple[Basis | None, float | None, bool | None]:
    if rule is None:
        return None, None, None
    if rule.least is not None:
        least = Fraction(rule.least).limit_denominator(_FINEST)
        return "threshold", None, difference >= least or difference <= -least
    index = reliable_change_index(float(difference), rule.sd, rule.reliability)
    return (None, None, None) if index is None else ("reliableChange", index, abs(index) > RELIABLE)


def reliable_change_index(difference: float, sd: float | None, reliability: float | None) -> float | None:
    """Jacobson and Truax 1991: the difference over its standard error, ``sd * sqrt(2) * sqrt(1 - reliability)``.

    ``sd`` is the standard deviation before and ``reliability`` the instrument's, below 1. Nothing where either is
    missing or cannot be used.
    """
    if sd is None or reliability is None or sd <= 0 or not 0 <= reliability < 1:
        return None
    return difference / (sd * math.sqrt(2) * math.sqrt(1 - reliability))


def _verdict(difference: Number, higher: Verdict | None, *, meaningful: bool | None) -> Verdict | None:
    if meaningful is None:
        return None
    if not meaningful or difference == 0:
        return "same"
    if higher is None:
        return None
    return higher if difference > 0 else _OTHER_WAY[higher]


_OTHER_WAY: Mapping[Verdict, Verdict] = {"better": "worse", "worse": "better", "same": "same"}
_SAID: Mapping[str, Verdict] = {"higherIsBetter": "better", "higherIsWorse": "worse"}


def meaning_of_higher(one: Plan, plans: Mapping[str, Plan], available: Available) -> Verdict | None:
    """Whether a higher value is better or worse: as the indicator says, else as its scorer and its scale say."""
    if one.indicator.higher_is is not None:
        return one.indicator.higher_is
    match one.scorer.higher:
        case "better" | "worse" as always:
            return always
        case "neither":
            return None
    if one.members:
        meanings = {meaning_of_higher(plans[name], plans, available) for name in one.members}
    else:
        scales = (available[unit[0].place].question.scale for unit in one.units)
        meanings = {_SAID.get(scale.direction) if scale else None for scale in scales}
    meaning = meanings.pop() if len(meanings) == 1 else None
    return _OTHER_WAY[meaning] if meaning is not None and one.scorer.higher == "opposite" else meaning
