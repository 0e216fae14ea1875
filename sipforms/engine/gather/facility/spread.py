"""How people's answers to one question are spread: each share with its number of people, or why there is none."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from sipforms.engine.response import Scalar

Lack: TypeAlias = Literal[
    "nobody", "few", "fewPlaces", "fewNew", "fewInCategory", "fewLacking", "otherVersion", "notThere", "notTold"
]
"""Why there is no figure: nobody answered; one of the rules of withholding (``withhold.told`` says which is which); the
question was put otherwise there; what is compared with does not have it, or keeps it back itself.
"""

MissingWhy: TypeAlias = Literal[
    "blank", "dontKnow", "declined", "notUnderstood", "notRelevant", "notAssessed", "notSpecified"
]
"""Why somebody who was asked has no answer that counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Those who gave one answer, or one of several that may only be told together.

    ``share`` is from 0 to 1, of all who answered. ``titles`` stand in the order of ``values``; a yes/no answer has
    none. ``interval`` is the 95 % Wilson interval, where the report asks for it and it can be computed.
    """

    values: tuple[Scalar, ...]
    titles: tuple[str, ...]
    people: int
    share: float
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """How many were asked and have no answer that counts, for one reason or any of several told together."""

    whys: tuple[MissingWhy, ...]
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How the newest answers of the period are spread, each person counted once.

    ``answered`` is how many people the shares are of, ``asked`` how many were asked; either is nothing where it may
    not be told. With several answers to choose, shares are of people and add up to more than 1, and one that may not be
    told is left out. ``mean`` is of answers that are numbers, where it may be told. ``lack`` says why there are no
    shares. ``places`` is how many places the answers come from, of a comparison. ``as_of`` is the day of an earlier
    report whose figures these are, because only ``waiting`` people's answers are new since then. ``other_wording`` says
    that somebody answered the question as it was put in another version; those answers are not counted.
    """

    answered: int | None
    asked: int | None
    shares: tuple[Share, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    mean: float | None = None
    lack: Lack | None = None
    places: int | None = None
    as_of: date | None = None
    waiting: int = 0
    other_wording: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSpread:
    """One question of a respondent group, with the comparison set's answers beside, where there is one.

    ``path`` is dotted. ``area_title`` is the area's, empty outside areas; ``dimension`` and its title are empty where
    the item has one question. ``options`` are the values that count as answers with their titles, in the order asked
    (``true`` and ``false`` without titles for yes/no), ``range`` the lowest and highest of those that are numbers.
    ``signature`` is the same as long as the question is put in the same words with the same steps.
    """

    path: str
    title: str
    area: str
    area_title: str
    dimension: str = ""
    dimension_title: str = ""
    direction: Literal["higherIsMore", "higherIsBetter", "higherIsWorse", "none"] = "none"
    options: tuple[tuple[Scalar, str], ...] = ()
    range: tuple[int, int] | None = None
    is_several: bool = False
    signature: str = ""
    own: Spread
    comparison: Spread | None = None
