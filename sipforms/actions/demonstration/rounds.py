"""The rounds of a stay as they come: what the schedule asks for is answered, mostly soon, seldom late or never."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sipforms.actions.demonstration.making import Making, Occasion, with_variant
from sipforms.actions.demonstration.person import Person
from sipforms.actions.demonstration.stays import Setting, gone_of, variant_on
from sipforms.actions.demonstration.ways import Chosen, beside, chosen
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme, ScheduleRule
from sipforms.engine.response import Response
from sipforms.engine.schedule import Due, due

_MOST = 120
_YEARS_BACK = 3
_LATE = ((0.66, 0, 10), (0.88, 8, 26), (0.96, 25, 60), (1.01, 60, 140))
"""How late: so many of all up to there, from and to how many days. The last have refused, and were asked again."""
_NEVER = 0.04
_AHEAD = 3
_SHOWN = timedelta(days=21)
_OFTEN, _USUALLY = "P2M", "P1Y"


def scheduled(programme: Programme) -> Programme:
    """The programme with a time for what its schedule leaves to staff, so that everything is answered now and then."""
    named = {rule.questionnaire for rule in programme.schedule}
    counted = {one.after.get("of") for one in programme.schedule if isinstance(one.after, dict)}
    further = (
        ScheduleRule(questionnaire=one.id, every=_OFTEN if one.id in counted else _USUALLY)
        for one in programme.questionnaires.values()
        if one.form_of is None and one.id not in named
    )
    return replace(programme, schedule=(*programme.schedule, *further))


class Rounds:
    """The rounds of one person's stays, in the order answered."""

    def __init__(self, making: Making, where: Setting, case: str, person: Person) -> None:
        self.making, self.where, self.case, self.person = making, where, case, person
        self.schedule = scheduled(where.programme)
        self.before: list[Response] = []

    def of(self, stays: Sequence[Episode]) -> tuple[Response, ...]:
        """Everything answered in all stays."""
        came = stays[0].admission
        for place, stay in enumerate(stays):
            for _ in self._of_stay(stay, came, 0.35 * place):
                pass
        return tuple(self.before)

    def of_facility(self, since: date) -> tuple[Response, ...]:
        """Everything that a facility answered about itself since that day."""
        for _ in self._walked(None, since, since, 0.0):
            pass
        return tuple(self.before)

    def waiting(self, stay: Episode) -> Occasion | None:
        """What is due now of a stay, as an occasion to begin on today."""
        mine = [one for one in self.before if one.episode == stay.id]
        today = self.where.today
        for one in due(self.where.programme, stay, mine, today):
            if one.opens <= today:
                return self._occasion(one, stay, today, gone_of(self.where, stay, today), stay.admission)
        return None

    def _of_stay(self, stay: Episode, came: date, offset: float) -> Iterator[Response]:
        yield from self._walked(stay, stay.admission, came, offset)

    def _walked(self, stay: Episode | None, begun: date, came: date, offset: float) -> Iterator[Response]:
        """Goes from round to round until what is due next would be answered after yesterday."""
        cursor, left = begun, set[tuple[str, str | None, date]]()
        mine: list[Response] = []
        for _ in range(_MOST):
            here = self._then(stay, came, cursor)
            plans = [
                (self._planned(one, here, cursor, len(mine)), one.main, one.informant or "", one)
                for one in due(self.schedule, here, mine, cursor)
                if (one.main, one.informant, one.opens) not in left and one.main not in self.making.unanswerable
            ]
            if not plans:
                return
            day, *_, one = min(plans, key=lambda plan: plan[:3])
            is_never = day >= self.where.today or self._is_left(one, here, len(mine))
            if is_never or not self._still_asked(one, self._then(stay, came, day), mine, day):
                moved_on = not is_never and day > cursor
                cursor = day if moved_on else cursor
                if not moved_on:
                    left.add((one.main, one.informant, one.opens))
                continue
            cursor = day
            for response in self._answered(one, self._then(stay, came, day), day, begun, offset):
                mine.append(response)
                yield response

    def _answered(self, one: Due, stay: Episode | None, day: date, begun: date, offset: float) -> Iterator[Response]:
        occasion = self._occasion(one, stay, day, gone_of(self.where, stay, day, offset) if stay else 0.0, begun)
        response = self.making.made(occasion, self.before)
        if response is None:
            return
        self.before.append(response)
        yield response
        other = beside(self.person, occasion.chosen) if one.informant is None else None
        if other is not None:
            second = self.making.made(replace(occasion, chosen=other), self.before)
            if second is not None:
                self.before.append(second)
                yield second

    def _occasion(self, one: Due, stay: Episode | None, day: date, gone: float, begun: date) -> Occasion:
        taken: Chosen = chosen(self.where.programme, self.person, gone, one, stay.variant if stay else None)
        ends = stay.discharge if stay else None
        anchor = next((at for at in (begun, ends) if stay and at is not None and at == one.opens), None)
        return Occasion(
            case=self.case, person=self.person, stay=stay, chosen=taken, day=day, gone=gone, begun=begun, anchor=anchor
        )

    def _then(self, stay: Episode | None, came: date, day: date) -> Episode | None:
        """The stay as it was on a day: children grow into another group."""
        if stay is None:
            return None
        return with_variant(stay, variant_on(self.where, self.person, came, min(day, stay.discharge or day)))

    def _planned(self, one: Due, stay: Episode | None, cursor: date, number: int) -> date:
        """The day on which what is due is answered."""
        chance = self.person.chance("late", one.main, one.informant, number)
        least, most = next((least, most) for share, least, most in _LATE if chance < share)
        late = least + int((most - least) * self.person.chance("how-late", one.main, one.informant, number))
        if self.person.number == 0:  # the one who is shown first: in good time, and with something to do today
            late = late % 3 if one.opens < self.where.today - _SHOWN else 999
        if stay is not None and self.where.usual is not None:
            late = int(late * min(1.0, max(0.12, self.where.usual / 365)))
        if stay is not None and one.opens == stay.discharge:
            late -= _AHEAD
        return max(cursor, one.opens + timedelta(days=late))

    def _is_left(self, one: Due, stay: Episode | None, number: int) -> bool:
        """True where what is asked once is never answered: somebody left in a hurry, a form was forgotten."""
        if stay is None or self.person.number == 0 or one.opens not in (stay.admission, stay.discharge):
            return False
        return self.person.chance("never", one.main, one.informant, number) < _NEVER and one.opens == stay.discharge

    def _still_asked(self, one: Due, stay: Episode | None, mine: Sequence[Response], day: date) -> bool:
        asked = due(self.schedule, stay, mine, day)
        return any((each.main, each.informant, each.opens) == (one.main, one.informant, one.opens) for each in asked)


def facility_rounds_begin(today: date) -> date:
    """How far back a facility's own answers go."""
    return today - timedelta(days=_YEARS_BACK * 365)
