"""How every change of the register is made: read, change, settle the keys, tell the log, save; again on conflict."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from sipforms.store.access.changes.refusals import Refusal
from sipforms.store.access.changes.settling import settled
from sipforms.store.access.keyring import OpenedKeys
from sipforms.store.access.register import Register, Unit, User
from sipforms.store.access.roles import Right, Role
from sipforms.store.access.session import KeyFolders, Session
from sipforms.store.access.signing_in import sweep_keys
from sipforms.store.failures import Reason, SignInNeeded, StoreUnavailable
from sipforms.store.protocol import Saved
from sipforms.store.uses import Action, Subject, Use, Witness

Edit: TypeAlias = Callable[[Register], Register | Refusal]
"""What a change does to the register as it stands, whatever a colleague made of it in the meantime."""

_ATTEMPTS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What the access log is told of a change: what was done and with whose or which id. And whom to tell, and when."""

    what: str
    id: str = ""
    action: Action = Action.ACCESS
    now: datetime
    witness: Witness

    def tell(self, revision: int) -> None:
        """Returns when it is written down. Raises StoreUnavailable, and then nothing must be changed."""
        self.witness.tell(
            Use(action=self.action, subject=Subject.REGISTER, id=self.id, revision=revision, criterion=self.what)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Whose hand makes a change: his id, and the shared keys that he has.

    ``ahead`` revisions are left out; ``newest`` is the number of the newest one, where that is damaged.
    """

    id: str
    opened: OpenedKeys = field(repr=False)
    root: bytes = field(repr=False)
    newest: int = 0
    ahead: int = 0


def changed(
    session: Session, right: Right, edit: Edit, telling: Telling, *, forgets: bool = False
) -> Register | Refusal:
    """The register after the change, or why there was none. ``forgets``: what was before must not be kept.

    Raises NotAllowed, SignInNeeded, StoreUnavailable; then nothing was changed, or all of it.
    """
    for _ in range(_ATTEMPTS):
        base = session.refresh()
        root = session.required_root(right)
        hand = Hand(id=session.keyring.user_id, opened=session.keyring.shared, root=root)
        outcome = attempt(session.folders, base, edit, hand, telling, forgets=forgets)
        if outcome is None:
            continue
        with suppress(SignInNeeded):  # whoever retires himself is signed out by it
            session.refresh()
        return outcome
    raise StoreUnavailable(reason=Reason.BUSY, doing="changing the register")


def attempt(
    folders: KeyFolders, base: Register, edit: Edit, hand: Hand, telling: Telling, *, forgets: bool
) -> Register | Refusal | None:
    """One try; None when a colleague saved first."""
    edited = edit(base)
    if isinstance(edited, Refusal):
        return edited
    flaw = new_flaw(base, edited)
    if flaw:
        return flaw
    outcome = settled(edited, hand.opened, hand.root)
    number = (hand.newest or base.number) + 1 + hand.ahead
    oldest = number if forgets or outcome.takes_away else base.oldest
    register = replace(outcome.register, changed=telling.now, changed_by=hand.id, oldest=oldest)
    telling.tell(number)
    saved = folders.register.save(base, register, outcome.root, newest=hand.newest, ahead=hand.ahead)
    if not isinstance(saved, Saved):
        return None
    sweep_keys(folders, register)
    return replace(register, number=number, previous=base.checksum)


def new_flaw(before: Register, after: Register) -> Refusal | None:
    """What the change would leave nobody to look after, that somebody looked after before."""
    if any(_manages(user) for user in before.users) and not any(_manages(user) for user in after.users):
        return Refusal.LAST_LEADER
    kept = {unit.id for unit in before.units if _has_host(before, unit)}
    if any(unit.id in kept and not unit.is_retired and not _has_host(after, unit) for unit in after.units):
        return Refusal.LAST_OF_UNIT
    if before.recovery_keys and not after.recovery_keys:
        return Refusal.LAST_RECOVERY_KEY
    return None


def with_user(register: Register, user: User) -> Register:
    """The register with the user changed."""
    return replace(register, users=tuple(user if one.id == user.id else one for one in register.users))


def with_unit(register: Register, unit: Unit) -> Register:
    """The register with the unit changed."""
    return replace(register, units=tuple(unit if one.id == unit.id else one for one in register.units))


def charge(session: Session, register: Register, id_: str) -> User | Refusal:
    """The user, when it is for whoever is signed in to look after him; a user in no unit is in everybody's charge."""
    user = register.user(id_)
    if user is None or not user.is_active:
        return Refusal.NO_SUCH_USER
    own = session.user
    if Role.ADMINISTRATOR in own.roles or not user.units or set(user.units) & set(own.units):
        return user
    return Refusal.OTHER_UNIT


def unit_in_use(register: Register, id_: str) -> Unit | Refusal:
    """The unit, when there is one with this id that is still in use."""
    unit = register.unit(id_)
    return Refusal.NO_SUCH_UNIT if unit is None or unit.is_retired else unit


def refused_member(session: Session, register: Register, unit: str) -> Refusal | None:
    """Why whoever is signed in cannot let anybody into the unit."""
    found = unit_in_use(register, unit)
    if isinstance(found, Refusal):
        return found
    return None if session.keyring.can_open_unit(unit) else Refusal.NOT_A_MEMBER


def _manages(user: User) -> bool:
    return user.signs_register and Right.MANAGE_USERS in user.rights


def _has_host(register: Register, unit: Unit) -> bool:
    return any(user.signs_register for user in register.members(unit.id))
