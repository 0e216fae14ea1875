"""A name for each problem that stays the same when lines above it come and go, so that tools can tell old from new."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import Bundle

_VARYING = frozenset({"known", "suggestion", "limit"})
_LENGTH = 16


def fingerprints(problems: Iterable[Problem], bundle: Bundle) -> Iterator[str]:
    """One of 16 hexadecimal digits for each problem, in order.

    Made from the code, the file, what is written on the line without the space around it, and the facts; of several
    that are alike in all this, also from their order.
    """
    alike: Counter[str] = Counter()
    for problem in problems:
        facts = sorted((name, fact) for name, fact in problem.facts.items() if name not in _VARYING)
        said = repr((problem.code, problem.place.file, _line(bundle, problem), facts))
        alike[said] += 1
        yield hashlib.sha256(f"{said}{alike[said]}".encode()).hexdigest()[:_LENGTH]


def _line(bundle: Bundle, problem: Problem) -> str:
    lines = (bundle.text_of(problem.place.file) or "").splitlines()
    return lines[problem.place.line - 1].strip() if 0 < problem.place.line <= len(lines) else ""
