"""A short code for the lunch break: keys that leave the keyring are sealed in memory until the code is typed.

The code is for the user who is signed in, on this machine, in this run of the program, and three wrong ones drop the
keys for good; it never signs anybody in.

Not promised: protection from somebody who can read the process's memory while it is locked. A code of a few digits is
found by trying, however slow each try is.
"""

import os
from dataclasses import dataclass, field
from enum import StrEnum
from hmac import compare_digest

from sipforms.store.access.private_keys import PassphraseKey, PrivateKeys, passphrase_key
from sipforms.store.protection import Unsealable
from sipforms.store.sealing.ciphers import about, random_key, seal_with, unseal_with
from sipforms.store.sealing.passphrases import Cost, key_from

WRONG_CODES = 3
SHORTEST_CODE = 4
_ABOUT = about("screen-lock")


class Unlocked(StrEnum):
    """What came of typing a code."""

    OPEN = "open"
    WRONG = "wrong"
    GONE = "gone"
    """The keys are gone; only the passphrase brings them back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenCode:
    """A chosen code, as the key that it gives together with something random of this process."""

    pepper: bytes = field(repr=False)
    under: PassphraseKey = field(repr=False)

    def is_it(self, code: str) -> bool:
        """Whether somebody typed the code."""
        return compare_digest(key_from(self.pepper.hex() + code, self.under.salt, self.under.cost), self.under.key)


def chosen_code(code: str, cost: Cost) -> ScreenCode:
    """The code made ready for locking. Raises ValueError when it is shorter than ``SHORTEST_CODE``."""
    if len(code) < SHORTEST_CODE:
        raise ValueError("a screen code has at least four signs")
    pepper = random_key()
    return ScreenCode(pepper=pepper, under=passphrase_key(pepper.hex() + code, cost))


class LockedKeys:
    """A user's keys while the screen is locked, sealed under his code."""

    def __init__(self, keys: PrivateKeys, code: ScreenCode) -> None:
        self._pepper, self._salt, self._cost = code.pepper, code.under.salt, code.under.cost
        self._sealed: tuple[bytes, bytes] | None = seal_with(code.under.key, keys.box + keys.sign, _ABOUT)
        self._left = WRONG_CODES

    def opened(self, code: str) -> tuple[Unlocked, PrivateKeys | None]:
        """The keys, when the code is right; after ``WRONG_CODES`` wrong ones nothing opens them any more."""
        if self._sealed is None:
            return Unlocked.GONE, None
        self._left -= 1
        try:
            both = unseal_with(key_from(self._pepper.hex() + code, self._salt, self._cost), *self._sealed, _ABOUT)
        except Unsealable:
            return self._refused(), None
        return Unlocked.OPEN, PrivateKeys(box=both[:32], sign=both[32:])

    def _refused(self) -> Unlocked:
        if self._left > 0:
            return Unlocked.WRONG
        self._sealed, self._pepper = None, os.urandom(len(self._pepper))
        return Unlocked.GONE
