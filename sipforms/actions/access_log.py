"""The access log as a leader uses it: read, checked, compared with what was printed, and its older part removed.

Each of these is itself a use of the log, and stands in it before anything is handed out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sipforms.actions.workplace import Workplace
from sipforms.store.access.roles import Right
from sipforms.store.access.session import Session
from sipforms.store.casefile import CaseFile, case_files
from sipforms.store.failures import SignInNeeded
from sipforms.store.log.access_log import AccessLog
from sipforms.store.log.crosschecking import KeptCases
from sipforms.store.log.entries import Anchor, Entry
from sipforms.store.log.heads import loose_heads
from sipforms.store.log.listing import FOLDER, LogFolder
from sipforms.store.log.pruning import Proposal, Pruned, propose, prune
from sipforms.store.log.reading import Reading, Wanted
from sipforms.store.log.verifying import Verified, verify
from sipforms.store.protocol import CaseId
from sipforms.store.uses import Action, Subject, Use

_OF_CASES = frozenset({Subject.CASE, Subject.DRAFT, Subject.RESPONSE})


class NotPruned(StrEnum):
    """Why nothing of the log can be removed."""

    UNDECIDED = "undecided"
    """Nobody has decided how long the log is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Entries, oldest first; ``has_earlier``: there may be more before them.

    ``is_whole``: no chain was found broken on the way; checking says more than that.
    """

    entries: tuple[Entry, ...]
    has_earlier: bool
    is_whole: bool


def listed(workplace: Workplace, wanted: Wanted, last: int | None = None) -> Listed:
    """What is wanted of the log, all or the ``last`` so many. Raises NotAllowed, SignInNeeded, StoreUnavailable."""
    session = _reader(workplace)
    workplace.witness.tell(Use(action=Action.READ, subject=Subject.LOG, id=wanted.case, criterion=_criterion(wanted)))
    reading = Reading(_log(session), tuple(session.log_readers.values()))
    entries, has_earlier = reading.newest(wanted, last) if last else (tuple(reading.entries(wanted)), False)
    return Listed(entries=entries, has_earlier=has_earlier, is_whole=not reading.breaks)


def codes_in(workplace: Workplace, entries: Sequence[Entry]) -> Mapping[CaseId, str]:
    """The codes of the citizens whose case files the entries name, by id, as far as the user may read them.

    Reads those case files, which is a search in the log. Raises NotAllowed, SignInNeeded, StoreUnavailable.
    """
    workplace.require(Right.READ_CASES)
    named = {one.use.id for one in entries if one.use is not None and one.use.subject in _OF_CASES and one.use.id}
    found = case_files(workplace.store, sorted(named), "access-log") if named else ()
    files = (file for _id, file in found if isinstance(file, CaseFile))
    return {file.id: file.citizen.code for file in files if file.citizen is not None}


def citizen_extract(workplace: Workplace, case: CaseId) -> tuple[Entry, ...]:
    """Everything that was done with one case file, oldest first. Raises NotAllowed, SignInNeeded, StoreUnavailable."""
    return listed(workplace, Wanted(case=case)).entries


def verified(workplace: Workplace, against: Sequence[Anchor] = ()) -> Verified:
    """The whole log checked, also against heads that were printed.

    Somebody who may not read the log still learns whether it is whole, but not whether the case files agree with it.
    Raises SignInNeeded, StoreUnavailable.
    """
    session = _session(workplace)
    workplace.witness.tell(Use(action=Action.VERIFY, subject=Subject.LOG))
    return verify(
        _log(session),
        is_by=session.refresh().is_by,
        readers=tuple(session.log_readers.values()),
        cases=_cases(session),
        against=against,
    )


def printable_heads(workplace: Workplace) -> tuple[Anchor, ...]:
    """Where the log ends now, for printing. Raises NotAllowed, SignInNeeded, StoreUnavailable."""
    session = _reader(workplace)
    workplace.witness.tell(Use(action=Action.EXPORT, subject=Subject.LOG))
    return loose_heads(_log(session))


def proposed_pruning(workplace: Workplace) -> Proposal | NotPruned:
    """What is older than the log is kept. Raises NotAllowed, SignInNeeded, StoreUnavailable."""
    session = _reader(workplace)
    session.require(Right.SETTINGS)
    months = session.refresh().log_retention
    if months is None:
        return NotPruned.UNDECIDED
    return propose(_log(session), months=months, now=workplace.now())


def pruned(workplace: Workplace, proposal: Proposal) -> Pruned:
    """Removes what was proposed, and says so in the log. Raises NotAllowed, SignInNeeded, StoreUnavailable."""
    session = _reader(workplace)
    session.require(Right.SETTINGS)
    if not isinstance(workplace.witness, AccessLog):
        raise SignInNeeded("nobody is signed in")
    return prune(
        _log(session),
        proposal,
        witness=workplace.witness,
        readers=tuple(session.log_readers.values()),
        cases=_cases(session),
    )


def _session(workplace: Workplace) -> Session:
    if workplace.session is None:
        raise SignInNeeded("nobody is signed in")
    return workplace.session


def _reader(workplace: Workplace) -> Session:
    session = _session(workplace)
    session.require(Right.READ_LOG)
    return session


def _log(session: Session) -> LogFolder:
    folders = session.folders
    return LogFolder(path=folders.store / FOLDER, disk=folders.disk, store=session.store_id)


def _cases(session: Session) -> KeptCases:
    return KeptCases(folder=session.folders.store, disk=session.folders.disk)


def _criterion(wanted: Wanted) -> str:
    """What was looked for, in ids, days and codes."""
    parts = {
        "user": wanted.user,
        "since": wanted.since.isoformat() if wanted.since else "",
        "until": wanted.until.isoformat() if wanted.until else "",
        "actions": ",".join(sorted(wanted.actions)),
    }
    return " ".join(f"{name}={value}" for name, value in parts.items() if value)
