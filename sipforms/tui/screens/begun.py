"""What can be done with a draft from a citizen's page: go on, wait for a colleague, or make one of two."""

from collections.abc import Callable
from typing import Any

from sipforms.actions.copies import begin_merging
from sipforms.actions.fill import Filling, OpenDraft, discard, resume
from sipforms.render.apart_texts import merged_words
from sipforms.render.in_use import in_use_words
from sipforms.render.language import _, ngettext
from sipforms.render.said import damaged_words
from sipforms.store.failures import DraftInUse, StoreError
from sipforms.tui.screens.in_use import InUseScreen, Opened
from sipforms.tui.screens.merge import MergeScreen
from sipforms.tui.screens.page import Page


class Begun:
    """Opens drafts for a page; ``opened`` gets the form, how much of it nobody has answered here, and what to tell."""

    def __init__(self, page: Page[Any], who: str, opened: Callable[[Filling, int, str], None]) -> None:
        self._page, self._who, self._opened = page, who, opened
        self.warned: OpenDraft | None = None
        """The draft that Delete was pressed on last, and of which it was told how much goes with it."""

    def go_on(self, draft: OpenDraft, what: str) -> None:
        """Open it; while a colleague has it open, say so and ask what to do."""
        try:
            filling = resume(self._page.workplace, draft.id)
        except DraftInUse as used:
            self._page.put(InUseScreen(draft, used.lease, self._who, what), self._came_open)
        except StoreError as fault:
            self._page.tell_fault(fault)
        else:
            self._opened(filling, 0, "")

    def make_one(self, draft: OpenDraft) -> None:
        """Merge it with another draft of the same round, and go on with what comes of it."""
        if not draft.others:
            return
        try:
            merging = begin_merging(self._page.workplace, draft.id, draft.others[0])
        except DraftInUse as used:
            said = in_use_words(used.lease, self._page.workplace.now()) if used.lease else ""
            way = _("The two can be made one when it is put aside there.")
            self._page.tell(f"{said} {way}".strip())
            self._page.app.bell()
        except StoreError as fault:
            self._page.tell_fault(fault)
        else:
            told = merged_words(merging.comparison)
            self._page.put(MergeScreen(merging, self._who), lambda one: self._opened(one, 0, told) if one else None)

    def throw_away(self, draft: OpenDraft) -> bool:
        """Throw it away, one with answers only when asked twice; whether it is gone."""
        if draft.answered and draft != self.warned:
            self.warned = draft
            said = ngettext("{count} answer goes for good.", "{count} answers go for good.", draft.answered)
            way = _("Delete once more throws them away.")
            self._page.tell(f"{said.format(count=draft.answered)} {way}")
            self._page.app.bell()
            return False
        try:
            discard(self._page.workplace, draft.id)
        except StoreError as fault:
            self._page.tell_fault(fault)
            return False
        return True

    def _came_open(self, opened: Opened | None) -> None:
        if opened is not None:
            self._opened(opened.filling, opened.floor, "")


def beside_words(draft: OpenDraft) -> str:
    """What a draft is beside others of the same round, and whether it is damaged; mostly nothing."""
    beside = _("copy") if draft.is_copy else _("there is a copy, too") if draft.others else ""
    return " · ".join(part for part in (beside, damaged_words(draft.left_out)) if part)
