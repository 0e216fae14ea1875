"""Handing in where something else of the same round stands: other drafts are merged first, a response is compared."""

from collections.abc import Callable
from typing import Any

from sipforms.actions.copies import begin_merging
from sipforms.actions.fill import Filling, OtherDrafts
from sipforms.actions.two_responses import side_by_side
from sipforms.engine.response import Response
from sipforms.render.in_use import in_use_words
from sipforms.render.language import _
from sipforms.store.casefile import ResponseExists
from sipforms.store.failures import DraftInUse, NoSuchDraft, StoreError
from sipforms.tui.screens.merge import MergeScreen
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.two_responses import TwoResponsesScreen


class Beside:
    """Shows on a page what keeps a form from being handed in; ``done`` gets what comes of it.

    That is the merged form, or the response as it then stands.
    """

    def __init__(self, page: Page[Any], who: str, done: Callable[[Filling | Response], None]) -> None:
        self._page, self._who, self._done = page, who, done
        self.may_stand = False
        """Whether it was told that a colleague has a copy open, and may now be handed in despite of it."""

    def show(self, filling: Filling, found: OtherDrafts | ResponseExists) -> None:
        """Other drafts, or the response that is there already."""
        if isinstance(found, OtherDrafts):
            self._merge(filling, found)
        else:
            self._compare(filling, found.kept)

    def _compare(self, filling: Filling, kept: Response) -> None:
        try:
            comparison = side_by_side(self._page.workplace, filling, kept)
        except StoreError as fault:
            self._page.tell_fault(fault)
        else:
            self._page.put(TwoResponsesScreen(comparison, filling, kept, self._who), self._ended)

    def _merge(self, filling: Filling, found: OtherDrafts) -> None:
        try:
            merging = begin_merging(self._page.workplace, filling.id, found.ids[0], keeping=filling.id)
        except DraftInUse as used:
            self._tell_in_use(filling, used)
        except NoSuchDraft:
            self._page.tell(_("The other form is gone by now. F2 hands in."))
        except StoreError as fault:
            self._page.tell_fault(fault)
        else:
            self._page.put(MergeScreen(merging, self._who, keeping=filling.id), self._ended)

    def _tell_in_use(self, filling: Filling, used: DraftInUse) -> None:
        lease = used.lease
        said = in_use_words(lease, self._page.workplace.now()) if lease else _("Somebody has the other form open.")
        if filling.copy_of is None:
            self.may_stand = True
            way = _("That is a copy of this one. F2 once more hands in without it; the two are compared afterwards.")
        else:
            way = _("Yours is a copy of that. Esc puts it aside; make one of the two when the other is put aside.")
        self._page.tell(f"{said} {way}")
        self._page.app.bell()

    def _ended(self, result: Filling | Response | None) -> None:
        if result is not None:
            self._done(result)
