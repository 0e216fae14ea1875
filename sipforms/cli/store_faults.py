"""What the store refuses in the middle of a command, in words: rights, keys, the disk. None of it is our fault."""

from collections.abc import Mapping

from sipforms.cli.refusals import refusal
from sipforms.render.language import N_, _
from sipforms.render.signing_in import waiting
from sipforms.store.failures import (
    Erased,
    NoAccess,
    NoGroupKey,
    NoKey,
    NotAllowed,
    SignInNeeded,
    SignInPaused,
    StoreError,
    StoreUnavailable,
)

_SENTENCES: Mapping[type[StoreError], str] = {
    NotAllowed: N_("Your role does not allow this. A leader can do it, or give you the role for it."),
    NoAccess: N_("This citizen is not among those that you may see. Ask your leader if you need to."),
    NoGroupKey: N_(
        "There is no key for figures of groups in this store yet. A leader makes it by making a report once."
    ),
    NoKey: N_("The key to this is gone, so that nobody can read it. Tell your leader: a backup may have the key."),
    Erased: N_("This citizen has been erased. Nothing can be read or kept here any more."),
    SignInNeeded: N_("You are not signed in any more: your passphrase was changed, or you have left. Sign in again."),
}


def refused_by_store(fault: BaseException) -> str:
    """Why the store did not do it, and what to do; empty for what is no refusal of the store."""
    if isinstance(fault, StoreUnavailable):
        return f"{_('The store cannot be reached just now.')} {refusal(fault)}"
    if isinstance(fault, SignInPaused):
        return f"{_('There were too many wrong tries.')} {waiting(fault.seconds)}"
    return next((_(said) for kind, said in _SENTENCES.items() if isinstance(fault, kind)), "")
