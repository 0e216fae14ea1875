"""Coming in with a recovery code, when nobody is left who can sign in and manage users."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sipforms.store.access.changes.making import Hand, Telling, attempt
from sipforms.store.access.changes.recovery import with_proof
from sipforms.store.access.changes.refusals import Refusal
from sipforms.store.access.changes.users import refused_user
from sipforms.store.access.founding import NewUser
from sipforms.store.access.keyring import opened_keys
from sipforms.store.access.own_keys import GivenKeys, finish_keys, given_keys, with_given_keys, write_keys
from sipforms.store.access.papers import key_of, pair_of
from sipforms.store.access.register import RecoveryKey, Register, User
from sipforms.store.access.roles import Right, rights_of
from sipforms.store.access.session import KeyFolders
from sipforms.store.access.signing_in import key_folders
from sipforms.store.failures import Reason, StoreUnavailable
from sipforms.store.filesystem import Filesystem
from sipforms.store.sealing.boxes import BoxKey
from sipforms.store.sealing.passphrases import USUAL, Cost
from sipforms.store.uses import Witness

AHEAD = 100
"""Revisions left out, so that the register is newer than any that was lost with the newest files on the disk."""
_ATTEMPTS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """Who comes in with a recovery code: somebody new, or whoever has the name already, who then gets new keys."""

    code: str = field(repr=False)
    founder: NewUser
    cost: Cost = USUAL


def recover(
    folder: Path, recovery: Recovery, *, now: datetime, witness: Witness, disk: Filesystem | None = None
) -> User | Refusal:
    """Makes somebody a user with these roles and a member of every unit, by a recovery code; he signs in afterwards.

    The roles must let him manage users. Where the newest register is damaged in both its copies, an older one that is
    still there is gone on with. Raises StoreDamaged, NoKey, NotAStore, Unprotected, StoreUnavailable.

    Not promised: that the paper knows its store. Somebody who replaced the whole folder is not found out by the code,
    but by those who have signed in before. Nor that an older register knows what was changed since: whoever recovers
    looks through the users.
    """
    folders = key_folders(folder, disk=disk)
    pair = pair_of(recovery.code)
    base, _ = folders.register.newest_sound()
    key = key_of(base, pair)
    if pair is None or key is None or opened_keys(base, key.id, pair.private).root is None:
        return Refusal.WRONG_CODE
    earlier = base.user_named(recovery.founder.name)
    refusal = _refused(base, recovery.founder, but=earlier.id if earlier else "")
    if refusal:
        return refusal
    given = _given(recovery, earlier.id if earlier else folders.new_id())
    write_keys(folders, base, given)
    told = Telling(what="recover", id=given.user, now=now, witness=witness)
    for _ in range(_ATTEMPTS):
        outcome = _attempt(folders, recovery.founder, given, (key, pair), told)
        if isinstance(outcome, Refusal):
            return outcome
        if outcome is not None:
            finish_keys(folders, outcome, given)
            return next(user for user in outcome.users if user.id == given.user)
    raise StoreUnavailable(reason=Reason.BUSY, doing="changing the register")


def _attempt(
    folders: KeyFolders, founder: NewUser, given: GivenKeys, by: tuple[RecoveryKey, BoxKey], told: Telling
) -> Register | Refusal | None:
    base, newest = folders.register.newest_sound()
    key, pair = by
    opened = opened_keys(base, key.id, pair.private)
    if opened.root is None:
        return Refusal.WRONG_CODE  # removed a moment ago
    hand = Hand(id=given.user, opened=opened, root=opened.root, newest=newest, ahead=AHEAD)
    return attempt(
        folders,
        base,
        lambda register: with_proof(_with(register, founder, given, told.now), key.id, told.now),
        hand,
        told,
        forgets=True,
    )


def _refused(register: Register, founder: NewUser, *, but: str) -> Refusal | None:
    if Right.MANAGE_USERS not in rights_of(founder.roles):
        return Refusal.NO_ROLE
    return refused_user(register, founder, but=but)


def _given(recovery: Recovery, user: str) -> GivenKeys:
    return given_keys(user, recovery.founder.passphrase, recovery.cost, is_given=False)


def _with(register: Register, founder: NewUser, given: GivenKeys, now: datetime) -> Register:
    units = tuple(unit.id for unit in sorted(register.units, key=lambda unit: not unit.is_house))
    earlier = register.user(given.user)
    if earlier is None:
        user = User(
            id=given.user,
            name=founder.name.strip(),
            title=founder.title.strip(),
            roles=tuple(dict.fromkeys(founder.roles)),
            is_active=True,
            box=given.box,
            signs=(given.sign,),
            units=units,
            since=now,
        )
        return replace(register, users=(*register.users, user))
    roles = tuple(dict.fromkeys((*earlier.roles, *founder.roles)))
    again = replace(earlier, roles=roles, units=tuple(dict.fromkeys((*earlier.units, *units))), is_active=True)
    return with_given_keys(register, again, given)
