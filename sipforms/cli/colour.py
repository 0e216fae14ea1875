"""Whether standard output wants colour."""

import os
import sys


def wants_colour() -> bool:
    """True on a terminal, unless NO_COLOR is set or it can show none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
