"""Keeping what changed: every entry in order, those that could not be kept first, and what is not safe yet."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sipforms.actions.fill import Filling, keep
from sipforms.actions.presence import show_presence
from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.draft import Entry
from sipforms.engine.paths import Path, parsed
from sipforms.store.failures import StoreError
from sipforms.store.lease import Lease

SIGN_OF_LIFE = timedelta(minutes=1)
"""How long after the last one whoever keeps an answer gives another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How things stand: when everything was last kept, or how many entries wait, since which fault.

    ``unsafe`` are the paths whose last change is on the screen only.
    """

    at: datetime | None = None
    waiting: int = 0
    fault: StoreError | None = None
    unsafe: frozenset[Path] = field(default_factory=frozenset)


class Keeper:
    """Keeps one draft's entries in order. An entry that the store refuses waits and is tried again before the next."""

    def __init__(self, workplace: Workplace, filling: Filling) -> None:
        self._workplace = workplace
        self._filling = filling
        self._waiting: list[Entry] = []
        self._at: datetime | None = None
        self._shown = filling.since or workplace.now()

    def show_presence(self) -> tuple[Lease, ...]:
        """Shows colleagues that the form is open here, and says who else has the same one open.

        Nobody has, where the disk knows locks: then it could not have been opened here.
        """
        self._shown = self._workplace.now()
        show_presence(self._workplace, self._filling.id, self._filling.since or self._shown, self._at)
        return self._workplace.store.leases(self._filling.id)

    def keep(self, entries: Iterable[Entry] = ()) -> Kept:
        """Keep the entries that wait and then these; returns when all is safe, or at the first that is not kept."""
        self._waiting.extend(entries)
        fault: StoreError | None = None
        while self._waiting:
            try:
                keep(self._workplace, self._filling, self._waiting[0])
            except StoreError as refused:
                fault = refused
                break
            del self._waiting[0]
            self._at = self._workplace.now()
            if self._at >= self._shown + SIGN_OF_LIFE:
                self.show_presence()
        unsafe = frozenset(parsed(str(entry.get("path", ""))) for entry in self._waiting)
        return Kept(at=self._at, waiting=len(self._waiting), fault=fault, unsafe=unsafe - {()})
