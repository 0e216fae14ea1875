"""The short code that opens a locked screen for whoever is signed in; it never signs anybody in."""

from enum import StrEnum
from itertools import pairwise

SHORTEST, LONGEST = 4, 8


class Easy(StrEnum):
    """Why a code is none."""

    LENGTH = "length"
    """Not four to eight signs."""
    SIGNS = "signs"
    """Something else than letters and digits."""
    GUESSED = "guessed"
    """One sign again and again, signs in a row such as 1234, or the initials: three guesses are enough."""


def judged_code(code: str, name: str = "") -> Easy | None:
    """Why the code cannot be taken by the person with these initials; nothing when it can."""
    if not might_be_code(code):
        return Easy.LENGTH
    if not code.isalnum():
        return Easy.SIGNS
    steps = {ord(after) - ord(before) for before, after in pairwise(code.casefold())}
    is_named = bool(name) and code.casefold().strip("0123456789") == name.casefold()
    return Easy.GUESSED if is_named or steps in ({0}, {1}, {-1}) else None


def might_be_code(typed: str) -> bool:
    """Whether something is as short as a code; a passphrase never is."""
    return SHORTEST <= len(typed) <= LONGEST
