"""Filling in: starting a draft, going on with one, keeping every answer as it is given, and handing in."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from sipforms.actions.form.carrying import prefilled
from sipforms.actions.keyings import is_second, paper_of
from sipforms.actions.one_round import copies_beside, copy_of, last_written, others_of, taken_over
from sipforms.actions.presence import show_presence
from sipforms.actions.replaying import replayed
from sipforms.actions.workplace import Workplace, keep_bundle, parameters_here, programme_with
from sipforms.engine.ask.carried import knowing_others
from sipforms.engine.ask.draft import Draft, Entry, begin
from sipforms.engine.ask.draft_header import DraftHeader, header_as_json, header_from_json
from sipforms.engine.ask.hand_in import HandingIn
from sipforms.engine.ask.hand_in import hand_in as handed_in
from sipforms.engine.ask.sittings import sittings_in, stamped, with_sitting
from sipforms.engine.ask.situation import Situation
from sipforms.engine.newest import last_in_series
from sipforms.engine.paper import SheetHead
from sipforms.engine.people import Episode
from sipforms.engine.problem import AnswerProblem
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.response import Paper, Response, Sitting
from sipforms.engine.score.computed import with_computed
from sipforms.engine.versions import as_it_stood
from sipforms.store.access.roles import Right
from sipforms.store.casefile import CaseFile, ResponseExists, finish_draft, open_case, unfinished_drafts
from sipforms.store.failures import StoreError
from sipforms.store.protocol import CaseId, DraftId
from sipforms.store.protocol import Draft as StoredDraft
from sipforms.store.protocol import DraftHeader as StoredHeader

FIRST, LATER = "first", "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a round is answered, and by whom."""

    mode: str | None = None
    informant: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """A draft that is open here. ``last`` is the last response in the same series, or nothing the first time.

    ``since`` is when it was opened here, ``sittings`` are those before. ``copy_of`` is the first draft of the round,
    where this one is a copy in which somebody went on while a colleague had the first one open.
    """

    id: DraftId
    case: CaseId
    programme: Programme
    questionnaire: Questionnaire
    draft: Draft
    last: Response | None = None
    since: datetime | None = None
    sittings: tuple[Sitting, ...] = ()
    copy_of: DraftId | None = None
    paper: Paper | None = None
    """What is known of the paper that it is keyed in from, where it is; ``is_second`` is the second keying of one."""
    is_second: bool = False
    left_out: int = 0
    """How many entries of its journal can be read no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDraft:
    """A draft that waits to be gone on with: of what, begun when, and how far it has come.

    ``answered`` of the ``asked`` questions have an answer. ``others`` are the other drafts of the same round, which are
    to be made one before it is handed in. ``colleagues`` have written in it besides whoever looks, ``is_mine`` is true
    where whoever looks has. ``last`` is when something was last answered in it.
    """

    id: DraftId
    case: CaseId
    header: DraftHeader
    answered: int
    asked: int = 0
    last: datetime | None = None
    is_mine: bool = False
    colleagues: tuple[str, ...] = ()
    is_copy: bool = False
    others: tuple[DraftId, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDrafts:
    """Nothing was handed in: other drafts of the same round stand beside this one, and are to be merged first."""

    ids: tuple[DraftId, ...]


def ways(programme: Programme, questionnaire: Questionnaire) -> tuple[Way, ...]:
    """Every way in which the questionnaire can be answered; one empty way where nobody is asked."""
    informants: tuple[str | None, ...] = questionnaire.informants or (None,)
    known = {None, *programme.informants}
    return tuple(
        Way(mode=mode, informant=one)
        for one in informants
        if one in known
        for mode in questionnaire.modes_for(one) or (None,)
    )


def header_for(
    programme: Programme,
    questionnaire: Questionnaire,
    situation: Situation,
    stay: Episode | None,
    responses: Sequence[Response],
    begun_at: datetime,
) -> DraftHeader:
    """The header of a new draft, with what was answered before in it: here and in other questionnaires.

    ``responses`` are those of the case file. Of the ``situation`` the stay's target group, the occasion and what was
    answered are filled in here.
    """
    episode = stay.id if stay else None
    last = last_in_series(responses, programme.id, questionnaire, situation.informant, episode)
    here = replace(
        situation,
        variant=stay.variant if stay else None,
        occasion=FIRST if last is None else LATER,
        previous=None if last is None else last.answers,
    )
    return DraftHeader(
        programme=programme.id,
        version=programme.version,
        digest=programme.digest,
        questionnaire=questionnaire.id,
        situation=knowing_others(programme, questionnaire, here, episode, responses),
        episode=episode,
        begun_at=begun_at,
    )


def start(  # noqa: PLR0913 - what a round is, and the paper that it may be keyed in from
    workplace: Workplace,
    file: CaseFile,
    programme: Programme,
    questionnaire: str,
    way: Way,
    episode: Episode | None,
    *,
    sheet: SheetHead | None = None,
) -> Filling:
    """Begin a draft, with what is carried over from last time and the programme's defaults in it.

    One keyed in from a ``sheet`` of paper is of the day on it: what was answered later is not looked at, and only what
    runs on is carried over. The bundle's files are kept first, so it can always be gone on with. Raises NotAllowed.
    """
    workplace.require(Right.WRITE_CASES)
    asked = programme.questionnaires[questionnaire]
    moment = workplace.now()
    situation = Situation(
        mode=way.mode,
        informant=way.informant,
        today=sheet.day if sheet else moment.date(),
        parameters=parameters_here(workplace, programme),
    )
    known = [one for one in file.responses if sheet is None or one.answered_on <= sheet.day]
    header = header_for(programme, asked, situation, episode, known, moment)
    paper = Paper(asked_by=sheet.asked_by, code=sheet.code) if sheet else None
    header = replace(header, citizen=file.citizen.id if file.citizen else None, paper=paper)
    last = last_in_series(known, programme.id, asked, way.informant, header.episode)
    draft = begin(programme, header)
    keep_bundle(workplace, programme)
    stored = StoredHeader(case=file.id, created=moment, about=header_as_json(header))
    id_ = workplace.store.begin_draft(stored)
    filling = Filling(
        id=id_,
        case=file.id,
        programme=programme,
        questionnaire=asked,
        draft=draft,
        last=last,
        since=moment,
        paper=paper,
    )
    for change in prefilled(draft):
        filling = with_draft(filling, change)
        keep(workplace, filling, change.last or {})
    show_presence(workplace, id_, moment)
    return filling


def resume(workplace: Workplace, id_: DraftId) -> Filling:
    """Go on with a draft under the version it was begun with, whatever the shelf holds now.

    Raises DraftInUse while a colleague has it open: what was read then would soon be old, and handing it in would lose
    what the colleague answers; NotAllowed.
    """
    workplace.require(Right.WRITE_CASES)
    workplace.store.hold_draft(id_)
    since = workplace.now()
    show_presence(workplace, id_, since)
    try:
        return filling_of(workplace, workplace.store.read_draft(id_), since)
    except StoreError:
        with suppress(StoreError):  # the first fault is the one to tell, and nobody works on the draft here
            workplace.store.release_draft(id_)
        raise


def filling_of(workplace: Workplace, kept: StoredDraft, since: datetime | None) -> Filling:
    """What was kept of a draft, as it is filled in; without ``since`` it is only looked at."""
    header = header_from_json(kept.header.about)
    programme = programme_with(workplace, header.digest)
    questionnaire = programme.questionnaires[header.questionnaire]
    file, found = open_case(workplace.store, kept.header.case), replayed(programme, kept)
    return Filling(
        id=kept.id,
        case=kept.header.case,
        programme=programme,
        questionnaire=questionnaire,
        draft=found.draft,
        last=last_in_series(
            _known_to(header, file), programme.id, questionnaire, header.situation.informant, header.episode
        ),
        since=since,
        sittings=sittings_in(kept.entries),
        copy_of=copy_of(kept),
        paper=paper_of(header, kept.entries),
        is_second=is_second(kept),
        left_out=found.left_out,
    )


def _known_to(header: DraftHeader, file: CaseFile) -> Sequence[Response]:
    """The responses that a draft may be compared with: for a correction those that stood when it was first answered."""
    if header.corrects is None:
        return file.responses
    others = (one for one in file.responses if one.id != header.corrects.response)
    return tuple(then for one in others if (then := as_it_stood(one, header.begun_at)) is not None)


def keep(workplace: Workplace, filling: Filling, entry: Entry) -> None:
    """Keep one change; returns when it survives a power cut. Not kept when StoreUnavailable or DraftInUse is raised."""
    workplace.store.append(filling.id, stamped(entry, workplace.user, filling.since, workplace.now()))


def put_aside(workplace: Workplace, filling: Filling) -> None:
    """Let go of a draft, so that somebody else can go on with it."""
    workplace.store.release_draft(filling.id)


def discard(workplace: Workplace, id_: DraftId) -> None:
    """Throw a draft away for good. Raises DraftInUse while a colleague has it open, NotAllowed."""
    workplace.require(Right.WRITE_CASES)
    workplace.store.hold_draft(id_)
    workplace.store.discard_draft(id_)


def open_drafts(workplace: Workplace, file: CaseFile) -> tuple[OpenDraft, ...]:
    """The drafts of a case file that are not handed in, oldest first; one that was merged into another is not shown."""
    drafts = unfinished_drafts(workplace.store, file).drafts
    merged = taken_over(drafts)
    for id_ in merged:
        with suppress(StoreError):  # it stands elsewhere with all that is in it, and can be discarded another time
            discard(workplace, id_)
    left = tuple(one for one in drafts if one.id not in merged)
    return tuple(_open_draft(workplace, one, left) for one in left)


def _open_draft(workplace: Workplace, kept: StoredDraft, beside: Sequence[StoredDraft]) -> OpenDraft:
    header = header_from_json(kept.header.about)
    found, sat = replayed(programme_with(workplace, header.digest), kept), sittings_in(kept.entries)
    places = found.draft.form.places
    return OpenDraft(
        id=kept.id,
        case=kept.header.case,
        header=header,
        answered=sum(path in found.draft.asked for path in found.draft.answers),
        asked=sum(places.template(path) in places.questions for path in found.draft.asked.paths),
        last=last_written(kept),
        is_mine=any(entry.get("by") == workplace.user for entry in kept.entries),
        colleagues=tuple(dict.fromkeys(one.by for one in sat if one.by not in ("", workplace.user))),
        is_copy=copy_of(kept) is not None,
        others=tuple(one.id for one in others_of(kept, beside)),
        left_out=found.left_out,
    )


def hand_in(
    workplace: Workplace, filling: Filling, *, despite_copies: bool = False, shown: bool = False
) -> Response | tuple[AnswerProblem, ...] | ResponseExists | OtherDrafts:
    """Keep the draft as a response, or say what must be mended first. The draft goes only when the response is safe.

    Where copies of it stand it is not handed in, unless ``despite_copies``: then each of them is compared with the
    response later. A copy is never handed in beside the draft that it was made from: while that one stands the two are
    to be merged, and once it was handed in the copy is compared with what was. Raises NotAllowed.
    """
    workplace.require(Right.WRITE_CASES)
    if filling.draft.header.corrects is not None:
        raise ValueError("a correction is handed in as one, with a reason")
    outcome = finished(workplace, filling, filling.id, shown=shown)
    if not isinstance(outcome, Response):
        return outcome
    beside = _beside(workplace, filling)
    if beside is not None and not (despite_copies and filling.copy_of is None):
        return beside
    kept = finish_draft(workplace.store, filling.id, filling.case, outcome)
    return kept if isinstance(kept, ResponseExists) else outcome


def _beside(workplace: Workplace, filling: Filling) -> ResponseExists | OtherDrafts | None:
    """What else has come of the round: the response, or other drafts."""
    if filling.copy_of is not None:
        file = open_case(workplace.store, filling.case)
        handed_in_first = next((one for one in file.responses if one.id == filling.copy_of), None)
        if handed_in_first is not None:
            return ResponseExists(kept=handed_in_first, file=file)
    others = copies_beside(filling.id, filling.copy_of, workplace.store.list_drafts(filling.case).drafts)
    return OtherDrafts(ids=tuple(one.id for one in others)) if others else None


def finished(
    workplace: Workplace, filling: Filling, id_: str, answered_on: date | None = None, *, shown: bool = False
) -> Response | tuple[AnswerProblem, ...]:
    """The draft as a response that is not kept yet, or what must be mended first. ``shown``: the citizen saw it."""
    now = workplace.now()
    sitting = Sitting(by=workplace.user, began=filling.since or now, ended=now)
    moment = HandingIn(
        id=id_,
        handed_in_at=now,
        entered_by=workplace.user,
        answered_on=answered_on,
        sittings=with_sitting(filling.sittings, sitting),
        shown=shown,
        paper=filling.paper,
    )
    outcome = handed_in(filling.draft, moment)
    if not isinstance(outcome, Response):
        return outcome
    return with_computed(filling.programme, outcome, workplace.vocabulary)


def with_draft(filling: Filling, draft: Draft) -> Filling:
    """The same filling with the draft as it is now."""
    return replace(filling, draft=draft)
