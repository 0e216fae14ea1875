"""What a report compares with what: periods, places in and out and why, and the limits, as a value to be printed."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

Out: TypeAlias = Literal["leftOut", "few"]
"""Why a place is not compared with: somebody left it out, with a reason; too few people there answered in the period,
nobody perhaps.
"""

With: TypeAlias = Literal["nothing", "places", "file"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOut:
    """A place that is not in the comparison; ``reason`` is what somebody wrote."""

    place: str
    why: Out
    reason: str = field(default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionUsed:
    """A version of the programme that answers of the period were made with; people are told where they may be."""

    version: str
    is_now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What the report is about, and what it is compared with.

    ``own`` is the place, empty for the whole store. ``others`` are the places in the comparison set, ``out`` those
    that are not. A file of the secretariat has a title, a period and a day of its own (``file_*``). ``least`` is the
    fewest people a figure rests on, ``least_places`` the fewest places a comparison is made of, ``policy`` which of the
    two rules holds. ``lack`` says why there is no comparison though one was asked for.
    """

    own: str
    begins: date | None
    ends: date | None
    policy: Literal["within", "published"]
    least: int
    least_places: int
    compared_with: With = "nothing"
    others: tuple[str, ...] = ()
    out: tuple[PlaceOut, ...] = ()
    versions: tuple[VersionUsed, ...] = ()
    lack: Literal["tooFewPlaces"] | None = None
    file_title: str = ""
    file_begins: date | None = None
    file_ends: date | None = None
    file_made: date | None = None
