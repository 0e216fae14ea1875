"""Where answers, notes and reasons are written: opened below the form, with what it is about above it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key, Paste
from textual.widgets import Input, TextArea

from sipforms.engine.paths import Path
from sipforms.render.plain import plain
from sipforms.tui.widgets.text_line import TextLine


class Purpose(StrEnum):
    """What is being written."""

    ANSWER = "answer"
    NOTE = "note"
    REASON = "reason"
    JUMP = "jump"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What the editor is opened for. ``text`` stands there already; ``is_long`` gives several lines.

    ``path`` is the place in the form that it is written for, wherever the cursor goes meanwhile.
    """

    purpose: Purpose
    heading: str
    text: str = ""
    is_long: bool = False
    path: Path = ()
    about: str = ""  # the check that a reason is for


Taken = Callable[[Writing, str, bool], bool]
"""What is done with a text: what it was written for, the text, whether to go on; false: not yet, write on."""


class Editor(Vertical):
    """One field, or one text of several lines. Enter (F3 in a long text) is done and goes on, Escape done and stays.

    Keys that arrive before the field is there go into it, and keys that arrive when it is done go on to the screen: so
    nothing is lost however fast somebody types.
    """

    def __init__(self, taken: Taken, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.writing: Writing | None = None
        self._taken = taken

    def compose(self) -> ComposeResult:
        yield TextLine(id="heading")

    async def open(self, writing: Writing) -> None:
        """Open for writing this."""
        await self.query("Input, TextArea").remove()
        self.writing = writing
        self.query_one("#heading", TextLine).show(Text(writing.heading, no_wrap=True, overflow="ellipsis"))
        text = plain(writing.text)
        field = _Story(text) if writing.is_long else _Field(text)
        self.add_class("open")
        await self.mount(field)
        self._soon_in(field)

    def _soon_in(self, field: Input | TextArea) -> None:
        """Put the cursor into the field once it can be seen, unless the writing is over by then.

        Somebody who types fast is done before the field has been drawn; its own ``focus`` would then take the cursor
        from the form for good. Keys on their way through the form go first, or those that follow would overtake them.
        """

        async def put() -> None:
            await asyncio.sleep(0)  # the form gets its turn
            if self.writing is None or not field.is_attached:
                return
            on_the_way = (self.screen, *self.screen.query(f"{self.screen.AUTO_FOCUS}"))
            if any(one.message_queue_size for one in on_the_way):
                self.app.call_later(put)
            else:
                self.screen.set_focus(field)

        self.app.call_later(put)

    def take(self, event: Key) -> bool:
        """Take a key that was pressed while the editor was still opening; false for one that it has no use for."""
        field = self._field
        if field is None:
            return False
        if _passed_on(field, event):
            return True
        self._soon_in(field)
        if not (event.is_printable and event.character):
            return False
        if isinstance(field, Input):
            field.insert_text_at_cursor(event.character)
        else:
            field.insert(event.character)
        return True

    @property
    def text(self) -> str:
        """What is written now."""
        field = self._field
        return field.value if isinstance(field, Input) else field.text if isinstance(field, TextArea) else ""

    @property
    def _field(self) -> Input | TextArea | None:
        return next((one for one in self.query("*") if isinstance(one, Input | TextArea)), None)

    def finish(self, *, goes_on: bool) -> None:
        """Done writing; close unless the text has to be mended first."""
        if self.writing is not None and self._taken(self.writing, self.text, goes_on):
            self.give_up()

    def give_up(self) -> None:
        """Close without anything being done with the text."""
        self.writing = None
        self.remove_class("open")
        self.screen.set_focus(self.screen.query_one(f"{self.screen.AUTO_FOCUS}"))


class _Field(Input):
    def __init__(self, text: str) -> None:
        super().__init__(text, select_on_focus=False, compact=True)

    async def _on_key(self, event: Key) -> None:
        if not _passed_on(self, event):
            await super()._on_key(event)

    def _on_paste(self, event: Paste) -> None:
        """Textual would take the first line and drop the others."""
        event.stop()
        event.prevent_default()
        self.replace(" ".join(event.text.split()), *self.selection)


class _Story(TextArea):
    def __init__(self, text: str) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, compact=True, tab_behavior="focus")
        self.move_cursor(self.document.end)

    async def _on_key(self, event: Key) -> None:
        if not _passed_on(self, event):
            await super()._on_key(event)


def _passed_on(field: Input | TextArea, event: Key) -> bool:
    """Whether the key was not for the field: it ends the writing, or came after the end and goes to the screen.

    Textual would run a binding only after the key has travelled to the program and back, behind the keys that follow.
    """
    editor = field.query_ancestor(Editor)
    ends = {"escape": False, "f3": True, **({"enter": True} if isinstance(field, Input) else {})}
    if editor.writing is None:
        field.screen.post_message(Key(event.key, event.character))
    elif event.key in ends:
        editor.finish(goes_on=ends[event.key])
    elif event.key not in ("tab", "shift+tab"):  # they would leave the text open behind the keys of the form
        return False
    event.stop()
    event.prevent_default()
    return True
