"""Signing while handing in: the short code or the passphrase of whoever is signed in, and nothing else."""

import asyncio
from collections.abc import Mapping

from textual.app import ComposeResult
from textual.widgets import Static

from sipforms.actions.workplace import Workplace
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.said import code_said, fault_said
from sipforms.store.failures import StoreError
from sipforms.tui.entrance import Entrance
from sipforms.tui.screens.dialog import Dialog, Field
from sipforms.tui.widgets.secret import Secret

CODE = "code"


class SignDialog(Dialog[bool]):
    """Ends with true when it is to be signed, with false when it is to be handed in without, with nothing when left."""

    def __init__(self, entrance: Entrance, workplace: Workplace, about: str) -> None:
        hint = _("your short code or passphrase") if entrance.has_code(workplace) else _("your passphrase")
        super().__init__(
            _("Sign and hand in"), (Field(id=CODE, label=_("Your code"), hint=hint, is_secret=True),), self._save
        )
        self._entrance, self._workplace, self._about = entrance, workplace, about
        self._is_trying = self._may_go_without = False

    def above(self) -> ComposeResult:
        locked = _("Once signed it is locked, and is changed only with a reason.")
        yield Static(f"{plain(self._about)}\n{locked}", classes="above", markup=False)

    def _keys(self) -> list[tuple[str, str]]:
        return [("Enter", _("sign")), ("F2", _("hand in without")), ("Esc", _("back"))]

    def _save(self, typed: Mapping[str, str]) -> None:
        code = typed[CODE]
        if self._is_trying:
            return
        if not code:
            self._go_without()
            return
        self._is_trying = True
        self.query_one(f"#{CODE}", Secret).value = ""
        self.run_worker(self._prove(code))

    def _go_without(self) -> None:
        if self._may_go_without:
            self.leave(False)
            return
        self._may_go_without = True
        self.complain(
            CODE, _("Write your code to sign. F2 once more hands in without signing, which can be done later.")
        )

    async def _prove(self, code: str) -> None:
        """Elsewhere: a key is made, which is meant to take time."""
        try:
            is_right = await asyncio.to_thread(self._entrance.prove, self._workplace, code)
        except StoreError as fault:
            wrong = fault_said(fault)
        else:
            wrong = "" if is_right else code_said(has_code=self._entrance.has_code(self._workplace))
        self._is_trying = False
        if wrong:
            self.complain(CODE, wrong)
        else:
            self.leave(True)
