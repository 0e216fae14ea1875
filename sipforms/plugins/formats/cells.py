"""What stands in a cell of a table: answers as numbers or harmless text, and the codes of answers that are missing.

A spreadsheet takes a text that begins with certain signs for a formula and runs it. Such a text gets an apostrophe in
front (OWASP, "CSV Injection"), and so does one that already has apostrophes before such a sign: whoever takes one
apostrophe away from every text that begins with it and matches ``WOULD_RUN`` has the answers back exactly. A bare
``-8`` in a column of texts is therefore always the code, never somebody's words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from sipforms.engine.programme import Kind, Question
from sipforms.engine.response import Scalar
from sipforms.engine.score.missing import Gap

Cell: TypeAlias = int | str
"""A number, or a text that is safe to open; blank is the empty text."""

Raw: TypeAlias = Scalar | Gap | None
"""What a column has for a response, before a format writes it: the answer, why there is none, or nothing (blank)."""

Codes: TypeAlias = Mapping[Gap, Cell]

BLANK = ""
WOULD_RUN = re.compile("'*[=+\\-@\t\r\n\uff0b\uff0d\uff1d\uff20]")
"""A text that a spreadsheet would run, or would after an apostrophe is taken away; full-width signs run too."""

NUMBERS: Mapping[Gap, int] = MappingProxyType(
    {
        Gap.DONT_KNOW: -1,
        Gap.DECLINED: -2,
        Gap.NOT_UNDERSTOOD: -3,
        Gap.NOT_RELEVANT: -4,
        Gap.NOT_ASSESSED: -5,
        Gap.NOT_SPECIFIED: -6,
        Gap.NOT_ASKED: -8,
    }
)
"""The code of each kind of missing answer. SPSS: missing values -9 thru -1."""

_FURTHER_DOWN = (0, 90, 990, 9990)


def text_cell(text: str) -> str:
    """The text as a cell: never a formula, and clean."""
    clean = clean_text(text)
    return f"'{clean}" if WOULD_RUN.match(clean) else clean


def clean_text(text: str) -> str:
    """The text without NUL, which some readers stop at, and with "?" for half a character, which no file can hold."""
    clean = text.replace("\0", "")
    return clean if clean.isascii() else clean.encode("utf-8", "replace").decode()


def scalar_cell(value: Scalar) -> Cell:
    """A single answer: yes and no as 1 and 0, whole numbers as they are."""
    return text_cell(value) if isinstance(value, str) else int(value)


def cell_of(value: Raw, codes: Codes) -> Cell:
    """A value as a cell of a text file."""
    if value is None:
        return BLANK
    return codes[value] if isinstance(value, Gap) else scalar_cell(value)


def missing_codes(questions: Iterable[Question]) -> Codes:
    """The code of each kind of missing answer that these questions can have in one column, never a possible answer.

    Where a question can be answered with one of the usual codes, all lie further down (-91 to -98, and so on); where
    any number at all can be the answer they are words (``notAsked``).
    """
    asked = tuple(questions)
    kinds = {Gap.NOT_ASKED} | {kind for question in asked for kind in _kinds(question)}
    for further in _FURTHER_DOWN:
        codes = {kind: number - further for kind, number in NUMBERS.items() if kind in kinds}
        if not any(_may_be(question, code) for question in asked for code in codes.values()):
            return MappingProxyType(codes)
    return MappingProxyType({kind: kind.value for kind in NUMBERS if kind in kinds})


def _kinds(question: Question) -> Iterator[Gap]:
    options = question.scale.options if question.scale else ()
    return (Gap(one.missing) for one in options if one.missing is not None)


def _may_be(question: Question, number: int) -> bool:
    if question.kind is Kind.CHOICE:
        return question.scale is not None and number in question.scale.numbers
    if question.kind is not Kind.INTEGER:
        return False
    low, high = question.minimum, question.maximum
    return (low is None or low <= number) and (high is None or number <= high)
