"""What a manifest arranges: when the programme asks, what its reports hold, what a facility sets, target groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sipforms.engine.response import Json, Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a report: the name of a section that plug-ins offer, with its settings, and a heading of its own."""

    section: str
    settings: Mapping[str, Json]
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDefinition:
    """Which sections a report is made of, about whom (``about``), for whose eyes (``audience``)."""

    id: str
    title: str
    about: Literal["citizen", "facility", "targetGroup", "country"]
    audience: tuple[str, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRule:
    """When a questionnaire is due.

    ``at`` and ``start`` are admission, discharge, period, or a mapping as in the bundle format. Answers by anybody else
    than the ``informant`` do not count, where there is one. ``unless`` is a condition as written: where it holds, the
    questionnaire is not due.
    """

    questionnaire: str
    at: Json = None
    every: str | None = None
    start: Json = None
    within: str | None = None
    after: Json = None
    add: str | None = None
    informant: str | None = None
    unless: Json = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a facility may set without touching the bundle. ``options`` is empty unless it is a choice."""

    id: str
    title: str
    type: str
    options: tuple[str, ...] = ()
    default: Scalar | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A target group inside the programme."""

    id: str
    title: str
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """The figures that shape the invented people of a demonstration; nothing else in the engine turns on them.

    ``stay`` and ``variant_lasts`` are ISO 8601 durations; ``placements`` is stays begun in a year in all
    ``facilities``.
    """

    citizens: int = 18
    stay: str | None = None
    variant_lasts: str | None = None
    facilities: int | None = None
    placements: int | None = None
