"""Users: coming, changing, leaving."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sipforms.store.access.changes.making import Edit, Telling, changed, charge, refused_member, with_user
from sipforms.store.access.changes.refusals import Refusal
from sipforms.store.access.founding import NewUser
from sipforms.store.access.own_keys import given_keys, write_keys
from sipforms.store.access.register import Register, User, folded
from sipforms.store.access.roles import Right, Role
from sipforms.store.access.session import Session
from sipforms.store.sealing.passphrases import weakness
from sipforms.store.uses import Witness


def add_user(
    session: Session, new: NewUser, units: Sequence[str] = (), *, now: datetime, witness: Witness
) -> User | Refusal:
    """Somebody new, a member of these units; of the house where none is named and the house can be opened.

    Who adds him knows his passphrase, so he should choose his own at once. What an interruption leaves is a folder of
    keys that nobody in the register has.
    """
    session.require(Right.MANAGE_USERS)
    refusal = refused_user(session.refresh(), new)
    if refusal:
        return refusal
    given = given_keys(session.folders.new_id(), new.passphrase, session.cost)
    user = User(
        id=given.user,
        name=new.name.strip(),
        title=new.title.strip(),
        roles=tuple(dict.fromkeys(new.roles)),
        is_active=True,
        box=given.box,
        signs=(given.sign,),
        units=tuple(dict.fromkeys(units)) or _usual_units(session),
        since=now,
    )
    write_keys(session.folders, session.register, given)
    told = Telling(what="add-user", id=user.id, now=now, witness=witness)
    outcome = changed(session, Right.MANAGE_USERS, lambda register: _with_new(session, register, user, new), told)
    if isinstance(outcome, Refusal):
        session.folders.private(user.id).remove()
        return outcome
    return _of(outcome, user.id)


def rename_user(
    session: Session, user: str, name: str, title: str, *, now: datetime, witness: Witness
) -> User | Refusal:
    """Another name to sign in with, another title."""

    def edit(register: Register) -> Register | Refusal:
        found = charge(session, register, user)
        if isinstance(found, Refusal):
            return found
        refusal = _refused_name(register, name, but=user)
        return refusal or with_user(register, replace(found, name=name.strip(), title=title.strip()))

    return _changed_user(session, user, edit, Telling(what="rename-user", id=user, now=now, witness=witness))


def change_roles(
    session: Session, user: str, roles: Sequence[Role], *, now: datetime, witness: Witness
) -> User | Refusal:
    """Other roles; keys that go with a role come and go with it."""

    def edit(register: Register) -> Register | Refusal:
        found = charge(session, register, user)
        if isinstance(found, Refusal):
            return found
        return with_user(register, replace(found, roles=tuple(dict.fromkeys(roles)))) if roles else Refusal.NO_ROLE

    return _changed_user(session, user, edit, Telling(what="change-roles", id=user, now=now, witness=witness))


def retire_user(session: Session, user: str, *, now: datetime, witness: Witness) -> User | Refusal:
    """The user has left: his own keys are removed, and every key that he shared is replaced.

    What he read he may have copied while he could; what is saved from now on he cannot read. The key of a case file is
    replaced as it is saved the next time.
    """

    def edit(register: Register) -> Register | Refusal:
        found = charge(session, register, user)
        if isinstance(found, Refusal):
            return found
        return with_user(register, replace(found, is_active=False, units=()))

    return _changed_user(
        session, user, edit, Telling(what="retire-user", id=user, now=now, witness=witness), forgets=True
    )


def refused_user(register: Register, new: NewUser, *, but: str = "") -> Refusal | None:
    """Why there cannot be such a user; ``but`` is the id of the one who may have the name."""
    refusal = _refused_name(register, new.name, but=but)
    if refusal:
        return refusal
    if not new.roles:
        return Refusal.NO_ROLE
    return Refusal.WEAK if weakness(new.passphrase, name=new.name) else None


def _changed_user(
    session: Session, user: str, edit: Edit, telling: Telling, *, forgets: bool = False
) -> User | Refusal:
    outcome = changed(session, Right.MANAGE_USERS, edit, telling, forgets=forgets)
    return outcome if isinstance(outcome, Refusal) else _of(outcome, user)


def _with_new(session: Session, register: Register, user: User, new: NewUser) -> Register | Refusal:
    refusal = refused_user(register, new)
    if refusal:
        return refusal
    for unit in user.units:
        refusal = refused_member(session, register, unit)
        if refusal:
            return refusal
    return replace(register, users=(*register.users, user))


def _refused_name(register: Register, name: str, *, but: str) -> Refusal | None:
    if not folded(name):
        return Refusal.NAME_EMPTY
    other = register.user_named(name)
    return Refusal.NAME_TAKEN if other and other.id != but else None


def _usual_units(session: Session) -> tuple[str, ...]:
    house = session.register.house.id
    return (house,) if session.keyring.can_open_unit(house) else ()


def _of(register: Register, user: str) -> User:
    found = register.user(user)
    if found is None:
        raise ValueError("a user who was saved is in the register")
    return found
