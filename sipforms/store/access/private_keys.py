"""A user's own two private keys, sealed under his passphrase, and what he has seen of the store so far.

============  ======  ======================================================================================
part          bytes   content
============  ======  ======================================================================================
magic         8       ``89 53 46 55 0D 0A 1A 0A``
format        2       unsigned, big-endian
header size   4       unsigned, big-endian
header        n       JSON: user, store, number, previous, box and sign (public), salt, cost
checksum      32      SHA-256 over everything before it and the body after it
body          rest    nonce (12), then JSON sealed under Argon2id(passphrase): private keys, and the pins
============  ======  ======================================================================================

The pins are what a swapped store cannot forge: the store's first root key, the newest root key and the number of the
newest register that this user has seen. They are renewed as he signs in.
"""

import base64
import hashlib
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sipforms.store.access.numbered import NumberedFolder
from sipforms.store.encoding import decoded, encoded
from sipforms.store.failures import StoreDamaged, UnknownFormat, outside_world
from sipforms.store.filesystem import Filesystem
from sipforms.store.protection import Unsealable
from sipforms.store.protocol import required_id
from sipforms.store.sealing.boxes import box_key_of
from sipforms.store.sealing.ciphers import NONCE_SIZE, seal_with, unseal_with
from sipforms.store.sealing.passphrases import Cost, fresh_salt, key_from
from sipforms.store.sealing.signatures import signing_key_of

MAGIC = b"\x89SFU\r\n\x1a\n"
FORMAT = 1
_START = struct.Struct(">8sHI")
_CHECKSUM_SIZE = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """What a user has seen of the store: its first root key, the newest one, and the newest register's number."""

    founding: bytes
    root: bytes
    register: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateKeys:
    """A user's private halves, 32 bytes each."""

    box: bytes = field(repr=False)
    sign: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateContent:
    """What is sealed in a private file. ``is_given``: the passphrase was chosen by somebody else, who knows it."""

    keys: PrivateKeys
    pins: Pins
    is_given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PassphraseKey:
    """The key that a passphrase gives with this salt and cost."""

    salt: bytes
    cost: Cost
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateFile:
    """A private file whose checksum is right and which is the one that its place claims; still sealed."""

    user: str
    store: str
    number: int
    previous: str
    box: bytes
    sign: bytes
    salt: bytes
    cost: Cost
    checksum: str
    before: bytes = field(repr=False)
    body: bytes = field(repr=False)


def passphrase_key(passphrase: str, cost: Cost) -> PassphraseKey:
    """A key for the passphrase with a new salt."""
    salt = fresh_salt()
    return PassphraseKey(salt=salt, cost=cost, key=key_from(passphrase, salt, cost))


def opened_file(file: PrivateFile, key: bytes) -> PrivateContent:
    """What is sealed in the file. Raises Unsealable when the key is not the right one."""
    try:
        written = decoded(unseal_with(key, file.body[:NONCE_SIZE], file.body[NONCE_SIZE:], file.before))
        pins = Pins(
            founding=_bytes(written["founding"]), root=_bytes(written["root"]), register=int(written["register"])
        )
        keys = PrivateKeys(box=_bytes(written["box"]), sign=_bytes(written["sign"]))
        return PrivateContent(keys=keys, pins=pins, is_given=written["is_given"] is True)
    except (ValueError, KeyError, TypeError):
        raise Unsealable from None


class PrivateFolder:
    """The folder ``keys/users/<user>``. Its methods raise StoreUnavailable, and StoreDamaged where they read."""

    def __init__(self, *, folder: Path, store: str, user: str, disk: Filesystem, new_id: Callable[[], str]) -> None:
        self._files = NumberedFolder(folder=folder / required_id(user), suffix=".sfu", disk=disk, new_id=new_id)
        self._store = store
        self._user = user

    def make(self) -> None:
        """Makes the folder, in one that is there."""
        with outside_world("making a user"):
            self._files.make()

    def files(self) -> Iterator[PrivateFile]:
        """The sound files, newest first. Raises UnknownFormat for a newer program's."""
        with outside_world("reading a user's keys"):
            for number in self._files.numbers():
                for content in self._files.contents(number):
                    try:
                        yield _file(content, store=self._store, user=self._user, number=number)
                    except StoreDamaged:
                        continue
                    break

    def newest(self) -> int:
        """The newest number, sound or not; 0 when there is none."""
        with outside_world("reading a user's keys"):
            return self._files.newest()

    def save(self, base: int, content: PrivateContent, under: PassphraseKey) -> bool:
        """Keeps the keys as the file after number ``base``; False when somebody else was faster.

        The older files stay until ``forget_before``.
        """
        with outside_world("saving a user's keys"):
            previous = next((file.checksum for file in self.files() if file.number == base), "")
            written = self._written(base + 1, previous, content, under)
            mine = _file(written, store=self._store, user=self._user, number=base + 1).checksum
            return self._files.publish(base + 1, written, lambda after: self._follows(after, base + 2, mine))

    def forget_before(self, number: int) -> None:
        """Removes every file before this number, and with it what an earlier passphrase opens; safe on return."""
        with outside_world("saving a user's keys"):
            if min(self._files.numbers(), default=number) < number:
                self._files.prune(number)

    def remove(self) -> None:
        """Removes all files of the user; safe once this returns."""
        with outside_world("removing a user's keys"):
            self._files.remove_all()

    def _written(self, number: int, previous: str, content: PrivateContent, under: PassphraseKey) -> bytes:
        header = encoded(
            {
                "user": self._user,
                "store": self._store,
                "number": number,
                "previous": previous,
                "box": _text(box_key_of(content.keys.box).public),
                "sign": _text(signing_key_of(content.keys.sign).public),
                "salt": _text(under.salt),
                "cost": [under.cost.memory_kib, under.cost.iterations, under.cost.lanes],
            }
        )
        before = _START.pack(MAGIC, FORMAT, len(header)) + header
        nonce, sealed = seal_with(under.key, encoded(_written_content(content)), before)
        body = nonce + sealed
        return before + hashlib.sha256(before + body).digest() + body

    def _follows(self, content: bytes, number: int, mine: str) -> bool:
        try:
            return _file(content, store=self._store, user=self._user, number=number).previous == mine
        except StoreDamaged:
            return False


def _written_content(content: PrivateContent) -> dict[str, object]:
    return {
        "box": _text(content.keys.box),
        "sign": _text(content.keys.sign),
        "founding": _text(content.pins.founding),
        "root": _text(content.pins.root),
        "register": content.pins.register,
        "is_given": content.is_given,
    }


def _file(content: bytes, *, store: str, user: str, number: int) -> PrivateFile:
    damaged = StoreDamaged(what="user-keys", which=f"{user}/{number}")
    if len(content) < _START.size + _CHECKSUM_SIZE:
        raise damaged
    magic, format_number, size = _START.unpack_from(content)
    start = _START.size + size
    before, checksum, body = content[:start], content[start : start + _CHECKSUM_SIZE], content[start + _CHECKSUM_SIZE :]
    if magic != MAGIC or checksum != hashlib.sha256(before + body).digest():
        raise damaged
    if format_number > FORMAT:
        raise UnknownFormat(what="user-keys", found=format_number, known=FORMAT)
    try:
        file = _from_header(decoded(before[_START.size :]), checksum.hex(), before, body)
    except (ValueError, KeyError, TypeError) as error:
        raise damaged from error
    if (file.store, file.user, file.number) != (store, user, number):
        raise damaged
    return file


def _from_header(header: dict[str, Any], checksum: str, before: bytes, body: bytes) -> PrivateFile:
    memory, iterations, lanes = header["cost"]
    return PrivateFile(
        user=str(header["user"]),
        store=str(header["store"]),
        number=int(header["number"]),
        previous=str(header["previous"]),
        box=_bytes(header["box"]),
        sign=_bytes(header["sign"]),
        salt=_bytes(header["salt"]),
        cost=Cost(memory_kib=int(memory), iterations=int(iterations), lanes=int(lanes)),
        checksum=checksum,
        before=before,
        body=body,
    )


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
