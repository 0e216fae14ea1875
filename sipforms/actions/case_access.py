"""Whom a case file is for: the members of its unit, another unit's, or only some users."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from sipforms.actions.workplace import Workplace
from sipforms.store.access.case_key_file import CasePlace
from sipforms.store.access.roles import Right
from sipforms.store.access.session import Session
from sipforms.store.failures import NoKey, StoreDamaged
from sipforms.store.protocol import CaseId
from sipforms.store.uses import Action, Subject, Use


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
    for case in session.seals.cases():
        with suppress(NoKey, StoreDamaged):
            yield place_of(session, case)


def _tell(workplace: Workplace, session: Session, case: CaseId, what: str) -> None:
    session.require(Right.RESTRICT)
    workplace.witness.tell(Use(action=Action.ACCESS, subject=Subject.CASE, id=case, criterion=what, cases=(case,)))
