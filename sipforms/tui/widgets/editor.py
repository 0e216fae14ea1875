"""Where answers, notes and reasons are written: opened below the form, with what it is about above it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Click, Key, Paste, Resize
from textual.widgets import Input, TextArea

from sipforms.engine.ask.accept import LONGEST_TEXT
from sipforms.engine.paths import Path
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.tui.aids.aid import Aid
from sipforms.tui.widgets.form_layout import wrapped
from sipforms.tui.widgets.text_line import TextLine

LOW, LEFT, LEFT_IN_LOW, MOST_ROWS = 20, 16, 10, 14
"""Rows of the window that stay for the form and the lines around it, fewer in a low one; the most below a field."""
LEAST_OF_STORY, USUAL_OF_STORY = 3, 6
"""Rows of a text of several lines: in a low window, and in one of the usual size; a high one has a third of its own."""
BETWEEN = 3
"""Seconds between two times that a long text is kept while it is being written."""


class Purpose(StrEnum):
    """What is being written."""

    ANSWER = "answer"
    CHOICE = "choice"  # some of an answer, to find it in a list
    NOTE = "note"
    REASON = "reason"
    JUMP = "jump"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What the editor is opened for. ``text`` stands there already; ``is_long`` gives several lines.

    ``path`` is the place in the form that it is written for, wherever the cursor goes meanwhile. ``aid`` helps with it.
    """

    purpose: Purpose
    heading: str
    text: str = ""
    is_long: bool = False
    path: Path = ()
    about: str = ""  # the check that a reason is for
    aid: Aid = field(default_factory=Aid)


class Telling(Protocol):
    """The screen that the editor is on."""

    def tell(self, sentence: str) -> None: ...


Taken = Callable[[Writing, str, bool], bool]
"""What is done with a text: what it was written for, the text, whether to go on; false: not yet, write on."""


class Editor(Vertical):
    """One field, or one text of several lines. Enter (F3 in a long text) is done and goes on, Escape done and stays.

    ``changed`` is called when it has opened and when it has closed, ``keep_on`` now and then with a long text.
    Keys that arrive before the field is there go into it, and keys that arrive when it is done go on to the screen: so
    nothing is lost however fast somebody types.
    """

    def __init__(
        self,
        taken: Taken,
        changed: Callable[[], None] = lambda: None,
        keep_on: Callable[[Writing, str], None] = lambda _writing, _text: None,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self.writing: Writing | None = None
        self._taken, self._changed, self._keep_on = taken, changed, keep_on

    def on_mount(self) -> None:
        self.set_interval(BETWEEN, self.keep_on)

    def compose(self) -> ComposeResult:
        yield TextLine(id="heading")
        yield TextLine(id="reads")
        yield TextLine(id="beneath")

    async def open(self, writing: Writing) -> None:
        """Open for writing this."""
        await self.query("Input, TextArea").remove()
        self.writing = writing
        text = plain(writing.text)
        field = _Story(text) if writing.is_long else _Field(text)
        self.add_class("open")
        self._show()
        await self.mount(field, after="#heading")
        self._soon_in(field)
        self._changed()

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

    def put(self, text: str) -> None:
        """Put this into a field of one line, in the place of what stands there."""
        if isinstance(self._field, Input):
            self._field.value = text
            self._field.cursor_position = len(text)
        self._show()

    def finish(self, *, goes_on: bool, key: str = "enter") -> None:
        """Done writing; close unless the text has to be mended first."""
        if self.writing is not None and self._taken(self.writing, self.writing.aid.handed(key, self.text), goes_on):
            self.give_up()

    def keep_on(self) -> None:
        """Keep what is written so far of a long text."""
        if self.writing is not None and self.writing.is_long:
            self._keep_on(self.writing, self.text)

    def give_up(self) -> None:
        """Close without anything being done with the text."""
        self.writing = None
        self.remove_class("open")
        self.screen.set_focus(self.screen.query_one(f"{self.screen.AUTO_FOCUS}"))
        self._changed()

    @property
    def keys(self) -> list[tuple[str, str]]:
        """The keys that matter while something is written."""
        if self.writing is None:
            return []
        if self.writing.purpose is Purpose.CHOICE:
            return self.writing.aid.keys()
        done = "F3" if self.writing.is_long else "Enter"
        return [(done, _("done")), *self.writing.aid.keys(), ("Esc", _("stay here"))]

    def told(self, sentence: str, count: int) -> None:
        """Say something about what was pasted, until something else is to be said."""
        cast("Telling", self.screen).tell(sentence.format(count=count, most=LONGEST_TEXT))

    # --- what helps ---------------------------------------------------------------------------------------------

    def helped(self, key: str) -> bool:
        """Give a key to what helps with the field; true when it had a use for it."""
        put = self.writing.aid.pressed(key, self.text) if self.writing is not None else None
        if put is None:
            return False
        self.put(put)
        return True

    def on_input_changed(self, _event: Input.Changed) -> None:
        self._show()

    def on_text_area_changed(self, _event: TextArea.Changed) -> None:
        self._show()

    def on_resize(self, _event: Resize) -> None:
        self._show()

    def on_click(self, event: Click) -> None:
        """A click on what is shown below the field."""
        beneath = self.query_one("#beneath", TextLine)
        at = event.get_content_offset(beneath) if event.widget is beneath else None
        put = self.writing.aid.pointed(at.y, at.x, self.text) if at is not None and self.writing is not None else None
        if put is None or self.writing is None:
            return
        event.stop()
        self.put(put)
        if self.writing.purpose is Purpose.CHOICE:
            self.finish(goes_on=True)

    def _show(self) -> None:
        """Show what it is about, what is understood of it, and what helps."""
        writing = self.writing
        if writing is None:
            return
        width = max(10, self.screen.size.width - 2)
        self._line("heading", Text("\n".join(wrapped(writing.heading, width)[:2]), end=""))
        said = writing.aid.reads(self.text)
        words = "\n".join(wrapped(said.words, width)[:2]) if said.words else ""
        self._line("reads", Text(words, end=""))
        self.query_one("#reads").set_class(not said.is_right, "wrong")
        if isinstance(self._field, TextArea):
            self._field.styles.height = self._rows_of_story
        self._line("beneath", writing.aid.drawn(self.text, width, self._rows_beneath) or Text(end=""))

    @property
    def _rows_of_story(self) -> int:
        height = self.screen.size.height
        return LEAST_OF_STORY if height < LOW else max(USUAL_OF_STORY, height // 3)

    @property
    def _rows_beneath(self) -> int:
        height = self.screen.size.height
        return max(1, min(MOST_ROWS, height - (LEFT if height >= LOW else LEFT_IN_LOW)))

    def _line(self, name: str, text: Text) -> None:
        line = self.query_one(f"#{name}", TextLine)
        line.display = bool(text.plain)
        if text.plain:
            line.styles.height = text.plain.count("\n") + 1
            line.show(text)


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
        pasted = _pasted(self, event)
        if pasted is not None:
            self.replace(" ".join(pasted.split()), *self.selection)


class _Story(TextArea):
    def __init__(self, text: str) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, compact=True, tab_behavior="focus")
        self.move_cursor(self.document.end)

    async def _on_paste(self, event: Paste) -> None:
        """What commands a terminal is no text; what is longer than any text that can be kept is not begun on."""
        event.stop()
        event.prevent_default()
        pasted = _pasted(self, event)
        if pasted is not None and not self.read_only and (put := self._replace_via_keyboard(pasted, *self.selection)):
            self.move_cursor(put.end_location)

    async def _on_key(self, event: Key) -> None:
        if not _passed_on(self, event):
            await super()._on_key(event)


def _pasted(field: Input | TextArea, event: Paste) -> str | None:
    """What was pasted without signs that no text has; nothing where it is far too long. Both are told."""
    editor, text = field.query_ancestor(Editor), plain(event.text)
    if len(text) > LONGEST_TEXT:
        editor.told(
            _("What you pasted is {count} characters long, and there is room for {most}: nothing was put in."),
            len(text),
        )
        return None
    lost = len(event.text.replace("\r\n", "\n")) - len(text)
    if lost:
        editor.told(
            ngettext(
                "{count} sign that is no letter and cannot be shown was left out of what you pasted.",
                "{count} signs that are no letters and cannot be shown were left out of what you pasted.",
                lost,
            ),
            lost,
        )
    return text


def _passed_on(field: Input | TextArea, event: Key) -> bool:
    """Whether the key was not for the field: it ends the writing, or came after the end and goes to the screen.

    Textual would run a binding only after the key has travelled to the program and back, behind the keys that follow.
    """
    editor = field.query_ancestor(Editor)
    ends = {"escape": False, "f3": True, **({"enter": True} if isinstance(field, Input) else {})}
    if editor.writing is None:
        field.screen.post_message(Key(event.key, event.character))
    elif event.key in ends:
        editor.finish(goes_on=ends[event.key], key=event.key)
    elif not editor.helped(event.key) and event.key not in ("tab", "shift+tab"):
        return False  # those two would leave the text open behind the keys of the form
    event.stop()
    event.prevent_default()
    return True
