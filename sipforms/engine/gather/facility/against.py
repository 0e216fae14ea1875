"""What a report is compared with: other places of the same store, or a report that the secretariat made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sipforms.engine.gather.development_table import Course
from sipforms.engine.gather.facility.compared import PlaceOut
from sipforms.engine.gather.facility.spread import Spread

LEAST_PLACES = 3
"""The fewest places that a comparison is made of: with two, each knows the other."""

QuestionKey = tuple[str, str | None, str, str]
"""Questionnaire, informant, way of answering, and the question's dotted path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedSpread:
    """What a report made elsewhere tells of one question, and the signature of the question that was asked there."""

    signature: str
    spread: Spread


CourseKey = tuple[str, str, str, str | None, str]
"""Over what (periods or a stay), indicator, questionnaire, informant and way of answering."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedCourse:
    """What a report made elsewhere tells of one development (nothing: not told); the signature of what it measures."""

    signature: str
    course: Course | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedReport:
    """A report about a target group or a country, read back from its data. Nothing in it is about one place."""

    title: str
    programme: str
    version: str
    begins: date | None
    ends: date | None
    made: date | None
    places: tuple[str, ...]
    out: tuple[PlaceOut, ...]
    questions: Mapping[QuestionKey, ReleasedSpread] = field(default_factory=dict)
    courses: Mapping[CourseKey, ReleasedCourse] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """The comparison set: the other places with those left out, or a report read from a file."""

    places: tuple[str, ...] = ()
    out: tuple[PlaceOut, ...] = ()
    released: ReleasedReport | None = None
