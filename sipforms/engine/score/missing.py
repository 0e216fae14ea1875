"""When answers are too few for a number.

Four different things are kept apart: not asked (hidden, or not for this person), asked but not relevant, relevant but
without an answer that is a number (blank, or any other missing answer), and answered with a number.

``asked`` counts what was shown, ``relevant`` is asked without those answered "not relevant", ``answered`` is relevant
with a number.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Literal, TypeAlias

from sipforms.engine.programme import MissingRule

Reason: TypeAlias = Literal["notAsked", "tooFewAnswers", "notDefined", "unknownScorer", "scorerFailed"]
"""Why there is no number. ``notDefined``: the formula has no value for these answers."""


class Gap(Enum):
    """Why a question has no number."""

    NOT_ASKED = "notAsked"
    BLANK = "blank"
    DONT_KNOW = "dontKnow"
    DECLINED = "declined"
    NOT_UNDERSTOOD = "notUnderstood"
    NOT_RELEVANT = "notRelevant"
    NOT_ASSESSED = "notAssessed"
    NOT_SPECIFIED = "notSpecified"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were asked, relevant and answered; each at most the one before."""

    asked: int
    relevant: int
    answered: int


def withheld(rule: MissingRule, counts: Counts) -> Reason | None:
    """Why there is no number, or nothing when there may be one.

    No rule lets a number stand on no answer at all. A rule without a limit lets nothing be missing.
    """
    if counts.relevant == 0:
        return "notAsked"
    if counts.answered == 0 or not _met(rule, counts):
        return "tooFewAnswers"
    return None


def _met(rule: MissingRule, counts: Counts) -> bool:
    least = rule.min_answered if rule.min_answered is not None else rule.min_pairs
    if least is not None:
        return counts.answered >= least
    missing = counts.relevant - counts.answered
    if rule.max_share is None:
        return missing == 0
    return missing * rule.max_share.denominator <= rule.max_share.numerator * counts.relevant


def fewest(rule: MissingRule, count: int, *, may_shrink: bool) -> int:
    """The fewest answers that can give a number when ``count`` are asked at most.

    ``may_shrink``: some of them can be hidden or not relevant, so that fewer are counted.
    """
    least = rule.min_answered if rule.min_answered is not None else rule.min_pairs
    if least is not None:
        return max(1, least)
    if may_shrink:
        return 1
    share = rule.max_share or 0
    return max(1, count - int(share * count))
