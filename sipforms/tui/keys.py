"""Keys under all the names that terminals send them by, as the sign that is printed on the key."""

from collections.abc import Callable
from typing import cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.events import Key

from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import N_, _

SIGNS = {
    "subtract": "-",
    "minus": "-",
    "divide": "/",
    "slash": "/",
    "multiply": "*",
    "asterisk": "*",
    "add": "+",
    "plus": "+",
    "decimal": ".",
    "full_stop": ".",
    "separator": ",",
    "comma": ",",
    "question_mark": "?",
    "equals_sign": "=",
    "equal": "=",
    "kp_equal": "=",
}
ON_THE_PAD = frozenset({"subtract", "divide", "multiply", "add", "decimal", "separator", "equal", "kp_equal"})
"""Names that only a number pad sends, and only where the terminal tells it apart."""
NAMED = {
    "up": ALL.up,
    "down": ALL.down,
    "left": ALL.back,
    "right": ALL.on,
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "escape": "Esc",
    "backspace": ALL.undo,
    "delete": "Del",
    "insert": "Ins",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "space": N_("Space"),
    "kp_begin": N_("5 without NumLock"),
}
"""What is printed on the keys that have no sign."""
KEYPAD_SENT = {"\x1bOl": ",", "\x1bOX": "="}
"""What number pads send that Textual does not know, and would take for Alt and some letters: comma and equals."""
cast("dict[str, object]", ANSI_SEQUENCES_KEYS).update(KEYPAD_SENT)


def _forgiving(parse: Callable[[XTermParser, str], list[Key] | None]) -> Callable[[XTermParser, str], list[Key] | None]:
    """As ``parse``; what only looks like a key of the Kitty protocol is none, where Textual would end the program."""

    def parsed(parser: XTermParser, sequence: str) -> list[Key] | None:
        try:
            return parse(parser, sequence)
        except (ValueError, OverflowError):
            return None

    return parsed


XTermParser._parse_extended_key = _forgiving(XTermParser._parse_extended_key)  # type: ignore[assignment]  # noqa: SLF001

_WITH = ("ctrl+", "alt+", "super+", "hyper+", "meta+")


def sign(key: Key) -> str | None:
    """The one sign of a key: a letter in lower case, a digit, ``-`` from the number pad too; nothing for other keys.

    Together with Ctrl or Alt a key is another one, and has no sign.
    """
    if key.key.startswith(_WITH):
        return None
    if key.key == "decimal" and key.character == ",":  # a Danish number pad, where the terminal says what it writes
        return ","
    if key.key in SIGNS or len(key.key) == 1:
        return SIGNS.get(key.key, key.key.casefold())
    character = key.character
    return character.casefold() if character is not None and len(character) == 1 and character.isprintable() else None


def spell(key: Key) -> None:
    """Give a key of the number pad the sign that it writes, where the terminal sent its name alone."""
    if key.character is None and key.key in ON_THE_PAD:
        key.character = SIGNS[key.key]


def key_name(key: str) -> str:
    """A key as it is printed on the keyboard; ``key`` is a sign or Textual's name, as in the table of keys."""
    if key in NAMED:
        return _(NAMED[key])
    if key in SIGNS:
        return SIGNS[key]
    if len(key) == 1:
        return key.upper()
    return "+".join(part.capitalize() for part in key.split("+"))
