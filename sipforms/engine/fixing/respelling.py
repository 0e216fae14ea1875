"""Words that are almost certainly misspelt: the known word that was meant, written instead."""

import re

from sipforms.engine.checks.nearest import edits
from sipforms.engine.checks.words import OTHER_KEYWORDS, OTHER_WORDS
from sipforms.engine.fixing.edit import Fix
from sipforms.engine.fixing.written import token_at
from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import Bundle

_SHORTEST, _LONG = 4, 8
_DECIMALS = frozenset({"number", "float"})
"""There are whole numbers only; whoever wants decimals must hear that."""

_NOT_DIGITS = re.compile(r"[^0-9]+")


def respelt(problem: Problem, bundle: Bundle) -> Fix | None:
    """The fix for any problem that names a word and the known one it is nearest to, where that is near certain."""
    meant, source = problem.facts.get("suggestion"), bundle.sources.get(problem.place.file)
    token = token_at(source, problem.place) if source is not None else None
    if token is None or not isinstance(meant, str) or not meant:
        return None
    if token.text not in (problem.facts.get("name"), problem.facts.get("value")):
        return None
    known = problem.facts.get("known", ())
    is_certain = is_near_certain(token.text, meant, known if isinstance(known, tuple) else ())
    return token.saying(meant) if is_certain else None


def is_near_certain(written: str, meant: str, known: tuple[str, ...] = ()) -> bool:
    """True when the written word can hardly mean anything else: another language's word for it, or a slip.

    A slip is one letter added, left out, changed or swapped (two in a word of eight or more), never a digit, and no
    other known word is as near.
    """
    if meant in (OTHER_KEYWORDS.get(written), OTHER_WORDS.get(written)):
        return "," not in meant and written not in _DECIMALS
    if _NOT_DIGITS.sub("", written) != _NOT_DIGITS.sub("", meant):
        return False
    if written.casefold() == meant.casefold():
        return True
    most = 0 if len(written) < _SHORTEST else 1 if len(written) < _LONG else 2
    distance = edits(written.casefold(), meant.casefold(), most + 1)
    rivals = (word for word in known if word != meant)
    return distance <= most and all(
        edits(written.casefold(), one.casefold(), distance + 1) > distance for one in rivals
    )
