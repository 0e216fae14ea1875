"""Where an answer lives inside a questionnaire: a tuple of ids from the root, written with dots.

``("relationer", "venner", "tilfredshed")`` is written ``relationer.venner.tilfredshed``. A step inside a repeating
item is the row's stable id: ``("familie", "r1", "alder")``.
"""

from typing import TypeAlias

Path: TypeAlias = tuple[str, ...]


def dotted(path: Path) -> str:
    """The path as people and files write it."""
    return ".".join(path)


def parsed(text: str) -> Path:
    """The path written with dots; the empty text is the root."""
    return tuple(text.split(".")) if text else ()
