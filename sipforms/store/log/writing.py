"""One chain held open for adding to it: an entry is one append and one flush."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sipforms.store.failures import SignInNeeded
from sipforms.store.filesystem import JournalFile
from sipforms.store.log.bodies import boxed_key, written_body
from sipforms.store.log.chain import START_SIZE, Break, Broken, links_of, root_of, start_of_chain
from sipforms.store.log.entries import Anchor, Chain, EntrySigner, Known, Workstation
from sipforms.store.log.links import Link, next_link, signed_part, written_link
from sipforms.store.sealing.ciphers import random_key
from sipforms.store.uses import Use

LARGEST = 4 << 20
"""A file that has grown beyond this many bytes is not added to; it is read whole at every opening."""
_LONGEST_TORN = 4096
_LONGEST_ENTRY = 256 << 10
_JUMP = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an entry is to say: the use, and where it applies anchors, what was pruned and what is known of that."""

    use: Use
    heads: tuple[Anchor, ...] = ()
    pruned: tuple[Anchor, ...] = ()
    known: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """One look at the clock, and at one that nobody sets: seconds from some beginning."""

    at: datetime
    ticking: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What one process brings to the log. ``log_key`` is the log's public key."""

    store: str
    log_key: bytes
    workstation: Workstation
    key: bytes = field(default_factory=random_key, repr=False)


class Tail:
    """How a chain ends: what the next entry joins on to."""

    def __init__(self, opening: Opening, chain: Chain) -> None:
        self.opening, self.chain = opening, chain
        self.seq, self.hash, self.end = 0, root_of(opening.store, chain), START_SIZE
        self.opened = 0
        self.mended: tuple[int, str] | None = None
        self.anchored: dict[str, int] = {}
        self._last: Ticks | datetime | None = None

    def follow(self, link: Link) -> None:
        """Goes behind an entry that is there already."""
        self.seq, self.hash, self.end = link.seq, link.hash, link.end
        self.anchored.update((anchor.chain, anchor.seq) for anchor in link.heads)
        self._last = link.at

    def next(self, told: Told, signer: EntrySigner | None, now: Ticks) -> bytes:
        """The bytes of the entry that follows, and goes behind it; unsigned while the signer's screen is locked."""
        opened = self.opened or self.seq + 1
        try:
            written = self._written(told, signer, now, opened)
        except SignInNeeded:
            written = self._written(told, None, now, opened)
        self._went(told, now, opened, written)
        return written

    def _written(self, told: Told, signer: EntrySigner | None, now: Ticks, opened: int) -> bytes:
        seq, opening = self.seq + 1, self.opening
        front: dict[str, Any] = {
            "seq": seq,
            "time": now.at.isoformat(),
            "user": signer.user_id if signer else "",
            "place": opening.workstation.id,
            "previous": self.hash,
            "opened": opened,
        }
        if opened == seq:
            front["key"] = boxed_key(opening.key, opening.log_key, opening.store).hex()
        front |= _where_it_applies(told, self.mended, self._jump(now))
        place = opening.workstation.name if opened == seq else ""
        return written_link(front, written_body(told.use, place=place, known=told.known), opening.key, signer)

    def _went(self, told: Told, now: Ticks, opened: int, written: bytes) -> None:
        self.seq, self.opened, self.mended, self._last = self.seq + 1, opened, None, now
        self.hash, self.end = written[-36:-4].hex(), self.end + len(written)
        self.anchored.update((anchor.chain, anchor.seq) for anchor in told.heads)

    def _jump(self, now: Ticks) -> int:
        """Seconds by which the clock went other than time; against an earlier opening only backwards can be seen."""
        if isinstance(self._last, Ticks):
            passed = (now.at - self._last.at).total_seconds() - (now.ticking - self._last.ticking)
            return round(passed) if abs(passed) >= _JUMP else 0
        if self._last is not None:
            back = (now.at - self._last).total_seconds()
            return round(back) if back <= -_JUMP else 0
        return 0


class OpenChain:
    """A chain that this process adds to."""

    def __init__(self, file: JournalFile, tail: Tail) -> None:
        self.tail = tail
        self._file = file

    @property
    def chain(self) -> Chain:
        """Which file it is."""
        return self.tail.chain

    def is_ours(self) -> bool:
        """Whether the file still stands as this process left it. Raises FileNotFoundError when it was removed."""
        return self._file.size() == self.tail.end and self.tail.end < LARGEST

    def append(self, told: Told, signer: EntrySigner | None, now: Ticks) -> None:
        """Adds an entry; returns when it is on the disk. Raises OSError, and then the chain is to be closed."""
        end = self.tail.end
        try:
            self._file.append(self.tail.next(told, signer, now))
        except OSError:
            with suppress(OSError):  # the first fault is the one to tell; the next opening mends
                self._file.cut(end)
            raise

    def close(self) -> None:
        """Lets go of the file."""
        self._file.close()


def new_chain(tail: Tail, told: Told, signer: EntrySigner | None, now: Ticks) -> bytes:
    """The whole file of a new chain with its first entry."""
    return start_of_chain() + tail.next(told, signer, now)


def joined(file: JournalFile, tail: Tail, signer: EntrySigner | None) -> OpenChain | None:
    """An existing chain opened to go on with it; None when it is not one that anybody should add to.

    An entry that was never finished is cut off, which the next entry will say. A chain that is broken in any other way
    is left alone for ``verify`` to find, and so is one that ends with something that only looks like this user's: what
    he signs from now on would cover it.
    """
    content, last = file.read(), None
    if len(content) >= LARGEST:
        return None
    for found in links_of(content, store=tail.opening.store, chain=tail.chain):
        if isinstance(found, Broken):
            if last is None or not _is_torn(content, found):
                return None
            tail.mended = (len(content) - found.start, sha256(content[found.start :]).hexdigest())
            file.cut(found.start)
            break
        tail.follow(found)
        last = found
    if last is None or _is_forged(content, last, signer):
        return None
    return OpenChain(file, tail)


def ticks(clock: Callable[[], datetime], ticking: Callable[[], float]) -> Ticks:
    """The time now, in UTC."""
    return Ticks(at=clock().astimezone(UTC), ticking=ticking())


def _is_torn(content: bytes, broken: Broken) -> bool:
    """Whether this can be one entry that was never finished: short, and nothing sound in it."""
    length = len(content) - broken.start
    size = int.from_bytes(content[broken.start : broken.start + 4], "big")
    is_short = length <= _LONGEST_TORN or length < size <= _LONGEST_ENTRY
    return broken.kind is Break.TORN and is_short and next_link(content, broken.start) is None


def _is_forged(content: bytes, last: Link, signer: EntrySigner | None) -> bool:
    if signer is None or last.user != signer.user_id:
        return False
    try:
        return last.signature != signer.signed(signed_part(content, last))  # Ed25519 says the same again
    except SignInNeeded:
        return False


def _where_it_applies(told: Told, mended: tuple[int, str] | None, jump: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if told.heads:
        found["heads"] = _as_lists(told.heads)
    if told.pruned:
        found["pruned"] = _as_lists(told.pruned)
    if mended:
        found["mended"] = list(mended)
    if jump:
        found["jump"] = jump
    return found


def _as_lists(anchors: Sequence[Anchor]) -> list[list[str | int]]:
    return [[anchor.chain, anchor.seq, anchor.hash] for anchor in anchors]
