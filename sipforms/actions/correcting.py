"""Correcting a response: its answers in a draft of their own, handed in with a reason as the next version."""

from dataclasses import replace

from sipforms.actions.fill import Filling, finished, open_drafts, resume
from sipforms.actions.response_judge import situation_then
from sipforms.actions.versions import Refused, Why, not_open, tell, wrong_reason
from sipforms.actions.workplace import Workplace, programme_with
from sipforms.engine.ask.carried import carried_over
from sipforms.engine.ask.draft_header import DraftHeader, correcting, header_as_json
from sipforms.engine.problem import AnswerProblem
from sipforms.engine.programme import Programme
from sipforms.engine.response import Correction, Response
from sipforms.engine.versions import as_it_stood, versions_of
from sipforms.store.access.roles import Right
from sipforms.store.amending import ResponseChanged, correct_response, is_open
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.protocol import DraftHeader as StoredHeader


def start_correction(workplace: Workplace, file: CaseFile, response: Response) -> Filling | Refused:
    """A draft that begins with what stands in the response, under the version of the programme that it was made with.

    Where one has been begun already it is gone on with. Raises DraftInUse while a colleague has it open, NoSuchBundle.
    """
    workplace.require(Right.WRITE_CASES)
    refused = not_open(response)
    if refused is not None:
        return refused
    for draft in open_drafts(workplace, file):
        if draft.header.corrects is not None and draft.header.corrects.response == response.id:
            return resume(workplace, draft.id)
    programme = programme_with(workplace, response.digest)
    about = header_as_json(header_of(workplace, file, response, programme))
    stored = StoredHeader(case=file.id, created=workplace.now(), about=about)
    return resume(workplace, workplace.store.begin_draft(stored))


def header_of(workplace: Workplace, file: CaseFile, response: Response, programme: Programme) -> DraftHeader:
    """A draft that corrects the response, in the circumstances in which that was answered."""
    others = [one for one in file.responses if one.id != response.id]
    questionnaire = programme.questionnaires[response.questionnaire]
    known = tuple(then for one in others if (then := as_it_stood(one, response.begun_at)) is not None)
    situation = situation_then(programme, response, others)
    return DraftHeader(
        programme=response.programme,
        version=response.version,
        digest=response.digest,
        questionnaire=response.questionnaire,
        situation=replace(
            situation, carried=carried_over(programme, questionnaire, situation, response.episode, known)
        ),
        citizen=file.citizen.id if file.citizen else None,
        episode=response.episode,
        begun_at=response.begun_at,
        corrects=correcting(response, workplace.now()),
    )


def hand_in_correction(
    workplace: Workplace, filling: Filling, reason: str, *, onto: Response | None = None
) -> Response | tuple[AnswerProblem, ...] | ResponseChanged | Refused:
    """Keeps the draft as the next version of what it corrects; the draft goes only when that is safe.

    When a colleague did something with the response since, both come back; ``onto`` is the response as a person has
    then seen it, whose newest version this one is to stand in front of.
    """
    corrects = filling.draft.header.corrects
    if corrects is None:
        raise ValueError("this draft corrects nothing")
    workplace.require(Right.WRITE_CASES)
    refused = wrong_reason(reason)
    if refused is not None:
        return refused
    file = open_case(workplace.store, filling.case)
    kept = file.response(corrects.response)
    outcome = finished(workplace, filling, corrects.response, kept.answered_on if kept else None)
    if not isinstance(outcome, Response):
        return outcome
    if kept is not None and _is_kept_already(filling, kept, outcome):
        workplace.store.discard_draft(filling.id)
        return kept
    seen = kept if onto is None else onto
    if seen is None or not is_open(seen) or (onto is None and seen.number != corrects.number):
        return ResponseChanged(kept=kept, file=file)
    if _says_the_same(seen, outcome):
        return Refused(why=Why.NOTHING_CHANGED)
    return _corrected(workplace, filling, seen, _version(workplace, filling, seen, outcome, reason))


def is_changed(workplace: Workplace, filling: Filling) -> bool:
    """Whether the draft says anything else than what it corrects; true too where something is left to mend."""
    corrects = filling.draft.header.corrects
    made = finished(workplace, filling, filling.id)
    if corrects is None or not isinstance(made, Response):
        return True
    return (made.answers, made.notes, made.reasons) != (corrects.answers, corrects.notes, corrects.reasons)


def _corrected(workplace: Workplace, filling: Filling, seen: Response, version: Response) -> Response | ResponseChanged:
    tell(workplace, filling.case, seen, "correct")
    done = correct_response(workplace.store, filling.case, seen, version)
    if isinstance(done, ResponseChanged):
        return done
    workplace.store.discard_draft(filling.id)
    return done.response(seen.id) or version


def _version(workplace: Workplace, filling: Filling, seen: Response, outcome: Response, reason: str) -> Response:
    """What the draft has become, as the next version: day and moments stay those of the first."""
    return replace(
        outcome,
        episode=seen.episode,
        answered_on=seen.answered_on,
        begun_at=seen.begun_at,
        handed_in_at=seen.handed_in_at,
        entered_by=seen.entered_by,
        seen_before=tuple(sorted({*seen.seen_before, *outcome.seen_before})),
        paper=seen.paper,
        number=seen.number + 1,
        correction=Correction(reason=reason.strip(), by=workplace.user, at=workplace.now(), draft=filling.id),
    )


def _is_kept_already(filling: Filling, kept: Response, outcome: Response) -> bool:
    """Whether the draft became a version before, which was perhaps not told for a fault of the disk."""
    mine = (one for one in versions_of(kept) if one.correction is not None and one.correction.draft == filling.id)
    return any(_says_the_same(one, outcome) for one in mine)


def _says_the_same(one: Response, other: Response) -> bool:
    return (one.answers, one.notes, one.reasons) == (other.answers, other.notes, other.reasons)
