"""Leases on the disk: who has a draft open is shown to the others by a small file beside it.

``<draft>.<program>.<number>.lease`` is sealed with the keys of the case file. Every sign of life is a new file with
the next number, and the one before goes, so that no file is ever written over. What the disk or the keys refuse is not
told: answers are kept without a lease just as well.

A program that was killed leaves its lease behind. Whoever holds the draft next takes that away; where the disk knows no
locks and the other one lives after all, it shows itself again, and that is how it is noticed.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sipforms.store.encoding import decoded, encoded
from sipforms.store.failures import StoreError
from sipforms.store.filesystem import Filesystem
from sipforms.store.lease import Lease
from sipforms.store.protection import NONE, CaseSeal, Sealed, Unsealable
from sipforms.store.protocol import CaseId, DraftId
from sipforms.store.revisionfile import NONCE_SIZE

SUFFIX = ".lease"
_KEY_END = b"\n"
_HOLDER = 8
_PARTS = 3


class LeaseFolder:
    """The leases of a store's drafts; ``folder`` is that of the drafts."""

    def __init__(self, *, folder: Path, disk: Filesystem, new_id: Callable[[], str], protection: str = NONE) -> None:
        self._folder = folder
        self._disk = disk
        self._new_id = new_id
        self._protection = protection
        self._holder = ""
        self._shown: dict[DraftId, Path] = {}
        self._number = 0

    def show(self, case: CaseId, draft: DraftId, lease: Lease, seal: CaseSeal) -> None:
        """Gives a sign of life for a draft that is held here; the first one takes away what others left behind."""
        with suppress(OSError, StoreError):
            if draft not in self._shown:
                self.clear(case, draft)
            self._holder = self._holder or self._new_id()[:_HOLDER]
            self._number += 1
            path = self._folder / case / f"{draft}.{self._holder}.{self._number:08d}{SUFFIX}"
            before = self._shown.get(draft)
            self._disk.write_new(path, _written(lease, path.name, seal))
            self._shown[draft] = path
            if before is not None:
                self._disk.remove(before)

    def found(self, case: CaseId, draft: DraftId, seal: CaseSeal) -> tuple[Lease, ...]:
        """What other programs show, the one who answered last first; one that cannot be read is left out."""
        newest: dict[str, tuple[int, str]] = {}
        with suppress(OSError):
            for name in self._names(case, draft):
                holder, number = _named(name)
                if holder and holder != self._holder:
                    newest[holder] = max(newest.get(holder, (0, "")), (number, name))
        leases = [one for _, name in newest.values() if (one := self._read(self._folder / case / name, seal))]
        return tuple(sorted(leases, key=lambda one: one.seen.timestamp(), reverse=True))

    def withdraw(self, draft: DraftId) -> None:
        """Takes our own lease away, because the draft is let go of."""
        path = self._shown.pop(draft, None)
        if path is not None:
            with suppress(OSError):
                self._disk.remove(path)

    def clear(self, case: CaseId, draft: DraftId) -> None:
        """Takes everybody's leases of the draft away."""
        self._shown.pop(draft, None)
        with suppress(OSError):
            for name in self._names(case, draft):
                self._disk.remove(self._folder / case / name)

    def _names(self, case: CaseId, draft: DraftId) -> Iterator[str]:
        for name in self._disk.names(self._folder / case):
            if name.startswith(f"{draft}.") and name.endswith(SUFFIX):
                yield name

    def _read(self, path: Path, seal: CaseSeal) -> Lease | None:
        with suppress(OSError, StoreError, ValueError, KeyError, TypeError):
            return _lease(self._disk.read(path), path.name, seal, self._protection)
        return None


def _named(name: str) -> tuple[str, int]:
    """The program and the number in a name; an empty program in a name that is not ours."""
    parts = name.removesuffix(SUFFIX).split(".")
    is_ours = len(parts) == _PARTS and parts[2].isdecimal()
    return (parts[1], int(parts[2])) if is_ours else ("", 0)


def _written(lease: Lease, name: str, seal: CaseSeal) -> bytes:
    """The key's id on a line, then nonce and content; the file's name is authenticated, so that none is moved."""
    content = {
        "by": lease.by,
        "workstation": lease.workstation,
        "since": lease.since.isoformat(),
        "seen": lease.seen.isoformat(),
    }
    sealed = seal.seal(encoded(content), _about(name, seal.key))
    return sealed.key.encode("ascii") + _KEY_END + sealed.nonce + sealed.body


def _lease(content: bytes, name: str, seal: CaseSeal, protection: str) -> Lease:
    key, _, rest = content.partition(_KEY_END)
    if (protection == NONE) is bool(key):
        raise Unsealable  # an open one put into a protected store is nobody's word
    size = NONCE_SIZE if key else 0
    sealed = Sealed(key=key.decode("ascii"), nonce=rest[:size], body=rest[size:])
    read = decoded(seal.unseal(sealed, _about(name, sealed.key)))
    holder, number = _named(name)
    return Lease(
        by=str(read["by"]),
        workstation=str(read["workstation"]),
        since=datetime.fromisoformat(read["since"]),
        seen=datetime.fromisoformat(read["seen"]),
        holder=holder,
        stamp=number,
    )


def _about(name: str, key: str) -> bytes:
    return f"lease/{name}/{key}".encode()
