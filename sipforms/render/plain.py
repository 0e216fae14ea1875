"""Text that came from outside (a bundle, a person, a file), made safe to show: nothing in it can command a terminal.

Titles, labels, names and notes all pass here before they are drawn, and are then put into rich ``Text``, never given to
a markup parser.
"""

import re

_CONTROLS = "\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0 but the newline, delete, C1
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # soft hyphen, joiners, fillers, Arabic mark
    "\u200b-\u200f"  # zero-width space and joiners, marks of direction
    "\u2028\u2029"  # line and paragraph separators
    "\u202a-\u202e\u2060-\u206f"  # embeddings, overrides and isolates of direction; invisible operators
    "\ufeff\ufff9-\ufffb\ufe00-\ufe0f\U000e0000-\U000e0fff"  # byte-order mark, annotations, variants, tags
)
_TABS_AND_RETURNS = re.compile(r"\r\n?|\t")
_REMOVED = re.compile(f"[{_CONTROLS}{_UNSEEN}\ud800-\udfff]")


def plain(text: str) -> str:
    """The text without control characters (newlines stay), marks of direction and characters of no width.

    A tab becomes a space and a carriage return a newline; half characters, which no terminal can show, go too.
    """
    if text.isascii() and text.isprintable():
        return text
    return _REMOVED.sub("", _TABS_AND_RETURNS.sub(_as_space, text))


def _as_space(found: "re.Match[str]") -> str:
    return " " if found.group() == "\t" else "\n"
