"""What stands in the frames of a draft: open JSON in format 1; in format 2 sealed, each frame for itself.

Frame 0, the header, in format 2: 4 bytes length, then JSON that can be read without a key (case, created, protection,
key), then a nonce of 12 bytes and the sealed rest. Every other frame: 1 byte length, then the id of its key, then nonce
and sealed JSON. A frame names its own key, because a draft that was begun before a colleague lost access goes on under
the newer one. Beside the content the draft's id and the number of the frame are authenticated, and in frame 0 all that
can be read.
"""

import struct
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sipforms.store.encoding import decoded, encoded
from sipforms.store.protection import NONE, CaseSeal, Sealed, Unsealable
from sipforms.store.protocol import DraftHeader, DraftId
from sipforms.store.revisionfile import NONCE_SIZE

_LENGTH = struct.Struct(">I")


def written_header(draft: DraftId, header: DraftHeader, seal: CaseSeal, protection: str) -> bytes:
    """The payload of frame 0."""
    front = {
        "case": header.case,
        "created": header.created.isoformat(),
        "protection": protection,
        "key": seal.key,
    }
    about = dict(header.about)
    if protection == NONE:
        return encoded({**front, "about": about})
    readable = encoded(front)
    sealed = seal.seal(encoded(about), _about(draft, 0, readable))
    return _LENGTH.pack(len(readable)) + readable + sealed.nonce + sealed.body


def read_header(draft: DraftId, payload: bytes, seal: CaseSeal, protection: str) -> DraftHeader:
    """The header. Raises Unsealable or another ValueError when it is not what was written, NoKey, SignInNeeded."""
    front, rest = readable_header(payload, protection)
    if protection == NONE:
        about = front["about"]
    elif front["protection"] == protection:
        readable = payload[_LENGTH.size : len(payload) - len(rest)]
        about = decoded(seal.unseal(_sealed(front["key"], rest), _about(draft, 0, readable)))
    else:
        raise Unsealable
    return DraftHeader(case=front["case"], created=datetime.fromisoformat(front["created"]), about=about)


def readable_header(payload: bytes, protection: str) -> tuple[Mapping[str, Any], bytes]:
    """What can be read of frame 0 without a key, and what is sealed after it. Raises ValueError."""
    if protection == NONE:
        return decoded(payload), b""
    if len(payload) < _LENGTH.size:
        raise Unsealable
    end = _LENGTH.size + _LENGTH.unpack_from(payload)[0]
    return decoded(payload[_LENGTH.size : end]), payload[end:]


def written_entry(draft: DraftId, number: int, value: Mapping[str, Any], seal: CaseSeal, protection: str) -> bytes:
    """The payload of frame ``number``."""
    if protection == NONE:
        return encoded(value)
    sealed = seal.seal(encoded(value), _about(draft, number))
    key = sealed.key.encode("ascii")
    return bytes([len(key)]) + key + sealed.nonce + sealed.body


def read_entry(draft: DraftId, number: int, payload: bytes, seal: CaseSeal, protection: str) -> Any:  # noqa: ANN401
    """The entry. Raises Unsealable or another ValueError when it is not what was written, NoKey, SignInNeeded."""
    if protection == NONE:
        return decoded(payload)
    key, rest = key_of(payload), payload[1 + payload[0] :]
    return decoded(seal.unseal(_sealed(key, rest), _about(draft, number)))


def key_of(payload: bytes) -> str:
    """The id of the key of an entry in format 2; no key is needed for that. Raises ValueError."""
    if not payload or len(payload) <= payload[0]:
        raise Unsealable
    return payload[1 : 1 + payload[0]].decode("ascii")


def _sealed(key: str, rest: bytes) -> Sealed:
    return Sealed(key=key, nonce=rest[:NONCE_SIZE], body=rest[NONCE_SIZE:])


def _about(draft: DraftId, number: int, readable: bytes = b"") -> bytes:
    return f"sipforms draft {draft}/{number}/".encode() + readable
