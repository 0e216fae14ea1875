"""Recovery codes: a key printed on paper, for the day when nobody who could sign in is left.

A code is 32 random bytes in Crockford's alphabet (no I, L, O, U), in eleven groups of five signs. The last 19 bits of
its 275 are a check, so that of all wrong codes one in half a million passes for a code, and a typing error is seen at
once. Spaces, hyphens, small letters, O for 0 and I or L for 1 are taken as they were meant.

Whoever holds the paper can read everything in the store. It lies in a safe or with the data protection officer.
"""

import hashlib
import os

from sipforms.store.sealing.boxes import BoxKey, box_key_of
from sipforms.store.sealing.ciphers import KEY_SIZE

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, "\N{EN DASH}": None, "\N{NON-BREAKING HYPHEN}": None})
_SIGNS = 55
_GROUP = 5
_CHECK_BITS = 19


class NotACode(ValueError):
    """Not a recovery code: a sign is missing, wrong or too many."""


def new_code() -> str:
    """A new random code, as it is printed."""
    return code_of(os.urandom(KEY_SIZE))


def code_of(seed: bytes) -> str:
    """The code for these 32 bytes, as it is printed."""
    if len(seed) != KEY_SIZE:
        raise ValueError("the seed of a recovery code is 32 bytes")
    number = int.from_bytes(seed) << _CHECK_BITS | _check(seed)
    signs = "".join(_ALPHABET[number >> shift & 31] for shift in range(5 * (_SIGNS - 1), -1, -5))
    return "-".join(signs[start : start + _GROUP] for start in range(0, _SIGNS, _GROUP))


def seed_of(code: str) -> bytes:
    """The 32 bytes of a code as somebody typed it. Raises NotACode."""
    signs = "".join(code.split()).upper().translate(_MEANT)
    if len(signs) != _SIGNS or any(sign not in _ALPHABET for sign in signs):
        raise NotACode
    number = 0
    for sign in signs:
        number = number << 5 | _ALPHABET.index(sign)
    seed = (number >> _CHECK_BITS).to_bytes(KEY_SIZE)
    if number & (1 << _CHECK_BITS) - 1 != _check(seed):
        raise NotACode
    return seed


def is_code(text: str) -> bool:
    """Whether somebody typed a recovery code without a mistake; whether it opens anything is not said."""
    try:
        seed_of(text)
    except NotACode:
        return False
    return True


def box_key_from(code: str) -> BoxKey:
    """The key pair that the code stands for: its bytes are the private half. Raises NotACode."""
    return box_key_of(seed_of(code))


def _check(seed: bytes) -> int:
    return int.from_bytes(hashlib.sha256(b"sipforms recovery code" + seed).digest()[:4]) >> (32 - _CHECK_BITS)
