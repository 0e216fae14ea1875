"""Rounds of livskvalitet answered and handed in, for tests of what is done with them afterwards."""

from sipforms.actions.fill import Filling, Way, hand_in, keep, start, with_draft
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.store.casefile import CaseFile, open_case

INTERVIEW = Way(mode="interview", informant="borger")
MOOD = ("psykisk_velbefindende", "humoer")


def answered_all(workplace: Workplace, filling: Filling, number: int) -> Filling:
    """Every question answered about as satisfying as the number says, every finding with a reason."""
    draft = filling.draft
    for question in filling.questionnaire.questions():
        if question.dimension is not None and question.path in draft.asked:
            draft = draft.answer(question.path, 5 if question.dimension == "vigtighed" else min(number, 5))
            assert draft.last is not None
            keep(workplace, filling, draft.last)
    for check in filling.questionnaire.checks:
        draft = draft.reason(check.id, "opdigtet")
    return with_draft(filling, draft)


def handed_in(workplace: Workplace, file: CaseFile, programme: Programme, number: int) -> Response:
    """A round of the citizen, kept."""
    file = open_case(workplace.store, file.id)
    filling = start(workplace, file, programme, "livskvalitet", INTERVIEW, file.episodes[0])
    outcome = hand_in(workplace, answered_all(workplace, filling, number))
    assert isinstance(outcome, Response), outcome
    return outcome


def with_mood(workplace: Workplace, filling: Filling, number: int) -> Filling:
    """The draft with another answer to one question."""
    draft = filling.draft.answer((*MOOD, "tilfredshed"), number)
    assert draft.last is not None
    keep(workplace, filling, draft.last)
    return with_draft(filling, draft)


def mood_in(response: Response) -> object:
    """What was answered to that question."""
    area = response.answers[MOOD[0]]
    assert isinstance(area, dict)
    item = area[MOOD[1]]
    assert isinstance(item, dict)
    return item["tilfredshed"]
