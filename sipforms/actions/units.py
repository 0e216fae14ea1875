"""Units as those see them who look after them: which there are, and moving several people in and out at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from sipforms.actions.workplace import Workplace
from sipforms.store.access.changes import Refusal, join_unit, leave_unit
from sipforms.store.access.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A user in a unit, both by their ids."""

    user: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMoved:
    """A membership that stayed as it was, and why."""

    membership: Membership
    refusal: Refusal


def change_members(
    workplace: Workplace, session: Session, joining: Iterable[Membership], leaving: Iterable[Membership]
) -> tuple[NotMoved, ...]:
    """Let into units and take out of units, one after the other; those that were refused.

    First in and then out, so that nobody is in no unit in between. Raises NotAllowed, SignInNeeded, StoreUnavailable:
    what was done until then stays done.
    """
    now, witness, refused = workplace.now, workplace.witness, []
    steps = (*((join_unit, one) for one in joining), *((leave_unit, one) for one in leaving))
    for command, one in steps:
        outcome = command(session, one.user, one.unit, now=now(), witness=witness)
        if isinstance(outcome, Refusal):
            refused.append(NotMoved(membership=one, refusal=outcome))
    return tuple(refused)


def unit_titles(workplace: Workplace) -> tuple[str, ...]:
    """The names of the units in use, those of whoever has signed in first; nothing where nobody signs in."""
    session = workplace.session
    if session is None:
        return ()
    mine = session.user.units
    units = sorted(session.register.units_in_use, key=lambda one: one.id not in mine)
    return tuple(one.title for one in units)
