"""Coming back into a store by a recovery code, when nobody who could let others in can sign in any more."""

from sipforms.actions.doors import Door
from sipforms.actions.signing_in import enter, log_for, newest_register
from sipforms.actions.workplace import Workplace
from sipforms.store.access.changes import Recovery, Refusal, recover
from sipforms.store.access.founding import NewUser
from sipforms.store.access.session import Session
from sipforms.store.protocol import CaseId
from sipforms.store.sealing.passphrases import USUAL, Cost
from sipforms.store.uses import Action, Subject, Use


def come_back(door: Door, code: str, founder: NewUser, *, cost: Cost = USUAL) -> Workplace | Refusal:
    """The workplace, signed in as somebody who is a member of every unit from now on.

    Whoever has the initials already gets new keys and keeps the rest. Stands in the access log before it is done.
    Raises as signing in does.
    """
    log = log_for(door, newest_register(door).log.box)
    try:
        outcome = recover(door.folder, Recovery(code=code, founder=founder, cost=cost), now=door.now(), witness=log)
    finally:
        log.close()
    return outcome if isinstance(outcome, Refusal) else enter(door, founder.name, founder.passphrase)


def take_over_restricted(workplace: Workplace, session: Session, code: str) -> tuple[CaseId, ...] | None:
    """Let whoever came back into every case file that is restricted to others too; which those were, None by no code.

    For when those whom they are restricted to have gone. Stands in the access log before it is done.
    """
    workplace.witness.tell(Use(action=Action.ACCESS, subject=Subject.CASE, criterion="take-over-restricted"))
    return session.take_over(code)
