"""A programme that has no form yet: what is wrong with it, until a save mends it."""

from typing import cast

from textual.app import ComposeResult
from textual.binding import Binding

from sipforms.actions.preview.look import Look
from sipforms.actions.preview.session import Preview
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.tallies import tally_words
from sipforms.tui.preview_texts import nothing_wrong
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.preview import PreviewScreen
from sipforms.tui.screens.watched import Watching
from sipforms.tui.widgets.problem_list import ProblemList


class PreviewAloneScreen(Page[None]):
    """Gives way to the form as soon as there is one."""

    AUTO_FOCUS = "ProblemList"
    BINDINGS = [Binding("escape", "leave", show=False), Binding("f5", "read_again", show=False)]

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self.preview = preview
        self._waiting: Look | None = None

    @property
    def banner(self) -> str:
        return ""

    def middle(self) -> ComposeResult:
        yield ProblemList(id="problems")

    def top(self) -> tuple[str, str]:
        return f"{_('Preview')} · {plain(self.preview.folder.name)}", tally_words(self.preview.look.problems)

    def keys(self) -> list[tuple[str, str]]:
        return [("↑↓", _("move")), ("F5", _("read again")), ("Esc", _("leave"))]

    def on_mount(self) -> None:
        self._fill()

    def news(self, seen: Look) -> None:
        """The files were read: show the form, or what is still wrong; later when this screen is in front again."""
        if self.app.screen is not self:  # what hides everything is a screen in front, and this one still current
            self._waiting = seen
            return
        self.preview.take(seen, None)
        if self.preview.stage is not None:
            self.app.call_later(self.app.switch_screen, PreviewScreen(self.preview, self.preview.stage))
        else:
            self._fill()
            self.draw()

    def on_screen_resume(self) -> None:
        """Show what was read while another screen was in front."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.news(waiting)

    def _fill(self) -> None:
        look = self.preview.look
        self.query_one(ProblemList).fill(look.problems, look.bundle, nothing_wrong(look))
        self.tell(_("The form appears here when no error is left."))

    async def action_read_again(self) -> None:
        """Read the files now."""
        await cast("Watching", self.app).look_again()

    def action_leave(self) -> None:
        """Out, or back to the list."""
        cast("Watching", self.app).leave_preview()
