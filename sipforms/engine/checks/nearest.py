"""Did you mean ...? The known word that is nearest to what somebody wrote."""

from collections.abc import Iterable

_FURTHEST = 4


def nearest(written: str, known: Iterable[str]) -> str:
    """The known word that is most like the written one, or the empty text when none is near.

    Near means that at most a third of the letters (never more than four) were added, left out, changed or swapped, or
    that the written word is the beginning of exactly one known word, or the end of one path.
    """
    words = [word for word in known if word != written]
    limit = min(_FURTHEST, len(written) // 3)
    best, best_distance = "", limit + 1
    for word in words:
        if abs(len(word) - len(written)) < best_distance:
            distance = edits(written.casefold(), word.casefold(), best_distance)
            if distance < best_distance:
                best, best_distance = word, distance
    return best or _alone(word for word in words if len(written) > 1 and _holds(word, written))


def _holds(word: str, written: str) -> bool:
    return word.startswith(written) or word.endswith("." + written)


def _alone(words: Iterable[str]) -> str:
    found = list(words)
    return found[0] if len(found) == 1 else ""


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
