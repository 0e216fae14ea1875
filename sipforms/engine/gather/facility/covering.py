"""How many forms were to be answered in a period, and what became of each: counted, before anything is decided."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import get_args

from sipforms.engine.family import main_form
from sipforms.engine.gather.asked import answered, real_values
from sipforms.engine.gather.facility.coverage import State
from sipforms.engine.gather.facility.respondents import Way, way_of
from sipforms.engine.gather.period import Span
from sipforms.engine.gather.stay import Stay
from sipforms.engine.paths import STAR
from sipforms.engine.programme import Kind, Programme, Question, Questionnaire
from sipforms.engine.response import Response
from sipforms.engine.schedule import Due, due
from sipforms.engine.score.missing import Gap
from sipforms.engine.withhold.block import Mark

STATES: tuple[State, ...] = get_args(State)
RowKey = tuple[str, str | None]
"""The main form of a questionnaire, and who is to answer it where the schedule names somebody."""


@dataclass(slots=True)
class Forms:
    """The forms of one row: who is behind each state and way, and how long ago each person who lives here answered."""

    states: dict[State, set[Mark]] = field(default_factory=dict)
    ways: dict[Way, set[Mark]] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """What is looked at: the programme at hand, the versions answers were made with, the period, and its last day."""

    programme: Programme
    programmes: Mapping[str, Programme]
    span: Span
    last: date

    @property
    def named(self) -> frozenset[RowKey]:
        """Questionnaires that the schedule asks somebody in particular for."""
        rules = self.programme.schedule
        return frozenset((one.questionnaire, one.informant) for one in rules if one.informant is not None)


def last_day(span: Span, today: date) -> date:
    """The day that things are looked at: the period's last, or today while it lasts."""
    return min(span.ends or today, today)


def stayed(stays: Sequence[Stay], looking: Looking) -> tuple[Stay, ...]:
    """The stays that went on at any time of the period."""
    until = Span(begins=looking.span.begins, ends=looking.last)
    return tuple(one for one in stays if until.overlaps(one.episode.admission, one.episode.discharge))


def count_forms(stays: Sequence[Stay], looking: Looking) -> dict[RowKey, Forms]:
    """The forms of those stays, by questionnaire and informant, in the programme's order."""
    rows: dict[RowKey, Forms] = {}
    named = looking.named
    for stay in stays:
        for response in reversed(stay.responses):  # the newest first: what is older changes no day
            if _is_about_people(looking.programme, response.questionnaire):
                _add_response(rows.setdefault(_key(response, looking, named), Forms()), stay, response, looking)
        for one, is_late in outstanding(stay, looking):
            forms = rows.setdefault((one.main, one.informant), Forms())
            mark = Mark(stay.person, "|".join(("due", stay.episode.id, str(one.opens))), stay.episode.unit)
            forms.states.setdefault("overdue" if is_late else "open", set()).add(mark)
    kept = {key: forms for key, forms in rows.items() if forms.states}
    order, informants = list(looking.programme.questionnaires), [None, *looking.programme.informants]
    return {key: kept[key] for key in sorted(kept, key=lambda one: (order.index(one[0]), informants.index(one[1])))}


def _is_about_people(programme: Programme, questionnaire: str) -> bool:
    asked = programme.questionnaires.get(questionnaire)
    return asked is not None and asked.subject != "facility"


def _key(response: Response, looking: Looking, named: frozenset[RowKey]) -> RowKey:
    """An informant has a row of his own where the schedule names him for that questionnaire."""
    main = main_form(looking.programme, response.questionnaire)
    is_named = any(one == main for one, _ in named) and response.informant in looking.programme.informants
    return main, response.informant if is_named else None


def _add_response(forms: Forms, stay: Stay, response: Response, looking: Looking) -> None:
    made = looking.programmes.get(response.digest)
    asked = None if made is None else made.questionnaires.get(response.questionnaire)
    if asked is None or response.answered_on > looking.last:
        return
    lives_here = stay.episode.discharge is None or stay.episode.discharge > looking.last
    ago = (looking.last - response.answered_on).days
    is_newest = lives_here and ago < forms.days.get(stay.person, ago + 1)
    is_of_period = looking.span.holds(response.answered_on)
    if not (is_newest or is_of_period):
        return
    state = state_of_form(asked, response)
    if is_of_period:
        mark = Mark(stay.person, response.id, stay.episode.unit)
        forms.states.setdefault(state, set()).add(mark)
        if state == "answered":
            forms.ways.setdefault(way_of(asked, response.mode), set()).add(mark)
    if state == "answered" and is_newest:
        forms.days[stay.person] = ago


def outstanding(stay: Stay, looking: Looking) -> Iterator[tuple[Due, bool]]:
    """What was due of the stay and not answered by the last day, and whether its time had passed.

    Of a stay that ended, what should have been answered by the day before it did, and what discharge asks for.
    """
    episode = stay.episode
    ended = episode.discharge if episode.discharge is not None and episode.discharge <= looking.last else None
    found: dict[tuple[str, str | None, date], tuple[Due, bool]] = {}
    moments = [looking.last] if ended is None else [max(ended - timedelta(days=1), episode.admission), looking.last]
    for moment in moments:
        given = tuple(one for one in stay.responses if one.answered_on <= looking.last)
        for one in due(looking.programme, episode, given, moment):
            is_left = moment == looking.last or one.deadline < (ended or looking.last)
            if one.opens <= moment and is_left:
                found[one.main, one.informant, one.opens] = one, one.deadline < looking.last
    yield from found.values()


def state_of_form(asked: Questionnaire, response: Response) -> State:
    """Whether a form was answered, or why not: by the answers on its scales of numbers, or all where none was asked.

    A form is declined where those who would not are at least as many as any other reason.
    """
    closed = [one for one in asked.questions() if STAR not in one.path]
    on_scales = (answer for one in closed if _is_scaled(one) if (answer := _given(one, response)) is not None)
    first = next(on_scales, None)
    if first is None and any(_given(one, response) for one in closed):
        return "answered"
    if first is not None and (first or any(on_scales)):
        return "answered"
    whys: Counter[str] = Counter()
    for question in closed:
        why = _missing(question, answered(response, question))
        whys.update([why] if why else ())
    if not whys:
        return "empty"
    return "declined" if whys["declined"] == max(whys.values()) else "notAble"


def _is_scaled(question: Question) -> bool:
    return question.scale is not None and question.scale.direction != "none" and bool(question.scale.numbers)


def _given(question: Question, response: Response) -> bool | None:
    """Whether the question was answered; nothing where it was not asked."""
    said = answered(response, question)
    return None if said is Gap.NOT_ASKED else _is_answer(question, said)


def _is_answer(question: Question, said: object) -> bool:
    if said is None or said is Gap.NOT_ASKED or said in ([], ""):
        return False
    if question.scale is not None and question.kind in (Kind.CHOICE, Kind.CHOICES):
        values = real_values(question)
        return any(one in values for one in (said if isinstance(said, list) else [said]))
    return True


def _missing(question: Question, said: object) -> str | None:
    option = question.scale.option(said) if question.scale is not None and not isinstance(said, list) else None
    return option.missing if option is not None else None


def days_since(forms: Forms) -> int | None:
    """The median of the days since the newest answered form, of those who live here and have one."""
    days = sorted(forms.days.values())
    if not days:
        return None
    middle = len(days) // 2
    return days[middle] if len(days) % 2 else (days[middle - 1] + days[middle]) // 2
