"""Which questionnaires are due, from a programme's schedule, a stay and what has been answered already.

The first round is due when its rule says (admission, discharge, a period's start, a date in an answer), later rounds of
an ``every`` rule that long after the last answer: a round that was late does not make the next one early. An ``every``
rule that does not say from when counts from admission; about the facility itself, from the period's start. One that
counts from a date in an answer begins anew with each response that sets the date. ``within`` gives time: something is
due from the day it falls due and overdue when that time has passed.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import count, takewhile

from sipforms.engine.duration import MONTHS_A_YEAR, Duration, divides_a_year, moved, parse_duration
from sipforms.engine.paths import parsed
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme, ScheduleRule
from sipforms.engine.response import Json, Response

SOON_DAYS = 14


class Urgency(StrEnum):
    """How a due date stands to today. ``SOON`` is within 14 days."""

    OVERDUE = "overdue"
    DUE = "due"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A questionnaire that is to be answered: from ``opens`` and at the latest on ``deadline``."""

    questionnaire: str
    opens: date
    deadline: date
    urgency: Urgency


def due(programme: Programme, stay: Episode | None, responses: Sequence[Response], today: date) -> tuple[Due, ...]:
    """What is due of one stay (or, without a stay, of the facility itself), the most urgent first.

    ``responses`` are those of this stay (of the facility); questionnaires about the other subject are left out.
    """
    found = [
        _due(rule, opens, today)
        for rule in programme.schedule
        if _concerns(programme, rule, stay) and (opens := _opens(programme, rule, stay, responses, today)) is not None
    ]
    return tuple(sorted(_one_each(found), key=lambda one: (one.deadline, one.questionnaire)))


def _concerns(programme: Programme, rule: ScheduleRule, stay: Episode | None) -> bool:
    questionnaire = programme.questionnaires.get(rule.questionnaire)
    return questionnaire is not None and (questionnaire.subject == "facility") is (stay is None)


def _one_each(found: Iterable[Due]) -> Iterator[Due]:
    first: dict[str, Due] = {}
    for one in found:
        if one.questionnaire not in first or one.opens < first[one.questionnaire].opens:
            first[one.questionnaire] = one
    yield from first.values()


def _due(rule: ScheduleRule, opens: date, today: date) -> Due:
    deadline = _later(opens, rule.within)
    if deadline < today:
        urgency = Urgency.OVERDUE
    elif opens <= today:
        urgency = Urgency.DUE
    else:
        urgency = Urgency.SOON if (opens - today).days <= SOON_DAYS else Urgency.LATER
    return Due(questionnaire=rule.questionnaire, opens=opens, deadline=deadline, urgency=urgency)


def _opens(
    programme: Programme, rule: ScheduleRule, stay: Episode | None, responses: Sequence[Response], today: date
) -> date | None:
    """The day the next round falls due, or nothing when none does."""
    mine = [one.answered_on for one in responses if one.questionnaire == rule.questionnaire]
    last = max(mine, default=None)
    if rule.after is not None:
        return _after_count(rule, responses, last)
    point = rule.at if rule.at is not None else rule.start
    if isinstance(point, dict) and "item" in point:
        return _from_answer(rule, point, responses, last, is_over=rule.every is not None and _is_over(stay, today))
    if point is None and rule.every is not None:
        point = "period" if stay is None else "admission"
    start = _point(programme, point, stay, today)
    if start is None or _is_closed(point, stay, today):
        return None
    start = _later(start, rule.add)
    if rule.every is None:
        return None if last is not None and last >= _earliest(start, point) else start
    if point == "period":
        return start if last is None or last < start else _later(start, rule.every)
    return start if last is None else _later(last, rule.every)


def _earliest(start: date, point: Json) -> date:
    """Answers given before this day do not count; before admission and discharge work may be done ahead."""
    return start if point == "period" else date.min


def _is_closed(point: Json, stay: Episode | None, today: date) -> bool:
    """After discharge only what discharge itself asks for is still due."""
    return _is_over(stay, today) and point != "discharge" and not isinstance(point, dict)


def _is_over(stay: Episode | None, today: date) -> bool:
    return stay is not None and stay.discharge is not None and stay.discharge <= today


def _point(programme: Programme, point: Json, stay: Episode | None, today: date) -> date | None:
    if isinstance(point, dict):
        after = _point(programme, point.get("after"), stay, today)
        return None if after is None else _later(after, str(point.get("by", "")))
    match point:
        case "admission":
            return stay.admission if stay else None
        case "discharge":
            return stay.discharge if stay else None
        case "period":
            return period_start(programme, today)
    return None


def period_start(programme: Programme, today: date) -> date:
    """The first day of the period that today is in: by ``period: {starts: "--10-01"}``, else from 1 January.

    A day that the month does not have is its last: ``--02-29`` is 28 February where the year is no leap year. Periods
    are whole months that add up to a year (``check`` refuses others), so that each year's begin on the same days; what
    was not checked and is of another length counts as a year.
    """
    written = (programme.period_starts or "--01-01").removeprefix("--")
    month, day = (int(part) for part in written.split("-"))
    length = parse_duration(programme.period_length or "P12M")
    if length is None or not divides_a_year(length):
        length = Duration(MONTHS_A_YEAR)
    first = date(today.year - 1, month, 1)
    starts = (_nth_period(first, day, length, number) for number in count())
    return [*takewhile(lambda start: start <= today, starts)][-1]


def _nth_period(first: date, day: int, length: Duration, number: int) -> date:
    """The start of a period, counted from the month beginning on ``first``: a short month moves none of those after."""
    month = moved(first, Duration(length.months * number))
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))


def _after_count(rule: ScheduleRule, responses: Sequence[Response], last: date | None) -> date | None:
    """``{count: 4, of: puls}``: on the day of the fourth since this questionnaire was last answered."""
    what: Mapping[str, Json] = rule.after if isinstance(rule.after, dict) else {}
    count = what.get("count")
    days = sorted(one.answered_on for one in responses if one.questionnaire == what.get("of"))
    since = [day for day in days if last is None or day > last]
    return since[count - 1] if isinstance(count, int) and 0 < count <= len(since) else None


def _from_answer(
    rule: ScheduleRule, point: Mapping[str, Json], responses: Sequence[Response], last: date | None, *, is_over: bool
) -> date | None:
    """A date answered elsewhere (``{item: plan.dato, add: P14D}``), until this questionnaire is answered after it.

    With ``every`` the next round then comes so long after that answer, until another response sets another date.
    """
    if is_over:
        return None
    questionnaire, *path = parsed(str(point.get("item")))
    plans = sorted((one for one in responses if one.questionnaire == questionnaire), key=lambda one: one.answered_on)
    if not plans:
        return None
    if last is not None and last > plans[-1].answered_on:
        return None if rule.every is None else _later(last, rule.every)
    answer: Json = dict(plans[-1].answers)
    for step in path:
        answer = answer.get(step) if isinstance(answer, dict) else None
    try:
        day = date.fromisoformat(answer) if isinstance(answer, str) else None
    except ValueError:
        return None
    add = point.get("add")
    return None if day is None else _later(_later(day, add if isinstance(add, str) else None), rule.add)


def _later(day: date, written: str | None) -> date:
    duration = parse_duration(written or "")
    return day if duration is None else moved(day, duration)
