"""What every key does on the form: its name in the table of keys, and what is done for that name."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import partial
from typing import Protocol, cast

from textual.app import App
from textual.events import Key

from sipforms.actions.form.model import FormModel
from sipforms.actions.form.options import ANSWERED_WITH_KEYS, value_of
from sipforms.actions.form.outcome import Nothing, Outcome, Wanted
from sipforms.actions.form.searching import is_searched
from sipforms.actions.keymap import Keymap
from sipforms.render.language import _, ngettext
from sipforms.tui.choice_words import DOES
from sipforms.tui.choices_app import ChoicesApp
from sipforms.tui.commands import Command
from sipforms.tui.form_writer import FormWriter
from sipforms.tui.keys import key_name, sign
from sipforms.tui.pace import Burst, HeldKey, NumLock

Does = Callable[[], Outcome | Awaitable[None] | None]
"""What is done for a key: an outcome to show, something to wait for, or all is done already."""

WHILE_WRITING = frozenset({"review", "citizen", "citizen_screen", "last_time", "help", "leave"})
"""What a key without a sign does also while a text is being written."""
COMMANDS = (
    "review", "next_empty", "jump", "undo", "note", "blank", "reason", "as_last_time", "last_time", "citizen",
    "citizen_screen", "list", "add_row", "undo_burst",
)  # fmt: skip
"""What stands among the commands, the most usual first."""
CHANGES = frozenset({"undo", "undo_burst", "blank", "add_row", "as_last_time"})
"""What changes answers, and so counts once while its key is held down; as do the keys of answers."""


class Form(Protocol):
    """The form as its keys need it. ``model`` and ``writer`` may change under it."""

    model: FormModel
    writer: FormWriter

    @property
    def app(self) -> App[object]: ...
    def take(self, outcome: Outcome) -> None: ...
    def draw(self) -> None: ...
    def tell(self, sentence: str) -> None: ...
    def action_help(self) -> None: ...
    def action_last(self) -> None: ...
    def action_review(self) -> None: ...
    def action_leave(self) -> None: ...
    def action_why(self) -> None: ...
    def action_citizen(self) -> None: ...
    def action_citizen_screen(self) -> None: ...


class FormKeys:
    """The keys of one form."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._held, self._burst, self._num_lock = HeldKey(), Burst(), NumLock()
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
            "undo_burst": self._undo_burst,
            "blank": self._blank,
            "add_row": lambda: form.model.add_row(),  # noqa: PLW0108
            "note": lambda: form.writer.write_note(),  # noqa: PLW0108
            "reason": lambda: form.writer.write_reason(),  # noqa: PLW0108
            "list": lambda: form.writer.choose(),  # noqa: PLW0108
            "as_last_time": lambda: form.model.offered(),  # noqa: PLW0108
            "last_time": form.action_last,
            "review": form.action_review,
            "help": form.action_help,
            "citizen": form.action_citizen,
            "citizen_screen": form.action_citizen_screen,
            "leave": self._leave,
        }

    @property
    def keymap(self) -> Keymap:
        """The table of whoever is here."""
        return self._here.keymap

    @property
    def offer(self) -> str:
        """After a burst of answers: that all of them can be taken back at once. Otherwise nothing."""
        count = self._burst.left(len(self._form.model.draft.undoable))
        if not count:
            return ""
        came = ngettext(
            "{count} change came in a moment. {undo} undoes all since then, {keep} keeps it.",
            "{count} changes came in a moment. {undo} undoes all since then, {keep} keeps them.",
            self._burst.count,
        )
        undo, keep = (key_name(self.keymap.keys[name][0]) for name in ("undo_burst", "leave"))
        return came.format(count=self._burst.count, undo=undo, keep=keep)

    def does(self, event: Key) -> str | None:
        """The name of what the key does; nothing for keys of answers and for those that do nothing.

        A key that somebody gave another meaning still answers where it is the key of an answer: an answer that is
        there on the screen, with its key beside it, must never turn into something else.
        """
        pressed = sign(event)
        name = self.keymap.of(event.key) or (self.keymap.of(pressed) if pressed else None)
        if name is not None and pressed is not None and self.keymap.is_own(pressed) and self._answers(pressed):
            return None
        return name

    async def press(self, event: Key) -> bool:
        """Do what the key does; false for a key that does nothing on a form."""
        name, pressed, at = self.does(event), sign(event), self._here.pressed_at(event)
        is_off = self._num_lock.seems_off(event.key, at)
        is_held = self._held.is_held(pressed or event.key, at, self._here.preferences.guard_ms)
        if is_held and (name in CHANGES or (name is None and pressed is not None)):
            self._tell_again(_("{key} came again at once, as when it is held down, and counts once."), event)
        elif name is not None and name in self._does:
            await self._do(name)
        elif pressed is not None:
            await self._answer(pressed, at, is_decimal=event.key == "decimal")
        elif not is_off:
            return False
        if is_off:
            self._tell_again(
                _("Is NumLock off? The number pad moves about instead of answering. Press NumLock."), event
            )
        return True

    def commands(self) -> Iterator[Command]:
        """What can be done on the form besides answering and moving about."""
        for name in COMMANDS:
            words = _(DOES[name])
            title, key = words[:1].upper() + words[1:], key_name(self.keymap.keys[name][0])
            yield Command(title=title, key=key, does=partial(self._do, name))

    async def press_while_writing(self, event: Key) -> bool:
        """As ``press``, for a key that the text being written had no use for."""
        name = self.does(event)
        if name not in WHILE_WRITING or event.is_printable:
            return False
        await self._do(name)
        return True

    def forget(self) -> None:
        """Another draft stands in the form's place: what came fast before is no more to be taken back."""
        self._burst.settled()

    @property
    def _here(self) -> ChoicesApp:
        return cast("ChoicesApp", self._form.app)

    def _tell_again(self, sentence: str, event: Key) -> None:
        self._form.tell(sentence.format(key=key_name(sign(event) or event.key)))
        self._form.app.bell()

    def _answers(self, pressed: str) -> bool:
        cell = self._form.model.cell
        return cell is not None and value_of(cell.question, pressed) is not None

    async def _do(self, name: str) -> None:
        came = self._does[name]()
        if isinstance(came, Outcome):
            self._form.take(came)
        elif came is not None:
            await came

    async def _answer(self, pressed: str, at: float, *, is_decimal: bool) -> None:
        model, cursor = self._form.model, self._form.model.cursor
        before = len(model.draft.undoable)
        outcome = model.press(pressed)
        if is_decimal and outcome.nothing is Nothing.NO_SUCH_KEY:  # a Danish number pad has a comma there
            outcome = model.press(",")
        if outcome.wanted is Wanted.TYPING:
            await self._form.writer.write_answer(pressed)
            return
        if outcome.wanted is Wanted.SEARCHING:
            await self._form.writer.choose(pressed)
            return
        if len(model.draft.undoable) > before:
            self._burst.changed(at, len(model.draft.undoable))
            if outcome.moved and cursor is not None and self._here.preferences.advance == "after_enter":
                model.go(cursor)
        self._form.take(outcome)

    async def _go_on(self) -> None:
        cell, line = self._form.model.cell, self._form.model.line
        if cell is not None and cell.question.computed is not None:
            self._form.action_why()
        elif cell is not None and cell.question.kind not in ANSWERED_WITH_KEYS:
            await self._form.writer.write_answer()
        elif cell is not None and is_searched(cell.question):
            await self._form.writer.choose()
        elif line is not None and line.rows is not None and line.path == line.rows.path:
            self._form.take(self._form.model.add_row())
        else:
            self._form.take(self._form.model.step(1))

    def _blank(self) -> Outcome:
        self._form.writer.forget()
        line = self._form.model.line
        on_row = line is not None and line.rows is not None
        return self._form.model.remove_row() if on_row else self._form.model.clear()

    def _undo_burst(self) -> None:
        """Take back everything since the burst began; where there was none, the last change."""
        model = self._form.model
        count = self._burst.left(len(model.draft.undoable))
        for _once in range(count or 1):
            self._form.take(model.undo())
        self._burst.settled()
        if count:
            told = ngettext("{count} change is undone.", "{count} changes are undone.", count)
            self._form.draw()
            self._form.tell(told.format(count=count))

    def _leave(self) -> None:
        """Keep what came in a burst, where that is asked; else leave."""
        if not self.offer:
            self._form.action_leave()
            return
        self._burst.settled()
        self._form.draw()
        self._form.tell(_("The answers stay. Look through them before you go on."))
