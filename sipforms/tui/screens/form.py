"""The form: one grid, the lines around it, and the editor below. It decides nothing itself; the model does."""

from collections.abc import Iterable
from functools import cached_property
from time import monotonic
from typing import cast

from rich.text import Text
from textual.app import ComposeResult
from textual.events import Key
from textual.timer import Timer

from sipforms.actions.fill import Filling, discard, put_aside, with_draft
from sipforms.actions.form.keeping import SIGN_OF_LIFE, Keeper, Kept
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.moves import nearest
from sipforms.actions.form.outcome import Outcome
from sipforms.actions.preferences import Preferences
from sipforms.engine.ask.draft import Entry
from sipforms.engine.paths import Path
from sipforms.engine.response import Response
from sipforms.render.due_words import way_words
from sipforms.render.from_paper import paper_words
from sipforms.render.in_use import as_well_words
from sipforms.render.language import _
from sipforms.render.said import damage_told, fault_said, said
from sipforms.render.wording import answer_line
from sipforms.store.failures import StoreError
from sipforms.store.lease import Watch
from sipforms.tui.choice_list import choice_list
from sipforms.tui.choices_app import ChoicesApp
from sipforms.tui.commands import Command
from sipforms.tui.form_keys import FormKeys
from sipforms.tui.form_texts import (
    carried_words,
    key_line,
    last_words,
    note_words,
    scale_line,
    scale_words,
    top_line,
)
from sipforms.tui.form_writer import FormWriter
from sipforms.tui.introduction import SAID, said_where_it_stands
from sipforms.tui.looked_into import LookedInto
from sipforms.tui.screens.help import help_to_form
from sipforms.tui.screens.review import ReviewScreen
from sipforms.tui.widgets.editor import Editor
from sipforms.tui.widgets.form_grid import FormGrid
from sipforms.tui.widgets.form_layout import wrapped
from sipforms.tui.widgets.text_line import TextLine

PAUSE = 5  # seconds before answers that could not be kept are tried again
LOW = 18  # rows below which the scale's words and the sentence to say give way


class FormScreen(LookedInto[Response | None]):
    """One draft being filled in. Every change is on the disk before the screen says that it is saved."""

    AUTO_FOCUS = "FormGrid"

    def __init__(self, filling: Filling, who: str, floor: int = 0) -> None:
        super().__init__()
        self._filling, self._who, self._floor = filling, who, floor
        self._kept = Kept()
        self._warned, self._shows_last = "", True
        self._again: Timer | None = None
        self._watch = Watch(ticking=monotonic)
        self.model = FormModel(filling.draft, floor, answer_line)
        self.writer = self._new_writer()
        self.form_keys = FormKeys(self)

    def middle(self) -> ComposeResult:
        yield TextLine(id="scale")
        yield FormGrid(self.model, self.worked_out, id="grid")
        yield TextLine(id="say")
        yield TextLine(id="choices")
        yield TextLine(id="offer")
        taken = lambda *written: self.writer.written(*written)  # noqa: E731, PLW0108 - the writer may change
        keep_on = lambda *writing: self.writer.keep_on(*writing)  # noqa: E731, PLW0108 - as above
        yield Editor(taken, self._begun_or_done, keep_on, id="editor")

    def on_mount(self) -> None:
        self._again = self.set_interval(PAUSE, self.try_again, pause=True)
        self.set_interval(SIGN_OF_LIFE.total_seconds(), self.show_presence)
        if self._filling.left_out:
            self.call_after_refresh(self.tell, damage_told(self._filling.left_out))
        self.preferred(cast("ChoicesApp", self.app).preferences)

    @cached_property
    def keeper(self) -> Keeper:
        """What keeps the changes of this draft."""
        return Keeper(self.workplace, self._filling)

    @property
    def filling(self) -> Filling:
        """The filling with the answers as they are now."""
        return with_draft(self._filling, self.model.draft)

    def change_to(self, filling: Filling, floor: int) -> None:
        """Show another draft in the place of this one, with the cursor on the same question or the nearest above it."""
        before = self.model
        self._filling, self._floor = filling, floor
        self.model = FormModel(filling.draft, floor, answer_line)
        self.__dict__.pop("keeper", None)
        self.model.cursor = nearest(before.outline, self.model.outline, before.cursor)
        editor = self.query_one(Editor)
        if editor.writing is not None and editor.writing.path not in ((), *self.model.outline.stops):
            editor.give_up()
        self.writer = self._new_writer()
        self.grid.change_to(self.model)
        self.forget_citizen_side()
        self.form_keys.forget()
        self.take(Outcome())

    def _new_writer(self) -> FormWriter:
        self.model.shows_last = self._shows_last
        now = lambda: self.workplace.now()  # noqa: E731, PLW0108 - there is no workplace before there is a program
        return FormWriter(self.model, self.take, lambda: self.query_one(Editor), now)

    @property
    def grid(self) -> FormGrid:
        """The grid of the form."""
        return self.query_one(FormGrid)

    @property
    def _what(self) -> str:
        situation = self.model.draft.form.situation
        how = way_words(self._filling.programme, situation.mode, situation.informant)
        title = self._filling.questionnaire.headed(situation.informant, situation.variant).title
        corrects = _("correction") if self.model.draft.header.corrects else ""
        paper = paper_words(self._filling)
        return " · ".join(part for part in (corrects, self.citizen_screen_said, paper, title, how) if part)

    # --- keys ---------------------------------------------------------------------------------------------------

    async def on_key(self, event: Key) -> None:
        """Keys that the grid has let through; those pressed while the editor was opening go on to it."""
        if self.form_keys.does(event) not in ("leave", "review"):
            self._warned = ""
        if self.writer.is_writing:
            is_done = self.query_one(Editor).take(event) or await self.form_keys.press_while_writing(event)
        else:
            is_done = await self.form_keys.press(event)
        if is_done:
            event.stop()
            event.prevent_default()

    def commands(self) -> Iterable[Command]:
        """What can be done on the form besides answering and moving about."""
        return self.form_keys.commands()

    # --- what changed -------------------------------------------------------------------------------------------

    def take(self, outcome: Outcome) -> None:
        """Keep what changed, then show it."""
        self._keep([outcome.entry] if outcome.entry is not None else [])
        self.grid.show(outcome)
        self.draw()
        self.tell(self._fault() or said(outcome))
        if outcome.nothing is not None:
            self.app.bell()
        self.citizen_changed()

    def _keep(self, entries: Iterable[Entry] = ()) -> None:
        self._kept = self.keeper.keep(entries)
        self.grid.mark_unsafe(self._kept.unsafe | self.writer.all_refused)
        if self._again is not None:
            (self._again.resume if self._kept.waiting else self._again.pause)()

    def try_again(self) -> None:
        """Keep what waits, without any key."""
        self._keep()
        self.draw()
        self.tell(self._fault())

    def show_presence(self) -> None:
        """Show colleagues that it is open here; where the disk knows no locks, one may have it open as well."""
        others = self._watch.living(self.keeper.show_presence())
        if others:
            self.tell(as_well_words(others[0], self.workplace.now()))

    def tell(self, sentence: str) -> None:
        """Say something in the status line until the next key; else the note and last time's answer stand there."""
        beside = (note_words(self.model), carried_words(self.model), last_words(self.model))
        super().tell(sentence or " · ".join(part for part in beside if part))

    def on_form_grid_pointed(self, event: FormGrid.Pointed) -> None:
        """Go to what was clicked, once what is being written is done."""
        self._warned = ""
        if not self.writer.finish():
            return
        self.take(self.model.go(event.path))
        if event.key is not None:
            self.take(self.model.press(event.key))

    def _fault(self) -> str:
        if self._kept.fault is None:
            return ""
        return _("Not saved. {why} The answers stay here and are tried again.").format(why=fault_said(self._kept.fault))

    def draw(self) -> None:
        """Draw the lines around the grid; a low window keeps its rows for the questions."""
        width = self.room.width
        self.set_class(self.room.height < LOW, "low")
        self.set_class(self.grid.is_single, "single")
        lines: dict[str, str | Text] = {
            "top": top_line((self._who, self._what), self.model.progress(), self._kept, width, self.signed_in),
            "scale": scale_line(self.model, width),
            "say": said_where_it_stands(self.model, width - 2),
            "keys": key_line(self.model, width, self.query_one(Editor).keys, self.form_keys.keymap),
        }
        self.query_one("#say").styles.height = max(SAID, str(lines["say"]).count("\n") + 1)
        for name, text in lines.items():
            self.query_one(f"#{name}", TextLine).show(text)
        self._draw_choices()
        self._draw_offer()

    def _begun_or_done(self) -> None:
        """Something is written now, or no more: what was told before is over, and other keys matter."""
        if self.writer.is_writing:
            self.tell("")
        self.draw()

    def _draw_offer(self) -> None:
        """That many answers at once can be taken back at once, until somebody has looked."""
        line, offer = self.query_one("#offer", TextLine), self.form_keys.offer
        line.display = bool(offer)
        if offer:
            lines = wrapped(offer, max(10, self.room.width - 2))
            line.styles.height = len(lines)
            line.show("\n".join(f" {one}" for one in lines))

    def _draw_choices(self) -> None:
        """The answers to choose from: a list, or the words of a scale that the line above has no room for."""
        panel, width = self.query_one("#choices", TextLine), self.room.width
        listed = choice_list(self.model, width - 2, max(2, self.room.height // 3))
        if listed is None and self.room.height >= LOW and (words := scale_words(self.model, width)):
            listed = Text(words, no_wrap=True, end="")
        if self.grid.has_room or self.writer.is_writing:
            listed = None
        panel.display = listed is not None
        if listed is not None:
            panel.styles.height = listed.plain.count("\n") + 1
            panel.show(listed)

    def preferred(self, preferences: Preferences) -> None:
        """Stand as closely or as airily as somebody likes it."""
        self.grid.spacing = preferences.spacing
        self.model.shows_last = self._shows_last = preferences.last_time != "never"
        self.citizen_prefers(preferences)
        self.draw()

    # --- leaving ------------------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Help to the question, its answers, and the keys."""
        self.put(help_to_form(self.model, self.form_keys.keymap))

    def action_review(self) -> None:
        """Go on to what is left to mend, and to handing in; with a refused text only when asked twice."""
        if not self.writer.finish():
            return
        self.take(Outcome())
        refused = self._refused_text()
        if refused and self._warns(refused, _("F2 once more goes on without it.")):
            return
        if not self._kept.waiting:
            self.put(ReviewScreen(self._filling, self.model, self.keeper, self._who), self._reviewed)

    def _reviewed(self, found: Response | Filling | Path | None) -> None:
        if isinstance(found, Response):
            self.leave(found)
        elif isinstance(found, Filling):
            self.change_to(found, len(found.draft.undoable) if found.is_second else 0)
            if found.is_second and self.model.outline.stops:
                self.take(self.model.go(self.model.outline.stops[0]))
            again = _("Key the paper once more, from its first question. What was keyed before is put aside.")
            self.tell(again if found.is_second else _("The two forms are one now. F2 goes on to handing in."))
        else:
            self.take(self.model.go(found) if found else Outcome())

    def would_lose(self) -> str:
        """Answers that cannot be kept, or a text that was refused."""
        self.writer.finish()
        self.finish_for_citizen()
        self._keep()
        self.draw()
        fault = self._kept.fault
        if fault is not None:
            return _("Not saved. {why} What waits is lost when you leave.").format(why=fault_said(fault))
        if self.writer.is_writing:
            return _("What is being written is too long and is not kept.")
        return self._refused_text()

    def _refused_text(self) -> str:
        """The first text that was refused and is not mended, with the cursor on its question; nothing without any."""
        path = self.writer.refused
        if path is None:
            return ""
        self.take(self.model.go(path))
        number = self.model.outline.line(path).number
        return _("What was written at {number} cannot be the answer and is not kept.").format(number=number)

    def _warns(self, why: str, way: str) -> bool:
        """Tell why not and which key does it all the same; false when that was told just now."""
        if self._warned == way:
            return False
        self._warned = way
        self.tell(f"{why} {way}")
        self.app.bell()
        return True

    def action_leave(self) -> None:
        """Put the draft aside; one without a change is thrown away. What cannot be kept holds the person back once."""
        lost = self.would_lose()
        if lost and self._warns(lost, _("Esc once more leaves.")):
            return
        self.park()
        self.leave()

    def park(self) -> None:
        """Put the draft aside, or throw it away where nothing was changed."""
        try:
            if len(self.model.draft.undoable) > self._floor:
                put_aside(self.workplace, self._filling)
            else:  # somebody only looked, perhaps at the wrong form: it must not stand in the way of another
                discard(self.workplace, self._filling.id)
        except StoreError as fault:
            self.tell(fault_said(fault))
