"""What is said about signing in: refusals with the next step, passphrases that are too easy, and what is undecided."""

from collections.abc import Mapping
from pathlib import Path

from sipforms.actions.reminding import Reminders
from sipforms.actions.short_codes import Easy
from sipforms.render.language import N_, _, ngettext
from sipforms.render.plain import plain
from sipforms.store.failures import (
    NoKey,
    NotAStore,
    RegisterRolledBack,
    SignInNeeded,
    SignInPaused,
    SignInRefused,
    StoreDamaged,
    StoreError,
    StoreUnavailable,
    UnknownFormat,
    Unprotected,
)
from sipforms.store.sealing.passphrases import SHORTEST, Weakness

_MINUTE = 60

_WEAK = {
    Weakness.TOO_SHORT: N_("That is too short: {shortest} signs at least. Put one more word in."),
    Weakness.THE_NAME: N_("Your name or initials are in it, and are the first that anybody tries. Find other words."),
    Weakness.REPEATED: N_("It is the same again and again, and so no stronger than a short one. Use different words."),
    Weakness.SEQUENCE: N_("It is a row of signs as they stand on the keyboard or in the alphabet. Use words instead."),
}

_EASY: Mapping[Easy, str] = {
    Easy.LENGTH: N_("A short code has four to eight letters or digits. Write another, or leave it empty."),
    Easy.SIGNS: N_("A short code is made of letters and digits only. Write another, or leave it empty."),
    Easy.GUESSED: N_("That code is guessed at once. Write another, or leave it empty."),
}

_OTHERWISE = N_("The store in {folder} cannot be opened. See what `sipforms store doctor` says.")
_REFUSED: Mapping[type[StoreError], str] = {
    SignInRefused: N_(
        "Name and passphrase do not belong together. Try again; "
        "if yours is forgotten, a leader can give you a new start."
    ),
    SignInNeeded: N_("The store in {folder} is encrypted: sign in first."),
    NoKey: N_(
        "Your keys are not in the store in {folder}. "
        "Whoever looks after it must fetch the folder `keys` from a backup with `sipforms store restore`."
    ),
    RegisterRolledBack: N_(
        "The users in the store in {folder} are older than those you have seen before: somebody has put back a copy. "
        "Do not work in it; ask whoever looks after it whether a backup was restored."
    ),
    UnknownFormat: N_("The store in {folder} was made by a newer sipforms. Install the newer version."),
    NotAStore: N_("There is no store in {folder}."),
    Unprotected: N_(
        "The store in {folder} is not encrypted. `sipforms --store {folder} store protect FOLDER` makes one that is; "
        "until then `sipforms --unprotected ...` opens it."
    ),
    StoreDamaged: N_(
        "The store in {folder} is damaged where its users stand, and was left as it is. "
        "`sipforms store verify` says more; a backup can be restored."
    ),
    StoreUnavailable: N_("The store in {folder} cannot be reached just now."),
}


def weak(weakness: Weakness) -> str:
    """Why a passphrase is too easy to guess, and what to do."""
    return _(_WEAK[weakness]).format(shortest=SHORTEST)


def waiting(seconds: int) -> str:
    """How long to wait before the next try, rounded up."""
    if seconds < 2 * _MINUTE:
        return ngettext("Wait {count} second, and try again.", "Wait {count} seconds, and try again.", seconds).format(
            count=seconds
        )
    count = -(-seconds // _MINUTE)
    return ngettext("Wait {count} minute, and try again.", "Wait {count} minutes, and try again.", count).format(
        count=count
    )


def refused(fault: StoreError, folder: Path) -> str:
    """Why nobody came in, and what to do; never which of name and passphrase was wrong."""
    if isinstance(fault, SignInPaused):
        return f"{_('There were too many wrong tries.')} {waiting(fault.seconds)}"
    sentence = next((said for kind, said in _REFUSED.items() if isinstance(fault, kind)), _OTHERWISE)
    return _(sentence).format(folder=folder)


def reminded(reminders: Reminders) -> tuple[str, ...]:
    """What is not yet decided or proved, a sentence each with what to type; nothing when all is settled."""
    said = []
    if reminders.is_given:
        said.append(
            _("Whoever let you in may know your passphrase. Choose one of your own: `sipforms user passphrase`.")
        )
    if reminders.undecided:
        said.append(
            _("How long answers are kept is not decided for {programmes}: `sipforms retention set`.").format(
                programmes=", ".join(map(plain, reminders.undecided))
            )
        )
    elif reminders.is_undecided:
        said.append(_("How long answers are kept is not decided: `sipforms retention set`."))
    if reminders.is_log_undecided:
        said.append(_("How long the access log is kept is not decided: `sipforms retention set --log`."))
    untried = _("Nobody has tried within a year whether the recovery code of {holder} works: `sipforms recovery try`.")
    said.extend(untried.format(holder=plain(holder)) for holder in reminders.unproved)
    return tuple(said)


def reminded_on_screen(reminders: Reminders) -> tuple[str, ...]:
    """The same at a screen, where a key leads to what is to be settled."""
    said = []
    if reminders.is_given:
        said.append(_("Whoever let you in may know your passphrase. Choose one of your own with F6."))
    if reminders.undecided:
        said.append(
            _("How long answers are kept is not decided for {programmes}: Administration, with A from Today.").format(
                programmes=", ".join(map(plain, reminders.undecided))
            )
        )
    elif reminders.is_undecided:
        said.append(_("How long answers are kept is not decided: Administration, with A from Today."))
    if reminders.is_log_undecided:
        said.append(_("How long the access log is kept is not decided: Administration, with A from Today."))
    untried = _(
        "Nobody has tried within a year whether the recovery code of {holder} works: Administration, with A from Today."
    )
    said.extend(untried.format(holder=plain(holder)) for holder in reminders.unproved)
    return tuple(said)


def easy_said(easy: Easy) -> str:
    """Why a short code is none, and what to do."""
    return _(_EASY[easy])
