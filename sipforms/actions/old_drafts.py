"""Drafts untouched for longer than the facility keeps drafts: proposed, and thrown away by a person only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sipforms.actions.replaying import replayed
from sipforms.actions.workplace import Workplace, programme_with
from sipforms.engine.ask.draft_header import DraftHeader, header_from_json
from sipforms.store.casefile import CaseFile, case_files
from sipforms.store.failures import NoSuchBundle
from sipforms.store.protocol import CaseId, Draft, DraftId


@dataclass(frozen=True, slots=True, kw_only=True)
class OldDraft:
    """A draft, of whom (the code, empty for the facility), and when something was last answered in it."""

    id: DraftId
    case: CaseId
    code: str
    header: DraftHeader
    answered: int
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """How many drafts are old, and after how many days they are."""

    count: int
    days: int


def kept_for(workplace: Workplace) -> int | None:
    """How many days the facility keeps drafts that nobody touches; nothing where it has set no time."""
    return None if workplace.session is None else workplace.session.register.draft_retention


def proposal(workplace: Workplace) -> Proposal:
    """How many drafts are old. Raises StoreUnavailable."""
    return Proposal(count=len(old_drafts(workplace)), days=kept_for(workplace) or 0)


def old_drafts(workplace: Workplace) -> tuple[OldDraft, ...]:
    """The drafts last touched longer ago than the facility keeps drafts, the oldest first.

    None where the facility has set no time.

    Only of case files that can be opened by whoever asks. Raises StoreUnavailable.
    """
    days = kept_for(workplace)
    if days is None:
        return ()
    limit = workplace.now() - timedelta(days=days)
    old = [one for one in workplace.store.list_drafts().drafts if last_touched(one) < limit]
    cases = sorted({one.header.case for one in old})
    read = case_files(workplace.store, cases, "old-drafts") if cases else ()
    files = {case: file for case, file in read if isinstance(file, CaseFile)}  # none where nothing was kept yet
    found = [_old(workplace, one, files.get(one.header.case)) for one in old if not _is_done(one, files)]
    return tuple(sorted(found, key=lambda one: one.last))


def _is_done(draft: Draft, files: Mapping[CaseId, CaseFile]) -> bool:
    """Whether it has become a response, and is discarded by itself when the case file is opened."""
    file = files.get(draft.header.case)
    return file is not None and file.response(draft.id) is not None


def last_touched(draft: Draft) -> datetime:
    """When something was last written in the draft; when it was begun, where nothing was."""
    written = [at for entry in draft.entries if isinstance(at := entry.get("at"), str)]
    return max(map(datetime.fromisoformat, written), default=draft.header.created)


def _old(workplace: Workplace, draft: Draft, file: CaseFile | None) -> OldDraft:
    header = header_from_json(draft.header.about)
    return OldDraft(
        id=draft.id,
        case=draft.header.case,
        code=file.citizen.code if file and file.citizen else "",
        header=header,
        answered=_answered(workplace, draft, header),
        last=last_touched(draft),
    )


def _answered(workplace: Workplace, draft: Draft, header: DraftHeader) -> int:
    """How many questions are answered; none where the programme that asked them is gone."""
    try:
        answered = replayed(programme_with(workplace, header.digest), draft).draft
    except NoSuchBundle:
        return 0
    return sum(path in answered.asked for path in answered.answers)
