"""A text of several lines in front of the screen that it belongs to: what the panel says, and what is decided."""

from collections.abc import Callable

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from sipforms.actions.audits import LONGEST
from sipforms.engine.ask.personal_numbers import holds_personal_number
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.render.said import fault_said
from sipforms.store.failures import StoreError
from sipforms.tui.form_texts import keys_text
from sipforms.tui.screens.help import HelpScreen, keys_help
from sipforms.tui.screens.step import Step
from sipforms.tui.widgets.form_layout import wrapped
from sipforms.tui.widgets.text_line import TextLine

KEYS_WHILE_WRITING = (
    ("F2", N_("save")),
    ("Enter", N_("a new line")),
    ("Esc", N_("leave; with something written only when asked twice")),
    ("F8", N_("hide everything on the screen")),
)


class WriteDialog(Step[str | None], ModalScreen[str | None]):
    """Ends with the text when ``save`` has kept it, with nothing when it was left."""

    AUTO_FOCUS = "TextArea"
    BINDINGS = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("f2", "save", show=False, priority=True),
        Binding("f1", "help", show=False),
    ]

    def __init__(
        self, title: str, save: Callable[[str], object], text: str = "", *, may_be_empty: bool = False
    ) -> None:
        super().__init__()
        self._title, self._save_text, self._before, self._may_be_empty = title, save, plain(text), may_be_empty
        self._has_asked = False
        self._warned_of = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="writing"):
            yield Static(Text(self._title, "bold", end=""), id="title", markup=False)
            yield TextArea(self._before, tab_behavior="focus")
            yield TextLine(_("Write nothing that shows who somebody is."), classes="note", id="note")
            yield TextLine(id="wrong")
            yield TextLine(id="dialog-keys")

    def on_mount(self) -> None:
        self._draw()
        field = self.query_one(TextArea)
        field.move_cursor(field.document.end)

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        keys = [("F2", _("save")), ("Enter", _("new line")), ("Esc", _("leave")), ("F8", _("hide"))]
        self.query_one("#dialog-keys", TextLine).show(keys_text(keys, self._room))

    @property
    def _room(self) -> int:
        return max(20, self.query_one("#dialog").scrollable_content_region.width)

    @property
    def _text(self) -> str:
        return self.query_one(TextArea).text.strip()

    def tell(self, sentence: str) -> None:
        """Say something below the text."""
        line = self.query_one("#wrong", TextLine)
        lines = wrapped(sentence, self._room) if sentence else ()
        line.styles.height, line.display = len(lines), bool(lines)
        line.show("\n".join(lines))

    def on_text_area_changed(self) -> None:
        """Something else is written: what was wrong with it is not said any more."""
        self._has_asked = False
        self.tell("")

    def would_lose(self) -> str:
        """What was written and is not saved."""
        return _("What is written is not saved.") if self._text != self._before.strip() else ""

    def action_leave(self) -> None:
        """Leave without saving; with something written only when asked twice."""
        if self.would_lose() and not self._has_asked:
            self._has_asked = True
            self.tell(_("This is not saved. F2 saves it, Escape once more leaves it."))
            self.app.bell()
        else:
            self.leave()

    def action_help(self) -> None:
        """The keys while writing."""
        self.put(HelpScreen(keys_help(KEYS_WHILE_WRITING)))

    def action_save(self) -> None:
        """Keep the text, or say what stands in the way."""
        text = self._text
        wrong = self._wrong(text)
        if not wrong:
            try:
                self._save_text(text)
            except StoreError as fault:
                wrong = fault_said(fault)
        if wrong:
            self.tell(wrong)
            self.app.bell()
        else:
            self.leave(text)

    def _wrong(self, text: str) -> str:
        if not text and not self._may_be_empty:
            return _("Nothing is written yet. Escape leaves without it.")
        if len(text) > LONGEST:
            return _("That is {count} characters; there is room for {most}. Make it shorter.").format(
                count=len(text), most=LONGEST
            )
        if holds_personal_number(text) and text != self._warned_of:
            self._warned_of = text
            return _("That looks like a CPR number. Take it out; F2 once more keeps it.")
        return ""
