"""Units, and who belongs to them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sipforms.store.access.changes.making import (
    Edit,
    Telling,
    changed,
    charge,
    refused_member,
    unit_in_use,
    with_unit,
    with_user,
)
from sipforms.store.access.changes.refusals import Refusal
from sipforms.store.access.changes.settling import unit_holders
from sipforms.store.access.register import Register, Unit, User, folded
from sipforms.store.access.roles import Right
from sipforms.store.access.session import Session
from sipforms.store.access.shared_keys import SharedKey, new_shared_key
from sipforms.store.uses import Witness


def add_unit(
    session: Session, title: str, members: Sequence[str] = (), *, now: datetime, witness: Witness
) -> Unit | Refusal:
    """A new unit with these members, or with whoever adds it; one of them must be able to let others in."""
    unit = session.folders.new_id()

    def edit(register: Register) -> Register | Refusal:
        refusal = _refused_title(register, title, but="")
        if refusal:
            return refusal
        users = tuple(members) or (session.keyring.user_id,)
        for id_ in users:
            user = register.user(id_)
            if user is None or not user.is_active:
                return Refusal.NO_SUCH_USER
            register = with_user(register, replace(user, units=(*user.units, unit)))
        if not any(user.signs_register for user in register.members(unit)):
            return Refusal.LAST_OF_UNIT
        return _with_new(register, unit, title.strip())

    return _changed_unit(session, unit, edit, Telling(what="add-unit", id=unit, now=now, witness=witness))


def rename_unit(session: Session, unit: str, title: str, *, now: datetime, witness: Witness) -> Unit | Refusal:
    """Another title."""

    def edit(register: Register) -> Register | Refusal:
        found = unit_in_use(register, unit)
        if isinstance(found, Refusal):
            return found
        refusal = _refused_title(register, title, but=unit)
        return refusal or with_unit(register, replace(found, title=title.strip()))

    return _changed_unit(session, unit, edit, Telling(what="rename-unit", id=unit, now=now, witness=witness))


def retire_unit(session: Session, unit: str, *, now: datetime, witness: Witness) -> Unit | Refusal:
    """The unit takes no new members and no new case files; its members can still open those it has."""

    def edit(register: Register) -> Register | Refusal:
        found = unit_in_use(register, unit)
        if isinstance(found, Refusal):
            return found
        return Refusal.THE_HOUSE if found.is_house else with_unit(register, replace(found, is_retired=True))

    return _changed_unit(session, unit, edit, Telling(what="retire-unit", id=unit, now=now, witness=witness))


def join_unit(session: Session, user: str, unit: str, *, now: datetime, witness: Witness) -> User | Refusal:
    """The user becomes a member, and can open all case files of the unit. Only a member can let him in."""

    def edit(register: Register) -> Register | Refusal:
        found = register.user(user)
        if found is None or not found.is_active:
            return Refusal.NO_SUCH_USER
        refusal = refused_member(session, register, unit)
        return refusal or with_user(register, replace(found, units=tuple(dict.fromkeys((*found.units, unit)))))

    return _changed_member(session, user, edit, Telling(what="join-unit", id=user, now=now, witness=witness))


def leave_unit(session: Session, user: str, unit: str, *, now: datetime, witness: Witness) -> User | Refusal:
    """The user is no member any more; the unit's key is replaced. What he could read he may have copied."""

    def edit(register: Register) -> Register | Refusal:
        found = charge(session, register, user)
        if isinstance(found, Refusal):
            return found
        if register.unit(unit) is None:
            return Refusal.NO_SUCH_UNIT
        return with_user(register, replace(found, units=tuple(one for one in found.units if one != unit)))

    told = Telling(what="leave-unit", id=user, now=now, witness=witness)
    return _changed_member(session, user, edit, told)


def _changed_unit(session: Session, unit: str, edit: Edit, telling: Telling) -> Unit | Refusal:
    outcome = changed(session, Right.MANAGE_UNITS, edit, telling)
    if isinstance(outcome, Refusal):
        return outcome
    return next(one for one in outcome.units if one.id == unit)


def _changed_member(session: Session, user: str, edit: Edit, telling: Telling) -> User | Refusal:
    outcome = changed(session, Right.MANAGE_UNITS, edit, telling)
    if isinstance(outcome, Refusal):
        return outcome
    return next(one for one in outcome.users if one.id == user)


def _with_new(register: Register, id_: str, title: str) -> Register:
    empty = SharedKey(store=register.store, name=id_, generations=())
    unit = Unit(id=id_, title=title, is_house=False, is_retired=False, key=empty)
    key = new_shared_key(register.store, id_, unit_holders(register, unit))
    return replace(register, units=(*register.units, replace(unit, key=key)))


def _refused_title(register: Register, title: str, *, but: str) -> Refusal | None:
    if not folded(title):
        return Refusal.TITLE_EMPTY
    others = (unit for unit in register.units if unit.id != but and not unit.is_retired)
    return Refusal.TITLE_TAKEN if any(folded(unit.title) == folded(title) for unit in others) else None
