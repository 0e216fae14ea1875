"""Mutants: a programme with one small mistake put in on purpose, to see whether an example notices.

The kinds are the slips that authors make, and the list is documented in docs/en/mutants.md:

================ =======================================================================================================
ruleLooser       the missing rule lets one more answer be missing
ruleStricter     the missing rule lets one fewer be missing
turned           the answers behind a number count the other way round (or one marked ``reversed`` does not)
dropped          one item, pair or indicator behind a number is left out
swapped          what is subtracted from what changes places; so do the two dates
optionCounts     one option of a scale counts as the number of its neighbour
whereMoved       a number in the ``where`` or ``among`` of an indicator is one higher or lower
whereNegated     the ``where`` or ``among`` of an indicator means the opposite
negated          a condition means the opposite
boundary         a number in a condition is one higher or lower, or a day that was included is not
partDropped      one part of ``all``, ``any`` or ``countTrue`` is left out
checkRemoved     a check is not there
requiredDropped  a question that must be answered need not be
================ =======================================================================================================

A mutant that no answers can tell from the programme itself is *equivalent*. Those that can be proved so are not made:
a rule that cannot be looser, a boundary beyond the scale, an option that counts the same, a scale turned onto itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from sipforms.engine.condition import Condition
from sipforms.engine.paths import Path
from sipforms.engine.problem import Place
from sipforms.engine.programme import MissingRule, Question
from sipforms.engine.response import Json
from sipforms.engine.scale import Option

MutantKind: TypeAlias = Literal[
    "ruleLooser",
    "ruleStricter",
    "turned",
    "dropped",
    "swapped",
    "optionCounts",
    "whereMoved",
    "whereNegated",
    "negated",
    "boundary",
    "partDropped",
    "checkRemoved",
    "requiredDropped",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberChange:
    """A change to how numbers are computed. Of the fields only those that the kind of mutant needs are set.

    ``unit`` is the first question of the unit (or the indicator) that is left out or turned; ``settings`` the
    indicator's changed settings; ``rule`` its changed missing rule; ``scale``, ``option`` and ``counts_as`` the option
    that counts as another.
    """

    indicators: tuple[str, ...]
    unit: Path = ()
    rule: MissingRule | None = None
    settings: Mapping[str, Json] | None = None
    scale: str = ""
    option: Option | None = None
    counts_as: Fraction | int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionChange:
    """A change to what is asked, must be answered or is checked; without ``after`` the condition is gone.

    ``role`` is the keyword; ``required`` stands for the list of what must be answered.
    """

    path: Path
    role: Literal["visibleIf", "requiredIf", "gate", "assert", "required"]
    before: Condition | None = None
    after: Condition | None = None
    check: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One mistake. ``name`` is the indicator, the check, or the path of what the condition is about.

    ``of`` is what within it is changed (an item's path, an indicator), ``before`` and ``after`` the values where the
    kind has any: numbers, operators or the numbers that an option counts as.
    """

    kind: MutantKind
    questionnaire: str
    name: str
    place: Place
    change: NumberChange | ConditionChange
    of: str = ""
    before: str = ""
    after: str = ""
    option: Option | None = None
    question: Question | None = field(default=None, repr=False)
