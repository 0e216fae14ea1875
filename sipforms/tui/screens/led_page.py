"""What the screens about a facility's figures have in common: reading beside the keys, one thing at a time."""

import asyncio
from collections.abc import Callable
from typing import Protocol, TypeVar, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from sipforms.render import page as paper
from sipforms.render.charts.glyphs import Glyphs
from sipforms.render.charts.inks import Inks
from sipforms.render.language import _
from sipforms.store.failures import StoreError
from sipforms.tui.screens.page import Page
from sipforms.tui.sight import READING
from sipforms.tui.widgets.text_line import TextLine

Made = TypeVar("Made")
Result = TypeVar("Result")
MARGIN, LEAST = 4, 36


class Dressed(Protocol):
    """The program as far as pictures are concerned."""

    glyphs: Glyphs
    inks: Inks


class LedPage(Page[Result]):
    """A page of figures; F5 and the like work elsewhere, and what comes of it is shown when it is there."""

    BINDINGS = [Binding("escape", "leave", show=False)]
    _is_working = False
    _waiting: Callable[[], None] | None = None

    @property
    def paper(self) -> paper.Page:
        """What texts are drawn on: as wide as the screen has room for."""
        dressed = cast("Dressed", self.app)
        width = max(LEAST, self.room.width - MARGIN)
        return paper.Page(width=width, glyphs=dressed.glyphs, inks=dressed.inks)

    def refuse(self, sentence: str) -> None:
        """Say why something is not done."""
        self.tell(sentence)
        self.app.bell()

    def work(self, make: Callable[[], Made], done: Callable[[Made], None], *, waits: bool = False) -> None:
        """Do something elsewhere, one thing at a time; ``done`` gets what came of it.

        What is asked for meanwhile is not done, unless it ``waits``: then it is the next, in place of what waited.
        """
        if self._is_working:
            self._waiting = (lambda: self.work(make, done)) if waits else self._waiting
            return
        self._is_working = True
        self.tell(_("One moment ..."))
        self.run_worker(self._work(make, done), group=READING)

    async def _work(self, make: Callable[[], Made], done: Callable[[Made], None]) -> None:
        try:
            made = await asyncio.to_thread(make)
        except StoreError as fault:
            self._is_working = False
            self.tell_fault(fault)
        else:
            self._is_working = False
            self.tell("")
            done(made)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def action_leave(self) -> None:
        """One step back."""
        self.leave()


class ReadPage(LedPage[None]):
    """A page with one long text, scrolled with the arrows."""

    BINDINGS = [
        Binding("down", "scroll_text(1)", show=False, priority=True),
        Binding("up", "scroll_text(-1)", show=False, priority=True),
        Binding("pagedown,space", "page_text(1)", show=False, priority=True),
        Binding("pageup", "page_text(-1)", show=False, priority=True),
        Binding("home", "end_text(-1)", show=False, priority=True),
        Binding("end", "end_text(1)", show=False, priority=True),
    ]

    def middle(self) -> ComposeResult:
        yield TextLine(id="views")
        with VerticalScroll(id="view", can_focus=False):
            yield Static(id="text", markup=False)

    def show_text(self, text: Text) -> None:
        """The text, where it has been scrolled to."""
        self.query_one("#text", Static).update(text)

    def to_top(self) -> None:
        """Show the text from its first line."""
        self.query_one("#view").scroll_home(animate=False)

    def on_screen_resume(self) -> None:
        """Coming back: what lies below a dialog may have been drawn at another size."""
        self.draw()

    def action_scroll_text(self, step: int) -> None:
        """A line up or down."""
        self.query_one("#view").scroll_relative(y=step, animate=False)

    def action_page_text(self, step: int) -> None:
        """A screenful up or down."""
        view = self.query_one("#view")
        view.scroll_relative(y=step * max(1, view.size.height - 1), animate=False)

    def action_end_text(self, step: int) -> None:
        """To the first line or the last."""
        view = self.query_one("#view")
        if step < 0:
            view.scroll_home(animate=False)
        else:
            view.scroll_end(animate=False)
