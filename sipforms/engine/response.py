"""A questionnaire as answered once: the answers, and the envelope that says how they came about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias, Union

Scalar: TypeAlias = bool | int | str
Answer: TypeAlias = Scalar | tuple[Scalar, ...]
"""What one question can hold; several of a list are a tuple in the order of the list's options."""

Json: TypeAlias = Union[bool, int, float, str, list["Json"], dict[str, "Json"], None]  # noqa: UP007 - a string cannot be joined with |


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One person at work on the answers, from the moment the form was opened to the last thing done in it."""

    by: str
    began: datetime
    ended: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """That the answers were written on paper first, and keyed in from there later.

    ``asked_by`` is who asked, as it stands on the paper; ``code`` the form's code printed on it, empty where it had
    none. ``second_by`` has keyed the paper a second time, without seeing what was keyed first, and ``differed`` counts
    the answers in which the two keyings differed and a person then chose; without a second keying it is empty.
    """

    asked_by: str = ""
    code: str = ""
    second_by: str = ""
    differed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """How a later version came about. ``draft`` is the id of the draft it came of; empty when it came of none."""

    reason: str = field(repr=False)
    by: str
    at: datetime
    draft: str = ""


class Deed(StrEnum):
    """What can be done with a response as a whole."""

    SIGNED = "signed"
    """Signing also locks: nothing is corrected, moved or withdrawn until it is unlocked."""
    UNLOCKED = "unlocked"
    """The signature no longer stands."""
    WITHDRAWN = "withdrawn"
    REINSTATED = "reinstated"
    MOVING = "moving"
    """It is on its way to another case file, and counts here until it has arrived there."""
    MOVE_GIVEN_UP = "move-given-up"
    """The other case file was erased before it arrived."""
    LEAVING = "leaving"
    """Only the trace stands here; older generations of the case file that hold answers are still to be removed."""
    MOVED_AWAY = "moved-away"
    MOVED_HERE = "moved-here"
    ERASING = "erasing"
    """Its answers are erased for good; older generations of the case file that hold them are still to be removed."""
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing that was done with a response: what, who, when, and about which version.

    ``case`` is the other case file of a move, ``episode`` the stay there that the response is to belong to.
    """

    deed: Deed
    by: str
    at: datetime
    number: int
    reason: str = field(default="", repr=False)
    case: str = ""
    episode: str | None = None


_LOCKING = (Deed.SIGNED, Deed.UNLOCKED)
_COUNTING = (Deed.WITHDRAWN, Deed.REINSTATED)
_ERASED = (Deed.ERASING, Deed.ERASED)
_GONE = (Deed.LEAVING, Deed.MOVED_AWAY, *_ERASED)
_UNDER_WAY = (Deed.MOVING, Deed.LEAVING, Deed.ERASING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One questionnaire as handed in, in its newest version.

    ``answers`` is plain nested JSON keyed by area and item, without the questions that were not asked; ``not_asked``
    lists those by dotted path. ``notes`` (by dotted path) and ``reasons`` (by check id) are free text and as sensitive
    as answers.
    ``answered_on`` is the day the answers describe; the other two times say when the work was done. ``episode`` is
    empty for the facility's own questionnaires. ``seen_before`` are the questions, by dotted path, of which last time's
    answer was shown before this one was given; ``shown`` that the citizen saw the answers on the screen before they
    were handed in, as somebody who was there says. ``paper`` tells of answers that were keyed in from paper, and is
    nothing where they were given here: then ``entered_by`` is who keyed them. ``latest`` is what its conditions read of
    the last responses to other questionnaires, by the questionnaire's id and otherwise as ``answers``, and as sensitive
    as these; nothing where it reads no other, and in responses from before there was such a thing.

    ``number`` counts the versions from 1. A later one says in ``correction`` why it was made, by whom and when, and
    keeps the day and the moments of the first. ``sittings`` are those in which this version was written; none are known
    of responses from before they were written down. ``earlier`` are the versions before, oldest first, and ``trace`` is
    what was done with the response as a whole, oldest first; an earlier version carries neither.
    """

    id: str
    programme: str
    version: str
    digest: str
    questionnaire: str
    episode: str | None = None
    mode: str | None = None
    informant: str | None = None
    variant: str | None = None
    occasion: str = "first"
    parameters: Mapping[str, str] = field(default_factory=dict)
    latest: Mapping[str, Json] | None = field(default=None, repr=False)
    answered_on: date
    begun_at: datetime
    handed_in_at: datetime
    entered_by: str = ""
    answers: Mapping[str, Json] = field(repr=False)
    not_asked: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict, repr=False)
    reasons: Mapping[str, str] = field(default_factory=dict, repr=False)
    seen_before: tuple[str, ...] = ()
    shown: bool = False
    paper: Paper | None = None
    engine: str = ""
    number: int = 1
    sittings: tuple[Sitting, ...] = ()
    correction: Correction | None = None
    trace: tuple[Mark, ...] = ()
    earlier: tuple["Response", ...] = field(default=(), repr=False)

    @property
    def is_signed(self) -> bool:
        """Whether it is signed, and so locked."""
        return self._last_of(_LOCKING) is Deed.SIGNED

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was withdrawn: it can be read and counts nowhere."""
        return self._last_of(_COUNTING) is Deed.WITHDRAWN

    @property
    def is_moving(self) -> bool:
        """Whether it is on its way to another case file."""
        return bool(self.trace) and self.trace[-1].deed is Deed.MOVING

    @property
    def is_moved(self) -> bool:
        """Whether only the trace stands here: the answers were erased, or are in the case file it was moved to."""
        return bool(self.trace) and self.trace[-1].deed in _GONE

    @property
    def is_erased(self) -> bool:
        """Whether its answers were erased for good, and stand nowhere any more."""
        return bool(self.trace) and self.trace[-1].deed in _ERASED

    @property
    def is_move_under_way(self) -> bool:
        """Whether a move out of this case file, or erasing it, is still to be finished."""
        return bool(self.trace) and self.trace[-1].deed in _UNDER_WAY

    @property
    def counts(self) -> bool:
        """Whether it is one of the rounds: in histories, in what is due, in reports and exports."""
        return not self.trace or not (self.is_withdrawn or self.is_moved)

    def _last_of(self, deeds: tuple[Deed, ...]) -> Deed | None:
        return next((one.deed for one in reversed(self.trace) if one.deed in deeds), None)
