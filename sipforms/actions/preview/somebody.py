"""Answers of somebody invented, from a seed: the same seed answers the same form alike every time."""

from dataclasses import replace
from datetime import timedelta

from sipforms.actions.demonstration.answering import Answering, with_reasons
from sipforms.actions.demonstration.outline import Outline, outline_of
from sipforms.actions.demonstration.person import persons
from sipforms.actions.demonstration.sitting import Sitting
from sipforms.actions.fill import FIRST
from sipforms.engine.ask.draft import Draft, begin
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.ask.hand_in import HandingIn, hand_in
from sipforms.engine.ask.review import review
from sipforms.engine.problem import Level
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.store.protocol import fresh_id

YEAR = timedelta(days=365)
_TRIES = 12  # people asked before we take it that nobody can hand this questionnaire in


def next_somebody(draft: Draft, after: int, text: str) -> tuple[int, Draft]:
    """The draft as answered by the next person after that seed whose answers can be handed in, and that seed.

    Where no person near has such answers it is the very next. ``text`` stands where something is told in words, and is
    the reason for whatever a soft check finds.
    """
    asked = ((seed, answered_by(draft, seed, text)) for seed in range(after + 1, after + 1 + _TRIES))
    first = next(asked)
    return first if not _must_mend(first[1]) else next((one for one in asked if not _must_mend(one[1])), first)


def answered_by(draft: Draft, seed: int, text: str) -> Draft:
    """The draft with everything answered as that person would."""
    round_ = int(draft.form.situation.occasion != FIRST)
    return with_reasons(Answering(_sitting(draft, seed, round_), _outline(draft), text).answered(draft), text)


def _must_mend(draft: Draft) -> bool:
    return any(one.level is Level.ERROR for one in review(draft))


def round_before(programme: Programme, header: DraftHeader, seed: int, text: str) -> Response | None:
    """What that person answered a year ago; nothing where no invented person's answers can be handed in."""
    begun = header.begun_at - YEAR
    situation = replace(header.situation, occasion=FIRST, previous=None, today=begun.date())
    blank = begin(programme, replace(header, situation=situation, begun_at=begun))
    for attempt in range(_TRIES):
        sitting = _sitting(blank, seed + 1_000_003 * attempt, 0)
        draft = with_reasons(Answering(sitting, _outline(blank), text).answered(blank), text)
        outcome = hand_in(draft, HandingIn(id=fresh_id(), handed_in_at=begun))
        if isinstance(outcome, Response):
            return outcome
    return None


def _sitting(draft: Draft, seed: int, round_: int) -> Sitting:
    """Somebody who came a year ago, in their first round or the next."""
    today = draft.form.situation.today
    person = next(persons(1, seed))
    return Sitting(person=person, round=round_, gone=0.3 * round_, today=today, begun=today - YEAR, since=today - YEAR)


def _outline(draft: Draft) -> Outline:
    return outline_of(draft.form.questionnaire)
