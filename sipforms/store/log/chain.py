"""One file of the log as a chain: what every entry must be to belong where it stands."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from sipforms.store.log.entries import Chain
from sipforms.store.log.links import Link, link_at, next_link
from sipforms.store.sealing.ciphers import about

MAGIC = b"\x89SFL\r\n\x1a\n"
FORMAT = 1
_START = struct.Struct(">8sH")
START_SIZE = _START.size


class Break(StrEnum):
    """Where a chain is not whole."""

    NO_CHAIN = "no-chain"
    """The file does not begin as one of ours."""
    NEWER = "newer"
    """The file was written by a newer version of the program."""
    CHANGED = "changed"
    """An entry is not what was written, and sound ones follow."""
    OUT_OF_PLACE = "out-of-place"
    """A sound entry does not belong here: some are missing before it, or it was moved or put in."""
    TORN = "torn"
    """What stands at the end is no whole entry: cut off in the middle of being written, or changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A place where the chain is not whole: before or at the entry with this number."""

    kind: Break
    seq: int
    start: int


def start_of_chain() -> bytes:
    """What every file of the log begins with."""
    return _START.pack(MAGIC, FORMAT)


def root_of(store: str, chain: Chain) -> str:
    """What stands as ``previous`` in the first entry of this file in this store."""
    return sha256(about("log-chain", store, chain.name)).hexdigest()


def links_of(content: bytes, *, store: str, chain: Chain) -> Iterator[Link | Broken]:
    """The entries from the first on, and the places where the chain is broken; it goes on behind a break."""
    if wrong := _wrong_start(content):
        yield wrong
        return
    seq, previous, start = 1, root_of(store, chain), START_SIZE
    while start < len(content):
        link = link_at(content, start)
        if link is None:
            link = next_link(content, start + 1)
            if link is None:
                yield Broken(kind=Break.TORN, seq=seq, start=start)
                return
            yield Broken(kind=Break.CHANGED, seq=seq, start=start)
        elif (link.seq, link.previous, link.place) != (seq, previous, chain.workstation):
            yield Broken(kind=Break.OUT_OF_PLACE, seq=seq, start=start)
        yield link
        seq, previous, start = link.seq + 1, link.hash, link.end


def _wrong_start(content: bytes) -> Broken | None:
    magic, found = _START.unpack_from(content) if len(content) >= START_SIZE else (b"", 0)
    if magic != MAGIC or found < 1:
        return Broken(kind=Break.NO_CHAIN, seq=1, start=0)
    if found > FORMAT:
        return Broken(kind=Break.NEWER, seq=1, start=0)
    return None
