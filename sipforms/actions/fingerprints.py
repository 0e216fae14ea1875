"""A name for each problem that stays the same when lines above it come and go, so that tools can tell old from new."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import Bundle

_VARYING = frozenset({"known", "suggestion", "limit"})
_LENGTH = 16
_LONGEST = 1000
"""So much of a line tells it from others; thousands of problems can be about one line of a quarter of a megabyte."""


def fingerprints(problems: Iterable[Problem], bundle: Bundle) -> Iterator[str]:
    """One of 16 hexadecimal digits for each problem, in order.

    Made from the code, the file, what is written on the line without the space around it, and the facts; of several
    that are alike in all this, also from their order.
    """
    alike: Counter[str] = Counter()
    lines: dict[str, list[str]] = {}
    for problem in problems:
        facts = sorted((name, fact) for name, fact in problem.facts.items() if name not in _VARYING)
        file = problem.place.file
        if file not in lines:
            lines[file] = (bundle.text_of(file) or "").splitlines()
        said = repr((problem.code, file, _line(lines[file], problem.place.line), facts))
        alike[said] += 1
        yield hashlib.sha256(f"{said}{alike[said]}".encode()).hexdigest()[:_LENGTH]


def _line(lines: Sequence[str], line: int) -> str:
    return lines[line - 1].strip()[:_LONGEST] if 0 < line <= len(lines) else ""
