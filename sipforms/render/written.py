"""What a person writes, as a value: dates day first, times, whole numbers. What cannot be one is given as it is."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from sipforms.engine.ask.accept import LONGEST_TEXT, accepts
from sipforms.engine.programme import Kind, Question
from sipforms.engine.response import Answer, Scalar
from sipforms.render.days import as_date, as_time, date_to_type, day_in_words, day_written, why_no_day
from sipforms.render.language import _
from sipforms.render.problems import answer_sentence

__all__ = ["Reads", "as_date", "as_value", "as_written", "date_to_type", "day_reads", "how_to_write", "reads_as"]

_WHOLE = re.compile(r"[-\u2212]?[0-9]{1,18}")
_NEARLY = 0.8
"""How full a short text is when it is said how much room is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """What is understood of something half typed. ``is_right`` is false where it cannot be the answer, even finished.

    ``words`` are empty where there is nothing to say.
    """

    words: str = ""
    is_right: bool = True


def as_value(question: Question, typed: str, now: datetime | None = None) -> Scalar:
    """The value that the typed text means for this question; the text itself where it means none.

    With ``now`` days and times are also read as they are told from now: today, nu, 1/3.
    """
    text = typed.strip()
    if question.kind is Kind.INTEGER:
        return int(text.replace("\u2212", "-")) if _WHOLE.fullmatch(text) else typed
    if question.kind is Kind.DATE:
        found = as_date(text, now.date() if now else None)
        return typed if found is None else found.isoformat()
    if question.kind is Kind.TIME:
        time = as_time(text, now)
        return typed if time is None else time
    return typed


def reads_as(question: Question, typed: str, now: datetime) -> Reads:
    """What the program understands of what somebody is typing: the day in words, how much room is left, what is wrong.

    A number that is too small yet says nothing: more digits may come.
    """
    if question.kind is Kind.DATE:
        return day_reads(typed, now.date())
    if question.kind in (Kind.TEXT, Kind.LONG_TEXT):
        most = min(question.max_length or LONGEST_TEXT, LONGEST_TEXT)
        return room_left(typed, most, is_told=question.max_length is not None)
    if not typed.strip() or typed.strip() == "-":
        return Reads()
    value = as_value(question, typed, now)
    problem = accepts(question, value)
    if problem is not None and problem.code == "wrong-kind":
        return Reads(words=_("Write a whole number."), is_right=False)
    if problem is not None and problem.code not in ("below-minimum", "not-a-multiple"):
        return Reads(words=answer_sentence(problem), is_right=False)
    return Reads(words=str(value) if question.kind is Kind.TIME and value != typed.strip() else "")


def day_reads(typed: str, today: date) -> Reads:
    """The day in words as soon as it is one, and why it is none as soon as that is sure."""
    if not typed.strip():
        return Reads()
    day = as_date(typed, today)
    if day is not None:
        return Reads(words=day_in_words(day, today))
    is_sure = day_written(typed, today) is not None
    return Reads(words=why_no_day(typed, today), is_right=not is_sure)


def room_left(typed: str, most: int, *, is_told: bool) -> Reads:
    """How much of a text there is room for, told all along or only when it is nearly full."""
    said = _("{count} of {most} characters").format(count=len(typed), most=most)
    if len(typed) > most:
        return Reads(words=said, is_right=False)
    return Reads(words=said if is_told or len(typed) > _NEARLY * most else "")


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
