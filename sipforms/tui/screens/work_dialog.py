"""A dialog that does what was asked itself, elsewhere, and stays with what was typed when it is refused."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TypeVar

from textual.app import ComposeResult
from textual.widgets import Static

from sipforms.render.access_words import refusal_told
from sipforms.render.language import _
from sipforms.render.said import fault_said
from sipforms.store.access.changes import Refusal
from sipforms.store.failures import StoreError
from sipforms.tui.screens.dialog import Dialog, Field
from sipforms.tui.sight import READING

Result = TypeVar("Result")
Made = TypeVar("Made")
NAME, TITLE = "name", "title"
FIELDS: Mapping[Refusal, str] = {
    Refusal.NAME_EMPTY: NAME,
    Refusal.NAME_TAKEN: NAME,
    Refusal.TITLE_EMPTY: TITLE,
    Refusal.TITLE_TAKEN: TITLE,
}


class WorkDialog(Dialog[Result]):
    """``said`` stands above the fields, a line for each sentence."""

    def __init__(
        self,
        title: str,
        fields: tuple[Field, ...],
        save: Callable[[Mapping[str, str]], None],
        said: tuple[str, ...] = (),
    ) -> None:
        super().__init__(title, fields, save)
        self._said = said
        self._is_working = False

    def above(self) -> ComposeResult:
        """What there is to know before anything is typed."""
        if self._said:
            yield Static("\n".join(self._said), classes="above", markup=False)

    def attempt(self, make: Callable[[], Made | Refusal], done: Callable[[Made], None]) -> None:
        """Make a change elsewhere, since keys may be made for it; ``done`` gets what came of it."""
        if not self._is_working:
            self._is_working = True
            self.say_below(_("One moment ..."))
            self.run_worker(self._attempt(make, done), group=READING)

    async def _attempt(self, make: Callable[[], Made | Refusal], done: Callable[[Made], None]) -> None:
        try:
            outcome = await asyncio.to_thread(make)
        except StoreError as fault:
            self._is_working = False
            self.complain("", fault_said(fault))
            return
        self._is_working = False
        if isinstance(outcome, Refusal):
            self.complain(FIELDS.get(outcome, ""), refusal_told(outcome))
        else:
            done(outcome)

    def would_lose(self) -> str:
        """What is being done may come to nothing that anybody sees."""
        return _("What you asked for is still being done.") if self._is_working else super().would_lose()

    def action_leave(self) -> None:
        """Leave, unless something is being done."""
        if not self._is_working:
            super().action_leave()
