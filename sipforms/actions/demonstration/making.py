"""One round made: a draft begun as the real form begins it, answered by somebody invented, and handed in."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sipforms.actions.demonstration.answering import Answering, with_reasons
from sipforms.actions.demonstration.chance import between, identifier
from sipforms.actions.demonstration.outline import Outline, outline
from sipforms.actions.demonstration.person import Person
from sipforms.actions.demonstration.sitting import Sitting
from sipforms.actions.demonstration.stays import STAFF
from sipforms.actions.demonstration.ways import Chosen
from sipforms.actions.fill import header_for
from sipforms.engine.ask.draft import Draft, begin
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.ask.hand_in import HandingIn, hand_in
from sipforms.engine.ask.situation import Situation
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.engine.score.computed import with_computed
from sipforms.engine.vocabulary import Vocabulary

_TRIES = 6
_BROKEN_OFF = 0.025
_OPEN, _SHUT = 8, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A round to be made: of whom, in which stay, in which way, on which day."""

    case: str
    person: Person
    stay: Episode | None
    chosen: Chosen
    day: date
    gone: float
    begun: date
    anchor: date | None = None


@dataclass(slots=True, kw_only=True)
class Making:
    """What all rounds of one population share. ``unanswerable`` gathers questionnaires that nobody could answer."""

    programme: Programme
    text: str
    now: datetime
    seed: int
    vocabulary: Vocabulary | None = None
    outlines: dict[str, Outline] = field(default_factory=dict)
    unanswerable: set[str] = field(default_factory=set)

    def made(self, occasion: Occasion, before: Sequence[Response]) -> Response | None:
        """The round as handed in; nothing where the rules of the questionnaire allow no answers that were found."""
        id_ = identifier(self.seed, occasion.person.number, "response", len(before))
        begun = self._moment(occasion, len(before))
        handing_in = HandingIn(id=id_, handed_in_at=self._after(occasion, begun, len(before)), entered_by=STAFF)
        for attempt in range(_TRIES):
            outcome = hand_in(self.answered(occasion, before, begun, attempt), handing_in)
            if isinstance(outcome, Response):
                if self.vocabulary is None:
                    return outcome
                return with_computed(self.programme, outcome, self.vocabulary)
        self.unanswerable.add(occasion.chosen.questionnaire.id)
        return None

    def answered(self, occasion: Occasion, before: Sequence[Response], begun: datetime, attempt: int = 0) -> Draft:
        """The draft of the round, everything in it that the person answers."""
        header = self.header(occasion, before, begun)
        asked = occasion.chosen.questionnaire
        if asked.id not in self.outlines:
            self.outlines[asked.id] = outline(self.programme, asked)
        sitting = self._sitting(occasion, before, attempt)
        draft = Answering(sitting, self.outlines[asked.id], self.text).answered(begin(self.programme, header))
        return with_reasons(draft, self.text)

    def _sitting(self, occasion: Occasion, before: Sequence[Response], attempt: int) -> Sitting:
        asked, informant, person = occasion.chosen.questionnaire, occasion.chosen.way.informant, occasion.person
        rounds = [one for one in before if one.questionnaire == asked.id and one.informant == informant]
        is_broken = occasion.chosen.own and person.chance("broken", asked.id, len(before)) < _BROKEN_OFF
        return Sitting(
            person=person,
            round=len(rounds),
            gone=occasion.gone,
            today=occasion.day,
            begun=occasion.begun,
            since=max((one.answered_on for one in rounds), default=occasion.begun),
            anchor=occasion.anchor,
            informant=None if occasion.chosen.own else informant,
            staff=occasion.chosen.staff,
            broken=0.3 + 0.6 * person.chance("broken-where", len(before)) if is_broken and rounds else None,
            again=10 * attempt,
        )

    def header(self, occasion: Occasion, before: Sequence[Response], begun: datetime) -> DraftHeader:
        """The header that the form would begin with."""
        asked, way, stay = occasion.chosen.questionnaire, occasion.chosen.way, occasion.stay
        situation = Situation(mode=way.mode, informant=way.informant, today=occasion.day)
        header = header_for(self.programme, asked, situation, stay, before, begun)
        return replace(header, citizen=occasion.case if stay else None)

    def _moment(self, occasion: Occasion, number: int) -> datetime:
        quarter = between(4 * _OPEN, 4 * _SHUT, self.seed, occasion.person.number, "hour", number)
        moment = datetime.combine(occasion.day, self.now.timetz().replace(hour=0, minute=0, second=0, microsecond=0))
        return moment + timedelta(minutes=15 * quarter)

    def _after(self, occasion: Occasion, begun: datetime, number: int) -> datetime:
        minutes = between(9, 55, self.seed, occasion.person.number, "minutes", number)
        return begun + timedelta(minutes=minutes)


def with_variant(stay: Episode, variant: str | None) -> Episode:
    """The stay as it was while the person was in that target group."""
    return stay if stay.variant == variant else replace(stay, variant=variant)
