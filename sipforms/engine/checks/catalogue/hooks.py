"""What can be wrong with the Python code that a bundle carries, and what is to be known of it."""

from collections.abc import Mapping

from sipforms.engine.checks.code import NEAR, Code
from sipforms.engine.problem import Level

CODES: Mapping[str, Code] = {
    "carries-hooks": Code("The bundle carries Python code, and which hooks it implements.", ("hooks",), Level.NOTE),
    "hooks-changed": Code(
        "hooks.py is another file than the one that was trusted here, so it is not run.", ("name",), Level.WARNING
    ),
    "hooks-not-python": Code("hooks.py cannot be read as Python in UTF-8."),
    "unknown-hook": Code("A function is marked as a hook, and there is no hook of that name.", NEAR),
    "word-needs-hooks": Code(
        "A scorer or section that nobody offers, in a bundle whose hooks.py is not trusted here.", ("name", "folder")
    ),
    "word-in-hooks": Code(
        "A scorer or section that only the bundle's hooks.py can offer; checking does not run it, so what the word "
        "does is not checked.",
        ("name",),
        Level.NOTE,
    ),
    "trust-list-unreadable": Code("The list of trusted hooks cannot be read, so none is run.", ("name",)),
}
