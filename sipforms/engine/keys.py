"""Which key answers which option: one press an answer, the same on every screen and on paper.

A whole number from 0 to 9 takes its own digit, other options the next free digit from 1, then letters. Answers that
are missing take the number pad's corners: 0 don't know (``.`` where 0 is an answer), ``-`` declined, ``/`` not
relevant, ``,`` not understood; the other kinds their own digit or a letter. ``key`` on an option decides before all of
this.
"""

from sipforms.engine.programme import Option

RESERVED = frozenset("gkn?+*")
LETTERS = tuple(letter for letter in "abcdefhijlmopqrstuvwxyz" if letter not in RESERVED)
DIGITS = tuple("1234567890")
_CORNERS = {"declined": "-", "notRelevant": "/", "notUnderstood": ","}


def keys_for(options: tuple[Option, ...]) -> tuple[str, ...]:
    """One key for each option, in their order.

    Two options share a key only where the bundle says so (``check`` refuses that).
    """
    keys: dict[int, str] = {place: option.key for place, option in enumerate(options) if option.key}
    _give(keys, options, missing=False)
    _give(keys, options, missing=True)
    return tuple(keys[place] for place in range(len(options)))


def _give(keys: dict[int, str], options: tuple[Option, ...], *, missing: bool) -> None:
    left = [
        place for place, option in enumerate(options) if place not in keys and (option.missing is not None) is missing
    ]
    for place in left:
        own = _own(options[place], taken=set(keys.values()))
        if own is not None:
            keys[place] = own
    free = iter(key for key in (*(() if missing else DIGITS), *LETTERS) if key not in keys.values())
    for place in left:
        if place not in keys:
            keys[place] = next(free, "")


def _own(option: Option, *, taken: set[str]) -> str | None:
    if option.missing == "dontKnow":
        return "." if "0" in taken else "0"
    if option.missing in _CORNERS:
        return _CORNERS[option.missing]
    digit = isinstance(option.value, int) and 0 <= option.value <= 9
    return str(option.value) if digit and str(option.value) not in taken else None
