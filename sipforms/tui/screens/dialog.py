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
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input

from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.tui.form_texts import keys_text
from sipforms.tui.screens.help import HelpScreen, keys_help
from sipforms.tui.screens.step import Step
from sipforms.tui.widgets.form_layout import wrapped
from sipforms.tui.widgets.picker import Choices, Picker
from sipforms.tui.widgets.secret import Secret
from sipforms.tui.widgets.text_line import TextLine
from sipforms.tui.widgets.tick import Tick

Result = TypeVar("Result")
ROOMY, MARGIN = 50, 2  # columns from which what stands below a field begins where the field does
LABELS, WIDEST_LABELS = 18, 30  # so wide that a hint still fits beside them at 80 columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing to type, or with ``choices`` to pick. ``hint`` stands in an empty field, dots in a secret one.

    With ``is_tick`` it is something to be or not to be, named by ``hint``; ticked its value is not empty. ``about`` is
    told below the field while one is in it; ``reads`` says below it how the program understands what is typed. What is
    ``offered`` is proposed behind the first letters of it; the arrow to the right takes it.
    """

    id: str
    label: str
    value: str = ""
    choices: Choices = ()
    hint: str = ""
    is_secret: bool = False
    is_tick: bool = False
    about: str = ""
    reads: Callable[[str], str] | None = None
    offered: tuple[str, ...] = ()


class Dialog(Step[Result | None], ModalScreen[Result | None]):
    """Fields one below the other. F2, and Enter in the last field, is done: ``save`` gets what stands in them."""

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("f2", "save", show=False),
        Binding("f1", "help", show=False),
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
        self._has_asked = self._has_told = False
        self._labels = max(LABELS, min(WIDEST_LABELS, 2 + max(cell_len(field.label) for field in fields)))
        self._complained: tuple[str, str] = ("", "")  # about which field, with what in it
        self._to_be_seen: tuple[Widget, TextLine] | None = None

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="dialog", can_focus=False):
            yield TextLine(Text(self._title, "bold", end=""), id="title")
            yield from self.above()
            for field in self._fields:
                with Horizontal(classes="field tick" if field.is_tick else "field"):
                    label = TextLine(field.label, classes="label")
                    label.styles.width = self._labels
                    yield label
                    yield _widget(field)
                yield TextLine(id=f"note-{field.id}", classes="note tick" if field.is_tick else "note")
            with Vertical(id="below"):
                yield TextLine(id="wrong")
                yield TextLine(id="dialog-keys")

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
        for field in self._fields:
            self._note(field)

    def show_field(self, id_: str, *, is_shown: bool) -> None:
        """Ask for it, or not."""
        for widget in (self.query_one(f"#{id_}").parent, self.query_one(f"#note-{id_}")):
            if isinstance(widget, Widget):
                widget.display = is_shown

    # --- what stands below a field ------------------------------------------------------------------------------

    def _note(self, field: Field) -> None:
        """What must be mended; else how it is understood; else what it is about, while one is in it."""
        note, typed = self.query_one(f"#note-{field.id}", TextLine), self.typed().get(field.id, "")
        if "wrong" in note.classes:
            return
        reads = field.reads(typed) if field.reads is not None and typed.strip() else ""
        is_here = self.focused is not None and self.focused.id == field.id
        self._say(note, reads or (field.about if is_here else ""))

    def _say(self, note: TextLine, sentence: str) -> TextLine:
        indent = self._labels if self._room >= ROOMY else MARGIN
        note.styles.padding = (0, 0, 0, indent)
        lines = wrapped(sentence, max(10, self._room - indent)) if sentence else ()
        note.styles.height = max(0 if note.has_class("tick") else 1, len(lines))
        note.show("\n".join(lines))
        return note

    @property
    def _room(self) -> int:
        """How many columns a line in the dialog has."""
        return self.query_one("#dialog").scrollable_content_region.width

    def on_resize(self) -> None:
        """In a narrow window labels give way to the fields; what stands below the fields is broken anew."""
        for label in self.query(".field .label"):
            label.styles.width = min(self._labels, max(MARGIN, self._room // 2))
        self.query_one("#dialog-keys", TextLine).show(keys_text(self._keys(), self._room))
        for field in self._fields:
            self._note(field)

    def on_descendant_focus(self) -> None:
        """Another field is being filled in."""
        self._forget_told()
        for field in self._fields:
            self._note(field)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed is read at once; what was wrong with it is not said any more."""
        self._forget_told()
        field = next((one for one in self._fields if one.id == event.input.id), None)
        if field is not None and self._complained != (field.id, event.value):
            self.query_one(f"#note-{field.id}").remove_class("wrong")
            self._note(field)

    def complain(self, field: str, sentence: str) -> None:
        """Say what must be mended below its field, and go there; without a field at the bottom."""
        self._forget_complaints()
        self.app.bell()
        place = next(iter(self.query(f"#{field}")), None) if field else None
        if place is None:
            self.say_below(sentence)
            return
        note = self.query_one(f"#note-{field}", TextLine)
        self._complained = (field, self.typed().get(field, ""))
        note.add_class("wrong")
        place.focus(scroll_visible=False)
        self._to_be_seen = (place, self._say(note, sentence))
        self.refresh(layout=True)
        self._bring_into_sight()

    def say_below(self, sentence: str) -> None:
        """Say something that is about no field, at the bottom."""
        line = self.query_one("#wrong", TextLine)
        lines = wrapped(sentence, max(10, self._room))
        line.styles.height, line.display = len(lines), bool(sentence)
        line.show("\n".join(lines))

    def tell(self, sentence: str) -> None:
        """Say something about a key or what was pasted, at the bottom, until something is done."""
        self.say_below(sentence)
        self._has_told = True

    def _forget_told(self) -> None:
        if self._has_told:
            self._has_told = False
            self.say_below("")

    def _forget_complaints(self) -> None:
        self._has_told = False
        self.query_one("#wrong", TextLine).display = False
        for field in self._fields:
            note = self.query_one(f"#note-{field.id}", TextLine)
            if note.has_class("wrong"):
                note.remove_class("wrong")
                self._note(field)

    def _bring_into_sight(self) -> None:
        """Scroll to the field, once the sentence below it has the room it takes: both are to be seen."""
        if self._to_be_seen is None:
            return
        place, note = self._to_be_seen
        if note.size.height == (note.styles.height.value if note.styles.height else 1):
            self._to_be_seen = None
            note.scroll_visible(animate=False, immediate=True)
            place.scroll_visible(animate=False, top=True, immediate=True)

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

    def action_help(self) -> None:
        """The keys of every dialog."""
        more = (
            ("Enter", N_("the next field; in the last one it is done")),
            ("F8", N_("hide everything on the screen")),
        )
        self.put(HelpScreen(keys_help((*self._keys(), *more))))

    def action_save(self) -> None:
        """Done: save what stands in the fields, or say what must be mended."""
        self._save_typed(self.typed())


def _widget(field: Field) -> Widget:
    """Where the field is filled in."""
    if field.is_tick:
        return Tick(field.hint, is_on=bool(field.value), id=field.id)
    if field.choices:
        return Picker(field.choices, field.value or None, id=field.id)
    if field.is_secret:
        return Secret(id=field.id, placeholder=field.hint)
    offered = SuggestFromList([plain(one) for one in field.offered], case_sensitive=False) if field.offered else None
    return Input(plain(field.value), field.hint, id=field.id, compact=True, suggester=offered)
