"""One kind of mistake that a bundle can hold."""

from dataclasses import dataclass

from sipforms.engine.problem import Level

NEAR = ("name", "suggestion", "known")
"""``name`` as the author wrote it, the nearest known word or the empty text, and the words that are known here."""


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of mistake.

    ``facts`` names what every such problem carries; ``also`` says that a second place is given. ``production`` marks
    what a programme may lack while it is being written, and not when it is to be used.
    """

    meaning: str
    facts: tuple[str, ...] = ()
    level: Level = Level.ERROR
    also: bool = False
    production: bool = False
