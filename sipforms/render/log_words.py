"""The access log in words: what was done with what, by whom, and where."""

from collections.abc import Mapping
from datetime import datetime

from sipforms.render.language import N_, _, format_date, ngettext
from sipforms.render.plain import plain
from sipforms.store.access.register import Register
from sipforms.store.log.entries import Entry
from sipforms.store.uses import NOT_KEPT, Action, Subject, Use

_SHOWN_ID = 8

_DONE: Mapping[tuple[Action, Subject], str] = {
    (Action.READ, Subject.CASE): N_("read the case file"),
    (Action.READ, Subject.DRAFT): N_("read a draft"),
    (Action.READ, Subject.RESPONSE): N_("read a response"),
    (Action.READ, Subject.LOG): N_("read the access log"),
    (Action.READ, Subject.REGISTER): N_("looked at users and units"),
    (Action.SEARCH, Subject.CASE): N_("looked through case files"),
    (Action.SEARCH, Subject.DRAFT): N_("looked through drafts"),
    (Action.SEARCH, Subject.RESPONSE): N_("looked through responses"),
    (Action.ADD, Subject.CASE): N_("made the case file"),
    (Action.ADD, Subject.DRAFT): N_("began a draft"),
    (Action.ADD, Subject.RESPONSE): N_("handed in a response"),
    (Action.CHANGE, Subject.CASE): N_("changed the case file"),
    (Action.CHANGE, Subject.DRAFT): N_("answered in a draft"),
    (Action.CHANGE, Subject.RESPONSE): N_("corrected a response"),
    (Action.EXPORT, Subject.CASE): N_("took a copy out of the case file"),
    (Action.EXPORT, Subject.RESPONSE): N_("took responses out"),
    (Action.EXPORT, Subject.STORE): N_("took figures out"),
    (Action.EXPORT, Subject.LOG): N_("printed where the log ends"),
    (Action.DELETE, Subject.CASE): N_("erased the case file"),
    (Action.DELETE, Subject.DRAFT): N_("discarded a draft"),
    (Action.DELETE, Subject.RESPONSE): N_("erased a response"),
    (Action.ADD, Subject.GROUP): N_("wrote down something about a group"),
    (Action.READ, Subject.GROUP): N_("read what is written down about groups"),
    (Action.DELETE, Subject.GROUP): N_("removed something that was written down about a group"),
    (Action.VERIFY, Subject.LOG): N_("checked the access log"),
    (Action.ACCESS, Subject.CASE): N_("changed who may open the case file"),
}
_DONE_AT_ALL: Mapping[Action, str] = {
    Action.READ: N_("read"),
    Action.SEARCH: N_("looked for something"),
    Action.ADD: N_("added something"),
    Action.CHANGE: N_("changed something"),
    Action.EXPORT: N_("took something out"),
    Action.DELETE: N_("erased something"),
    Action.SIGN_IN: N_("signed in"),
    Action.FAILED_SIGN_IN: N_("was refused at signing in"),
    Action.SIGN_OUT: N_("signed out"),
    Action.LOCK: N_("locked the screen"),
    Action.UNLOCK: N_("unlocked the screen"),
    Action.ACCESS: N_("changed users, units or keys"),
    Action.SETTING: N_("changed a setting"),
    Action.BACKUP: N_("made a backup"),
    Action.RESTORE: N_("restored the store from a backup"),
    Action.VERIFY: N_("checked the store"),
    Action.PRUNE_LOG: N_("removed the older part of the log"),
}
DEEDS: Mapping[str, str] = {
    "correct": N_("corrected a response"),
    "move": N_("moved a response to another citizen"),
    "sign": N_("signed a response"),
    "unlock": N_("cancelled the signature of a response"),
    "withdraw": N_("withdrew a response"),
    "reinstate": N_("took a withdrawn response back in"),
    "erase": N_("erased the answers of a response"),
}
"""What was done with a response, by the criterion."""

CRITERIA: Mapping[str, str] = {
    NOT_KEPT: N_("came to nothing"),
    "refused": N_("refused"),
    "paused": N_("too many tries"),
    "unlock": N_("at the locked screen"),
    "sign": N_("when signing"),
    "citizens": N_("for the list of citizens"),
    "access-log": N_("for the access log"),
    "export": N_("for an export"),
    "import": N_("for an import"),
    "citizen-copy": N_("the citizen's own copy"),
    "group-report": N_("for a report about a group"),
    "audit": N_("audits"),
    "released": N_("reports that were given out"),
    "add-group-key": N_("a key for what is kept about groups"),
    "old-drafts": N_("for old drafts"),
    "moved": N_("for a moved response"),
    "last-time": N_("last time's answer before the new one"),
    "restrict": N_("only some users"),
    "open-to-unit": N_("the whole unit again"),
    "move-to-unit": N_("another unit"),
    "take-over-restricted": N_("restricted ones, after a recovery"),
    "change-passphrase": N_("own passphrase"),
    "reset-passphrase": N_("a new start after a forgotten passphrase"),
    "recover": N_("by a recovery code"),
    "add-recovery-key": N_("a new recovery code"),
    "prove-recovery-key": N_("a recovery code was tried"),
    "remove-recovery-key": N_("a recovery code was made worthless"),
    "retention": N_("how long answers are kept"),
    "log-retention": N_("how long the log is kept"),
    "draft-retention": N_("how long drafts are kept"),
    "add-unit": N_("a new unit"),
    "rename-unit": N_("the name of a unit"),
    "retire-unit": N_("a unit was closed"),
    "join-unit": N_("into a unit"),
    "leave-unit": N_("out of a unit"),
    "add-user": N_("a new user"),
    "rename-user": N_("the name of a user"),
    "change-roles": N_("the roles of a user"),
    "retire-user": N_("a user has left"),
}
"""The criteria that the program itself writes; any other is shown as it stands."""


def when(moment: datetime) -> str:
    """The moment by the clock of this machine, to the second."""
    here = moment.astimezone()
    return f"{format_date(here.date())} {here:%H:%M:%S}"


def who(entry: Entry, register: Register) -> str:
    """The initials of whoever did it; in brackets whose name it was tried with; empty where nobody knows."""
    if entry.user:
        return user_word(entry.user, register)
    tried = entry.use.id if entry.use and entry.use.action is Action.FAILED_SIGN_IN else ""
    return f"({user_word(tried, register)})" if tried else ""


def user_word(user: str, register: Register) -> str:
    """A user's initials, of those who left too; the beginning of the id where there is no such user."""
    known = register.user(user)
    return plain(known.name) if known else user[:_SHOWN_ID]


def what(entry: Entry) -> str:
    """What was done, as the rest of a sentence that begins with whoever did it."""
    use = entry.use
    if use is None:
        return _("something that your keys do not open")
    if use.subject is Subject.RESPONSE and use.criterion in DEEDS:
        return _(DEEDS[use.criterion])
    done = _(_DONE.get((use.action, use.subject)) or _DONE_AT_ALL[use.action])
    if use.subject is Subject.LOG or not use.criterion:
        return done  # which part of the log was looked at stands in the data
    return f"{done} ({_criterion(use.criterion)})"


def _criterion(written: str) -> str:
    """A criterion in words; of two parts only the first may have words, and the other is a programme's id."""
    if written in CRITERIA:
        return _(CRITERIA[written])
    first, _space, rest = written.partition(" ")
    return f"{_(CRITERIA[first])}: {plain(rest)}" if rest and first in CRITERIA else plain(written)


def whom(entry: Entry, register: Register, codes: Mapping[str, str]) -> str:
    """Whose case file it was: the code where ``codes`` has it, else the beginning of its id; how many, where many."""
    use = entry.use
    if use is None:
        return ""
    if use.subject is Subject.REGISTER:
        return _in_register(use, register)
    if use.subject is Subject.STORE and not use.cases:
        return ""
    if use.id and use.subject is not Subject.STORE:
        return plain(codes.get(use.id, use.id[:_SHOWN_ID]))
    count = len(use.cases)
    return ngettext("{count} case file", "{count} case files", count).format(count=count) if count else ""


def aside(entry: Entry) -> str:
    """What else the entry says: that the clock had jumped, or that an unfinished entry was cut off before it."""
    said = []
    if entry.jump:
        said.append(jumped(entry.jump))
    if entry.mended:
        said.append(_("an entry that was never finished was cut off before this one"))
    return "; ".join(said)


def jumped(seconds: int) -> str:
    """By how much a clock jumped, and which way."""
    minutes = max(1, round(abs(seconds) / 60))
    if seconds < 0:
        return ngettext(
            "the clock had been put back {count} minute", "the clock had been put back {count} minutes", minutes
        ).format(count=minutes)
    return ngettext(
        "the clock had been put forward {count} minute", "the clock had been put forward {count} minutes", minutes
    ).format(count=minutes)


def _in_register(use: Use, register: Register) -> str:
    user, unit = register.user(use.id), register.unit(use.id)
    return plain(user.name if user else unit.title if unit else use.id[:_SHOWN_ID])
