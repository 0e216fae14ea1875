"""Which screen may show the form: the one where staff's one-time code was typed, and no other on this machine."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

DIGITS = 6
LASTS = 600.0
"""Seconds that a code can be used."""
MOST_TRIES = 5


class Refusal(StrEnum):
    """Why a code lets nobody in."""

    WRONG = "wrong"
    OVER = "over"
    """It was used, was tried too often, or is too old: staff make another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """Where codes and tokens come from: ``digit`` gives one of ten, ``token`` what nobody can guess."""

    digit: Callable[[], int]
    token: Callable[[], str]


class Pairing:
    """A code for one screen. Another screen with another code takes the place of the first. Any thread may ask."""

    def __init__(self, chance: Chance, ticking: Callable[[], float]) -> None:
        self._chance, self._ticking = chance, ticking
        self._lock = Lock()
        self._code = self._token = ""
        self._until = 0.0
        self._tries = 0

    def new_code(self) -> str:
        """Another code; the one before lets nobody in any more. A screen that is let in already stays."""
        with self._lock:
            self._code = "".join(str(self._chance.digit()) for _ in range(DIGITS))
            self._until, self._tries = self._ticking() + LASTS, 0
            return self._code

    @property
    def code(self) -> str:
        """The code that can be used now; nothing when none can."""
        with self._lock:
            return self._code if self._ticking() < self._until else ""

    @property
    def is_paired(self) -> bool:
        """Whether a screen was let in."""
        with self._lock:
            return bool(self._token)

    def let_in(self, typed: str) -> str | Refusal:
        """The token for whoever typed the code, once."""
        digits = "".join(one for one in typed if one in "0123456789")
        with self._lock:
            if not self._code or self._ticking() >= self._until:
                return Refusal.OVER
            if not hmac.compare_digest(digits.encode(), self._code.encode()):
                self._tries += 1
                if self._tries >= MOST_TRIES:
                    self._code = ""
                return Refusal.WRONG if self._code else Refusal.OVER
            self._code, self._token = "", self._chance.token()
            return self._token

    def is_let_in(self, token: str) -> bool:
        """Whether this is the token of the screen that was let in last."""
        with self._lock:
            return bool(self._token) and hmac.compare_digest(token.encode(), self._token.encode())

    def end(self) -> None:
        """Nobody is let in any more."""
        with self._lock:
            self._code = self._token = ""
