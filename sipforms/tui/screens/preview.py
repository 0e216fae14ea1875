"""A programme being written: its real form beside what is wrong with it, read again after each save."""

from dataclasses import replace
from functools import cached_property
from typing import cast

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical
from textual.events import Key
from textual.geometry import Size

from sipforms.actions.fill import Filling
from sipforms.actions.form.keeping import Keeper
from sipforms.actions.preview.look import Look
from sipforms.actions.preview.needed import Needed
from sipforms.actions.preview.pointing import place_of, spot_at
from sipforms.actions.preview.session import Preview
from sipforms.actions.preview.stage import CODE, Stage
from sipforms.actions.preview.unkept import Unkept
from sipforms.actions.preview.view import View
from sipforms.engine.paths import Path
from sipforms.engine.response import Response
from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import _
from sipforms.store.casefile import open_case
from sipforms.tui.blank_pages import write_blank
from sipforms.tui.form_texts import keys_text
from sipforms.tui.preview_texts import (
    KEYS_OF_PREVIEW,
    columns_words,
    nothing_wrong,
    preview_keys,
    preview_line,
    state_line,
)
from sipforms.tui.screens.citizen_view import CitizenViewScreen
from sipforms.tui.screens.form import FormScreen
from sipforms.tui.screens.help import HelpPage, help_to_form, keys_help
from sipforms.tui.screens.page import Opened
from sipforms.tui.screens.preview_choice import PreviewChoice
from sipforms.tui.screens.result import ResultScreen
from sipforms.tui.screens.watched import Watching
from sipforms.tui.widgets.editor import Editor
from sipforms.tui.widgets.form_grid import FormGrid
from sipforms.tui.widgets.problem_list import ProblemList, shown
from sipforms.tui.widgets.text_line import TextLine

WIDTHS = (80, 120, 0)  # columns of the form; 0: as many as the window has
LEAST_BESIDE = 36  # columns for the problems beside the form; with fewer they come below it
OWN_LINES = 3  # above and below the form


class PreviewScreen(FormScreen):
    """The form is staff's own screen, only narrower than the window where that is wanted. Nothing is kept."""

    BINDINGS = [
        Binding("f3", "choose", show=False),
        Binding("ctrl+w", "width", show=False),
        Binding("ctrl+b", "blank", show=False),
        Binding("f5", "read_again", show=False),
        Binding("f7", "somebody", show=False),
        Binding("tab,shift+tab", "problems", show=False, priority=True),
    ]

    def __init__(self, preview: Preview, stage: Stage) -> None:
        super().__init__(stage.filling, CODE, stage.floor)
        self.preview, self._stage = preview, stage
        self._wanted, self._is_open = WIDTHS[0], False
        self._waiting: Look | None = None
        self._needed: Needed | None = None

    def compose(self) -> ComposeResult:
        yield TextLine(id="shown")
        with Container(id="both"):
            with Vertical(id="paper"):
                yield from super().compose()
            with Vertical(id="beside"):
                yield ProblemList(id="problems")
                yield TextLine(id="written")
        yield TextLine(id="state")
        yield TextLine(id="preview-keys")

    @property
    def banner(self) -> str:
        return ""

    @cached_property
    def keeper(self) -> Keeper:
        """Keeps nothing."""
        return Unkept(self._stage.workplace, self._filling)

    # --- room ---------------------------------------------------------------------------------------------------

    @property
    def room(self) -> Size:
        return Size(self._columns, max(1, self.size.height - OWN_LINES - (0 if self._is_beside else self._below)))

    @property
    def _columns(self) -> int:
        return min(self._wanted or self.size.width, self.size.width)

    @property
    def _is_beside(self) -> bool:
        return self.size.width - self._columns >= LEAST_BESIDE

    @property
    def _below(self) -> int:
        """Rows for the problems below the form."""
        return max(4, min(14, (self.size.height - OWN_LINES) * 2 // 5)) if self._is_open else 0

    def _arrange(self) -> None:
        """Give the form its columns, and the problems their place beside it or below."""
        paper, beside = self.query_one("#paper"), self.query_one("#beside")
        self.query_one("#both").set_class(not self._is_beside, "under")
        paper.styles.width = self._columns
        beside.display = self._is_beside or self._is_open
        beside.styles.height = "1fr" if self._is_beside else self._below

    # --- drawing ------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        cast("Opened", self.app).workplace = self._stage.workplace
        self._fill()

    def draw(self) -> None:
        """Draw the lines of the form, and those around it."""
        self._arrange()
        super().draw()
        width, programme = self.size.width, self._filling.programme
        columns = columns_words(self._wanted, self._columns)
        lines: dict[str, str | Text] = {
            "shown": preview_line(programme, self.preview.view, self.preview.seed, columns, width),
            "state": state_line(self.preview.look, self._takes(), width),
            "preview-keys": keys_text(preview_keys(width >= 100), width),
            "written": " " + self._written(),
        }
        for name, text in lines.items():
            self.query_one(f"#{name}", TextLine).show(text)

    def _takes(self) -> Needed | None:
        """What answering takes; worked out once for each form."""
        if self._needed is None:
            self._needed = self.preview.needed(self._filling.questionnaire.id)
        return self._needed

    def _written(self) -> str:
        """Where the question at the cursor is written."""
        good, cursor = self.preview.look.good, self.model.cursor
        place = place_of(good.bundle, self._filling.questionnaire.id, cursor) if good and cursor else None
        return f"{ALL.cursor} {shown(place).rpartition('/')[2]}" if place else ""

    def _fill(self) -> None:
        look = self.preview.look
        self.query_one(ProblemList).fill(look.problems, look.bundle, nothing_wrong(look))

    # --- another form -------------------------------------------------------------------------------------------

    def news(self, seen: Look) -> None:
        """The files were read: show what they say now, or later when this screen is in front again."""
        if not self.is_current and not isinstance(self.app.screen, CitizenViewScreen):
            self._waiting = seen
            return
        if self.preview.take(seen, self.model.draft):
            self._show_stage()
        self._fill()
        self.draw()

    def on_screen_resume(self) -> None:
        """Show what was read while another screen was in front."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.news(waiting)

    def turn(self, view: View) -> None:
        """Show something else of the programme."""
        self.preview.turn(view, self.model.draft)
        self._show_stage()

    def _show_stage(self) -> None:
        stage = self.preview.stage
        if stage is not None:
            self._stage, self._needed = stage, None
            cast("Opened", self.app).workplace = stage.workplace
            self.change_to(stage.filling, stage.floor)

    # --- keys ---------------------------------------------------------------------------------------------------

    async def on_key(self, event: Key) -> None:
        """The form's keys are for the form; in the list of problems they mean nothing."""
        if isinstance(self.focused, ProblemList):
            event.prevent_default()
            if event.key == "escape":
                event.stop()
                self.action_leave()
        elif event.key == "f3" and not self.writer.is_writing:  # what is shown is chosen here; F3 still ends a text
            event.stop()
            event.prevent_default()
            self.action_choose()

    def action_choose(self) -> None:
        """Choose what is shown."""
        if self.writer.finish():
            self.put(PreviewChoice(self))

    def action_width(self) -> None:
        """The next width of the form."""
        self._wanted = WIDTHS[(WIDTHS.index(self._wanted) + 1) % len(WIDTHS)]
        self.draw()
        self.tell("")
        if self._columns < self._wanted:
            self.tell(
                _("The window has {given} columns; make it wider to see the form at {wanted}.").format(
                    given=self._columns, wanted=self._wanted
                )
            )

    def action_blank(self) -> None:
        """Write the form as it is shown as a page, to be filled in by hand."""
        if self.writer.finish():
            situation = replace(self.model.draft.form.situation, mode=None)
            write_blank(self, self._filling.programme, self._filling.questionnaire, situation)

    async def action_read_again(self) -> None:
        """Read the files now."""
        await cast("Watching", self.app).look_again()

    def action_somebody(self) -> None:
        """Answer as the next invented person."""
        self.query_one(Editor).give_up()
        self.preview.answer_as_somebody()
        self._show_stage()

    def clear(self) -> None:
        """Begin the form anew."""
        self.preview.clear()
        self._show_stage()

    def action_problems(self) -> None:
        """To the problems, and back to the form."""
        self.writer.finish()
        is_there = isinstance(self.focused, ProblemList)
        self._is_open = not is_there
        self._arrange()
        self.draw()
        self.set_focus(self.query_one(FormGrid) if is_there else self.query_one(ProblemList))
        self.grid.follow()

    def on_problem_list_chosen(self, event: ProblemList.Chosen) -> None:
        """Go to the question that a problem is about, in its own questionnaire."""
        look = self.preview.look
        spot = spot_at(event.problem.place, look.bundle, look.good.bundle if look.good else None)
        if spot is None or spot.questionnaire not in self._filling.programme.questionnaires:
            self.tell(_("This is not about a question of the form."))
            return
        if spot.questionnaire != self._filling.questionnaire.id:
            self.turn(replace(self.preview.view, questionnaire=spot.questionnaire))
        self._go_near(spot.path)

    def _go_near(self, path: Path) -> None:
        """Go to a question, or to what is left of the way there when it is not asked now."""
        while path and not any(stop[: len(path)] == path for stop in self.model.outline.stops):
            path = path[:-1]
        if path:
            self.take(self.model.go(path))
        self.set_focus(self.query_one(FormGrid))

    def action_help(self) -> None:
        """Help to the question, the keys of the form, and those of the preview."""
        own = HelpPage(title=_("The preview"), text=lambda _width: keys_help(KEYS_OF_PREVIEW))
        self.put(help_to_form(self.model, self.form_keys.keymap, own))

    # --- leaving ------------------------------------------------------------------------------------------------

    def _reviewed(self, found: Response | Filling | Path | None) -> None:
        if isinstance(found, Response):
            file = open_case(self.workplace.store, self._filling.case)
            self.put(ResultScreen(file, found), lambda _nothing: self.turn(self.preview.view))
        else:
            super()._reviewed(found)

    def would_lose(self) -> str:
        """Nothing: nothing is kept here."""
        return ""

    def action_leave(self) -> None:
        """From the problems back to the form; from the form out, when asked twice."""
        if isinstance(self.focused, ProblemList):
            self.action_problems()
        elif not self._warns("", _("Esc once more leaves the preview.")):
            cast("Watching", self.app).leave_preview()
