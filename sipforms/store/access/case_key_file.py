"""The bytes of one file with the keys of a case (``.sfk``).

============  ======  ==========================================================================================
part          bytes   content
============  ======  ==========================================================================================
magic         8       ``89 53 46 4B 0D 0A 1A 0A``
format        2       unsigned, big-endian
signature     64      Ed25519, by the user who wrote the file, over what it is for and all that follows
content       rest    JSON: case, number, previous, unit, users, signer, recipients, keys
============  ======  ==========================================================================================

``recipients`` are those for whom every key is boxed, with their public keys: ``unit:<id>:<generation>`` for a case of a
unit, ``user:<id>`` and ``recovery:<id>`` for a restricted one. ``keys`` are an id each and a box for every recipient,
the newest last. All but what is in the boxes may be read by whoever has the disk; none of it says anything about a
person. Bytes are written in base 64.
"""

import struct
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sipforms.store.encoding import decoded, encoded
from sipforms.store.failures import StoreDamaged, UnknownFormat
from sipforms.store.protocol import CaseId
from sipforms.store.sealing.boxes import box_for
from sipforms.store.sealing.ciphers import about

MAGIC = b"\x89SFK\r\n\x1a\n"
FORMAT = 1
_START = struct.Struct(">8sH64s")


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlace:
    """Who may open a case file: the members of a unit, or only ``users`` when it is restricted to some.

    ``unit`` is also where a restricted one goes back to.
    """

    unit: str
    users: tuple[str, ...] = ()

    @property
    def is_restricted(self) -> bool:
        """Whether the unit's members cannot open it as such."""
        return bool(self.users)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxedKey:
    """One key of a case: its id, and the key in a box for every recipient."""

    id: str
    boxes: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseKeyFile:
    """A file with the keys of a case. ``checksum`` is that of the whole file, which the next one names as previous."""

    case: CaseId
    number: int
    previous: str
    place: CasePlace
    signer: str
    recipients: Mapping[str, bytes]
    keys: tuple[BoxedKey, ...]
    checksum: str = ""
    signature: bytes = b""
    signed: bytes = b""

    @property
    def newest(self) -> str:
        """The id of the key under which is sealed from now on."""
        return self.keys[-1].id


def boxed(store: str, case: CaseId, key: str, content: bytes, recipients: Mapping[str, bytes]) -> BoxedKey:
    """The key in a box for every recipient: id -> public key."""
    boxes = {to: box_for(public, content, about_box(store, case, key, to)) for to, public in recipients.items()}
    return BoxedKey(id=key, boxes=boxes)


def about_box(store: str, case: CaseId, key: str, recipient: str) -> bytes:
    """What a box with a key is for."""
    return about("case-key", store, case, key, recipient)


def written_keys(store: str, file: CaseKeyFile, sign: Callable[[bytes], bytes]) -> bytes:
    """The whole file, signed."""
    content = encoded(
        {
            "case": file.case,
            "number": file.number,
            "previous": file.previous,
            "unit": file.place.unit,
            "users": list(file.place.users),
            "signer": file.signer,
            "recipients": _as_text(file.recipients),
            "keys": [{"id": key.id, "boxes": _as_text(key.boxes)} for key in file.keys],
        }
    )
    return _START.pack(MAGIC, FORMAT, sign(_signed(store, content))) + content


def read_keys(store: str, content: bytes, *, case: CaseId, number: int) -> CaseKeyFile:
    """The file as written for this case and number; whether its signature holds is for the caller to ask.

    Raises StoreDamaged, UnknownFormat.
    """
    damaged = StoreDamaged(what="case-keys", which=case)
    if len(content) < _START.size:
        raise damaged
    magic, format_number, signature = _START.unpack_from(content)
    if magic != MAGIC:
        raise damaged
    if format_number > FORMAT:
        raise UnknownFormat(what="case-keys", found=format_number, known=FORMAT)
    try:
        file = _file(decoded(content[_START.size :]), sha256(content).hexdigest(), signature, store, content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged from error
    if (file.case, file.number) != (case, number) or not file.keys or format_number != FORMAT:
        raise damaged
    return file


def key_ids_in(content: bytes) -> tuple[str, ...]:
    """The ids of the keys in a file, neither opened nor checked. Raises ValueError or KeyError for anything else."""
    return tuple(key["id"] for key in decoded(content[_START.size :])["keys"])


def _file(written: Mapping[str, Any], checksum: str, signature: bytes, store: str, content: bytes) -> CaseKeyFile:
    return CaseKeyFile(
        case=written["case"],
        number=written["number"],
        previous=written["previous"],
        place=CasePlace(unit=written["unit"], users=tuple(written["users"])),
        signer=written["signer"],
        recipients=_as_bytes(written["recipients"]),
        keys=tuple(BoxedKey(id=key["id"], boxes=_as_bytes(key["boxes"])) for key in written["keys"]),
        checksum=checksum,
        signature=signature,
        signed=_signed(store, content[_START.size :]),
    )


def _signed(store: str, content: bytes) -> bytes:
    return about("case-keys", store, FORMAT) + content


def _as_text(found: Mapping[str, bytes]) -> dict[str, str]:
    return {name: b64encode(content).decode("ascii") for name, content in found.items()}


def _as_bytes(written: Mapping[str, str]) -> dict[str, bytes]:
    return {name: b64decode(text, validate=True) for name, text in written.items()}
