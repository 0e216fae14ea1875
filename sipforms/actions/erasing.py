"""Erasing a case file for good, and what is left to do about the backups that still hold it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sipforms.actions.access_log import listed
from sipforms.actions.moving import settled
from sipforms.actions.workplace import Workplace
from sipforms.store.access.roles import Right
from sipforms.store.casefile import CaseFile
from sipforms.store.log.reading import Wanted
from sipforms.store.protocol import Erasure
from sipforms.store.uses import Action

KEYS_KEPT = timedelta(days=31)
"""How long the keys of a backup should be kept: our advice, a guess of a month between two looks at the backups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingBackup:
    """A backup that was taken while the case file was there. Without its folder ``keys`` nobody can read it there."""

    id: str
    taken: datetime
    keys_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """That a case file was erased: which by its random id, when, by whom, and where a sealed copy may still lie.

    ``backups`` is None where there is no log that the user may read, so that nobody can say which there are.
    """

    erasure: Erasure
    at: datetime
    by: str
    backups: tuple[HoldingBackup, ...] | None


def erase_case(workplace: Workplace, file: CaseFile) -> Receipt:
    """Removes the case file with all that belongs to it; nothing of it comes back. Again is no fault.

    Raises NotAllowed, NoAccess, StoreUnavailable: then what was begun is finished when the store is next opened.
    """
    if file.id == workplace.store.facts.facility:
        raise ValueError("the facility's own case file is not a citizen's")
    workplace.require(Right.ERASE)
    settled(workplace, file)  # a response on its way to another citizen is that one's, and does not go along
    moment = workplace.now()
    backups = _holding(workplace, file)
    erasure = workplace.store.erase(file.id, moment.date())
    return Receipt(erasure=erasure, at=moment, by=workplace.user, backups=backups)


def _holding(workplace: Workplace, file: CaseFile) -> tuple[HoldingBackup, ...] | None:
    """The backups that the log tells of, as far as they can hold the case file."""
    if workplace.session is None or not workplace.session.may(Right.READ_LOG):
        return None
    since = file.citizen.created_at if file.citizen else None
    return tuple(
        HoldingBackup(id=one.use.criterion, taken=one.at, keys_until=one.at.date() + KEYS_KEPT)
        for one in listed(workplace, Wanted(since=since, actions=frozenset({Action.BACKUP}))).entries
        if one.use is not None
    )
