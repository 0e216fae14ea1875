"""What a person writes, as a value: dates day first, times, whole numbers. What cannot be one is given as it is."""

import re
from datetime import date

from sipforms.engine.programme import Kind, Question
from sipforms.engine.response import Answer, Scalar
from sipforms.render.language import _

_DATE = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})")
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(\d{1,2})[:. ]?(\d{2})")
_WHOLE = re.compile(r"[-\u2212]?\d{1,18}")


def as_value(question: Question, typed: str) -> Scalar:
    """The value that the typed text means for this question; the text itself where it means none."""
    text = typed.strip()
    if question.kind is Kind.INTEGER:
        return int(text.replace("\u2212", "-")) if _WHOLE.fullmatch(text) else typed
    if question.kind is Kind.DATE:
        found = as_date(text)
        return typed if found is None else found.isoformat()
    if question.kind is Kind.TIME:
        parts = _TIME.fullmatch(text)
        return f"{int(parts[1]):02}:{parts[2]}" if parts else typed
    return typed


def as_date(typed: str) -> date | None:
    """A day written as 24-12-2026, 24.12.2026, 24122026 or 2026-12-24."""
    text = typed.strip()
    iso, found = _ISO.fullmatch(text), _DATE.fullmatch(text) or _RUN.fullmatch(text)
    parts = (iso[1], iso[2], iso[3]) if iso else (found[3], found[2], found[1]) if found else None
    try:
        return date(*(int(part) for part in parts)) if parts else None
    except ValueError:
        return None


def date_to_type(day: date) -> str:
    """The day as it is typed in every language, 24-12-2026: what the program writes into a field, it also reads."""
    return f"{day:%d-%m-}{day.year:04}"


def as_written(question: Question, answer: Answer | None) -> str:
    """An answer as the person would have written it, to be changed."""
    if answer is None or isinstance(answer, tuple | bool):
        return ""
    if question.kind is Kind.DATE and (day := as_date(str(answer))):
        return date_to_type(day)
    return str(answer)


def how_to_write(question: Question) -> str:
    """How an answer to this question is written."""
    low, high = question.minimum, question.maximum
    match question.kind:
        case Kind.DATE:
            return _("day-month-year")
        case Kind.TIME:
            return _("hour:minute")
        case Kind.INTEGER if low is not None and high is not None:
            return _("a whole number from {low} to {high}").format(low=low, high=high)
        case Kind.INTEGER:
            return _("a whole number")
        case Kind.LONG_TEXT:
            return _("F3 done")
    return _("at most {count} characters").format(count=question.max_length) if question.max_length else _("a text")
