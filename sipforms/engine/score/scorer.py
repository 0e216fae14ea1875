"""What a scoring method is to the engine: what it takes, a range, and a pure function on a few numbers.

A scorer never sees questionnaires or answers. The engine picks the questions an indicator names, reads the answers,
applies the missing rule and hands over a tuple of values; what the values look like depends on what is taken:

=========== ============================================================================================================
items       one number (or option value) for each answered item
pairs       ``(first, second)`` for each item answered on both
rows        true or false for each row that can be judged: does it meet ``where``
choices     for each answered question the tuple of options chosen
dates       one pair of ``datetime.date``
goals       one ``Goal`` for each goal with a level
indicators  the value of each indicator that has one
=========== ============================================================================================================
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from sipforms.engine.programme import Scale
from sipforms.engine.response import Json, Scalar

Takes: TypeAlias = Literal["items", "pairs", "rows", "choices", "dates", "goals", "indicators"]
RuleKind: TypeAlias = Literal["maxShare", "minAnswered", "minPairs"]
Shape: TypeAlias = Literal["number", "class", "parts"]
Number: TypeAlias = int | Fraction | float
Range: TypeAlias = tuple[Number, Number]
Value: TypeAlias = Number | str | Mapping[str, Number]
"""A number, the id of a class, or a number for each named part."""

Table: TypeAlias = Mapping[Scalar, Scalar | Fraction]
"""What each answer counts as; an answer that is not in it is not a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A goal: how far it is reached (0 is as expected) and how much it weighs (more than 0)."""

    level: Number
    weight: Number = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What is known of an indicator before anybody answers.

    ``ranges``: lowest and highest number of what is taken: one for items and indicators, one for each side of pairs,
    none where numbers are not taken. ``count`` is how many are asked at most and ``least`` how few answers may give a
    number; ``count`` is empty where rows may grow without end. ``meets`` is the setting ``where`` as a test of one
    answer.
    """

    settings: Mapping[str, Json] = field(default_factory=dict)
    ranges: tuple[Range, ...] = ()
    count: int | None = None
    least: int = 1
    meets: Callable[[Any], bool] | None = None


def numbers_of(scale: Scale, _settings: Mapping[str, Json]) -> Table:
    """Whole-number options count as themselves; missing options and words are not numbers."""
    return {value: value for value in scale.numbers}


def answers_of(scale: Scale, _settings: Mapping[str, Json]) -> Table:
    """Every option that is not missing counts as itself, words too."""
    return {option.value: option.value for option in scale.options if option.missing is None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """A scoring method.

    ``compute(values, setup)`` gives the value, or nothing where the formula has none (all weights zero); there is
    always at least one value, except where ``of_nothing`` says that no rows at all is an answer too. ``range(setup)``
    is the lowest and highest value possible, or nothing where there is no bound. ``each(value, setup)`` gives a value
    for every single pair as well. ``read`` says what each option of a scale counts as. ``steps`` is the scale the
    method was made for, where it was made for one.

    ``rules`` are the kinds of missing rule that make sense. ``higher`` says what a higher value means: as the
    answers' scale says (``asAnswers``), the opposite, always better or worse, or neither.

    ``whole`` says that questions answered with a whole number are taken too, as many as they say.

    ``settings`` is a JSON Schema for each setting, by name; no other is allowed and those in ``needs`` must be given.
    The texts (``summary``, ``formula``, ``range_text``, ``missing_text``, ``source``) are its documentation.
    """

    name: str
    takes: tuple[Takes, ...]
    compute: Callable[[Any, Setup], Value | None]
    range: Callable[[Setup], Range | None]
    rules: tuple[RuleKind, ...]
    summary: str
    formula: str
    range_text: str
    missing_text: str
    source: str
    settings: Mapping[str, Json]
    needs: tuple[str, ...] = ()
    shape: Shape = "number"
    higher: Literal["asAnswers", "opposite", "better", "worse", "neither"] = "asAnswers"
    each: Callable[[Any, Setup], Number | str] | None = None
    read: Callable[[Scale, Mapping[str, Json]], Table] = numbers_of
    steps: Range | None = None
    of_nothing: bool = False
    whole: bool = False
