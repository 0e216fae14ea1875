"""The bytes of a draft journal (``.sfj``): a start, then frames, each of which shows whether it was written to its end.

A frame is 4 bytes length, 4 bytes CRC-32, then JSON. The CRC also covers the draft's id and the frame's number, so
that a frame copied from another draft or moved within this one is not taken for its own. Frame 0 is the header.
Integers are big-endian.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sipforms.store.encoding import decoded, encoded
from sipforms.store.failures import StoreDamaged, UnknownFormat
from sipforms.store.protocol import DraftId

MAGIC = b"\x89SFJ\r\n\x1a\n"
FORMAT = 1
_START = struct.Struct(">8sH")
_FRAME = struct.Struct(">II")
START_SIZE = _START.size
_LONGEST_DAMAGE = 8
"""How many frames in a row may be damaged and the ones behind them still be found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One frame as found. ``value`` is None when it is not what was written; ``end`` is where the next one begins."""

    number: int
    value: Any
    end: int


def start_of_journal() -> bytes:
    """What every journal begins with."""
    return _START.pack(MAGIC, FORMAT)


def checked_start(content: bytes, draft: DraftId) -> None:
    """Raises StoreDamaged when this is no journal, UnknownFormat when it is a newer one."""
    if len(content) < START_SIZE or _START.unpack_from(content)[0] != MAGIC:
        raise StoreDamaged(what="draft", which=draft)
    found = _START.unpack_from(content)[1]
    if found != FORMAT:
        raise UnknownFormat(what="draft", found=found, known=FORMAT)


def framed(draft: DraftId, number: int, value: object) -> bytes:
    """One frame around the value."""
    payload = encoded(value)
    return _FRAME.pack(len(payload), _checksum(draft, number, payload)) + payload


def frames_in(content: bytes, draft: DraftId) -> Iterator[Frame]:
    """The frames from the start on.

    A wrong frame that a right one follows was damaged later, and comes with value None; whatever stands behind the last
    right one is what a torn write leaves behind, and does not come.
    """
    number, place = 0, START_SIZE
    while place < len(content):
        frame = _frame_at(content, place, number, draft) or _next_sound(content, place + 1, number + 1, draft)
        if frame is None:
            return
        for lost in range(number, frame.number):
            yield Frame(number=lost, value=None, end=place)
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
    return Frame(number=number, value=decoded(payload), end=end)


def _next_sound(content: bytes, place: int, number: int, draft: DraftId) -> Frame | None:
    for start in range(place, len(content)):
        for candidate in range(number, number + _LONGEST_DAMAGE):
            if frame := _frame_at(content, start, candidate, draft):
                return frame
    return None


def _checksum(draft: DraftId, number: int, payload: bytes) -> int:
    return zlib.crc32(payload, zlib.crc32(f"{draft}/{number}".encode()))
