"""Which key answers which option: one press an answer, the same on every screen and on paper.

A whole number from 0 to 9 takes its own digit, other options the next free digit from 1, then letters. Answers that
are missing take the number pad's corners: 0 don't know (``.`` where 0 is an answer), ``-`` declined, ``/`` not
relevant, ``,`` not understood; the other kinds their own digit or a letter. ``key`` on an option decides before all of
this.

A list with more answers than there are keys is searched by typing: a digit or a letter begins the search then, so that
no answer is on one but where ``key`` says so, and only the corners stay.
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
    if is_searched(options):
        for place, option in enumerate(options):
            keys.setdefault(place, _corner(option, taken=set(keys.values())))
        return tuple(keys[place] for place in range(len(options)))
    _give(keys, options, missing=False)
    _give(keys, options, missing=True)
    return tuple(keys[place] for place in range(len(options)))


def is_searched(options: tuple[Option, ...]) -> bool:
    """Whether there are more answers than keys, the reasons for none not counted."""
    free = len(DIGITS) + len(LETTERS) - sum(1 for one in options if one.key)
    return sum(1 for one in options if one.missing is None and not one.key) > free


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


def _corner(option: Option, *, taken: set[str]) -> str:
    if option.missing == "dontKnow":
        return "." if "0" in taken else "0"
    return _CORNERS.get(option.missing or "", "")


def _own(option: Option, *, taken: set[str]) -> str | None:
    if corner := _corner(option, taken=taken):
        return corner
    digit = isinstance(option.value, int) and 0 <= option.value <= 9
    return str(option.value) if digit and str(option.value) not in taken else None
