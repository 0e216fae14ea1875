"""HPKE in base mode with X25519 and HKDF-SHA256, written down from RFC 9180 step by step: our boxes' other side."""

import hashlib
import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEM = b"KEM" + (0x0020).to_bytes(2)
ENC_SIZE = 32


@dataclass(frozen=True, kw_only=True)
class Context:
    """What both sides have once the box's first 32 bytes are known."""

    shared_secret: bytes
    key: bytes
    base_nonce: bytes


def receiver(private: bytes, enc: bytes, info: bytes, *, aead: int, key_size: int) -> Context:
    """SetupBaseR. ``aead`` 1 is AES-128-GCM with a key of 16 bytes, 2 is AES-256-GCM with one of 32."""
    own = X25519PrivateKey.from_private_bytes(private)
    shared = own.exchange(X25519PublicKey.from_public_bytes(enc))
    eae_prk = labeled_extract(KEM, b"", b"eae_prk", shared)
    shared_secret = labeled_expand(KEM, eae_prk, b"shared_secret", enc + own.public_key().public_bytes_raw(), 32)
    suite = b"HPKE" + (0x0020).to_bytes(2) + (0x0001).to_bytes(2) + aead.to_bytes(2)
    context = b"\0" + labeled_extract(suite, b"", b"psk_id_hash", b"") + labeled_extract(suite, b"", b"info_hash", info)
    secret = labeled_extract(suite, shared_secret, b"secret", b"")
    return Context(
        shared_secret=shared_secret,
        key=labeled_expand(suite, secret, b"key", context, key_size),
        base_nonce=labeled_expand(suite, secret, b"base_nonce", context, 12),
    )


def open_by_hand(private: bytes, box: bytes, info: bytes) -> bytes:
    """What is in a box of ours: enc, then the first and only message without further data."""
    found = receiver(private, box[:ENC_SIZE], info, aead=2, key_size=32)
    return AESGCM(found.key).decrypt(found.base_nonce, box[ENC_SIZE:], b"")


def labeled_extract(suite: bytes, salt: bytes, label: bytes, key: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + key, hashlib.sha256)


def labeled_expand(suite: bytes, prk: bytes, label: bytes, info: bytes, size: int) -> bytes:
    labeled = size.to_bytes(2) + b"HPKE-v1" + suite + label + info
    out, block, number = b"", b"", 0
    while len(out) < size:
        number += 1
        block = hmac.digest(prk, block + labeled + bytes([number]), hashlib.sha256)
        out += block
    return out[:size]
