"""What is said at each signing in until it is settled: to everybody about a passphrase, to leaders about decisions."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from sipforms.actions.workplace import Workplace
from sipforms.engine.read.source import read_source
from sipforms.engine.shelf import MANIFEST
from sipforms.store.failures import StoreError

A_YEAR = timedelta(days=365)
"""How long a recovery key may go without anybody having tried that its code is still there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """What somebody is told at each signing in, until it is settled.

    ``undecided`` are the titles of programmes with answers in the store and no time for keeping them;
    ``is_undecided`` is true also where there are no answers yet and no time at all. ``unproved`` are those who keep a
    recovery code that nobody has tried for a year. ``is_given`` is for everybody: another may know the passphrase.
    """

    is_given: bool = False
    undecided: tuple[str, ...] = ()
    is_undecided: bool = False
    is_log_undecided: bool = False
    unproved: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.is_given or self.is_undecided or self.is_log_undecided or bool(self.unproved)


def reminders(workplace: Workplace) -> Reminders:
    """What is to be said to whoever has signed in."""
    from sipforms.store.access.roles import Right

    session = workplace.session
    if session is None:
        return Reminders()
    if not session.may(Right.SETTINGS):
        return Reminders(is_given=session.has_given_passphrase)
    register, today = session.register, workplace.now().date()
    undecided = tuple(_undecided(workplace, register.retention))
    return Reminders(
        is_given=session.has_given_passphrase,
        undecided=undecided,
        is_undecided=bool(undecided) or not register.retention,
        is_log_undecided=register.log_retention is None,
        unproved=tuple(one.holder for one in register.recovery_keys if not _is_recent(one.proved, today)),
    )


def _is_recent(day: date | None, today: date) -> bool:
    return day is not None and today - day <= A_YEAR


def _undecided(workplace: Workplace, retention: Mapping[str, int]) -> Iterator[str]:
    """The titles of programmes that answers were given to, and whose time nobody has decided."""
    used = {_programme_of(workplace, digest) for digest in workplace.store.bundles()}
    for id_ in sorted(used - {*retention, ""}):
        programme = workplace.programmes.by_id.get(id_)
        yield id_ if programme is None else programme.title


def _programme_of(workplace: Workplace, digest: str) -> str:
    """The id of the programme of which a snapshot was kept; empty where the snapshot cannot be read."""
    known = workplace.programmes.read_already(digest)
    if known is not None:
        return known.id
    with suppress(StoreError, KeyError, ValueError):
        data = read_source(MANIFEST, workplace.store.bundle(digest)[MANIFEST]).data
        return str(data["id"]) if isinstance(data, dict) else ""
    return ""
