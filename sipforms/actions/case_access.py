"""Whom a case file is for: the members of its unit, another unit's, or only some users."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from sipforms.actions.people import people
from sipforms.actions.workplace import Workplace
from sipforms.store.access.case_key_file import CasePlace
from sipforms.store.access.roles import Right
from sipforms.store.access.session import Session
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import NoKey, StoreDamaged
from sipforms.store.protocol import CaseId
from sipforms.store.uses import Action, Subject, Use


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCase:
    """A citizen's case file and who may open it; no ``place`` where its keys cannot be read."""

    file: CaseFile = field(repr=False)
    place: CasePlace | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCases:
    """The case files that the user may open, by the citizen's code, and how many there are besides, and for whom.

    ``closed`` counts the others by their place: those of other units, and those restricted to others.
    """

    open: tuple[PlacedCase, ...]
    closed: Mapping[CasePlace, int]


def placed_cases(workplace: Workplace, session: Session) -> PlacedCases:
    """Who may open which case file, of all there are. Raises NotAllowed, SignInNeeded, StoreUnavailable.

    Takes one read of every case file, and one of every file of keys.
    """
    found = people(workplace)
    mine = tuple(PlacedCase(file=file, place=_known_place(session, file.id)) for file in found.files)
    known = {*(one.id for one in found.files), *found.unreadable, workplace.store.facts.facility}
    others = (_known_place(session, case) for case in session.seals.cases() if case not in known)
    return PlacedCases(open=mine, closed=Counter(place for place in others if place is not None))


def _known_place(session: Session, case: CaseId) -> CasePlace | None:
    with suppress(NoKey, StoreDamaged):
        return place_of(session, case)
    return None


def place_of(session: Session, case: CaseId) -> CasePlace:
    """Who may open the case file. Raises NoKey, StoreDamaged, StoreUnavailable."""
    return session.seals.place_of(case)


def restrict(workplace: Workplace, session: Session, case: CaseId, users: Sequence[str]) -> None:
    """From now on only these users open it. Raises NotAllowed, NoAccess, StoreUnavailable."""
    _tell(workplace, session, case, "restrict")
    session.seals.restrict(case, users)


def open_to_unit(workplace: Workplace, session: Session, case: CaseId) -> None:
    """From now on all members of its unit open it again. Raises NotAllowed, NoAccess, StoreUnavailable."""
    _tell(workplace, session, case, "open-to-unit")
    session.seals.lift(case)


def move_to_unit(workplace: Workplace, session: Session, case: CaseId, unit: str) -> None:
    """From now on it is another unit's. Raises NotAllowed, NoAccess, StoreUnavailable."""
    _tell(workplace, session, case, "move-to-unit")
    session.seals.move(case, unit)


def alone_with(session: Session, user: str) -> int:
    """How many restricted case files nobody but this user can open, of those who can still sign in.

    What cannot be read is not counted. Raises StoreUnavailable.
    """
    active = {one.id for one in session.register.active_users}
    return sum(active.intersection(place.users) == {user} for place in _places(session))


def _places(session: Session) -> Iterator[CasePlace]:
    return (place for case in session.seals.cases() if (place := _known_place(session, case)) is not None)


def _tell(workplace: Workplace, session: Session, case: CaseId, what: str) -> None:
    session.require(Right.RESTRICT)
    workplace.witness.tell(Use(action=Action.ACCESS, subject=Subject.CASE, id=case, criterion=what, cases=(case,)))
