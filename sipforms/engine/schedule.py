"""Which questionnaires are due, from a programme's schedule, a stay and what has been answered already.

The first round is due when its rule says (admission, discharge, a period's start, a date in an answer), later rounds of
an ``every`` rule that long after the last answer: a round that was late does not make the next one early. An ``every``
rule that does not say from when counts from admission; about the facility itself, from the period's start. One that
counts from a date in an answer begins anew with each response that sets the date. ``within`` gives time: something is
due from the day it falls due and overdue when that time has passed; what discharge asks for stops being told half a
year after its deadline, and can still be answered. Which answers count is in ``counted.py``, what sets
a rule aside altogether in ``set_aside.py``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sipforms.engine.counted import answers_to, days_counted
from sipforms.engine.duration import Duration, moved
from sipforms.engine.family import fitting_forms, form_to_use, main_form
from sipforms.engine.newest import newest
from sipforms.engine.paths import parsed
from sipforms.engine.people import Episode
from sipforms.engine.points import day_of, later, point_of, root_of
from sipforms.engine.programme import Programme, ScheduleRule
from sipforms.engine.response import Json, Response
from sipforms.engine.set_aside import is_set_aside

SOON_DAYS = 14
STAYS_TOLD = Duration(-6)
"""After discharge something is told until so long after its deadline: whoever left years ago is not asked any more."""


class Urgency(StrEnum):
    """How a due date stands to today. ``SOON`` is within 14 days."""

    OVERDUE = "overdue"
    DUE = "due"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A questionnaire that is to be answered: from ``opens`` and at the latest on ``deadline``.

    ``questionnaire`` is the form that fits the stay: the one used last, else the first; ``main`` is the one that the
    schedule names. ``informant`` is who is to answer, where the schedule says so.
    """

    questionnaire: str
    main: str
    informant: str | None = None
    opens: date
    deadline: date
    urgency: Urgency


def due(programme: Programme, stay: Episode | None, responses: Sequence[Response], today: date) -> tuple[Due, ...]:
    """What is due of one stay (or, without a stay, of the facility itself), the most urgent first.

    ``responses`` are those of this stay (of the facility); questionnaires about the other subject are left out, and
    those of which no form is for the stay's target group.
    """
    rules = (rule for rule in programme.schedule if _concerns(programme, rule, stay))
    found = [one for rule in rules if (one := _due(programme, rule, stay, responses, today)) is not None]
    return tuple(sorted(_one_each(found), key=lambda one: (one.deadline, one.questionnaire, one.informant or "")))


def _concerns(programme: Programme, rule: ScheduleRule, stay: Episode | None) -> bool:
    questionnaire = programme.questionnaires.get(rule.questionnaire)
    return questionnaire is not None and (questionnaire.subject == "facility") is (stay is None)


def _one_each(found: Iterable[Due]) -> Iterator[Due]:
    """The next round of each questionnaire; those that an informant of their own is to answer stand beside it."""
    first: dict[tuple[str, str | None], Due] = {}
    for one in found:
        known = first.setdefault((one.main, one.informant), one)
        if one.opens < known.opens:
            first[one.main, one.informant] = one
    yield from first.values()


def _due(
    programme: Programme, rule: ScheduleRule, stay: Episode | None, responses: Sequence[Response], today: date
) -> Due | None:
    answered = answers_to(programme, rule, responses)
    forms = fitting_forms(programme, rule.questionnaire, stay.variant if stay else None, rule.informant)
    form, opens = form_to_use(forms, answered), _opens(programme, rule, stay, (answered, responses), today)
    if form is None or opens is None or is_set_aside(programme, rule, responses, today):
        return None
    deadline = later(opens, rule.within)
    if _is_over(stay, today) and deadline < moved(today, STAYS_TOLD):
        return None
    return Due(
        questionnaire=form.id,
        main=rule.questionnaire,
        informant=rule.informant,
        opens=opens,
        deadline=deadline,
        urgency=_urgency(opens, deadline, today),
    )


def _urgency(opens: date, deadline: date, today: date) -> Urgency:
    if deadline < today:
        return Urgency.OVERDUE
    if opens <= today:
        return Urgency.DUE
    return Urgency.SOON if (opens - today).days <= SOON_DAYS else Urgency.LATER


def _opens(
    programme: Programme,
    rule: ScheduleRule,
    stay: Episode | None,
    given: tuple[Sequence[Response], Sequence[Response]],
    today: date,
) -> date | None:
    """The day the next round falls due, or nothing when none does. ``given`` are answers to this, and all."""
    answered, responses = given
    point, last = point_of(rule, stay), max((one.answered_on for one in answered), default=None)
    if rule.after is not None:
        return _after_count(programme, rule, responses, last)
    if isinstance(point, dict) and "item" in point:
        return _from_answer(rule, point, newest(_plans(programme, rule, stay, responses, today)), last)
    start = day_of(programme, rule, stay, today)
    if start is None:
        return None
    if point == "period":
        opens = _in_period(rule, start, last)
    else:
        counted = days_counted(programme, rule, stay, answered, today)
        opens = start if not counted else None if rule.every is None else later(counted[-1], rule.every)
    return opens if opens is not None and _is_asked_then(point, stay, opens, today) else None


def _in_period(rule: ScheduleRule, start: date, last: date | None) -> date | None:
    """Answers from before the period do not count, so that each has its own."""
    if last is None or last < start:
        return start
    return None if rule.every is None else later(start, rule.every)


def _is_asked_then(point: Json, stay: Episode | None, opens: date, today: date) -> bool:
    """After discharge only what discharge itself asks for is still due; neither is what would fall due after it."""
    if stay is None or stay.discharge is None or root_of(point) == "discharge":
        return True
    return stay.discharge > today and opens <= stay.discharge


def _is_over(stay: Episode | None, today: date) -> bool:
    return stay is not None and stay.discharge is not None and stay.discharge <= today


def _after_count(
    programme: Programme, rule: ScheduleRule, responses: Sequence[Response], last: date | None
) -> date | None:
    """``{count: 4, of: puls}``: on the day of the fourth, in any form, since this questionnaire was last answered."""
    what: Mapping[str, Json] = rule.after if isinstance(rule.after, dict) else {}
    count, of = what.get("count"), what.get("of")
    days = sorted(
        one.answered_on for one in responses if of in (one.questionnaire, main_form(programme, one.questionnaire))
    )
    since = [day for day in days if last is None or day > last]
    return since[count - 1] if isinstance(count, int) and 0 < count <= len(since) else None


def _plans(
    programme: Programme, rule: ScheduleRule, stay: Episode | None, responses: Sequence[Response], today: date
) -> Iterator[Response]:
    """The responses that may set the date which the rule counts from.

    After discharge those that are about the time after it: given then, or to what discharge itself asks for; and
    nothing comes again and again.
    """
    point = point_of(rule, stay)
    questionnaire = parsed(str(point.get("item")))[0] if isinstance(point, dict) else ""
    named = (one for one in responses if one.questionnaire == questionnaire)
    if stay is None or stay.discharge is None or not _is_over(stay, today):
        yield from named
    elif rule.every is None:
        roots = {root_of(point_of(one, stay)) for one in programme.schedule if one.questionnaire == questionnaire}
        yield from (one for one in named if "discharge" in roots or one.answered_on >= stay.discharge)


def _from_answer(
    rule: ScheduleRule, point: Mapping[str, Json], plan: Response | None, last: date | None
) -> date | None:
    """A date answered elsewhere (``{item: plan.dato, add: P14D}``), until this questionnaire is answered after it.

    With ``every`` the next round then comes so long after that answer, until another response sets another date.
    """
    if plan is None:
        return None
    if last is not None and last > plan.answered_on:
        return None if rule.every is None else later(last, rule.every)
    answer: Json = dict(plan.answers)
    for step in parsed(str(point.get("item")))[1:]:
        answer = answer.get(step) if isinstance(answer, dict) else None
    try:
        day = date.fromisoformat(answer) if isinstance(answer, str) else None
    except ValueError:
        return None
    add = point.get("add")
    return None if day is None else later(later(day, add if isinstance(add, str) else None), rule.add)
