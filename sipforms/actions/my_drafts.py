"""The drafts that somebody has answered in and not handed in: what is waiting when they sign in."""

from dataclasses import dataclass
from datetime import datetime

from sipforms.actions.fill import OpenDraft, open_drafts
from sipforms.actions.workplace import Workplace
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.failures import StoreError
from sipforms.store.protocol import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class MyDraft:
    """A draft, whose it is, and when something was last answered in it."""

    draft: OpenDraft
    file: CaseFile
    last: datetime


def my_drafts(workplace: Workplace) -> tuple[MyDraft, ...]:
    """Those with something answered by whoever is signed in, the one worked at last first.

    A case file that cannot be opened is left out here; its own page says why. Raises StoreUnavailable.
    """
    mine = {one.id: one for one in workplace.store.list_drafts().drafts if _is_by(one, workplace.user)}
    found = [
        MyDraft(draft=draft, file=file, last=_last(mine[draft.id]))
        for file, drafts in _of_cases(workplace, sorted({one.header.case for one in mine.values()}))
        for draft in drafts
        if draft.id in mine
    ]
    return tuple(sorted(found, key=lambda one: one.last, reverse=True))


def _of_cases(workplace: Workplace, cases: list[str]) -> list[tuple[CaseFile, tuple[OpenDraft, ...]]]:
    found = []
    for case in cases:
        try:
            file = open_case(workplace.store, case)
            found.append((file, open_drafts(workplace, file)))
        except StoreError:
            continue
    return found


def _is_by(draft: Draft, user: str) -> bool:
    return any(entry.get("by") == user for entry in draft.entries)


def _last(draft: Draft) -> datetime:
    written = [str(entry["at"]) for entry in draft.entries if "at" in entry]
    return datetime.fromisoformat(written[-1]) if written else draft.header.created
