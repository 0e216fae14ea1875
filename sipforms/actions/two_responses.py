"""Two responses of one round: one was handed in, and a draft of the same has become another.

A person looks at both and chooses item by item. What is chosen of the draft becomes a correction, with a reason, so
that the response as it was handed in stays behind it; the draft goes only when that is safe.
"""

from contextlib import suppress
from dataclasses import dataclass

from sipforms.actions.correcting import hand_in_correction, start_correction
from sipforms.actions.fill import Filling, discard, put_aside, resume
from sipforms.actions.merging import Choices, Comparison, compare, merged_entries
from sipforms.actions.sides import response_and_draft
from sipforms.actions.versions import Refused, wrong_reason
from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.sittings import stamped
from sipforms.engine.problem import AnswerProblem
from sipforms.engine.response import Json, Response
from sipforms.store.amending import ResponseChanged
from sipforms.store.casefile import open_case
from sipforms.store.failures import NoSuchDraft, StoreError


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionBegun:
    """Nothing was done: somebody has begun to correct the response, and that is to be ended first."""


Settled = Response | tuple[AnswerProblem, ...] | ResponseChanged | Refused | CorrectionBegun
"""The response as it stands now, or why nothing was changed."""


def side_by_side(workplace: Workplace, filling: Filling, kept: Response) -> Comparison:
    """The response that was handed in on one side, what the draft would have become on the other."""
    try:
        entries = workplace.store.read_draft(filling.id).entries
    except NoSuchDraft:  # whoever handed it in has discarded it; who wrote what in it is not known then
        entries = ()
    return compare(*response_and_draft(filling.programme, kept, filling.draft, entries))


def is_correction(comparison: Comparison, choices: Choices) -> bool:
    """Whether anything was chosen that the response does not say."""
    return bool(merged_entries(comparison, choices))


def settle(
    workplace: Workplace, filling: Filling, kept: Response, comparison: Comparison, choices: Choices, reason: str
) -> Settled:
    """Corrects the response by what was chosen of the draft, and discards the draft; without such a choice just that.

    Raises NotAllowed, DraftInUse while a colleague is correcting the same response, StoreUnavailable: both stand then.
    """
    entries: list[Json] = [dict(entry) for entry in merged_entries(comparison, choices)]
    if not entries:
        _let_go(workplace, filling)
        return kept
    refused = wrong_reason(reason)
    if refused is not None:
        return refused
    correction = start_correction(workplace, open_case(workplace.store, filling.case), kept)
    if isinstance(correction, Refused):
        return correction
    corrects = correction.draft.header.corrects
    if correction.draft.undoable or corrects is None or corrects.number != kept.number:
        put_aside(workplace, correction)
        return CorrectionBegun()
    return _corrected(workplace, filling, correction, entries, reason)


def _corrected(
    workplace: Workplace, filling: Filling, correction: Filling, entries: list[Json], reason: str
) -> Response | tuple[AnswerProblem, ...] | ResponseChanged | Refused:
    entry: dict[str, Json] = {"do": "several", "entries": entries}
    try:
        workplace.store.append(correction.id, stamped(entry, workplace.user, correction.since, workplace.now()))
        outcome = hand_in_correction(workplace, resume(workplace, correction.id), reason)
    except StoreError:
        with suppress(StoreError):  # the first fault is the one to tell
            discard(workplace, correction.id)
        raise
    if isinstance(outcome, Response):
        _let_go(workplace, filling)
    else:
        discard(workplace, correction.id)
    return outcome


def _let_go(workplace: Workplace, filling: Filling) -> None:
    with suppress(NoSuchDraft):
        discard(workplace, filling.id)
