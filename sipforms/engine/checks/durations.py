"""From words to an ISO 8601 duration: "14 days" -> P14D."""

import re

_UNITS = {
    "d": ("d", "day", "days", "dag", "dage", "dagar", "dager", "døgn", "dygn"),
    "w": ("w", "week", "weeks", "uge", "uger", "vecka", "veckor", "uke", "uker"),
    "m": ("m", "month", "months", "måned", "måneder", "md", "mdr", "månad", "månader"),
    "y": ("y", "year", "years", "år"),
}
_LETTERS = {word: unit.upper() for unit, words in _UNITS.items() for word in words}
_WRITTEN = re.compile(r"[pP]?\s*([0-9]{1,4})\s*([A-Za-zæøåäö]{1,10})\.?")


def suggested(written: str) -> str:
    """The duration that the author probably meant, or the empty text."""
    found = _WRITTEN.fullmatch(written.strip())
    letter = _LETTERS.get(found[2].lower()) if found else None
    return f"P{int(found[1])}{letter}" if found and letter else ""
