"""Keys under all the names that terminals send them by, as the sign that is printed on the key."""

from textual.events import Key

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
}


def sign(key: Key) -> str | None:
    """The one sign of a key: a letter in lower case, a digit, ``-`` from the number pad too; nothing for other keys."""
    if key.key in SIGNS or len(key.key) == 1:
        return SIGNS.get(key.key, key.key.casefold())
    character = key.character
    return character.casefold() if character is not None and len(character) == 1 and character.isprintable() else None
