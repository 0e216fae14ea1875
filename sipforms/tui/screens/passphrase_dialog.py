"""Choosing another passphrase: the one of today, and the new one twice."""

import asyncio
from collections.abc import Mapping

from textual.app import ComposeResult
from textual.widgets import Static

from sipforms.actions.workplace import Workplace
from sipforms.render.language import _
from sipforms.store.failures import StoreError
from sipforms.tui.entrance import Entrance
from sipforms.tui.screens.dialog import Dialog, Field
from sipforms.tui.widgets.secret import Secret


class PassphraseDialog(Dialog[bool]):
    """Ends with true when the old passphrase opens nothing any more.

    Somebody who signed in with a passphrase that another made for him is told why it comes up by itself.
    """

    def __init__(self, entrance: Entrance, workplace: Workplace) -> None:
        fields = (
            Field(id="old", label=_("Your passphrase now"), is_secret=True),
            Field(id="new", label=_("The new one"), is_secret=True),
            Field(id="again", label=_("The new one again"), is_secret=True),
        )
        super().__init__(_("Change your passphrase"), fields, self._save)
        self._entrance, self._workplace = entrance, workplace
        self._is_changing = False

    def above(self) -> ComposeResult:
        """Why one should, where somebody else knows the passphrase."""
        session = self._workplace.session
        if session is not None and session.has_given_passphrase:
            said = _("Somebody else made the passphrase that you signed in with. Choose one that only you know now:")
            yield Static(
                f"{said} {_('four or five words that have nothing to do with each other.')}",
                classes="above",
                markup=False,
            )

    def _save(self, typed: Mapping[str, str]) -> None:
        old, new = typed["old"], typed["new"]
        if not old:
            self.complain("old", _("Write the passphrase that you signed in with."))
        elif new != typed["again"]:
            self._again(("new", "again"), _("The two are not the same. Write the new passphrase twice."))
        elif new == old:
            self._again(("new", "again"), _("That is the passphrase you have. Write another."))
        elif not self._is_changing:
            self._is_changing = True
            self.run_worker(self._change(old, new))

    def _again(self, fields: tuple[str, ...], sentence: str) -> None:
        """Nobody can mend dots: what is wrong is written anew."""
        for one in fields:
            self.query_one(f"#{one}", Secret).value = ""
        self.complain(fields[0], sentence)

    async def _change(self, old: str, new: str) -> None:
        """Elsewhere: two keys are made, which is meant to take time."""
        try:
            wrong = await asyncio.to_thread(self._entrance.change_passphrase, self._workplace, old, new)
        except StoreError as fault:
            wrong = self._entrance.refused(fault)
        self._is_changing = False
        if wrong:
            self._again(("old", "new", "again"), wrong)
        else:
            self.leave(True)
