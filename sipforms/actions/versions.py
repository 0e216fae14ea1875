"""What is done with a response as a whole after it was handed in: signed, unlocked, withdrawn, counted again, erased.

Each of these is told to the access log before it is done. A refusal of a wish is a value; what a colleague did in the
meantime comes back as ``ResponseChanged`` for a person to look at.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.accept import is_writable
from sipforms.engine.ask.draft_header import header_from_json
from sipforms.engine.response import Deed, Mark, Response
from sipforms.store.access.roles import Right
from sipforms.store.amending import (
    ResponseChanged,
    reinstate_response,
    sign_response,
    unlock_response,
    withdraw_response,
)
from sipforms.store.casefile import CaseFile
from sipforms.store.moving import erase_response
from sipforms.store.protocol import CaseId, CaseStore
from sipforms.store.uses import Action, Subject, Use

LONGEST_REASON = 500
"""Characters."""


class Why(StrEnum):
    """Why nothing was done."""

    REASON_EMPTY = "reason-empty"
    REASON_TOO_LONG = "reason-too-long"
    LOCKED = "locked"
    """It is signed; it must be unlocked first."""
    NOT_SIGNED = "not-signed"
    WITHDRAWN = "withdrawn"
    NOT_WITHDRAWN = "not-withdrawn"
    MOVED = "moved"
    ERASED = "erased"
    NOTHING_CHANGED = "nothing-changed"
    """The correction says the same as what it corrects."""
    SAME_CASE = "same-case"
    NOT_A_CITIZENS = "not-a-citizens"
    """It is about the facility itself."""
    NO_STAY = "no-stay"
    """The other citizen has no stay under the programme on the day that the answers describe."""
    OTHER_GROUP = "other-group"
    """The stay there is of another target group, which is asked something else."""
    LEANS_ON_EARLIER = "leans-on-earlier"
    """What stands in it was partly taken from other answers about the citizen it was given for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Nothing was done."""

    why: Why


Done: TypeAlias = CaseFile | ResponseChanged | Refused
_Command: TypeAlias = Callable[[CaseStore, CaseId, Response, Mark], CaseFile | ResponseChanged]

_CRITERIA = {
    Deed.SIGNED: "sign",
    Deed.UNLOCKED: "unlock",
    Deed.WITHDRAWN: "withdraw",
    Deed.REINSTATED: "reinstate",
    Deed.ERASING: "erase",
}


def sign(workplace: Workplace, file: CaseFile, response: Response) -> Done:
    """Signs the newest version, which by that is locked."""
    refused = not_open(response)
    return refused or _marked(workplace, file, response, Deed.SIGNED, "", sign_response)


def unlock(workplace: Workplace, file: CaseFile, response: Response, reason: str) -> Done:
    """Takes the signature away, so that the response can be corrected. Raises NotAllowed without the right to."""
    workplace.require(Right.CORRECT_SIGNED)
    if not response.is_signed:
        return Refused(why=Why.NOT_SIGNED)
    return _marked(workplace, file, response, Deed.UNLOCKED, reason, unlock_response)


def withdraw(workplace: Workplace, file: CaseFile, response: Response, reason: str) -> Done:
    """Lets the response count nowhere any more; it can still be read."""
    refused = not_open(response)
    return refused or _marked(workplace, file, response, Deed.WITHDRAWN, reason, withdraw_response)


def reinstate(workplace: Workplace, file: CaseFile, response: Response, reason: str) -> Done:
    """Lets a withdrawn response count again."""
    if response.is_moved:
        return gone(response)
    if not response.is_withdrawn:
        return Refused(why=Why.NOT_WITHDRAWN)
    return _marked(workplace, file, response, Deed.REINSTATED, reason, reinstate_response)


def erase(workplace: Workplace, file: CaseFile, response: Response, reason: str) -> Done:
    """Erases the answers for good, in every version and generation; that there was a response stays, and why it went.

    Drafts that correct it go too. Raises NotAllowed without the right to, DraftInUse while somebody corrects it.
    """
    workplace.require(Right.ERASE)
    if response.is_moved or response.is_moving:
        return gone(response)
    refused = wrong_reason(reason)
    if refused is not None:
        return refused
    for draft in workplace.store.list_drafts(file.id).drafts:
        corrects = header_from_json(draft.header.about).corrects
        if corrects is not None and corrects.response == response.id:
            workplace.store.hold_draft(draft.id)
            workplace.store.discard_draft(draft.id)
    return _marked(workplace, file, response, Deed.ERASING, reason, erase_response)


def _marked(
    workplace: Workplace, file: CaseFile, response: Response, deed: Deed, reason: str, command: _Command
) -> Done:
    workplace.require(Right.WRITE_CASES)
    refused = None if deed is Deed.SIGNED else wrong_reason(reason)
    if refused is not None:
        return refused
    tell(workplace, file.id, response, _CRITERIA[deed])
    return command(workplace.store, file.id, response, mark_of(workplace, response, deed, reason))


def mark_of(workplace: Workplace, response: Response, deed: Deed, reason: str) -> Mark:
    """What is about to be done with the newest version, by whom and when."""
    return Mark(deed=deed, by=workplace.user, at=workplace.now(), number=response.number, reason=reason.strip())


# --- what all of them need --------------------------------------------------------------------------------------


def not_open(response: Response) -> Refused | None:
    """Why nothing but unlocking, or nothing at all, can be done with it; nothing where it is open."""
    if response.is_moved or response.is_moving:
        return gone(response)
    if response.is_withdrawn:
        return Refused(why=Why.WITHDRAWN)
    return Refused(why=Why.LOCKED) if response.is_signed else None


def gone(response: Response) -> Refused:
    """Where the answers of a response are that do not stand here any more."""
    return Refused(why=Why.ERASED if response.is_erased else Why.MOVED)


def wrong_reason(reason: str) -> Refused | None:
    """Why the reason will not do, or nothing where it will."""
    if not reason.strip() or not is_writable(reason):
        return Refused(why=Why.REASON_EMPTY)
    return Refused(why=Why.REASON_TOO_LONG) if len(reason.strip()) > LONGEST_REASON else None


def tell(workplace: Workplace, case: CaseId, response: Response, what: str, *cases: CaseId) -> None:
    """Tells the access log what is about to be done, in ids only."""
    workplace.store.note(
        Use(action=Action.CHANGE, subject=Subject.RESPONSE, id=case, part=response.id, criterion=what, cases=cases)
    )
