"""Keeping what changed: every entry in order, those that could not be kept first, and what is not safe yet."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sipforms.actions.fill import Filling, keep
from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.draft import Entry
from sipforms.engine.paths import Path, parsed
from sipforms.store.failures import StoreError


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
        unsafe = frozenset(parsed(str(entry.get("path", ""))) for entry in self._waiting)
        return Kept(at=self._at, waiting=len(self._waiting), fault=fault, unsafe=unsafe - {()})
