"""How long things are kept. Nothing has a time until somebody has decided on one."""

from dataclasses import replace
from datetime import datetime

from sipforms.store.access.changes.making import Edit, Telling, changed
from sipforms.store.access.changes.refusals import Refusal
from sipforms.store.access.register import Register
from sipforms.store.access.roles import Right
from sipforms.store.access.session import Session
from sipforms.store.uses import Action, Witness

MOST_MONTHS = 12 * 150
MOST_DAYS = 366 * 10
RETENTION = "retention"
"""What the access log is told, before the id of the programme."""


def set_retention(
    session: Session, programme: str, months: int | None, *, now: datetime, witness: Witness
) -> Register | Refusal:
    """How many months after discharge the answers of a programme are kept (1 to 1800); None: not decided."""

    def edit(register: Register) -> Register:
        others = {one: kept for one, kept in register.retention.items() if one != programme}
        return replace(register, retention=others if months is None else {**others, programme: months})

    telling = Telling(what=f"{RETENTION} {programme}", now=now, witness=witness)
    return _set(session, months, MOST_MONTHS, edit, telling)


def set_log_retention(session: Session, months: int | None, *, now: datetime, witness: Witness) -> Register | Refusal:
    """How many months the access log is kept (1 to 1800); None: not decided."""
    telling = Telling(what="log-retention", now=now, witness=witness)
    return _set(session, months, MOST_MONTHS, lambda register: replace(register, log_retention=months), telling)


def set_draft_retention(session: Session, days: int | None, *, now: datetime, witness: Witness) -> Register | Refusal:
    """After how many days without a change a draft is proposed for discarding (1 to 3660); None: not decided."""
    telling = Telling(what="draft-retention", now=now, witness=witness)
    return _set(session, days, MOST_DAYS, lambda register: replace(register, draft_retention=days), telling)


def _set(session: Session, value: int | None, most: int, edit: Edit, telling: Telling) -> Register | Refusal:
    session.require(Right.SETTINGS)
    if value is not None and not 1 <= value <= most:
        return Refusal.OUT_OF_RANGE
    return changed(session, Right.SETTINGS, edit, replace(telling, action=Action.SETTING))
