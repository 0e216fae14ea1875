"""The bytes of a register (``.sfr``), and back only when every signature in it holds.

============  ======  =======================================================================================
part          bytes   content
============  ======  =======================================================================================
magic         8       ``89 53 46 52 0D 0A 1A 0A``
format        2       unsigned, big-endian: in 1 there is no key for what is kept about groups
checksum      32      SHA-256 over everything else
signature     64      Ed25519 by the newest root key, over the store's id, the format and the body
body          rest    JSON; bytes in it as base64
============  ======  =======================================================================================
"""

import base64
import hashlib
import struct
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sipforms.store.access.register import RecoveryKey, Register, Root, Unit, User
from sipforms.store.access.roles import Role
from sipforms.store.access.shared_keys import Generation, SharedKey
from sipforms.store.encoding import decoded, encoded
from sipforms.store.failures import StoreDamaged, UnknownFormat
from sipforms.store.sealing.ciphers import about
from sipforms.store.sealing.signatures import is_signed, signed, signing_key_of

LOG = "log"
"""The name of the access log's shared key."""
GROUPS = "groups"
"""The name of the shared key of what is kept about groups."""
MAGIC = b"\x89SFR\r\n\x1a\n"
FORMAT = 2
_START = struct.Struct(">8sH32s64s")


def written_register(register: Register, root_private: bytes) -> bytes:
    """The file of this revision, signed. ValueError unless the key is the register's newest root."""
    if signing_key_of(root_private).public != register.root:
        raise ValueError("the register is signed by its newest root key")
    body = encoded(_written(register))
    signature = signed(root_private, _signed_content(register.store, FORMAT, body))
    return _START.pack(MAGIC, FORMAT, _checksum(FORMAT, signature, body), signature) + body


def read_register(content: bytes, *, store: str, number: int, founding: bytes) -> Register:
    """The register in the file, when it is this store's, this revision, and ``founding`` vouches for its root key.

    Raises StoreDamaged for anything else, UnknownFormat when a newer program wrote it.
    """
    damaged = StoreDamaged(what="register", which=str(number))
    if len(content) < _START.size:
        raise damaged
    magic, format_number, checksum, signature = _START.unpack_from(content)
    body = content[_START.size :]
    if magic != MAGIC or checksum != _checksum(format_number, signature, body):
        raise damaged
    if format_number > FORMAT:
        raise UnknownFormat(what="register", found=format_number, known=FORMAT)
    try:
        register = replace(_register(decoded(body)), checksum=checksum.hex())
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise damaged from error
    if (register.store, register.number) != (store, number) or not has_roots(register, founding):
        raise damaged
    if not is_signed(register.root, _signed_content(store, format_number, body), signature):
        raise damaged
    return register


def has_roots(register: Register, founding: bytes) -> bool:
    """Whether the roots begin with this one, and each was vouched for by the one before it."""
    first, *later = register.roots
    if first.public != founding:
        return False
    pairs = zip(register.roots, later, strict=False)
    return all(is_signed(old.public, _root_content(register.store, new.public), new.signature) for old, new in pairs)


def next_root(store: str, public: bytes, old_private: bytes) -> Root:
    """A new root key, vouched for by the one before it."""
    return Root(public=public, signature=signed(old_private, _root_content(store, public)))


def _signed_content(store: str, format_number: int, body: bytes) -> bytes:
    return about("register", store, format_number) + body


def _root_content(store: str, public: bytes) -> bytes:
    return about("root", store) + public


def _checksum(format_number: int, signature: bytes, body: bytes) -> bytes:
    return hashlib.sha256(MAGIC + format_number.to_bytes(2) + signature + body).digest()


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _boxes(wraps: Mapping[str, bytes]) -> dict[str, str]:
    return {recipient: _text(box) for recipient, box in wraps.items()}


def _unboxed(written: Mapping[str, str]) -> dict[str, bytes]:
    return {recipient: _bytes(box) for recipient, box in written.items()}


def _written(register: Register) -> dict[str, object]:
    return {
        "store": register.store,
        "number": register.number,
        "previous": register.previous,
        "roots": [{"public": _text(root.public), "signature": _text(root.signature)} for root in register.roots],
        "root_wraps": _boxes(register.root_wraps),
        "users": [_written_user(user) for user in register.users],
        "units": [_written_unit(unit) for unit in register.units],
        "recovery_keys": [_written_recovery_key(key) for key in register.recovery_keys],
        "log": _written_key(register.log),
        "groups": _written_key(register.groups) if register.groups else None,
        "retention": dict(register.retention),
        "log_retention": register.log_retention,
        "draft_retention": register.draft_retention,
        "changed": register.changed.isoformat(),
        "changed_by": register.changed_by,
        "oldest": register.oldest,
        "facility": register.facility,
    }


def _register(written: dict[str, Any]) -> Register:
    store = str(written["store"])
    return Register(
        store=store,
        number=int(written["number"]),
        previous=str(written["previous"]),
        roots=tuple(
            Root(public=_bytes(root["public"]), signature=_bytes(root["signature"])) for root in written["roots"]
        ),
        root_wraps=_unboxed(written["root_wraps"]),
        users=tuple(_user(user) for user in written["users"]),
        units=tuple(_unit(store, unit) for unit in written["units"]),
        recovery_keys=tuple(_recovery_key(key) for key in written["recovery_keys"]),
        log=_key(store, LOG, written["log"]),
        groups=_key(store, GROUPS, written["groups"]) if written.get("groups") else None,
        retention={str(programme): int(months) for programme, months in written["retention"].items()},
        log_retention=_optional_number(written["log_retention"]),
        draft_retention=_optional_number(written["draft_retention"]),
        changed=datetime.fromisoformat(written["changed"]),
        changed_by=str(written["changed_by"]),
        oldest=int(written.get("oldest", 0)),
        facility=str(written.get("facility", "")),
    )


def _optional_number(written: int | None) -> int | None:
    return None if written is None else int(written)


def _written_user(user: User) -> dict[str, object]:
    return {
        "id": user.id,
        "name": user.name,
        "title": user.title,
        "roles": list(user.roles),
        "is_active": user.is_active,
        "box": _text(user.box),
        "signs": [_text(key) for key in user.signs],
        "units": list(user.units),
        "since": user.since.isoformat(),
    }


def _user(written: dict[str, Any]) -> User:
    return User(
        id=str(written["id"]),
        name=str(written["name"]),
        title=str(written["title"]),
        roles=tuple(Role(role) for role in written["roles"]),
        is_active=written["is_active"] is True,
        box=_bytes(written["box"]),
        signs=tuple(_bytes(key) for key in written["signs"]),
        units=tuple(str(unit) for unit in written["units"]),
        since=datetime.fromisoformat(written["since"]),
    )


def _written_unit(unit: Unit) -> dict[str, object]:
    return {
        "id": unit.id,
        "title": unit.title,
        "is_house": unit.is_house,
        "is_retired": unit.is_retired,
        "key": _written_key(unit.key),
    }


def _unit(store: str, written: dict[str, Any]) -> Unit:
    return Unit(
        id=str(written["id"]),
        title=str(written["title"]),
        is_house=written["is_house"] is True,
        is_retired=written["is_retired"] is True,
        key=_key(store, str(written["id"]), written["key"]),
    )


def _written_recovery_key(key: RecoveryKey) -> dict[str, object]:
    return {
        "id": key.id,
        "holder": key.holder,
        "box": _text(key.box),
        "made": key.made.isoformat(),
        "proved": None if key.proved is None else key.proved.isoformat(),
    }


def _recovery_key(written: dict[str, Any]) -> RecoveryKey:
    return RecoveryKey(
        id=str(written["id"]),
        holder=str(written["holder"]),
        box=_bytes(written["box"]),
        made=date.fromisoformat(written["made"]),
        proved=None if written["proved"] is None else date.fromisoformat(written["proved"]),
    )


def _written_key(key: SharedKey) -> list[dict[str, object]]:
    return [{"number": one.number, "box": _text(one.box), "wraps": _boxes(one.wraps)} for one in key.generations]


def _key(store: str, name: str, written: list[dict[str, Any]]) -> SharedKey:
    generations = tuple(
        Generation(number=int(one["number"]), box=_bytes(one["box"]), wraps=_unboxed(one["wraps"])) for one in written
    )
    if not generations:
        raise ValueError("a shared key has a generation")
    return SharedKey(store=store, name=name, generations=generations)
