"""The bytes of a draft journal (``.sfj``): a start, then frames, each of which shows whether it was written to its end.

A frame is 4 bytes length, 4 bytes CRC-32, then its payload (``entries.py``). The CRC also covers the draft's id and the
frame's number, so that a frame copied from another draft or moved within this one is not taken for its own, and no key
is needed to see where a torn write begins. Frame 0 is the header. Integers are big-endian. In format 1 payloads are
open, in format 2 they are sealed.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from sipforms.store.failures import StoreDamaged, UnknownFormat
from sipforms.store.protection import AES_256_GCM, NONE
from sipforms.store.protocol import DraftId

MAGIC = b"\x89SFJ\r\n\x1a\n"
OPEN_FORMAT = 1
FORMAT = 2
_START = struct.Struct(">8sH")
_FRAME = struct.Struct(">II")
START_SIZE = _START.size
_LONGEST_DAMAGE = 8
"""How many frames in a row may be damaged and the ones behind them still be found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One frame as found. ``payload`` is None when it is not what was written; ``end`` is where the next one begins."""

    number: int
    payload: bytes | None
    end: int


def start_of_journal(protection: str = NONE) -> bytes:
    """What every journal begins with."""
    return _START.pack(MAGIC, _format_of(protection))


def checked_start(content: bytes, draft: DraftId, protection: str = NONE) -> None:
    """Raises StoreDamaged when this is no journal, or an open one in a protected store; UnknownFormat when newer."""
    if len(content) < START_SIZE or _START.unpack_from(content)[0] != MAGIC:
        raise StoreDamaged(what="draft", which=draft)
    found = _START.unpack_from(content)[1]
    if found > FORMAT:
        raise UnknownFormat(what="draft", found=found, known=FORMAT)
    if found == FORMAT and protection == NONE:
        raise UnknownFormat(what="protection", found=AES_256_GCM, known=NONE)
    if found != _format_of(protection):
        raise StoreDamaged(what="draft", which=draft)


def _format_of(protection: str) -> int:
    return OPEN_FORMAT if protection == NONE else FORMAT


def framed(draft: DraftId, number: int, payload: bytes) -> bytes:
    """One frame around the payload."""
    return _FRAME.pack(len(payload), _checksum(draft, number, payload)) + payload


def frames_in(content: bytes, draft: DraftId) -> Iterator[Frame]:
    """The frames from the start on.

    A wrong frame that a right one follows was damaged later, and comes with payload None. One with a number that was
    there already does not come, nor does whatever stands behind the last right one: that is what torn and rivalling
    writes leave behind.
    """
    number, place = 0, START_SIZE
    while place < len(content):
        frame = _next_sound(content, place, number, draft)
        if frame is None:
            return
        for lost in range(number, frame.number):
            yield Frame(number=lost, payload=None, end=place)
        yield frame
        number, place = frame.number + 1, frame.end


def _frame_at(content: bytes, place: int, number: int, draft: DraftId) -> Frame | None:
    if len(content) < place + _FRAME.size:
        return None
    length, checksum = _FRAME.unpack_from(content, place)
    end = place + _FRAME.size + length
    payload = content[place + _FRAME.size : end]
    if not length or len(content) < end or checksum != _checksum(draft, number, payload):
        return None
    return Frame(number=number, payload=payload, end=end)


def _next_sound(content: bytes, place: int, number: int, draft: DraftId) -> Frame | None:
    for start in range(place, len(content)):
        for candidate in range(number, number + _LONGEST_DAMAGE):
            if frame := _frame_at(content, start, candidate, draft):
                return frame
    return None


def _checksum(draft: DraftId, number: int, payload: bytes) -> int:
    return zlib.crc32(payload, zlib.crc32(f"{draft}/{number}".encode()))
