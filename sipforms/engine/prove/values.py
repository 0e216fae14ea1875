"""What can be answered to a question, as few values as its comparisons tell apart; the first value is no answer at all.

Whole numbers, days and times of day are split where some comparison of the questionnaire has a threshold, texts by the
texts they are compared with, several of a list by the options named and by how many are chosen.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import TypeAlias

from sipforms.engine.ask.accept import BEYOND_NUMBERS, accepts
from sipforms.engine.condition import Bounds
from sipforms.engine.duration import as_date
from sipforms.engine.programme import Kind, Question, Rows
from sipforms.engine.response import Answer

Values: TypeAlias = tuple[Answer | None, ...]
"""The values of a variable by their numbers; nothing for no answer."""

Threshold: TypeAlias = int | str | bool | Bounds
"""What some condition compares the answer with."""

OTHER = "\0"
"""Stands for every text that no condition names."""

_NAMED_AT_MOST = 5
_COUNTED_AT_MOST = 40
_FIRST_DAY, _LAST_DAY = date(1000, 1, 1), date(9999, 12, 31)
_MINUTES = 24 * 60


def values_of(  # noqa: PLR0911 - one line for each way of answering
    question: Question, thresholds: Iterable[Threshold]
) -> Values | None:
    """The values that can be told apart, no answer first; nothing where there would be too many."""
    compared = tuple(dict.fromkeys(thresholds))
    match question.kind:
        case Kind.CHOICE:
            return (None, *(option.value for option in question.scale.options)) if question.scale else (None,)
        case Kind.BOOLEAN:
            return (None, True, False)
        case Kind.INTEGER:
            return (None, *_integers(question, compared))
        case Kind.DATE:
            return (None, *_days(compared))
        case Kind.TIME:
            return (None, *_times(compared))
        case Kind.CHOICES:
            found = _choices(question, compared)
            return None if found is None else (None, *found)
        case _:
            named = (one for one in compared if isinstance(one, str) and accepts(question, one) is None)
            return (None, *named, OTHER)


def numbers_of_rows(rows: Rows, thresholds: Iterable[Threshold]) -> tuple[int, ...]:
    """How many rows there can be, 0 for none, as far as conditions tell the numbers apart."""
    named = [one for bounds in thresholds if isinstance(bounds, Bounds) for one in (bounds.least, bounds.most)]
    near = {one + step for one in named if one is not None for step in (-1, 0, 1)}
    most = rows.max_items
    return (0, *sorted(one for one in {1, *near} if one > 0 and (most is None or one <= most)))


def _integers(question: Question, compared: tuple[Threshold, ...]) -> Iterator[int]:
    low = 1 - BEYOND_NUMBERS if question.minimum is None else question.minimum
    high = BEYOND_NUMBERS - 1 if question.maximum is None else question.maximum
    step = question.multiple_of or 1
    found: dict[int, None] = {}
    for one in (low, high, *(one for one in compared if isinstance(one, int) and not isinstance(one, bool))):
        below = one - one % step
        found |= dict.fromkeys((below - step, below, below + step))
    return (one for one in found if low <= one <= high)


def _days(compared: tuple[Threshold, ...]) -> Iterator[str]:
    named = [day for one in compared if (day := as_date(one)) is not None]
    near = {day + timedelta(days=step) for day in named for step in (-1, 0, 1) if _FIRST_DAY < day < _LAST_DAY}
    return (day.isoformat() for day in sorted({_FIRST_DAY, _LAST_DAY, *named, *near}))


def _times(compared: tuple[Threshold, ...]) -> Iterator[str]:
    named = [int(one[:2]) * 60 + int(one[3:]) for one in compared if isinstance(one, str) and _is_time(one)]
    near = {0, _MINUTES - 1, *(one + step for one in named for step in (-1, 0, 1))}
    return (f"{one // 60:02}:{one % 60:02}" for one in sorted(near) if 0 <= one < _MINUTES)


def _is_time(text: str) -> bool:
    return len(text) == len("14:30") and text[2] == ":" and (text[:2] + text[3:]).isdecimal() and text.isascii()


def _choices(question: Question, compared: tuple[Threshold, ...]) -> Iterator[Answer] | None:
    options = question.scale.options if question.scale else ()
    real = [option.value for option in options if option.missing is None]
    reasons = tuple(option.value for option in options if option.missing is not None)
    named = [one for one in real if any(type(one) is type(other) and one == other for other in compared)]
    counts = [end for one in compared if isinstance(one, Bounds) for end in (one.least, one.most) if end is not None]
    others = [one for one in real if one not in named]
    most = min(len(others), max(counts, default=0) + 1)
    if len(named) > _NAMED_AT_MOST or most > _COUNTED_AT_MOST:
        return None
    chosen = (
        (*some, *others[:more])
        for size in range(len(named) + 1)
        for some in combinations(named, size)
        for more in range(most + 1)
    )
    limit = question.max_items
    fitting = (one for one in chosen if one and (limit is None or len(one) <= limit))
    return iter((*fitting, *(reasons[:1],) * bool(reasons)))
