"""Writing the access log: each use is on the disk before anything is shown, or nothing is shown."""

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sipforms.store.failures import outside_world
from sipforms.store.filesystem import Filesystem
from sipforms.store.log.entries import Anchor, Chain, EntrySigner, Known, Workstation
from sipforms.store.log.listing import LogFolder
from sipforms.store.log.writing import OpenChain, Opening, Tail, Ticks, Told, joined, new_chain, ticks
from sipforms.store.protocol import fresh_id
from sipforms.store.uses import Action, Use

_ANCHORING = (Action.SIGN_IN, Action.SIGN_OUT, Action.PRUNE_LOG)


def seconds_of_this_machine() -> float:
    """Seconds since the machine started, sleep included where the system can tell: a clock that nobody sets."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class AccessLog:
    """The ``Witness`` of a store of real people. Opens nothing before the first use is told.

    ``folder`` is the store's folder ``log``, ``store`` its id, ``log_key`` the log's public key of the register.
    Without a ``signer`` entries go unsigned: before anybody is signed in, and while a screen is locked.
    """

    def __init__(  # noqa: PLR0913 - what a log is put together of
        self,
        *,
        folder: Path,
        disk: Filesystem,
        store: str,
        log_key: bytes,
        workstation: Workstation,
        clock: Callable[[], datetime],
        signer: EntrySigner | None = None,
        new_id: Callable[[], str] = fresh_id,
        ticking: Callable[[], float] = seconds_of_this_machine,
    ) -> None:
        self._folder = folder
        self._disk = disk
        self._log = LogFolder(path=folder, disk=disk, store=store)
        self._opening = Opening(store=store, log_key=log_key, workstation=workstation)
        self._clock = clock
        self._ticking = ticking
        self._signer = signer
        self._new_id = new_id
        self._open: OpenChain | None = None
        self._one_at_a_time = threading.Lock()

    def tell(self, use: Use) -> None:
        """Writes the use down; returns when it survives a power cut. Raises StoreUnavailable."""
        self._write(Told(use=use))

    def tell_pruning(self, use: Use, pruned: Sequence[Anchor], known: Sequence[Known]) -> None:
        """As ``tell``, of a pruning: which chains go, and what readers must still know of them."""
        self._write(Told(use=use, pruned=tuple(pruned), known=tuple(known)))

    def sign_as(self, signer: EntrySigner | None) -> None:
        """From now on entries are signed by this user, or by nobody."""
        with self._one_at_a_time:
            self._signer = signer
            self._let_go()

    def close(self) -> None:
        """Lets go of the file; the next use opens one again."""
        with self._one_at_a_time:
            self._let_go()

    @property
    def chain(self) -> str:
        """The chain being written to; empty before the first use."""
        return self._open.chain.name if self._open else ""

    @property
    def workstation(self) -> Workstation:
        """The machine that the entries are written at."""
        return self._opening.workstation

    def _write(self, told: Told) -> None:
        with self._one_at_a_time, outside_world("writing the access log"):
            try:
                self._add(told, ticks(self._clock, self._ticking))
            except OSError:
                self._let_go()
                raise

    def _add(self, told: Told, now: Ticks) -> None:
        held = self._held(f"{now.at:%Y%m}")
        if held is None:
            self._begin(told, now)
            return
        if told.use.action is Action.RESTORE:
            told = replace(told, heads=tuple(self._log.heads(but=held.chain.name)))
        elif told.use.action in _ANCHORING:
            told = replace(told, heads=self._heads(held.tail))
        held.append(told, self._signer, now)

    def _held(self, month: str) -> OpenChain | None:
        """A chain of this month that this process may add to."""
        if self._open and self._open.chain.month == month and _is_ours(self._open):
            return self._open
        self._let_go()
        for chain in self._own(month):
            self._open = self._joined(chain)
            if self._open:
                break
        return self._open

    def _own(self, month: str) -> list[Chain]:
        own = self._opening.workstation.id
        return [one for one in self._log.chains() if (one.workstation, one.month) == (own, month)]

    def _joined(self, chain: Chain) -> OpenChain | None:
        try:
            file = self._disk.open_journal(self._log.file(chain))
        except FileNotFoundError:
            return None
        if file is None:
            return None  # another process of this workstation has it
        try:
            found = joined(file, Tail(self._opening, chain), self._signer)
        except BaseException:
            file.close()
            raise
        if found is None:
            file.close()
        return found

    def _begin(self, told: Told, now: Ticks) -> None:
        """Starts a chain of which the entry is the first."""
        self._disk.make_folder(self._folder)
        self._disk.sync_folder(self._folder.parent)
        self._sweep()
        month = f"{now.at:%Y%m}"
        number = 1 + max((one.number for one in self._own(month)), default=0)
        while not self._is_begun(
            Chain(workstation=self._opening.workstation.id, month=month, number=number), told, now
        ):
            number += 1

    def _is_begun(self, chain: Chain, told: Told, now: Ticks) -> bool:
        tail = Tail(self._opening, chain)
        content = new_chain(tail, replace(told, heads=self._heads(tail)), self._signer, now)
        if not self._is_published(chain, content):
            return False
        self._disk.sync_folder(self._folder)
        file = self._disk.open_journal(self._log.file(chain))
        if file is not None:
            self._open = OpenChain(file, tail)
        return True

    def _is_published(self, chain: Chain, content: bytes) -> bool:
        temporary = self._folder / f"{chain.workstation}-{self._new_id()}.tmp"
        try:
            self._disk.write_new(temporary, content)
            try:
                is_published = self._disk.publish(temporary, self._log.file(chain))
            except FileNotFoundError:  # another process of this workstation took ours for a leftover
                self._disk.write_new(temporary, content)
                is_published = self._disk.publish(temporary, self._log.file(chain))
        except OSError:
            self._remove_if_possible(temporary)
            raise
        if not is_published:
            self._remove_if_possible(temporary)
        return is_published

    def _sweep(self) -> None:
        for name in self._disk.names(self._folder):
            if name.startswith(self._opening.workstation.id) and name.endswith(".tmp"):
                self._remove_if_possible(self._folder / name)

    def _remove_if_possible(self, path: Path) -> None:
        with suppress(OSError):  # a leftover harms nobody, and the next chain tries again
            self._disk.remove(path)

    def _heads(self, tail: Tail) -> tuple[Anchor, ...]:
        """Where the other chains end now, as far as this one has not said so already."""
        heads = self._log.heads(but=tail.chain.name)
        return tuple(head for head in heads if tail.anchored.get(head.chain) != head.seq)

    def _let_go(self) -> None:
        held, self._open = self._open, None
        if held:
            with suppress(OSError):
                held.close()


def _is_ours(held: OpenChain) -> bool:
    try:
        return held.is_ours()
    except FileNotFoundError:
        return False  # pruned, or taken away: what is told now begins another chain
