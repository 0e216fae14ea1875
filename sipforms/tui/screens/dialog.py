"""A few fields in front of the screen they belong to. Leaving with something typed asks for a second Escape."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.tui.form_texts import keys_text
from sipforms.tui.screens.step import Step
from sipforms.tui.widgets.form_layout import wrapped
from sipforms.tui.widgets.picker import Choices, Picker
from sipforms.tui.widgets.secret import Secret
from sipforms.tui.widgets.text_line import TextLine
from sipforms.tui.widgets.tick import Tick

Result = TypeVar("Result")
LEAST_LINES = 2  # kept free for what must be mended
LABELS, WIDEST_LABELS = 18, 30  # so wide that a hint still fits beside them at 80 columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing to type, or with ``choices`` to pick. ``hint`` stands in an empty field, dots in a secret one.

    With ``is_tick`` it is something to be or not to be, named by ``hint``; ticked its value is not empty.
    """

    id: str
    label: str
    value: str = ""
    choices: Choices = ()
    hint: str = ""
    is_secret: bool = False
    is_tick: bool = False


class Dialog(Step[Result | None], ModalScreen[Result | None]):
    """Fields one below the other. F2, and Enter in the last field, is done: ``save`` gets what stands in them."""

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("f2", "save", show=False),
        Binding("down,tab", "app.focus_next", show=False, priority=True),
        Binding("up,shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("enter", "forward", show=False, priority=True),
        Binding("enter", "next", show=False),
    ]
    # Moving on has priority, or what is typed next by somebody fast would still stand in the field before: a name
    # behind the code. Saving has not, since it must come after everything typed.

    def __init__(self, title: str, fields: tuple[Field, ...], save: Callable[[Mapping[str, str]], None]) -> None:
        super().__init__()
        self._title, self._fields, self._save_typed = title, fields, save
        self._has_asked = False
        self._to_be_seen: Widget | None = None
        self._lines = LEAST_LINES

    def compose(self) -> ComposeResult:
        labels = max(LABELS, min(WIDEST_LABELS, 2 + max(cell_len(field.label) for field in self._fields)))
        with VerticalScroll(id="dialog", can_focus=False):
            yield TextLine(Text(self._title, "bold", end=""), id="title")
            yield from self.above()
            for field in self._fields:
                with Horizontal(classes="field tick" if field.is_tick else "field"):
                    label = TextLine(field.label, classes="label")
                    label.styles.width = labels
                    yield label
                    if field.is_tick:
                        yield Tick(field.hint, is_on=bool(field.value), id=field.id)
                    elif field.choices:
                        yield Picker(field.choices, field.value or None, id=field.id)
                    elif field.is_secret:
                        yield Secret(id=field.id, placeholder=field.hint)
                    else:
                        yield Input(plain(field.value), field.hint, id=field.id, compact=True)
            with Vertical(id="below"):
                yield TextLine(id="wrong")
                yield TextLine(keys_text(self._keys(), 60))

    def above(self) -> ComposeResult:
        """What stands between the title and the fields."""
        yield from ()

    def _keys(self) -> list[tuple[str, str]]:
        picked = any(len(one.choices) > 1 for one in self._fields)
        choose = [("← →", _("choose"))] if picked else []
        ticks = [(_("space"), _("tick"))] if any(one.is_tick for one in self._fields) else []
        return [("F2", _("save")), ("↑↓", _("field")), *choose, *ticks, ("Esc", _("leave"))]

    def typed(self) -> Mapping[str, str]:
        """What stands in every field; nothing chosen is the empty text."""
        held = {one.id or "": one.value for one in self.query(Input)}
        return {**held, **{one.id or "": one.value or "" for one in self.query(Picker)}}

    def on_mount(self) -> None:
        """See to it that a field to be mended is in sight in every size."""
        self.screen_layout_refresh_signal.subscribe(self, lambda _screen: self._bring_into_sight())

    def complain(self, field: str, sentence: str) -> None:
        """Say what must be mended, and go there."""
        line = self.query_one("#wrong", TextLine)
        self._lines = max(LEAST_LINES, len(wrapped(sentence, max(10, line.size.width))))
        line.styles.height = self._lines
        line.show(sentence)
        self.app.bell()
        for one in self.query(f"#{field}") if field else ():
            one.focus(scroll_visible=False)
            self._to_be_seen = one
        self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        """Scroll to the field, once the sentence below has the room it takes.

        Before that there is less to scroll, and the field would end up behind the sentence.
        """
        field = self._to_be_seen
        if field is not None and self.query_one("#wrong").size.height == self._lines:
            self._to_be_seen = None
            field.scroll_visible(animate=False, top=True, immediate=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """From the last field nothing leads forward."""
        if action == "forward":
            return not self._is_at_the_end
        return super().check_action(action, parameters)

    @property
    def _is_at_the_end(self) -> bool:
        places = [one for one in self.focus_chain if isinstance(one, Input | Picker)]
        return not places or self.focused is places[-1]

    def action_forward(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_next(self) -> None:
        """Go to the next field; from the last one save."""
        if self._is_at_the_end:
            self.action_save()
        else:
            self.focus_next()

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        self.action_next()

    @property
    def _is_changed(self) -> bool:
        typed = self.typed()
        return any(typed[one.id] != plain(one.value) for one in self._fields if not one.choices)

    def would_lose(self) -> str:
        """What was typed and is not saved."""
        return _("What is written in the fields is not saved.") if self._is_changed else ""

    def action_leave(self) -> None:
        """Leave without saving; with something typed only when asked twice."""
        if self._is_changed and not self._has_asked:
            self._has_asked = True
            self.complain("", _("This is not saved. F2 saves it, Escape once more leaves it."))
        else:
            self.leave()

    def action_save(self) -> None:
        """Done: save what stands in the fields, or say what must be mended."""
        self._save_typed(self.typed())
