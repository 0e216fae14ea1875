"""A response that was given for the wrong citizen is moved to the right one, where that can be done without harm."""

from dataclasses import replace

from sipforms.actions.correcting import header_of
from sipforms.actions.form.carrying import carried
from sipforms.actions.versions import Done, Refused, Why, mark_of, not_open, tell, wrong_reason
from sipforms.actions.workplace import Workplace, programme_with
from sipforms.engine.ask.draft import begin
from sipforms.engine.people import Episode
from sipforms.engine.response import Deed, Response
from sipforms.store.access.roles import Right
from sipforms.store.amending import ResponseChanged
from sipforms.store.casefile import CaseFile, case_files
from sipforms.store.failures import Erased, NoAccess, NoKey, StoreDamaged, UnknownFormat
from sipforms.store.moving import finish_moves, move_response
from sipforms.store.protocol import CaseId


def move(workplace: Workplace, file: CaseFile, response: Response, to: CaseFile, reason: str) -> Done:
    """Moves a response that was given for the wrong citizen to the right one; the case file that it comes from.

    Raises NoAccess where either case file is not for this user. When the store fails in between, the response counts in
    one of the two and the rest is done when either is looked at again.
    """
    workplace.require(Right.WRITE_CASES)
    refused = not_open(response) or wrong_reason(reason) or _not_movable(workplace, file, response, to)
    if refused is not None:
        return refused
    stay = None if response.episode is None else stay_for(response, to)
    mark = mark_of(workplace, response, Deed.MOVING, reason)
    tell(workplace, file.id, response, "move", file.id, to.id)
    there = replace(mark, case=to.id, episode=stay.id if stay else None)
    done = move_response(workplace.store, file.id, response, there)
    kept = done.response(response.id) if isinstance(done, CaseFile) else None
    if isinstance(done, CaseFile) and kept is not None and kept.trace and kept.trace[-1].deed is Deed.MOVE_GIVEN_UP:
        return ResponseChanged(kept=kept, file=done)  # the other case file was erased since it was looked at
    return done


def settled(workplace: Workplace, file: CaseFile) -> CaseFile:
    """The case file once moves that were interrupted are finished, as far as this user can open the other side."""
    if not file.under_way or not workplace.may(Right.WRITE_CASES):
        return file
    try:
        return finish_moves(workplace.store, file)
    except (NoAccess, NoKey, Erased, StoreDamaged, UnknownFormat):
        return file  # the other one's fault is no reason not to open this one


def codes_of(workplace: Workplace, response: Response) -> dict[CaseId, str]:
    """The codes of the citizens that a response was moved to or from, as far as this user can open their case files."""
    others = tuple(dict.fromkeys(one.case for one in response.trace if one.case))
    found = case_files(workplace.store, others, "moved") if others else ()
    return {case: file.citizen.code for case, file in found if isinstance(file, CaseFile) and file.citizen}


def stay_for(response: Response, to: CaseFile) -> Episode | None:
    """The stay that the response would belong to in another case file: of its programme, on the day it describes."""
    day = response.answered_on
    lasting = (one for one in to.episodes if one.programme == response.programme and one.admission <= day)
    there = [one for one in lasting if one.discharge is None or day <= one.discharge]
    return max(there, key=lambda one: one.admission, default=None)


def _not_movable(workplace: Workplace, file: CaseFile, response: Response, to: CaseFile) -> Refused | None:
    if to.id == file.id:
        return Refused(why=Why.SAME_CASE)
    if file.citizen is None or to.citizen is None:
        return Refused(why=Why.NOT_A_CITIZENS)
    stay = stay_for(response, to)
    if response.episode is not None and stay is None:
        return Refused(why=Why.NO_STAY)
    if response.episode is not None and stay is not None and stay.variant != response.variant:
        return Refused(why=Why.OTHER_GROUP)
    return Refused(why=Why.LEANS_ON_EARLIER) if _leans(workplace, file, response) else None


def _leans(workplace: Workplace, file: CaseFile, response: Response) -> bool:
    """Whether other answers about the citizen stand in it, or decided what was asked; those are not the other one's."""
    if response.latest:
        return True
    programme = programme_with(workplace, response.digest)
    header = replace(header_of(workplace, file, response, programme), corrects=None)
    return next(carried(begin(programme, header)), None) is not None
