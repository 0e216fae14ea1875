"""What to do when case files cannot be read or written: what has happened, what is safe, and the next step."""

from collections.abc import Mapping

from sipforms.render.language import N_, _
from sipforms.render.said import fault_said
from sipforms.store.failures import NotAllowed, Reason, SignInNeeded, StoreError, StoreUnavailable

ADVICE: Mapping[Reason, str] = {
    Reason.VANISHED: N_(
        "The drive or the network folder is probably not connected. See whether other programs reach it, and ask IT "
        "if they do not. Nothing that was saved is lost."
    ),
    Reason.DENIED: N_(
        "Your login on this machine may not use the folder. Ask IT for access, and name the folder with the case "
        "files. Nothing that was saved is lost."
    ),
    Reason.FULL: N_(
        "Nothing more can be saved until there is room. Ask IT to make room on the disk. What was saved is safe."
    ),
    Reason.READ_ONLY: N_(
        "It can be read and not written to: nothing new can be saved. Ask IT why it is write-protected."
    ),
    Reason.BUSY: N_("Another program holds the files. It mostly passes by itself. Nothing that was saved is lost."),
    Reason.UNSUPPORTED: N_(
        "The case files stand on a disk that cannot keep them safe. Ask IT to move them to another one."
    ),
    Reason.FAILED: N_(
        "Save nothing elsewhere by hand. Ask IT to look at the disk, and to have the newest backup at hand."
    ),
}
AGAIN = N_("It is tried again by itself every few seconds. F5 tries now.")


def passes(fault: StoreError) -> bool:
    """Whether trying again may help."""
    return isinstance(fault, StoreUnavailable)


def advice(fault: StoreError) -> tuple[str, ...]:
    """What has happened, and what to do about it, as paragraphs."""
    happened = fault_said(fault)
    if isinstance(fault, StoreUnavailable):
        return happened, _(ADVICE[fault.reason]), _(AGAIN)
    if isinstance(fault, SignInNeeded | NotAllowed):
        return (happened,)  # the sentence itself says what to do
    return happened, _("A backup may have it. Tell your leader, and write nothing down twice until it is settled.")
