"""Words that are almost certainly misspelt: the known word that was meant, written instead."""

import re

from sipforms.engine.checks.nearest import edits
from sipforms.engine.checks.words import OTHER_KEYWORDS, OTHER_WORDS
from sipforms.engine.fixing.edit import Fix
from sipforms.engine.fixing.written import token_at
from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import Bundle

_CLOSED = frozenset({"unknown-keyword", "unknown-word", "unknown-scorer", "unknown-section", "unknown-setting"})
"""Words of the dialect and of plug-ins, which nobody's programme can have misspelt."""

_SHORTEST, _LONG = 4, 8
_ALMOST = frozenset({"number", "float", ">", "<"})
"""Words for something that is not quite the same: whoever wants decimals, or more than a number, must hear that."""

_NOT_DIGITS = re.compile(r"[^0-9]+")


def respelt(problem: Problem, bundle: Bundle) -> Fix | None:
    """The fix for any problem that names a word and the known one it is nearest to, where that is near certain.

    Where a name stands more often than the one it is near, it may well be the other that is misspelt.
    """
    meant, source = problem.facts.get("suggestion"), bundle.sources.get(problem.place.file)
    token = token_at(source, problem.place) if source is not None else None
    if token is None or not isinstance(meant, str) or not meant:
        return None
    if token.text not in (problem.facts.get("name"), problem.facts.get("value")):
        return None
    if problem.code not in _CLOSED and _is_the_usual_word(token.text, meant, bundle):
        return None
    known = problem.facts.get("known", ())
    is_certain = is_near_certain(token.text, meant, known if isinstance(known, tuple) else ())
    return _everywhere(problem, bundle, token.text, meant) if is_certain else None


def _everywhere(problem: Problem, bundle: Bundle, written: str, meant: str) -> Fix:
    """The word respelt at every place that is wrong for the same reason and says just the same."""
    fixes: list[Fix] = []
    for place in (problem.place, *problem.elsewhere):
        source = bundle.sources.get(place.file)
        token = token_at(source, place) if source is not None else None
        if token is not None and token.text == written:
            fixes.append(token.saying(meant))
    return Fix(edits=tuple(edit for fix in fixes for edit in fix.edits))


def _is_the_usual_word(written: str, meant: str, bundle: Bundle) -> bool:
    """True when a part of a path that is not as meant stands in the bundle more often than what is meant."""
    parts = zip(written.split("."), meant.split("."), strict=False)
    return any(0 < _times(right, bundle) < _times(part, bundle) for part, right in parts if part != right)


def _times(name: str, bundle: Bundle) -> int:
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return sum(len(word.findall(source.text)) for source in bundle.sources.values())


def is_near_certain(written: str, meant: str, known: tuple[str, ...] = ()) -> bool:
    """True when the written word can hardly mean anything else: another language's word for it, or a slip.

    A slip is one letter added, left out, changed or swapped (two in a word of eight or more), never a digit, and no
    other known word is as near.
    """
    if meant in (OTHER_KEYWORDS.get(written), OTHER_WORDS.get(written)):
        return "," not in meant and written not in _ALMOST
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
