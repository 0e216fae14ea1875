"""What sections hand in to have it decided what may be told: counts with the people behind each of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from sipforms.engine.response import Json

LineKind: TypeAlias = Literal["own", "others", "all", "place"]
"""Of the place that reads the report; of the other places together; of all places together; of one place of several."""

Level: TypeAlias = tuple[tuple[str, ...], ...]
"""Categories told together, in the order of the scale: ``(("1", "2"), ("3",), ("4", "5"))``."""


class Mark(NamedTuple):
    """One answer of one person: what is counted. It is never shown.

    ``person`` is a random id, ``answer`` what tells this answer from a newer one of the same person, ``place`` the unit
    of the stay. A person who lived in two places has a mark in each.
    """

    person: str
    answer: str
    place: str = ""


Cells: TypeAlias = Mapping[str, frozenset[Mark]]
"""Who is behind each count, by category; a category that nobody is in may be left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One distribution that a report would print: of a place, of the others together, or of all.

    ``name`` tells it from the block's other lines and is the same in the next report; ``missing`` are those who were
    asked without an answer that counts, by reason. ``kept`` are further figures of exactly these people (a mean): they
    are remembered with the counts, and come back with them. ``kept_apart`` are figures that say how these people differ
    (a test, an interval): they come back only where every category may be told apart, since few steps and a spread
    give the counts away.
    """

    name: str
    kind: LineKind
    cells: Cells = field(repr=False)
    missing: Cells = field(default_factory=dict, repr=False)
    kept: Mapping[str, Json] = field(default_factory=dict, repr=False)
    kept_apart: Mapping[str, Json] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One thing that is counted, for each of the lines: how a question was answered, or which way people went.

    ``subject`` names it, the same in every report. ``categories`` stand in the order of the scale, ``levels`` are the
    ways to tell several of them together, finest first. ``lines`` stand in the order in which they matter, an order
    that does not come from the answers: the first are told first. ``within`` names the block whose people all of this
    block's people are among: everybody who answered the questionnaire, and of theirs, everybody who was to answer.
    ``beside`` names the block of other figures about the same people: this one is held against what that has told, and
    not against itself. ``may_be_alike`` is of counts that say nothing of anybody when all are in the same category: who
    answered at all.
    """

    subject: str
    categories: tuple[str, ...]
    lines: tuple[Line, ...]
    levels: tuple[Level, ...] = ()
    within: str = ""
    beside: str = ""
    may_be_alike: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Who will read it, and the limits.

    ``within``: the facility itself reads about its own people; its own line needs ``least`` people who did not all
    answer alike. ``published``: anybody may read it; no count may be of fewer than ``least`` people, nor be what is
    left when others, or a place's own, are taken away. The others together are always told by the second rule, and only
    where at least ``places`` places answered. ``place`` is who reads it (empty: everybody, or the whole store).
    ``period`` and ``among`` (which places are compared with) say which earlier reports may be shown again in its stead.
    """

    kind: Literal["within", "published"]
    least: int = 5
    places: int = 3
    place: str = ""
    period: str = ""
    among: tuple[str, ...] = ()

    def is_like(self, other: "Policy", kind: LineKind) -> bool:
        """Whether a line of the other report is about the same, for the same readers."""
        same = (self.kind, self.least, self.places, self.place, self.period)
        others = (other.kind, other.least, other.places, other.place, other.period)
        return same == others and (kind in ("own", "place") or self.among == other.among)
