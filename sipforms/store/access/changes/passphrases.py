"""Changing one's passphrase, and giving somebody a new one who forgot his."""

from dataclasses import replace
from datetime import datetime

from sipforms.store.access.changes.making import Telling, changed, charge
from sipforms.store.access.changes.refusals import Refusal
from sipforms.store.access.own_keys import finish_keys, given_keys, with_given_keys, write_keys
from sipforms.store.access.private_keys import passphrase_key
from sipforms.store.access.register import Register, User
from sipforms.store.access.roles import Right
from sipforms.store.access.session import Session
from sipforms.store.access.signing_in import file_of, opened_with, pins_of
from sipforms.store.failures import Reason, SignInRefused, StoreUnavailable
from sipforms.store.sealing.passphrases import weakness
from sipforms.store.uses import Witness

_ATTEMPTS = 100


def change_passphrase(session: Session, old: str, new: str, *, now: datetime, witness: Witness) -> Refusal | None:
    """From now on the new passphrase opens the user's keys, and no file here is left that the old one opens.

    Not promised: that a copy of the disk made before is not opened by the old one. Raises SignInPaused after wrong
    ones; StoreUnavailable, and then either of the two is the right one.
    """
    session.refresh()
    user = session.user
    if weakness(new, name=user.name):
        return Refusal.WEAK
    tries = session.folders.tries(user.id)
    tries.begin(now)
    try:
        _change(session, old, new, Telling(what="change-passphrase", id=user.id, now=now, witness=witness))
    except SignInRefused:
        return Refusal.WRONG_PASSPHRASE
    tries.forget()
    session.has_given_passphrase = False
    return None


def reset_passphrase(session: Session, user: str, new: str, *, now: datetime, witness: Witness) -> User | Refusal:
    """New keys for the user under a passphrase that whoever resets it knows, so that he should choose his own at once.

    He stays in the units that whoever resets it can open. Out of the others he goes, and comes back only when one of
    their members lets him in: the new passphrase is known to somebody who is none of them. His earlier signatures hold.
    Units' keys are not replaced: where somebody else may know the old passphrase and have copied the disk, the user is
    retired and comes anew.
    """
    session.require(Right.RESET_PASSPHRASE)
    known = charge(session, session.refresh(), user)
    if isinstance(known, Refusal):
        return known
    if weakness(new, name=known.name):
        return Refusal.WEAK
    given = given_keys(user, new, session.cost)
    write_keys(session.folders, session.register, given)

    def edit(register: Register) -> Register | Refusal:
        found = charge(session, register, user)
        if isinstance(found, Refusal):
            return found
        shared = tuple(unit for unit in found.units if session.keyring.can_open_unit(unit))
        return with_given_keys(register, replace(found, units=shared), given)

    told = Telling(what="reset-passphrase", id=user, now=now, witness=witness)
    outcome = changed(session, Right.RESET_PASSPHRASE, edit, told, forgets=True)
    if isinstance(outcome, Refusal):
        return outcome
    finish_keys(session.folders, outcome, given)
    return next(one for one in outcome.users if one.id == user)


def _change(session: Session, old: str, new: str, telling: Telling) -> None:
    own = session.folders.private(session.user.id)
    for _ in range(_ATTEMPTS):
        base = own.newest()
        _, content = opened_with(file_of(session.folders, session.user), old)
        telling.tell(session.register.number)
        renewed = replace(content, pins=pins_of(session.folders, session.register), is_given=False)
        if own.save(base, renewed, passphrase_key(new, session.cost)):
            own.forget_before(base + 1)
            return
    raise StoreUnavailable(reason=Reason.BUSY, doing="saving a user's keys")
