"""Did you mean ...? The known word that is nearest to what somebody wrote."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_FURTHEST = 4
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})
"""How people write in an id the letters that an id cannot have."""
_PATIENCE = 1_000_000
"""How many pairs of letters are compared for all mistakes of a bundle together: a quarter of a second."""

_left: ContextVar[list[int] | None] = ContextVar("letters still to be compared", default=None)


@contextmanager
def within_patience(letters: int = _PATIENCE) -> Iterator[None]:
    """What is looked up inside compares so many pairs of letters in all; after that nothing is near to anything.

    Thousands of misspelt names among thousands of known ones would otherwise take hours. Work is counted, not time, so
    that the same bundle always gets the same suggestions. Inside another one nothing changes.
    """
    if _left.get() is not None:
        yield
        return
    before = _left.set([letters])
    try:
        yield
    finally:
        _left.reset(before)


def is_out_of_patience() -> bool:
    """True where nothing more is looked up, so that nobody need collect what is known."""
    left = _left.get()
    return left is not None and left[0] <= 0


def nearest(written: str, known: Iterable[str]) -> str:
    """The known word that is most like the written one, or the empty text when none is near.

    Near means that at most a third of the letters (never more than four) were added, left out, changed or swapped, or
    that the written word is the beginning of exactly one known word, or the end of one path.
    """
    if is_out_of_patience():
        return ""
    words = [word for word in known if word != written]
    if not written.isascii() and (same := [word for word in words if word == written.casefold().translate(_LETTERS)]):
        return same[0]
    limit = min(_FURTHEST, len(written) // 3)
    folded = written.casefold()
    best, best_distance, work = "", limit + 1, len(words)
    for word in words:
        if abs(len(word) - len(written)) < best_distance:
            one, other = _differing(folded, word.casefold())
            work += len(one) * len(other)
            distance = edits(one, other, best_distance)
            if distance < best_distance:
                best, best_distance = word, distance
    _tire(work)
    return best or _alone(word for word in words if len(written) > 1 and _holds(word, written))


def _tire(work: int) -> None:
    left = _left.get()
    if left is not None:
        left[0] -= work


def _holds(word: str, written: str) -> bool:
    return word.startswith(written) or word.endswith("." + written)


def _alone(words: Iterable[str]) -> str:
    found = list(words)
    return found[0] if len(found) == 1 else ""


def _differing(one: str, other: str) -> tuple[str, str]:
    """Both words without the letters that they begin and end with alike, which change nothing about the distance."""
    shorter = min(len(one), len(other))
    start = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    one, other = one[start:], other[start:]
    shorter -= start
    end = next((at for at in range(shorter) if one[-1 - at] != other[-1 - at]), shorter)
    return one[: len(one) - end], other[: len(other) - end]


def edits(one: str, other: str, enough: int) -> int:
    """How many letters must be added, left out, changed or swapped with their neighbour; counting stops at ``enough``.

    The restricted Damerau-Levenshtein distance (optimal string alignment), row by row.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) >= enough:
            return enough
        before, last = last, row
    return last[-1]
