"""Which answers count for a rule of the schedule: in which forms, by whom, and given when.

What is asked at admission is answered by whatever is answered first in the stay. Any other point (discharge, three
months after admission) is answered on its day or later, or at most a month ahead and nearer to it than to the point
before. Answers ahead do not count where they are the first of the stay and an earlier point, or a round that comes
again and again, asks for the same: those they answer. So what is answered at admission never stands for discharge,
however short the stay; a regular round two weeks before discharge does; and so does an only answer on its day.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sipforms.engine.duration import Duration, moved
from sipforms.engine.family import main_form
from sipforms.engine.people import Episode
from sipforms.engine.points import day_of, point_of, root_of
from sipforms.engine.programme import Programme, ScheduleRule
from sipforms.engine.response import Response

_AHEAD = Duration(-1)
"""A month: discharge is often talked about at the last regular meeting before it."""


def answers_to(programme: Programme, rule: ScheduleRule, responses: Sequence[Response]) -> tuple[Response, ...]:
    """The responses in any form of the rule's questionnaire, by its informant where it names one."""
    return tuple(
        one
        for one in responses
        if main_form(programme, one.questionnaire) == rule.questionnaire
        and (rule.informant is None or one.informant == rule.informant)
    )


def days_counted(
    programme: Programme, rule: ScheduleRule, stay: Episode | None, answered: Sequence[Response], today: date
) -> tuple[date, ...]:
    """The days, in order, of those answers to the rule that count for the point it names."""
    days = sorted(one.answered_on for one in answered)
    start, root = day_of(programme, rule, stay, today), root_of(point_of(rule, stay))
    if stay is None or start is None or root not in ("admission", "discharge") or start <= stay.admission:
        return tuple(days)
    before = max(_points_before(programme, rule, stay, start, today), default=None)
    earliest = moved(start, _AHEAD)
    early = (day for day in days if earliest <= day < start)
    if before is not None:
        early = (day for day in early if day > days[0] and day - before > start - day)
    return (*early, *(day for day in days if day >= start))


def _points_before(programme: Programme, rule: ScheduleRule, stay: Episode, start: date, today: date) -> Iterator[date]:
    """The points before this one at which the same is asked for, of the same people or of anybody."""
    for other in programme.schedule:
        if other.questionnaire != rule.questionnaire or not _is_same_asked(rule, other):
            continue
        in_period = root_of(point_of(other, stay)) == "period"
        day = stay.admission if in_period else day_of(programme, other, stay, today)
        if day is not None and day < start:
            yield day


def _is_same_asked(rule: ScheduleRule, other: ScheduleRule) -> bool:
    return rule.informant is None or other.informant in (None, rule.informant)
