"""What is important beside how satisfied people are, per area and question, as a value that may be shown."""

from dataclasses import dataclass
from datetime import date

from sipforms.engine.gather.facility.respondents import Respondents
from sipforms.engine.gather.facility.spread import Lack


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The mean of some people's answers to one question, or why there is none. ``people`` is how many answered it.

    ``as_of`` is the day of an earlier report whose figure it is, because only ``waiting`` people's answers are new.
    """

    mean: float | None
    people: int | None
    lack: Lack | None = None
    as_of: date | None = None
    waiting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """One item that is asked about on both dimensions: first (importance), second (satisfaction).

    ``comparison`` is the second's mean in the comparison set, where there is one.
    """

    item: str
    title: str
    first: Figure
    second: Figure
    comparison: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaPair:
    """One area: the plain mean of its items' means, of those that are told on both dimensions.

    It is computed from the printed figures alone, so that it tells nothing that they do not. ``people`` of an area's
    figures is the fewest behind any of them.
    """

    area: str
    title: str
    first: Figure
    second: Figure
    comparison: Figure | None = None
    items: tuple[PairRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PairGroup:
    """One respondent group. ``range`` is the scale's lowest and highest, ``steps`` its words in order."""

    respondents: Respondents
    first_title: str
    second_title: str
    range: tuple[int, int]
    steps: tuple[tuple[int, str], ...]
    areas: tuple[AreaPair, ...] = ()
    lack: Lack | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Importance:
    """Importance beside satisfaction, for questions where both are asked. They are never multiplied or weighted."""

    groups: tuple[PairGroup, ...]
    least: int
