"""Boxes: content that anybody can lock for one key pair, and only whoever has its private half can open.

HPKE (RFC 9180) in base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM; ``about`` goes in as ``info``.

Not promised: who locked a box. That is what signatures are for.
"""

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sipforms.store.protection import Unsealable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import Suite


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxKey:
    """A key pair: 32 bytes each. The public half may be read by all."""

    private: bytes = field(repr=False)
    public: bytes


def new_box_key() -> BoxKey:
    """A new random key pair."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return box_key_of(X25519PrivateKey.generate().private_bytes_raw())


def box_key_of(private: bytes) -> BoxKey:
    """The pair whose private half this is. Raises ValueError unless it is 32 bytes."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return BoxKey(private=private, public=X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw())


def box_for(public: bytes, content: bytes, about: bytes) -> bytes:
    """The content, locked for whoever has the private half: 48 bytes more than the content."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    return _suite().encrypt(content, X25519PublicKey.from_public_bytes(public), info=about)


def open_box(private: bytes, box: bytes, about: bytes) -> bytes:
    """What is in the box. Raises Unsealable when box, key or ``about`` are not those of the locking."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    try:
        return _suite().decrypt(box, X25519PrivateKey.from_private_bytes(private), info=about)
    except (InvalidTag, ValueError):
        raise Unsealable from None


@functools.cache
def _suite() -> "Suite":
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
