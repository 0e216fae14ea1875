"""Where answers, notes and reasons are written: opened below the form, with what it is about above it."""

from dataclasses import dataclass
from enum import StrEnum

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, TextArea

from sipforms.tui.widgets.text_line import TextLine


class Purpose(StrEnum):
    """What is being written."""

    ANSWER = "answer"
    NOTE = "note"
    REASON = "reason"
    JUMP = "jump"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What the editor is opened for. ``text`` stands there already; ``is_long`` gives several lines."""

    purpose: Purpose
    heading: str
    text: str = ""
    is_long: bool = False
    about: str = ""  # the check that a reason is for


class Editor(Vertical):
    """One field, or one text of several lines. Enter (F3 in a long text) is done and goes on, Escape done and stays."""

    BINDINGS = [Binding("escape", "leave", show=False), Binding("f3", "done", show=False)]

    class Written(Message):
        """Somebody is done writing; ``goes_on`` when the next question is wanted."""

        def __init__(self, writing: Writing, text: str, *, goes_on: bool) -> None:
            super().__init__()
            self.writing, self.text, self.goes_on = writing, text, goes_on

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.writing: Writing | None = None

    def compose(self) -> ComposeResult:
        yield TextLine(id="heading")

    async def open(self, writing: Writing) -> None:
        """Open for writing this."""
        await self.query("Input, TextArea").remove()
        self.writing = writing
        self.query_one("#heading", TextLine).show(Text(writing.heading, no_wrap=True, overflow="ellipsis"))
        field = _long(writing.text) if writing.is_long else _short(writing.text)
        self.add_class("open")
        await self.mount(field)
        field.focus()

    async def close(self) -> None:
        """Close; whoever opened it sets the focus."""
        self.writing = None
        self.remove_class("open")
        await self.query("Input, TextArea").remove()

    def type(self, letter: str) -> None:
        """Take a letter that was pressed while the editor was still opening."""
        field = self._field
        if isinstance(field, Input):
            field.insert_text_at_cursor(letter)
        elif isinstance(field, TextArea):
            field.insert(letter)

    @property
    def _field(self) -> Input | TextArea | None:
        for field in self.query("Input, TextArea"):
            if isinstance(field, Input | TextArea):
                return field
        return None

    @property
    def text(self) -> str:
        """What is written now."""
        field = self._field
        return field.value if isinstance(field, Input) else field.text if isinstance(field, TextArea) else ""

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_done()

    def action_done(self) -> None:
        self._say(goes_on=True)

    def action_leave(self) -> None:
        self._say(goes_on=False)

    def _say(self, *, goes_on: bool) -> None:
        if self.writing is not None:
            self.post_message(self.Written(self.writing, self.text, goes_on=goes_on))


def _short(text: str) -> Input:
    return Input(text, select_on_focus=False, compact=True)


def _long(text: str) -> TextArea:
    area = TextArea(text, soft_wrap=True, show_line_numbers=False, compact=True, tab_behavior="focus")
    area.move_cursor(area.document.end)
    return area
