"""Every kind of mistake a bundle can hold: its code, how serious it is, and the facts a sentence about it may mention.

This is the one list that checks, sentences and documentation share. ``found`` is the way to make a problem: it takes
the level from here. Facts are always all there; a suggestion that could not be made is the empty text, an empty list
is an empty tuple.
"""

from collections.abc import Mapping
from types import MappingProxyType

from sipforms.engine.checks.catalogue import (
    allowing,
    archives,
    carrying,
    conditions,
    examples,
    forms,
    hooks,
    numbers,
    overlays,
    plugins,
    programme,
    proofs,
    questions,
    readiness,
    reading,
    reports,
    row_refs,
    shape,
    texts,
    yaml,
)
from sipforms.engine.checks.code import Code
from sipforms.engine.problem import Fact, Place, Problem

_PARTS = (
    *(reading, yaml, shape, questions, conditions, carrying, programme, numbers, plugins, hooks, archives),
    *(examples, row_refs, forms, reports, overlays, readiness, allowing, proofs, texts),
)

CODES: Mapping[str, Code] = MappingProxyType({code: kind for part in _PARTS for code, kind in part.CODES.items()})
"""Every code and what it means."""


def found(code: str, place: Place, *, also: Place | None = None, **facts: Fact) -> Problem:
    """A problem of that code, as serious as the code is. An unlisted code is a fault of ours (``KeyError``)."""
    return found_with(code, place, facts, also)


def found_with(code: str, place: Place, facts: Mapping[str, Fact], also: Place | None = None) -> Problem:
    """The same, with the facts in a mapping."""
    return Problem(code=code, place=place, level=CODES[code].level, facts=facts, also=also)
