"""Quotation marks that a word processor put in: they look like quotes and are part of the text."""

from collections.abc import Iterator

from sipforms.engine.checks.codes import found
from sipforms.engine.checks.scene import Scene
from sipforms.engine.problem import Problem
from sipforms.engine.read.marks import Steps
from sipforms.engine.read.source import Source
from sipforms.engine.response import Json

_OPENING, _CLOSING = "\u201c\u201d\u201e\u00bb\u00ab", "\u201c\u201d\u00ab\u00bb"


def quotes_are_straight(scene: Scene) -> Iterator[Problem]:
    """No value stands between typographic quotes; where they belong to the text, straight ones stand around them."""
    for shaped in scene.files.values():
        source = shaped.source
        if not source.text.isascii() and any(sign in source.text for sign in _OPENING):
            yield from _within(source, (), source.data)


def _within(source: Source, steps: Steps, value: Json) -> Iterator[Problem]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _within(source, (*steps, key), one)
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _within(source, (*steps, place), one)
    elif isinstance(value, str) and _is_wrapped(value) and source.rest_of_line(steps)[:1] == value[0]:
        yield found("typographic-quotes", source.place(steps), text=value[1:-1])


def _is_wrapped(text: str) -> bool:
    """True for a text in quotes as a whole, not for one that begins with a quotation and ends with another."""
    inside = text[1:-1]
    return len(text) > 1 and text[0] in _OPENING and text[-1] in _CLOSING and not any(one in inside for one in _OPENING)
