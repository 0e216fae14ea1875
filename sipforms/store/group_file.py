"""The bytes of one record about groups (``.sfg``).

============  ======  ==========================================================================================
part          bytes   content
============  ======  ==========================================================================================
magic         8       ``89 53 46 47 0D 0A 1A 0A``
format        2       unsigned, big-endian: 1 is open, 2 is sealed
header size   4       unsigned, big-endian
header        n       JSON: store, kind, id, key (the number of the key's generation), signer (a user's id)
signature     64      Ed25519 by the signer, over what it is for, all before it and the body; zeros in format 1
checksum      32      SHA-256 over everything before it and the body after it
body          rest    zlib(JSON of the content); in format 2 that in a box for the key's generation
============  ======  ==========================================================================================

Who wrote which kind of record may be read by whoever has the disk, as in the files with the keys of cases; what it says
only by those whom the key is for.
"""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sipforms.engine.response import Json
from sipforms.store.encoding import decoded, encoded
from sipforms.store.failures import StoreDamaged, UnknownFormat
from sipforms.store.protection import NONE, GroupSeal, Unsealable
from sipforms.store.sealing.ciphers import about

MAGIC = b"\x89SFG\r\n\x1a\n"
OPEN_FORMAT = 1
FORMAT = 2
_START = struct.Struct(">8sHI")
_SIGNATURE_SIZE, _CHECKSUM_SIZE = 64, 32


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHeader:
    """What stands readable in front of a record. ``key`` and ``signer`` are empty where nothing is sealed."""

    store: str
    kind: str
    id: str
    key: str = ""
    signer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFile:
    """A record whose checksum is right and which is the one that its name claims; ``body`` is sealed as it lies."""

    header: GroupHeader
    front: bytes
    signature: bytes
    body: bytes

    @property
    def signed(self) -> bytes:
        """What the signature is under."""
        return _signed(self.header.store, self.front, self.body)


def written_record(header: GroupHeader, content: Mapping[str, Json], seal: GroupSeal) -> bytes:
    """The whole file. The header must name the newest key of the seal and whoever signs with it."""
    format_number = FORMAT if header.key else OPEN_FORMAT
    named = encoded({name: getattr(header, name) for name in GroupHeader.__slots__})
    front = _START.pack(MAGIC, format_number, len(named)) + named
    body = seal.lock(zlib.compress(encoded(content)), about("group-record", header.store) + front)
    signature = seal.sign(_signed(header.store, front, body)) if header.key else bytes(_SIGNATURE_SIZE)
    return front + signature + _checksum(front + signature, body) + body


def read_record(content: bytes, *, store: str, kind: str, id_: str, protection: str) -> GroupFile:
    """The file as written for this store, kind and id; no key is needed for that.

    Whether its signature holds is for the caller to ask. Raises StoreDamaged, UnknownFormat.
    """
    damaged = StoreDamaged(what="group-record", which=f"{kind}/{id_}")
    if len(content) < _START.size + _SIGNATURE_SIZE + _CHECKSUM_SIZE:
        raise damaged
    magic, format_number, size = _START.unpack_from(content)
    end = _START.size + size
    front, signature = content[:end], content[end : end + _SIGNATURE_SIZE]
    checksum = content[end + _SIGNATURE_SIZE : end + _SIGNATURE_SIZE + _CHECKSUM_SIZE]
    body = content[end + _SIGNATURE_SIZE + _CHECKSUM_SIZE :]
    if magic != MAGIC or checksum != _checksum(front + signature, body):
        raise damaged
    if format_number > FORMAT:
        raise UnknownFormat(what="group-record", found=format_number, known=FORMAT)
    try:
        header = GroupHeader(**decoded(front[_START.size :]))
    except (ValueError, TypeError) as error:
        raise damaged from error
    is_open = protection == NONE
    if (header.store, header.kind, header.id) != (store, kind, id_) or is_open is not (format_number == OPEN_FORMAT):
        raise damaged
    if is_open is not (not header.key):
        raise damaged
    return GroupFile(header=header, front=front, signature=signature, body=body)


def content_of(file: GroupFile, seal: GroupSeal) -> Mapping[str, Json]:
    """What the record says. Raises StoreDamaged where it is not what its writer signed; NoKey, SignInNeeded."""
    damaged = StoreDamaged(what="group-record", which=f"{file.header.kind}/{file.header.id}")
    if file.header.key and not seal.is_by(file.header.signer, file.signed, file.signature):
        raise damaged
    try:
        packed = seal.unlock(file.header.key, file.body, about("group-record", file.header.store) + file.front)
        content: Any = decoded(zlib.decompress(packed))
    except (Unsealable, zlib.error, ValueError) as error:
        raise damaged from error
    if not isinstance(content, dict):
        raise damaged
    return content


def _signed(store: str, front: bytes, body: bytes) -> bytes:
    return about("group-record-signed", store, FORMAT) + sha256(front).digest() + body


def _checksum(front: bytes, body: bytes) -> bytes:
    return sha256(front + body).digest()
