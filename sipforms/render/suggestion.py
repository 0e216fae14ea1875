"""The nearest known word to one that was typed wrong."""

import difflib
from collections.abc import Iterable

from sipforms.render.language import _


def nearest(typed: str, known: Iterable[str]) -> str:
    """Asks whether the nearest word was meant, or lists the known ones where none is near and they are few."""
    words = list(known)
    close = difflib.get_close_matches(typed, words, n=1)
    if close:
        return " " + _("Did you mean `{nearest}`?").format(nearest=close[0])
    few = 12
    if 0 < len(words) <= few:
        return " " + _("There are: {names}.").format(names=", ".join(words))
    return ""
