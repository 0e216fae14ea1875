"""Handing in a correction once it is looked over: with a reason, and past a colleague's correction."""

from typing import Any

from sipforms.actions.correcting import hand_in_correction
from sipforms.actions.fill import Filling, discard, finished
from sipforms.actions.versions import Refused
from sipforms.engine.response import Response
from sipforms.render.language import _
from sipforms.render.response_words import happening_words, refused_words
from sipforms.store.amending import ResponseChanged, is_open
from sipforms.store.failures import StoreError
from sipforms.tui.screens.both_versions import BothVersionsScreen, Chosen
from sipforms.tui.screens.page import Page


class Correcting:
    """One correction on its way in; ``page`` is left with the new version once that is kept."""

    def __init__(self, page: Page[Any], filling: Filling, who: str) -> None:
        self._page, self._filling, self._who = page, filling, who
        self._reason = ""

    def asked(self, reason: str | None) -> None:
        """Hand in with the reason; nothing when the question was left."""
        if reason is not None:
            self._reason = reason
            self._hand_in(onto=None)

    def _hand_in(self, onto: Response | None) -> None:
        page = self._page
        try:
            outcome = hand_in_correction(page.workplace, self._filling, self._reason, onto=onto)
        except StoreError as fault:
            page.tell_fault(fault)
            return
        if isinstance(outcome, Response):
            page.leave(outcome)
            return
        page.app.bell()
        if isinstance(outcome, Refused):
            page.tell(refused_words(outcome))
        elif isinstance(outcome, ResponseChanged):
            self._show_both(outcome.kept)

    def _show_both(self, kept: Response | None) -> None:
        """Ask which is to be the newest, where theirs can be corrected at all."""
        mine = finished(self._page.workplace, self._filling, self._filling.id)
        if kept is None or not is_open(kept) or not isinstance(mine, Response):
            self._page.tell(_closed_words(kept))
            return
        both = BothVersionsScreen(self._filling.programme, kept, mine, self._who)
        self._page.put(both, lambda chosen: self._chosen(chosen, kept))

    def _chosen(self, chosen: Chosen | None, kept: Response) -> None:
        if chosen is Chosen.MINE:
            self._hand_in(onto=kept)
        elif chosen is Chosen.THEIRS:
            try:
                discard(self._page.workplace, self._filling.id)
            except StoreError as fault:
                self._page.tell_fault(fault)
                return
            self._page.leave(kept)


def _closed_words(kept: Response | None) -> str:
    """Why it cannot be corrected any more; the draft stays until somebody throws it away."""
    if kept is None or not kept.trace:
        return _("A colleague changed this meanwhile. Leave, look, and try again.")
    done = happening_words(kept.trace[-1])
    return _("Not handed in: meanwhile it was {happening}. Your answers stay in the draft.").format(happening=done)
