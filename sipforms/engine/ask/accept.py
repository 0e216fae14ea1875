"""Whether a value can be the answer to a question. What cannot never enters a draft; no problem holds the value."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

import jsonschema_rs

from sipforms.engine.duration import as_date
from sipforms.engine.problem import AnswerProblem, Fact
from sipforms.engine.programme import Kind, Question

LONGEST_TEXT = 10_000
MOST_DIGITS = 15
BEYOND_NUMBERS = 10**MOST_DIGITS
ROW_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def accepts(question: Question, value: object) -> AnswerProblem | None:
    """Nothing when the value can be the answer, or what is wrong with it.

    ``value`` is yes/no, a whole number, a text, or a tuple or list of options. Fewer options than wanted are accepted
    here, because options are chosen one at a time; ``review`` looks at that.
    """
    found = _JUDGES[question.kind](question, value)
    return None if found is None else AnswerProblem(code=found[0], path=question.path, facts=found[1])


Finding = tuple[str, Mapping[str, Fact]] | None


def _choice(question: Question, value: object) -> Finding:
    known = question.scale is not None and question.scale.option(value) is not None
    return None if known else ("not-an-option", {})


def _choices(question: Question, value: object) -> Finding:
    if not isinstance(value, tuple | list):
        return _wrong(Kind.CHOICES)
    if not value:
        return "blank", {}
    if any(_choice(question, one) for one in value):
        return "not-an-option", {}
    if len(set(value)) < len(value):
        return "option-twice", {}
    most = question.max_items
    return None if most is None or len(value) <= most else ("too-many-options", {"maximum": most})


def _boolean(_question: Question, value: object) -> Finding:
    return None if isinstance(value, bool) else _wrong(Kind.BOOLEAN)


def _integer(question: Question, value: object) -> Finding:
    if not isinstance(value, int) or isinstance(value, bool):
        return _wrong(Kind.INTEGER)
    if abs(value) >= BEYOND_NUMBERS:
        return "too-many-digits", {"maximum": MOST_DIGITS}
    if question.minimum is not None and value < question.minimum:
        return "below-minimum", {"minimum": question.minimum}
    if question.maximum is not None and value > question.maximum:
        return "above-maximum", {"maximum": question.maximum}
    step = question.multiple_of
    return None if step is None or value % step == 0 else ("not-a-multiple", {"step": step})


def _date(_question: Question, value: object) -> Finding:
    if not isinstance(value, str):
        return _wrong(Kind.DATE)
    return None if as_date(value) else ("not-a-date", {})


def _time(_question: Question, value: object) -> Finding:
    if not isinstance(value, str):
        return _wrong(Kind.TIME)
    return None if TIME.fullmatch(value) else ("not-a-time", {})


def _text(question: Question, value: object) -> Finding:
    if not isinstance(value, str):
        return _wrong(question.kind)
    if not value.strip():
        return "blank", {}
    if not is_writable(value):
        return "unreadable-text", {}
    most = min(question.max_length or LONGEST_TEXT, LONGEST_TEXT)
    if len(value) > most:
        return "too-long", {"maximum": most}
    if question.min_length is not None and len(value) < question.min_length:
        return "too-short", {"minimum": question.min_length}
    return None if question.pattern is None or _matcher(question.pattern).is_valid(value) else ("wrong-pattern", {})


def _row(_question: Question, value: object) -> Finding:
    """How a row is called; whether such a one stands is the draft's to say."""
    if not isinstance(value, str):
        return _wrong(Kind.ROW)
    return None if ROW_NAME.fullmatch(value) else ("no-such-row", {})


def is_writable(text: str) -> bool:
    """True unless the text holds half a character (a lone surrogate), which no file can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=256)
def _matcher(pattern: str) -> jsonschema_rs.Draft202012Validator:
    """A pattern in an engine whose time grows in proportion to the text, whatever the pattern."""
    return jsonschema_rs.Draft202012Validator({"pattern": pattern}, pattern_options=jsonschema_rs.RegexOptions())


def _wrong(kind: Kind) -> Finding:
    return "wrong-kind", {"kind": kind.value}


_JUDGES: Mapping[Kind, Callable[[Question, object], Finding]] = {
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.BOOLEAN: _boolean,
    Kind.INTEGER: _integer,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.ROW: _row,
}
