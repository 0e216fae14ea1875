"""Whether somebody is to be asked line by line instead of on screens."""

import os
import sys
from collections.abc import Mapping
from typing import Any

VARIABLES = ("SIPFORMS_LINE", "ACCESSIBLE")
"""Environment variables that ask for it with any value but 0; the second is what several programs go by."""


def wants_lines(chosen: Mapping[str, Any]) -> bool:
    """Asked for by an option, by a variable, or in the settings on the screens; or nothing can be drawn here.

    A variable that says 0 keeps the settings from asking for it, so that somebody can get back to the screens.
    """
    if chosen.get("line") or not can_draw():
        return True
    said = [value for name in VARIABLES if (value := os.environ.get(name, ""))]
    if said:
        return any(value != "0" for value in said)
    from sipforms.actions.preferences import starts_in_lines

    return starts_in_lines()


def can_draw() -> bool:
    """Whether a whole screen can be drawn: both ends are a terminal, and one that knows more than lines."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
