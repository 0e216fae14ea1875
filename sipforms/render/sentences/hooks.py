"""Sentences about the Python code that a bundle carries."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "carries-hooks": Sentence(
        said=N_("The programme carries Python code (hooks.py) that adds: {hooks}."),
        said_without=N_("The programme carries Python code (hooks.py), which adds nothing."),
        next=N_("It runs only where somebody has read it and trusted it with `sipforms trust`."),
    ),
    "hooks-changed": Sentence(
        said=N_("hooks.py in `{name}` is not the file that was trusted here, so it is not run."),
        next=N_("Read it again: `sipforms trust {name}`."),
    ),
    "hooks-not-python": Sentence(
        said=N_("hooks.py cannot be read as Python from here on."),
        next=N_("Mend it, and save it as UTF-8; `python -m py_compile` says more."),
    ),
    "unknown-hook": Sentence(
        said=N_("There is no hook called `{name}`, so the function is never asked."),
    ),
    "word-needs-hooks": Sentence(
        said=N_("Nobody offers `{name}` here. It may be in hooks.py, which is not trusted on this computer."),
        next=N_("Read it and trust it: `sipforms trust {folder}`."),
    ),
    "word-in-hooks": Sentence(
        said=N_("`{name}` seems to be in hooks.py. Checking never runs that, so what uses it is not checked."),
        next=N_("Where somebody trusts it, `sipforms test` runs it and tries the examples."),
    ),
    "trust-list-unreadable": Sentence(
        said=N_("The list of trusted hooks, {name}, cannot be read, so no hooks.py is run."),
        next=N_("Move it away, and trust them again with `sipforms trust`."),
    ),
}
