"""From a passphrase to a key, slowly on purpose, and what makes a passphrase too easy to guess.

Argon2id (RFC 9106) with 64 MiB and three passes, its second recommended option but for one lane instead of four: each
guess costs a thief of the disk the same memory and about as long as signing in does.

Not promised: that a bad passphrase is safe. Whoever has the files can try as many as he likes on machines of his own.
"""

import itertools
import os
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from sipforms.store.sealing.ciphers import KEY_SIZE

SHORTEST = 12
"""Characters that a passphrase must have at least."""
SALT_SIZE = 16
_MOST_MEMORY = 1 << 20
_MOST_ITERATIONS = 24
_MOST_LANES = 16
_LEFT_BESIDE_NAME = 8
_FEWEST_DIFFERENT = 5
_ROWS = ("abcdefghijklmnopqrstuvwxyzæøå", "01234567890", "1234567890", "qwertyuiopå", "asdfghjklæø", "zxcvbnm")
_NEIGHBOURS = {pair for row in (*_ROWS, *(row[::-1] for row in _ROWS)) for pair in itertools.pairwise(row)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What deriving a key takes: memory in KiB, passes over it, and lanes. ValueError outside what is sensible.

    The upper limits keep a forged file from asking for all memory of a workstation.
    """

    memory_kib: int
    iterations: int
    lanes: int

    def __post_init__(self) -> None:
        if not (
            1 <= self.lanes <= _MOST_LANES
            and 1 <= self.iterations <= _MOST_ITERATIONS
            and 8 * self.lanes <= self.memory_kib <= _MOST_MEMORY
        ):
            raise ValueError("the cost of a passphrase is out of range")


USUAL = Cost(memory_kib=64 * 1024, iterations=3, lanes=1)
CHEAP = Cost(memory_kib=8, iterations=1, lanes=1)
"""For tests alone: it protects nothing."""


class Weakness(StrEnum):
    """Why a passphrase is refused."""

    TOO_SHORT = "too-short"
    THE_NAME = "the-name"
    REPEATED = "repeated"
    SEQUENCE = "sequence"


def fresh_salt() -> bytes:
    """New random bytes, so that the same passphrase gives everybody another key."""
    return os.urandom(SALT_SIZE)


def key_from(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The key (32 bytes) of the passphrase; however its letters were composed on the keyboard, the same one."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(
        salt=salt, length=KEY_SIZE, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    ).derive(_composed(passphrase).encode("utf-8", "surrogatepass"))


def weakness(passphrase: str, *, name: str = "") -> Weakness | None:
    """Why the passphrase is too easy to guess for a user of that name; None when nothing plain speaks against it.

    This finds the plainest ones only; it does not tell good from bad.
    """
    folded = _composed(passphrase).casefold()
    if len(_composed(passphrase)) < SHORTEST:
        return Weakness.TOO_SHORT
    known = _composed(name).casefold().strip()
    if known and len(folded.replace(known, "")) < _LEFT_BESIDE_NAME:
        return Weakness.THE_NAME
    if len(set(folded)) < _FEWEST_DIFFERENT or _is_repetition(folded):
        return Weakness.REPEATED
    if all(pair in _NEIGHBOURS for pair in itertools.pairwise(folded)):
        return Weakness.SEQUENCE
    return None


def _is_repetition(text: str) -> bool:
    return text in (text + text)[1:-1]


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
