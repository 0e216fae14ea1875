"""Sealing content under a key, so that without the key it can be neither read nor changed: AES-256-GCM.

A nonce is drawn at random for each sealing. Under one key that is safe for 2**32 sealings (NIST SP 800-38D, 8.3); a
case file has keys of its own and sees some thousands.

Not promised: that keys are wiped from memory. Python keeps copies of bytes where it likes, and the system may swap them
out; turning off swap and core dumps, or encrypting the disk under them, is for whoever runs the machine.
"""

import json
import os

from sipforms.store.protection import Unsealable

KEY_SIZE = 32
NONCE_SIZE = 12


def random_key() -> bytes:
    """A new key: 32 random bytes."""
    return os.urandom(KEY_SIZE)


def seal_with(key: bytes, content: bytes, about: bytes) -> tuple[bytes, bytes]:
    """The nonce (12 bytes) and the sealed content with its tag (16 bytes more than the content).

    ``about`` is not kept, but must be given again to open it.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE_SIZE)
    return nonce, AESGCM(key).encrypt(nonce, content, about)


def unseal_with(key: bytes, nonce: bytes, body: bytes, about: bytes) -> bytes:
    """What was sealed. Raises Unsealable when anything of it is not as it was."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(nonce) != NONCE_SIZE:
        raise Unsealable
    try:
        return AESGCM(key).decrypt(nonce, body, about)
    except (InvalidTag, ValueError):
        raise Unsealable from None


def about(purpose: str, *parts: str | int) -> bytes:
    """What a seal, box or signature is for, as bytes that no other purpose or parts share."""
    return json.dumps(["sipforms", purpose, *parts], ensure_ascii=True, separators=(",", ":")).encode()
