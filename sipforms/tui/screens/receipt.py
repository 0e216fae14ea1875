"""The receipt of an erasing: it names no person, and says what is still to be done about backups."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from sipforms.render.language import _
from sipforms.tui.screens.page import Page


class ReceiptScreen(Page[None]):
    """Shown once; what it says stands in the access log, too."""

    BINDINGS = [Binding("enter,escape", "leave", show=False)]

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__()
        self._lines = lines

    def middle(self) -> ComposeResult:
        with VerticalScroll(id="receipt"):
            yield Static("\n".join(self._lines), classes="told", markup=False)
            yield Static(
                _("Write down what is still to be done. That it was erased stands in the access log."),
                classes="told",
                markup=False,
            )

    def top(self) -> tuple[str, str]:
        return _("Receipt"), ""

    def keys(self) -> list[tuple[str, str]]:
        return [("F8", _("hide")), ("Enter", _("read it")), ("Esc", _("back"))]

    def action_leave(self) -> None:
        """Back."""
        self.leave()
