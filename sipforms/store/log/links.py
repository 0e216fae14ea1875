"""The bytes of one entry: readable in front, so that anybody can check the chain, and sealed behind.

===========  =====  ===============================================================================================
part         bytes  content
===========  =====  ===============================================================================================
size         4      of the whole entry, this number and the last one included
front size   4
front        n      JSON: seq, time, user, place, previous, opened; where it applies key, heads, pruned, mended, jump
nonce        12
body         rest   AES-256-GCM of the use, under the key of this opening; the front is authenticated with it
signature    64     Ed25519 by the user over everything before; zeros where nobody was signed in
hash         32     SHA-256 over everything before; the next entry's ``previous``
size         4      once more, so that the last entry can be found from the end
===========  =====  ===============================================================================================

Integers are big-endian. ``previous`` of the first entry is made of the store's id and the file's name, so that an entry
belongs to one place in one file of one store.
"""

import hashlib
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sipforms.store.encoding import encoded
from sipforms.store.log.entries import Anchor, EntrySigner
from sipforms.store.sealing.ciphers import NONCE_SIZE, about, seal_with

_SIZES = struct.Struct(">II")
_SIZE = struct.Struct(">I")
_SIGNATURE_SIZE = 64
_HASH_SIZE = 32
_TAG_SIZE = 16
UNSIGNED = bytes(_SIGNATURE_SIZE)
SMALLEST = _SIZES.size + 2 + NONCE_SIZE + _TAG_SIZE + _SIGNATURE_SIZE + _HASH_SIZE + _SIZE.size
_FIRST_IN_FRONT = b'{"seq":'


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entry whose own hash is right; whether it belongs where it stands is for the chain to say.

    ``start`` and ``end`` are places in the file. ``opened`` is the number of the entry that carries the key under which
    this one is sealed, ``key`` that key in its box. ``at`` is by the workstation's clock. ``mended``: bytes cut off
    before this entry, and their SHA-256.
    """

    start: int
    end: int
    seq: int
    at: datetime
    user: str
    place: str
    previous: str
    opened: int
    hash: str
    signature: bytes
    front: bytes
    nonce: bytes
    body: bytes
    key: bytes
    heads: tuple[Anchor, ...]
    pruned: tuple[Anchor, ...]
    mended: tuple[int, str]
    jump: int


def written_link(front: Mapping[str, Any], content: bytes, key: bytes, signer: EntrySigner | None) -> bytes:
    """The whole entry. ``front`` begins with ``seq``."""
    readable = encoded(front)
    nonce, body = seal_with(key, content, readable)
    size = _SIZES.size + len(readable) + len(nonce) + len(body) + _SIGNATURE_SIZE + _HASH_SIZE + _SIZE.size
    before = _SIZES.pack(size, len(readable)) + readable + nonce + body
    before += signer.signed(_to_sign(before)) if signer else UNSIGNED
    return before + hashlib.sha256(before).digest() + _SIZE.pack(size)


def signed_part(content: bytes, link: Link) -> bytes:
    """What the signature of an entry in this file is over."""
    return _to_sign(content[link.start : link.end - _SIGNATURE_SIZE - _HASH_SIZE - _SIZE.size])


def _to_sign(before: bytes) -> bytes:
    return about("log-entry", hashlib.sha256(before).hexdigest())


def link_at(content: bytes, start: int) -> Link | None:
    """The entry that begins here, unless it is not what was written."""
    if len(content) < start + SMALLEST:
        return None
    size, front_size = _SIZES.unpack_from(content, start)
    end, front_end = start + size, start + _SIZES.size + front_size
    if size < SMALLEST + front_size - 2 or end > len(content):
        return None
    hash_start = end - _SIZE.size - _HASH_SIZE
    digest = hashlib.sha256(content[start:hash_start]).digest()
    if content[hash_start:end] != digest + content[start : start + _SIZE.size]:
        return None
    try:
        front = json.loads(content[start + _SIZES.size : front_end])
        return _link(front, content, (start, front_end, hash_start, end), digest.hex())
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def next_link(content: bytes, start: int) -> Link | None:
    """The first entry at or behind this place that is what was written; None when none is left."""
    found = start
    while (found := content.find(_FIRST_IN_FRONT, found)) >= 0:
        if link := link_at(content, found - _SIZES.size):
            return link
        found += 1
    return None


def last_link(end_of_file: bytes) -> Link | int:
    """The entry at the very end of these bytes; the number of bytes needed when they are too few, 0 for rubbish."""
    if len(end_of_file) < _SIZE.size:
        return 0
    (size,) = _SIZE.unpack_from(end_of_file, len(end_of_file) - _SIZE.size)
    if size > len(end_of_file):
        return int(size)
    return link_at(end_of_file, len(end_of_file) - size) or 0


def _link(front: Mapping[str, Any], content: bytes, places: tuple[int, int, int, int], digest: str) -> Link:
    start, front_end, hash_start, end = places
    signature_start, body_start = hash_start - _SIGNATURE_SIZE, front_end + NONCE_SIZE
    mended = front.get("mended", (0, ""))
    return Link(
        start=start,
        end=end,
        seq=_number(front["seq"]),
        at=_moment(front["time"]),
        user=_text(front["user"]),
        place=_text(front["place"]),
        previous=_text(front["previous"]),
        opened=_number(front["opened"]),
        hash=digest,
        signature=content[signature_start:hash_start],
        front=content[start + _SIZES.size : front_end],
        nonce=content[front_end:body_start],
        body=content[body_start:signature_start],
        key=bytes.fromhex(front["key"]) if "key" in front else b"",
        heads=_anchors(front["heads"]) if "heads" in front else (),
        pruned=_anchors(front["pruned"]) if "pruned" in front else (),
        mended=(_number(mended[0]), _text(mended[1])),
        jump=_number(front.get("jump", 0)),
    )


def _number(value: object) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def _text(value: object) -> str:
    if type(value) is not str:
        raise TypeError
    return value


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError
    return moment


def _anchors(written: list[list[Any]]) -> tuple[Anchor, ...]:
    return tuple(Anchor(chain=_text(name), seq=_number(seq), hash=_text(digest)) for name, seq, digest in written)
