"""Names and labels that SPSS can hold: variable names of at most 64 bytes, labels cut between letters."""

import hashlib

LONGEST_NAME = 64
LONGEST_LABEL = 250
LONGEST_VALUE_LABEL = 120
"""Bytes in UTF-8."""

_RESERVED = {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}
_MARK = 8
_INSIDE = "._$#@"


def variable_name(wanted: str, taken: set[str]) -> str:
    """The name as SPSS allows it; one that had to be changed ends in a mark that is the same in every export.

    ``taken`` are the names that there are, in small letters; the result is taken from then on.
    """
    allowed = "".join(sign if sign.isalnum() or sign in _INSIDE else "_" for sign in wanted)
    if not allowed[:1].isalpha():
        allowed = f"v{allowed}"
    is_fine = allowed == wanted and allowed[-1] not in "._" and allowed.casefold() not in _RESERVED | taken
    name = allowed if is_fine and len(allowed.encode()) <= LONGEST_NAME else _marked(allowed, wanted)
    number = 1
    while name.casefold() in taken:
        number += 1
        name = _marked(allowed, f"{wanted} {number}")
    taken.add(name.casefold())
    return name


def cut(text: str, most: int) -> str:
    """The text, or its beginning and a sign that there was more, in at most so many bytes."""
    clean = text.replace("\0", "")
    if len(clean.encode()) <= most:
        return clean
    return clean.encode()[: most - len("…".encode())].decode(errors="ignore") + "…"


def _marked(allowed: str, wanted: str) -> str:
    mark = hashlib.sha256(wanted.encode()).hexdigest()[:_MARK]
    kept = allowed.encode()[: LONGEST_NAME - _MARK - 1].decode(errors="ignore")
    return f"{kept}_{mark}"
