"""What whoever looks after the facility has before him: users, units, recovery codes, decisions; and who may what."""

from dataclasses import dataclass

from sipforms.actions.reminding import A_YEAR, reminders
from sipforms.actions.workplace import Workplace
from sipforms.store.access.register import RecoveryKey, Register, User
from sipforms.store.access.roles import RIGHTS, Right, Role
from sipforms.store.access.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many there are of each, and what waits for somebody: codes to try, decisions to make."""

    users: int
    units: tuple[str, ...]
    codes: int
    untried: int
    """Recovery codes that nobody has tried for a year."""
    undecided: tuple[str, ...]
    """Titles of programmes with answers in the store whose time nobody has decided."""
    is_undecided: bool
    """True also where no time at all was decided, be there answers or not; of the log, too."""


def standing(workplace: Workplace, session: Session) -> Standing:
    """How it all stands by the newest register. Raises SignInNeeded, StoreUnavailable."""
    register, told = session.refresh(), reminders(workplace)
    return Standing(
        users=len(register.active_users),
        units=tuple(one.title for one in register.units_in_use),
        codes=len(register.recovery_keys),
        untried=sum(not is_tried(one, workplace) for one in register.recovery_keys),
        undecided=told.undecided,
        is_undecided=not register.retention or register.log_retention is None or bool(told.undecided),
    )


def is_tried(key: RecoveryKey, workplace: Workplace) -> bool:
    """Whether somebody has tried within a year that the paper with the code is still there."""
    return key.proved is not None and workplace.now().date() - key.proved <= A_YEAR


def roles_with(right: Right) -> tuple[Role, ...]:
    """The roles that hold the right."""
    return tuple(role for role in Role if right in RIGHTS[role])


def who_may(register: Register, right: Right) -> tuple[User, ...]:
    """Those who can sign in and hold the right, by their initials."""
    return tuple(sorted((one for one in register.active_users if right in one.rights), key=lambda one: one.name))
