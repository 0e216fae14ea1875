"""The form: one grid, the lines around it, and the editor below. It decides nothing itself; the model does."""

from collections.abc import Callable
from functools import cached_property

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key

from sipforms.actions.fill import Filling, put_aside, with_draft
from sipforms.actions.form.keeping import Keeper, Kept
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.options import ANSWERED_WITH_KEYS
from sipforms.actions.form.outcome import Nothing, Outcome, Wanted
from sipforms.engine.paths import Path
from sipforms.engine.programme import Kind
from sipforms.engine.response import Response
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.store.failures import StoreError
from sipforms.tui.due_words import way_words
from sipforms.tui.form_texts import (
    choice_list,
    in_lines,
    key_line,
    last_words,
    note_words,
    said_aloud,
    scale_line,
    top_line,
)
from sipforms.tui.keys import sign
from sipforms.tui.said import fault_said, said
from sipforms.tui.screens.help import HelpScreen, form_help
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.review import ReviewScreen
from sipforms.tui.widgets.editor import Editor, Purpose, Writing
from sipforms.tui.widgets.form_grid import FormGrid
from sipforms.tui.widgets.text_line import TextLine
from sipforms.tui.written import as_value, as_written, how_to_write

LOW = 18  # rows below which the scale's words and the sentence to say give way


class FormScreen(Page[Response | None]):
    """One draft being filled in. Every change is on the disk before the screen says that it is saved."""

    AUTO_FOCUS = "FormGrid"
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("f1", "help", show=False),
        Binding("f2", "review", show=False),
        Binding("f6", "last", show=False),
    ]

    def __init__(self, filling: Filling, who: str, floor: int = 0) -> None:
        super().__init__()
        self._filling, self._who = filling, who
        self._kept = Kept()
        self._unfinished: dict[Path, str] = {}
        self.model = FormModel(filling.draft, floor)
        self._moves: dict[str, Callable[[], Outcome]] = {
            "up": lambda: self.model.down(-1),
            "down": lambda: self.model.down(1),
            "left": lambda: self.model.step(-1),
            "right": lambda: self.model.step(1),
            "pageup": lambda: self.model.next_area(-1),
            "pagedown": lambda: self.model.next_area(1),
            "home": lambda: self.model.go(()),
            "end": lambda: self.model.go(self.model.outline.stops[-1] if self.model.outline.stops else ()),
            "backspace": self.model.undo,
            "delete": self._delete,
            "insert": self.model.add_row,
        }

    def middle(self) -> ComposeResult:
        yield TextLine(id="scale")
        yield FormGrid(self.model, id="grid")
        yield TextLine(id="say")
        yield TextLine(id="choices")
        yield Editor(self._written, id="editor")

    @cached_property
    def keeper(self) -> Keeper:
        """What keeps the changes of this draft."""
        return Keeper(self.workplace, self._filling)

    @property
    def filling(self) -> Filling:
        """The filling with the answers as they are now."""
        return with_draft(self._filling, self.model.draft)

    @property
    def grid(self) -> FormGrid:
        """The grid of the form."""
        return self.query_one(FormGrid)

    @property
    def _what(self) -> str:
        situation = self.model.draft.form.situation
        how = way_words(self._filling.programme, situation.mode, situation.informant)
        title = self._filling.questionnaire.headed(situation.informant, situation.variant).title
        return " · ".join(part for part in (title, how) if part)

    # --- keys ---------------------------------------------------------------------------------------------------

    async def on_key(self, event: Key) -> None:
        """Keys that the grid has let through; those pressed while the editor was opening go on to it."""
        editor = self.query_one(Editor)
        if editor.writing is not None:
            editor.take(event)
            return
        pressed, move = sign(event), self._moves.get(event.key)
        if move is not None:
            self.take(move())
        elif event.key == "enter":
            await self._enter()
        elif pressed is not None:
            await self._sign(pressed, is_decimal=event.key == "decimal")
        else:
            return
        event.stop()
        event.prevent_default()

    async def _sign(self, pressed: str, *, is_decimal: bool) -> None:
        match pressed:
            case "+" | "n":
                self.take(self.model.next_empty())
            case "*" | "k":
                await self._write_note()
            case "g":
                await self._open(Writing(purpose=Purpose.JUMP, heading=_("Go to the question with the number")))
            case "?":
                self.action_help()
            case "=":
                self.take(self.model.offered())
            case _:
                await self._answer(pressed, is_decimal=is_decimal)

    async def _answer(self, pressed: str, *, is_decimal: bool) -> None:
        outcome = self.model.press(pressed)
        if is_decimal and outcome.nothing is Nothing.NO_SUCH_KEY:  # a Danish number pad has a comma there
            outcome = self.model.press(",")
        if outcome.wanted is Wanted.TYPING:
            await self._write_answer(pressed)
        else:
            self.take(outcome)

    async def _enter(self) -> None:
        cell, line = self.model.cell, self.model.line
        if cell is not None and cell.question.kind not in ANSWERED_WITH_KEYS:
            await self._write_answer()
        elif line is not None and line.rows is not None and line.path == line.rows.path:
            self.take(self.model.add_row())
        else:
            self.take(self.model.step(1))

    def _delete(self) -> Outcome:
        on_row = self.model.line is not None and self.model.line.rows is not None
        return self.model.remove_row() if on_row else self.model.clear()

    # --- what changed -------------------------------------------------------------------------------------------

    def take(self, outcome: Outcome) -> None:
        """Keep what changed, then show it."""
        if outcome.entry is not None:
            self._kept = self.keeper.keep([outcome.entry])
        grid = self.grid
        grid.show(outcome)
        grid.mark_unsafe(self._kept.unsafe)
        self.draw()
        self.tell(self._fault() or said(outcome))
        if outcome.nothing is not None:
            self.app.bell()

    def tell(self, sentence: str) -> None:
        """Say something in the status line until the next key; else the note and last time's answer stand there."""
        super().tell(sentence or " · ".join(part for part in (note_words(self.model), last_words(self.model)) if part))

    def on_form_grid_pointed(self, event: FormGrid.Pointed) -> None:
        self.take(self.model.go(event.path))
        if event.key is not None:
            self.take(self.model.press(event.key))

    def _fault(self) -> str:
        if self._kept.fault is None:
            return ""
        return _("Not saved. {why} The answers stay here and are tried again.").format(why=fault_said(self._kept.fault))

    def draw(self) -> None:
        """Draw the lines around the grid; a low window keeps its rows for the questions."""
        width = self.size.width
        self.set_class(self.size.height < LOW, "low")
        lines: dict[str, str | Text] = {
            "top": top_line(self._who, self._what, self.model.progress(), self._kept, width),
            "scale": scale_line(self.model, width),
            "say": in_lines(said_aloud(self.model), width - 2, 2),
            "keys": key_line(self.model, width),
        }
        for name, text in lines.items():
            self.query_one(f"#{name}", TextLine).show(text)
        self._draw_choices()

    def _draw_choices(self) -> None:
        panel = self.query_one("#choices", TextLine)
        listed = choice_list(self.model, self.size.width - 2, max(2, self.size.height // 3))
        panel.display = listed is not None
        if listed is not None:
            panel.styles.height = listed.plain.count("\n") + 1
            panel.show(listed)

    # --- writing ------------------------------------------------------------------------------------------------

    async def _write_answer(self, begun: str = "") -> None:
        cell, line = self.model.cell, self.model.line
        if cell is None or line is None:
            return
        kept = as_written(cell.question, self.model.draft.answers.get(cell.path))
        heading = f"{plain(line.title)} ({how_to_write(cell.question)})"
        is_long = cell.question.kind is Kind.LONG_TEXT
        text = begun or self._unfinished.get(cell.path, kept)
        await self._open(Writing(purpose=Purpose.ANSWER, heading=heading, text=text, is_long=is_long))

    async def _write_note(self) -> None:
        line = self.model.line
        if line is not None:
            heading = _("Note to {title}. F3 done").format(title=plain(line.title))
            await self._open(Writing(purpose=Purpose.NOTE, heading=heading, text=self._note, is_long=True))

    @property
    def _note(self) -> str:
        line = self.model.line
        return self.model.draft.notes.get(line.path, "") if line else ""

    async def _open(self, writing: Writing) -> None:
        await self.query_one(Editor).open(writing)

    def _written(self, writing: Writing, text: str, goes_on: bool) -> bool:  # noqa: FBT001 - as the editor calls it
        """Somebody is done writing: keep it, or say why it cannot be kept and lose nothing."""
        match writing.purpose:
            case Purpose.ANSWER:
                return self._written_answer(text, goes_on=goes_on)
            case Purpose.JUMP if goes_on and text.strip():
                self.take(self.model.jump(text))
            case Purpose.NOTE if text != plain(self._note):
                self.take(self.model.note(text))
        return True

    def _written_answer(self, text: str, *, goes_on: bool) -> bool:
        cell = self.model.cell
        if cell is None:
            return True
        was = plain(as_written(cell.question, self.model.draft.answers.get(cell.path)))
        if text == was or not text.strip():
            outcome = self.model.clear() if was and text != was else self.model.step(1) if goes_on else Outcome()
            self._unfinished.pop(cell.path, None)
            self.take(outcome)
            return True
        outcome = self.model.answer(as_value(cell.question, text))
        if outcome.nothing is None:
            self._unfinished.pop(cell.path, None)
            if not goes_on:
                self.model.go(cell.path)
            self.take(outcome)
            return True
        self._unfinished[cell.path] = text
        self.take(outcome)
        return not goes_on

    # --- leaving ------------------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Help to the question, its answers, and the keys."""
        self.put(HelpScreen(form_help(self.model)))

    def action_last(self) -> None:
        """Show last time's answer, where the programme allows it."""
        self.take(self.model.show_last())

    def action_review(self) -> None:
        """Go on to what is left to mend, and to handing in."""
        self._kept = self.keeper.keep()
        self.take(Outcome())
        if not self._kept.waiting:
            self.put(ReviewScreen(self._filling, self.model, self.keeper, self._who), self._reviewed)

    def _reviewed(self, found: Response | Path | None) -> None:
        if isinstance(found, Response):
            self.leave(found)
        else:
            self.take(self.model.go(found) if found else Outcome())

    def action_leave(self) -> None:
        """Put the draft aside; everything is kept already, or tried once more now."""
        self._kept = self.keeper.keep()
        try:
            put_aside(self.workplace, self._filling)
        except StoreError as fault:
            self.tell(fault_said(fault))
        self.leave()
