"""Recovery codes: one more, one proved, one gone."""

from dataclasses import replace
from datetime import datetime

from sipforms.store.access.changes.making import Telling, changed
from sipforms.store.access.changes.refusals import Refusal
from sipforms.store.access.founding import Paper
from sipforms.store.access.keyring import opened_keys
from sipforms.store.access.papers import key_of, pair_of
from sipforms.store.access.register import RecoveryKey, Register
from sipforms.store.access.roles import Right
from sipforms.store.access.session import Session
from sipforms.store.sealing.recovery_codes import box_key_from
from sipforms.store.uses import Witness


def add_recovery_key(session: Session, paper: Paper, *, now: datetime, witness: Witness) -> RecoveryKey | Refusal:
    """One more code that opens everything.

    Units that whoever adds it cannot open follow with the next change by one of theirs; ``settling.unreached`` says
    which are left.
    """
    key = RecoveryKey(
        id=session.folders.new_id(),
        holder=paper.holder.strip(),
        box=box_key_from(paper.code).public,
        made=now.date(),
        proved=now.date() if paper.is_proved else None,
    )

    def edit(register: Register) -> Register | Refusal:
        if not key.holder:
            return Refusal.NAME_EMPTY
        return replace(register, recovery_keys=(*register.recovery_keys, key))

    told = Telling(what="add-recovery-key", id=key.id, now=now, witness=witness)
    outcome = changed(session, Right.SETTINGS, edit, told)
    return outcome if isinstance(outcome, Refusal) else key


def prove_recovery_key(session: Session, code: str, *, now: datetime, witness: Witness) -> RecoveryKey | Refusal:
    """The paper was fetched and its code typed: it opens the register's key, and that is written down with the day.

    Units that it does not open are in ``settling.unreached``.
    """
    session.require(Right.SETTINGS)
    pair = pair_of(code)
    known = key_of(session.refresh(), pair)
    if pair is None or known is None or opened_keys(session.register, known.id, pair.private).root is None:
        return Refusal.WRONG_CODE

    def edit(register: Register) -> Register | Refusal:
        return with_proof(register, known.id, now)

    told = Telling(what="prove-recovery-key", id=known.id, now=now, witness=witness)
    outcome = changed(session, Right.SETTINGS, edit, told)
    return outcome if isinstance(outcome, Refusal) else replace(known, proved=now.date())


def remove_recovery_key(session: Session, key: str, *, now: datetime, witness: Witness) -> Register | Refusal:
    """The code opens nothing that is saved from now on; every key that it opened is replaced. One code must be left."""

    def edit(register: Register) -> Register | Refusal:
        left = tuple(one for one in register.recovery_keys if one.id != key)
        if left == register.recovery_keys:
            return Refusal.NO_SUCH_RECOVERY_KEY
        return replace(register, recovery_keys=left)

    told = Telling(what="remove-recovery-key", id=key, now=now, witness=witness)
    return changed(session, Right.SETTINGS, edit, told, forgets=True)


def with_proof(register: Register, key: str, now: datetime) -> Register:
    """The register with the code proved today."""
    return replace(
        register,
        recovery_keys=tuple(
            replace(one, proved=now.date()) if one.id == key else one for one in register.recovery_keys
        ),
    )
