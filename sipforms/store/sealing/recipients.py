"""Recipients: whoever sealed files can be sent to. The public half is a file to hand out, the private half one to keep.

Both files are JSON. The private one holds the private key sealed under a passphrase (Argon2id, AES-256-GCM). The
fingerprint is what two people read to each other over the telephone: whoever can exchange the public file on its way
can otherwise read what is sealed for it.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sipforms.store.encoding import decoded, encoded
from sipforms.store.protection import Unsealable
from sipforms.store.sealing.boxes import BoxKey, box_key_of
from sipforms.store.sealing.ciphers import about, seal_with, unseal_with
from sipforms.store.sealing.passphrases import USUAL, Cost, fresh_salt, key_from

PUBLIC, PRIVATE = ".recipient", ".private"
FINGERPRINT_SIZE = 16
LARGEST = 1 << 14
"""Bytes: no file of ours is larger."""

_PUBLIC_FORMAT, _PRIVATE_FORMAT = "sipforms-recipient-1", "sipforms-private-1"
_KEY_SIZE = 32
_GROUP = 4
_LONGEST_NAME = 100


class NotARecipient(ValueError):
    """The file is no recipient's: it is something else, or was changed by mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Whom a file can be sealed for. ``name`` is what he calls himself: anybody can write any name there."""

    name: str
    public: bytes

    @property
    def fingerprint(self) -> str:
        """The fingerprint in groups, to be read aloud."""
        return grouped(fingerprint_bytes(self.public))


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateFile:
    """A recipient's private key as it is kept: sealed under a passphrase."""

    recipient: Recipient
    salt: bytes
    cost: Cost
    nonce: bytes
    body: bytes = field(repr=False)


def fingerprint_bytes(public: bytes) -> bytes:
    """16 bytes that no other key has."""
    return hashlib.sha256(b"sipforms recipient" + public).digest()[:FINGERPRINT_SIZE]


def grouped(fingerprint: bytes) -> str:
    """A fingerprint as it is read aloud: eight groups of four signs."""
    written = fingerprint.hex()
    return " ".join(written[at : at + _GROUP] for at in range(0, len(written), _GROUP))


def public_file(recipient: Recipient) -> bytes:
    """The file to hand out."""
    told = {"format": _PUBLIC_FORMAT, "name": recipient.name, "fingerprint": recipient.fingerprint}
    return encoded({**told, "key": _written(recipient.public)}) + b"\n"


def recipient_in(content: bytes) -> Recipient:
    """The recipient whose public file this is. Raises NotARecipient, also when key and fingerprint do not agree."""
    told = _told(content, _PUBLIC_FORMAT)
    found = Recipient(name=_name(told), public=_bytes(told, "key", _KEY_SIZE))
    if told.get("fingerprint") != found.fingerprint:
        raise NotARecipient
    return found


def private_file(name: str, key: BoxKey, passphrase: str, cost: Cost = USUAL) -> bytes:
    """The file to keep, sealed under the passphrase."""
    salt = fresh_salt()
    recipient = Recipient(name=name, public=key.public)
    nonce, body = seal_with(key_from(passphrase, salt, cost), key.private, _about(key.public))
    told: dict[str, Any] = {"format": _PRIVATE_FORMAT, "name": name, "fingerprint": recipient.fingerprint}
    sealed = {"salt": _written(salt), "cost": asdict(cost), "nonce": _written(nonce), "body": _written(body)}
    return encoded({**told, "key": _written(key.public), **sealed}) + b"\n"


def private_in(content: bytes) -> PrivateFile:
    """The private file, still sealed. Raises NotARecipient."""
    told = _told(content, _PRIVATE_FORMAT)
    cost = told.get("cost")
    try:
        known = Cost(**cost) if isinstance(cost, dict) else None
    except (TypeError, ValueError):
        known = None
    if known is None:
        raise NotARecipient
    return PrivateFile(
        recipient=Recipient(name=_name(told), public=_bytes(told, "key", _KEY_SIZE)),
        salt=_bytes(told, "salt"),
        cost=known,
        nonce=_bytes(told, "nonce"),
        body=_bytes(told, "body"),
    )


def unlocked(file: PrivateFile, passphrase: str) -> BoxKey:
    """The key pair. Raises Unsealable when the passphrase is another, or the file was changed."""
    under = key_from(passphrase, file.salt, file.cost)
    key = box_key_of(unseal_with(under, file.nonce, file.body, _about(file.recipient.public)))
    if key.public != file.recipient.public:
        raise Unsealable
    return key


def _about(public: bytes) -> bytes:
    return about("recipient-private", public.hex())


def _told(content: bytes, format_: str) -> Mapping[str, Any]:
    try:
        told = decoded(content) if len(content) <= LARGEST else None
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or told.get("format") != format_:
        raise NotARecipient
    return told


def _name(told: Mapping[str, Any]) -> str:
    name = told.get("name")
    if not isinstance(name, str) or not name.strip() or len(name) > _LONGEST_NAME:
        raise NotARecipient
    return name


def _bytes(told: Mapping[str, Any], name: str, size: int = 0) -> bytes:
    written = told.get(name)
    try:
        found = base64.b64decode(written, validate=True) if isinstance(written, str) else b""
    except ValueError:
        found = b""
    if not found or (size and len(found) != size):
        raise NotARecipient
    return found


def _written(content: bytes) -> str:
    return base64.b64encode(content).decode()
