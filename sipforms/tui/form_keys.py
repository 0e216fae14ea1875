"""What every key does on the form: its name in the table of keys, and what is done for that name."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from textual.events import Key

from sipforms.actions.form.model import FormModel
from sipforms.actions.form.options import ANSWERED_WITH_KEYS
from sipforms.actions.form.outcome import Nothing, Outcome, Wanted
from sipforms.actions.keymap import USUAL, Keymap
from sipforms.tui.form_writer import FormWriter
from sipforms.tui.keys import sign

Does = Callable[[], Outcome | Awaitable[None] | None]
"""What is done for a key: an outcome to show, something to wait for, or all is done already."""

WHILE_WRITING = frozenset({"review", "last_time", "help", "leave"})
"""What a key without a sign does also while a text is being written."""


class Form(Protocol):
    """The form as its keys need it. ``model`` and ``writer`` may change under it."""

    model: FormModel
    writer: FormWriter

    def take(self, outcome: Outcome) -> None: ...
    def action_help(self) -> None: ...
    def action_last(self) -> None: ...
    def action_review(self) -> None: ...
    def action_leave(self) -> None: ...


class FormKeys:
    """The keys of one form."""

    def __init__(self, form: Form, keymap: Keymap = USUAL) -> None:
        self._form, self.keymap = form, keymap
        self._does: Mapping[str, Does] = {
            "up": lambda: form.model.down(-1),
            "down": lambda: form.model.down(1),
            "before": lambda: form.model.step(-1),
            "next": lambda: form.model.step(1),
            "area_before": lambda: form.model.next_area(-1),
            "area_after": lambda: form.model.next_area(1),
            "first": lambda: form.model.go(()),
            "last": lambda: form.model.go(form.model.outline.stops[-1] if form.model.outline.stops else ()),
            "go_on": self._go_on,
            "next_empty": lambda: form.model.next_empty(),  # noqa: PLW0108 - the model may change
            "jump": lambda: form.writer.write_number(),  # noqa: PLW0108
            "undo": lambda: form.model.undo(),  # noqa: PLW0108
            "blank": self._blank,
            "add_row": lambda: form.model.add_row(),  # noqa: PLW0108
            "note": lambda: form.writer.write_note(),  # noqa: PLW0108
            "as_last_time": lambda: form.model.offered(),  # noqa: PLW0108
            "last_time": form.action_last,
            "review": form.action_review,
            "help": form.action_help,
            "leave": form.action_leave,
        }

    def does(self, event: Key) -> str | None:
        """The name of what the key does; nothing for keys of answers and for those that do nothing."""
        pressed = sign(event)
        return self.keymap.of(event.key) or (self.keymap.of(pressed) if pressed else None)

    async def press(self, event: Key) -> bool:
        """Do what the key does; false for a key that does nothing on a form."""
        name, pressed = self.does(event), sign(event)
        if name is not None and name in self._does:
            await self._do(name)
        elif pressed is not None:
            await self._answer(pressed, is_decimal=event.key == "decimal")
        else:
            return False
        return True

    async def press_while_writing(self, event: Key) -> bool:
        """As ``press``, for a key that the text being written had no use for."""
        name = self.does(event)
        if name not in WHILE_WRITING or event.is_printable:
            return False
        await self._do(name)
        return True

    async def _do(self, name: str) -> None:
        came = self._does[name]()
        if isinstance(came, Outcome):
            self._form.take(came)
        elif came is not None:
            await came

    async def _answer(self, pressed: str, *, is_decimal: bool) -> None:
        outcome = self._form.model.press(pressed)
        if is_decimal and outcome.nothing is Nothing.NO_SUCH_KEY:  # a Danish number pad has a comma there
            outcome = self._form.model.press(",")
        if outcome.wanted is Wanted.TYPING:
            await self._form.writer.write_answer(pressed)
        else:
            self._form.take(outcome)

    async def _go_on(self) -> None:
        cell, line = self._form.model.cell, self._form.model.line
        if cell is not None and cell.question.kind not in ANSWERED_WITH_KEYS:
            await self._form.writer.write_answer()
        elif line is not None and line.rows is not None and line.path == line.rows.path:
            self._form.take(self._form.model.add_row())
        else:
            self._form.take(self._form.model.step(1))

    def _blank(self) -> Outcome:
        self._form.writer.forget()
        line = self._form.model.line
        on_row = line is not None and line.rows is not None
        return self._form.model.remove_row() if on_row else self._form.model.clear()
