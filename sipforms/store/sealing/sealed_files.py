"""Sealed files: several files as one, which only whoever has the private key of one recipient can open.

============  =====  =======================================================================================
part          bytes  content
============  =====  =======================================================================================
magic         8      ``89 53 46 58 0D 0A 1A 0A``
format        2      unsigned, big-endian
fingerprint   16     of the recipient's public key (``recipients.fingerprint_of``)
box           80     the file's own key, locked for the recipient (``boxes``: HPKE)
chunks        rest   64 KiB at a time, each with a tag of 16 bytes: AES-256-GCM under the file's key
============  =====  =======================================================================================

The nonce of a chunk is its number (11 bytes) and 1 for the last one: chunks in another order, and a file cut short at
a chunk's end, do not open (Hoang, Reyhanitabar, Rogaway, Vizar 2015, "STREAM"). Everything before the chunks is
authenticated with each of them. What is in them: for each piece of a file a byte 1, the name's size (2) and the name,
the piece's size (4) and the piece; at the end a byte 0.

Not promised: who sealed it. Whoever has the public key can; ask the sender for what was sent.
"""

import struct
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from sipforms.store.protection import Unsealable
from sipforms.store.sealing.boxes import BoxKey, box_for, open_box
from sipforms.store.sealing.ciphers import NONCE_SIZE, about, random_key
from sipforms.store.sealing.recipients import FINGERPRINT_SIZE, fingerprint_bytes

SEALED = ".sealed"
MAGIC = b"\x89SFX\r\n\x1a\n"
FORMAT = 1
CHUNK = 1 << 16
_TAG = 16
_BOX = 80
_START = struct.Struct(f">8sH{FINGERPRINT_SIZE}s")
_NAME = struct.Struct(">BH")
_SIZE = struct.Struct(">I")
_PIECE, _END = 1, b"\x00"
_LONGEST_NAME = 1 << 10
_LARGEST_PIECE = 1 << 20


class NotSealed(Exception):
    """The file is not one of ours, or was made by a newer version of the program."""

    def __init__(self, *, is_newer: bool = False) -> None:
        super().__init__("not a sealed file that is known here")
        self.is_newer = is_newer


def sealed(parts: Iterable[tuple[str, bytes]], public: bytes) -> Iterator[bytes]:
    """The sealed file, block by block; ``parts`` are pieces of files by name, which may alternate."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = random_key()
    start = _START.pack(MAGIC, FORMAT, fingerprint_bytes(public))
    head = start + box_for(public, key, _about(start))
    yield head
    cipher, number, waiting = AESGCM(key), 0, bytearray()
    for piece in _pieces(parts):
        waiting += piece
        while len(waiting) > CHUNK:
            yield cipher.encrypt(_nonce(number), bytes(waiting[:CHUNK]), head)
            del waiting[:CHUNK]
            number += 1
    yield cipher.encrypt(_nonce(number, is_last=True), bytes(waiting), head)


def fingerprint_in(file: BinaryIO) -> bytes:
    """The fingerprint of the key that the file is sealed for, from its beginning. Raises NotSealed."""
    start = file.read(_START.size)
    if len(start) < _START.size or not start.startswith(MAGIC):
        raise NotSealed
    _magic, number, fingerprint = _START.unpack(start)
    if number != FORMAT:
        raise NotSealed(is_newer=True)
    return bytes(fingerprint)


def opened(file: BinaryIO, key: BoxKey) -> Iterator[tuple[str, bytes]]:
    """The files in it, piece by piece: the name and the bytes. Names are as the sender wrote them.

    Raises NotSealed, and Unsealable when it is for somebody else, was changed, or is cut short: nothing that came
    before may then be kept.
    """
    fingerprint = fingerprint_in(file)
    start = _START.pack(MAGIC, FORMAT, fingerprint)
    box = file.read(_BOX)
    inside = _Inside(_chunks(file, open_box(key.private, box, _about(start)), start + box))
    while (kind := inside.take(1)) != _END:
        if kind[0] != _PIECE:
            raise Unsealable
        name = inside.take(_size(struct.unpack(">H", inside.take(2))[0], _LONGEST_NAME))
        content = inside.take(_size(_SIZE.unpack(inside.take(_SIZE.size))[0], _LARGEST_PIECE))
        yield _text(name), content
    inside.must_be_over()


class _Inside:
    """What the chunks hold, as many bytes at a time as are asked for."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._waiting = bytearray()

    def take(self, size: int) -> bytes:
        """So many bytes. Raises Unsealable where there are fewer."""
        while len(self._waiting) < size:
            chunk = next(self._chunks, None)
            if chunk is None:
                raise Unsealable
            self._waiting += chunk
        taken = bytes(self._waiting[:size])
        del self._waiting[:size]
        return taken

    def must_be_over(self) -> None:
        """Raises Unsealable where there is more."""
        if self._waiting or any(self._chunks):
            raise Unsealable


def _pieces(parts: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    for name, content in parts:
        written = name.encode()
        for at in range(0, len(content) or 1, _LARGEST_PIECE):
            piece = content[at : at + _LARGEST_PIECE]
            yield _NAME.pack(_PIECE, len(written)) + written + _SIZE.pack(len(piece))
            yield piece
    yield _END


def _chunks(file: BinaryIO, key: bytes, head: bytes) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher, number = AESGCM(key), 0
    chunk = file.read(CHUNK + _TAG)
    while True:
        following = file.read(CHUNK + _TAG)
        try:
            yield cipher.decrypt(_nonce(number, is_last=not following), chunk, head)
        except (InvalidTag, ValueError):
            raise Unsealable from None
        if not following:
            return
        chunk, number = following, number + 1


def _nonce(number: int, *, is_last: bool = False) -> bytes:
    return number.to_bytes(NONCE_SIZE - 1) + bytes([is_last])


def _about(start: bytes) -> bytes:
    return about("sealed-file", start.hex())


def _size(told: int, most: int) -> int:
    if told > most:
        raise Unsealable
    return told


def _text(name: bytes) -> str:
    try:
        return name.decode()
    except UnicodeDecodeError:
        raise Unsealable from None
