"""The talk sheet: one page that is read together with the citizen, who keeps it. There is no name or number on it."""

from collections.abc import Callable
from typing import Protocol, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from sipforms.plugins.sections.talk_sheet import TalkSheet
from sipforms.render import page
from sipforms.render.charts.glyphs import Glyphs
from sipforms.render.language import _
from sipforms.render.sheet_text import sheet_text
from sipforms.tui.screens.page import Page

MARGIN = 4  # cells beside the sheet: its padding, its scrollbar and one free
LEAST = 36


class Dressed(Protocol):
    """The program as far as signs are concerned."""

    glyphs: Glyphs


class TalkSheetScreen(Page[None]):
    """The sheet, scrolled with the arrows. The top line says nobody's code: the citizen looks on."""

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("w,W", "write", show=False),
        Binding("down", "scroll(1)", show=False, priority=True),
        Binding("up", "scroll(-1)", show=False, priority=True),
        Binding("pagedown,space", "turn(1)", show=False, priority=True),
        Binding("pageup", "turn(-1)", show=False, priority=True),
    ]

    def __init__(self, sheet: TalkSheet, write: Callable[[Page[None]], None] | None = None) -> None:
        """``write`` asks where the sheet is to be written as a page; nothing where it may not be."""
        super().__init__()
        self._sheet, self._write = sheet, write

    def middle(self) -> ComposeResult:
        with VerticalScroll(id="view", can_focus=False):
            yield Static(id="text", markup=False)

    def top(self) -> tuple[str, str]:
        return _("Talk sheet"), ""

    def keys(self) -> list[tuple[str, str]]:
        write = [("W", _("to a file"))] if self._write is not None else []
        return [("F8", _("hide")), ("PgDn", _("scroll")), *write, ("Esc", _("back"))]

    def on_mount(self) -> None:
        self._fill()

    def on_resize(self) -> None:  # type: ignore[override]
        self._fill()

    def _fill(self) -> None:
        glyphs = cast("Dressed", self.app).glyphs
        width = max(LEAST, self.size.width - MARGIN)
        self.query_one("#text", Static).update(sheet_text(self._sheet, page.Page(width=width, glyphs=glyphs)))
        self.draw()

    def action_scroll(self, lines: int) -> None:
        """Scroll by a line."""
        self.query_one("#view").scroll_relative(y=lines, animate=False)

    def action_turn(self, pages: int) -> None:
        """Scroll by what is seen."""
        view = self.query_one("#view")
        view.scroll_relative(y=pages * max(1, view.size.height - 1), animate=False)

    def action_write(self) -> None:
        """Ask where the page for a printer is to be."""
        if self._write is not None:
            self._write(self)

    def action_leave(self) -> None:
        """Back to the result."""
        self.leave()
