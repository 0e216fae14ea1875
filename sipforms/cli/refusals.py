"""What the disk or share says when it refuses, in words."""

from sipforms.render.language import N_, _
from sipforms.store.failures import Reason, StoreUnavailable

_SENTENCES = {
    Reason.FULL: N_("The disk is full."),
    Reason.READ_ONLY: N_("The folder can only be read, not written to."),
    Reason.VANISHED: N_("The folder is not there."),
    Reason.DENIED: N_("You have no right to read or write there."),
    Reason.BUSY: N_("Somebody else is using the file; try again in a moment."),
    Reason.UNSUPPORTED: N_("The disk or share cannot do what is needed."),
    Reason.FAILED: N_("The disk or share does not answer as it should."),
}


def refusal(fault: StoreUnavailable) -> str:
    """Why nothing could be read or written, as one sentence."""
    return _(_SENTENCES[fault.reason])
