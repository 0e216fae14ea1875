"""Numbers in free text that look like a Danish personal number (CPR), which has no place in an answer.

Six digits that are a day (ddmmyy) and four more, together or parted by a dash, a space or both. No checksum is asked:
numbers without one have been given out since 2007 (the CPR Office, "Personnumre uden kontrolciffer"). Sixty may be
added to the day: so are the numbers that regions give to people without one of their own.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from sipforms.engine.paths import Path
from sipforms.engine.problem import AnswerProblem, Level

_MARK = r"[ \u00a0]?[-\u2010-\u2015\u2212]?[ \u00a0]?"
_LOOK = re.compile(rf"(?<![0-9])([0-9]{{2}})([0-9]{{2}})([0-9]{{2}}){_MARK}[0-9]{{4}}(?![0-9])")
_ADDED = 60
CODES = frozenset({"personal-number", "personal-number-in-note", "personal-number-in-reason"})
"""The codes of what ``personal_numbers_in`` tells."""


def holds_personal_number(text: str) -> bool:
    """Whether some number in the text looks like one."""
    return any(_is_day(*map(int, found.groups())) for found in _LOOK.finditer(text))


def personal_numbers_in(
    texts: Mapping[Path, object], notes: Mapping[Path, str], reasons: Mapping[str, str]
) -> Iterator[AnswerProblem]:
    """Where something was written that looks like one, told and never in the way; no problem holds the number."""
    for path, answer in texts.items():
        if isinstance(answer, str) and holds_personal_number(answer):
            yield AnswerProblem(code="personal-number", path=path, level=Level.NOTE)
    for path, note in notes.items():
        if holds_personal_number(note):
            yield AnswerProblem(code="personal-number-in-note", path=path, level=Level.NOTE)
    if any(map(holds_personal_number, reasons.values())):
        yield AnswerProblem(code="personal-number-in-reason", path=(), level=Level.NOTE)


def _is_day(day: int, month: int, year: int) -> bool:
    """Of any of the centuries: 29 February is one where the two digits can be those of a leap year."""
    day -= _ADDED if day > _ADDED else 0
    try:
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True
