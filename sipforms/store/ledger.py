"""The ledger of erased case files: ``erased/<case>``, one small file each, which holds nothing but the day.

An id is 32 random digits and says nothing about anybody. The ledger keeps an erased case file from coming back: out of
a backup, out of an erasing that was interrupted, or from a workstation that still shows it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sipforms.store.filesystem import Filesystem
from sipforms.store.protocol import CaseId, is_id, required_id

LEDGER = "erased"
_TEMPORARY = ".tmp"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedCase:
    """One line of the ledger. ``day`` is None where the file is there but cannot be read: erased all the same."""

    case: CaseId
    day: date | None


class ErasureLedger:
    """The ledger in a store's folder. Every method may raise OSError."""

    def __init__(self, *, folder: Path, disk: Filesystem, new_id: Callable[[], str]) -> None:
        self._store = folder
        self._folder = folder / LEDGER
        self._disk = disk
        self._new_id = new_id

    def record(self, case: CaseId, day: date) -> None:
        """Enters the case file; returns when it survives a power cut. The first day entered stays."""
        path = self._folder / required_id(case)
        self._disk.make_folder(self._folder)
        self._disk.sync_folder(self._store)
        temporary = self._folder / f"{self._new_id()}{_TEMPORARY}"
        self._disk.write_new(temporary, f"{day.isoformat()}\n".encode())
        if not self._disk.publish(temporary, path):
            self._disk.remove(temporary)
        self._disk.sync_folder(self._folder)

    def has(self, case: CaseId) -> bool:
        """Whether the case file was erased."""
        try:
            self._disk.read(self._folder / required_id(case))
        except FileNotFoundError:
            return False
        return True

    def entries(self) -> tuple[ErasedCase, ...]:
        """All that was erased, sorted by id."""
        ids = sorted(filter(is_id, self._disk.names(self._folder)))
        return tuple(ErasedCase(case=case, day=self._day(case)) for case in ids)

    def _day(self, case: CaseId) -> date | None:
        try:
            return date.fromisoformat(self._disk.read(self._folder / case).decode("ascii").strip())
        except (FileNotFoundError, ValueError):
            return None
