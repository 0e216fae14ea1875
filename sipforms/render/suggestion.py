"""The nearest known word to one that was typed wrong, and the words that are known."""

import difflib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from sipforms.render.language import _

FEW = 12
_ALIKE = 6
_MANY = 200


def nearest(typed: str, known: Iterable[str]) -> str:
    """Asks whether the nearest word was meant, or lists the known ones where none is near; begins with a space."""
    words = list(known)
    close = difflib.get_close_matches(typed, words, n=1)
    said = _("Did you mean `{nearest}`?").format(nearest=close[0]) if close else listed(words)
    return f" {said}" if said else ""


def nearest_beside(path: Path) -> str:
    """Asks whether the file or folder beside a missing one that is most like it was meant; begins with a space."""
    names = sorted(one.name for one in path.parent.iterdir()) if path.parent.is_dir() else []
    return nearest(path.name, names) if difflib.get_close_matches(path.name, names, n=1) else ""


def listed(known: Sequence[str]) -> str:
    """The words there are, when they are few enough to read; otherwise nothing."""
    return all_listed(known) if 0 < len(known) <= FEW else ""


def closest(written: str, known: Sequence[str]) -> str:
    """The words there are; of more than a dozen only those most like what was written, and how many there are."""
    if len(known) <= FEW:
        return all_listed(known)
    near = known if len(known) <= _MANY else _around(written, tuple(known))
    alike = sorted(near, key=lambda one: -difflib.SequenceMatcher(None, written.casefold(), one.casefold()).ratio())
    return _("Of the {count} there are, these are the most alike: {names}.").format(
        count=len(known), names=", ".join(alike[:_ALIKE])
    )


def _around(written: str, known: tuple[str, ...]) -> Sequence[str]:
    """Those that stand around it in order of the alphabet: of thousands not each can be compared for each mistake."""
    ordered = _ordered(known)
    at = bisect_left(ordered, written.casefold(), key=str.casefold)
    return ordered[max(0, at - FEW) : at + FEW]


@lru_cache(maxsize=16)
def _ordered(known: tuple[str, ...]) -> list[str]:
    return sorted(known, key=str.casefold)


def all_listed(known: Sequence[str]) -> str:
    """The words there are, however many."""
    return _("There are: {names}.").format(names=", ".join(known))
