"""Signatures: who wrote something, provably and for everybody. Ed25519 (RFC 8032).

Whoever signs begins the content with what it is for (``ciphers.about``), so that a signature under one thing never
passes for one under another.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A key pair: 32 bytes each. The public half may be read by all."""

    private: bytes = field(repr=False)
    public: bytes


def new_signing_key() -> SigningKey:
    """A new random key pair."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return signing_key_of(Ed25519PrivateKey.generate().private_bytes_raw())


def signing_key_of(private: bytes) -> SigningKey:
    """The pair whose private half this is. Raises ValueError unless it is 32 bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return SigningKey(
        private=private, public=Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    )


def signed(private: bytes, content: bytes) -> bytes:
    """The signature under the content: 64 bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private).sign(content)


def is_signed(public: bytes, content: bytes, signature: bytes) -> bool:
    """Whether the signature under the content was made with the private half of this key; False for rubbish."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True
