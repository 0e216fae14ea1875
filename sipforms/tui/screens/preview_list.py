"""Choosing between several programmes below one folder."""

from collections.abc import Callable
from pathlib import Path

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding

from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.tui.screens.page import Page
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine


class PreviewListScreen(Page[None]):
    """One line for each folder; ``chosen`` is called with the one to preview."""

    AUTO_FOCUS = "Listing"
    BINDINGS = [Binding("escape", "app.quit", show=False)]

    def __init__(self, folders: tuple[Path, ...], chosen: Callable[[Path], None]) -> None:
        super().__init__()
        self._folders, self._chosen = folders, chosen

    @property
    def banner(self) -> str:
        return ""

    def middle(self) -> ComposeResult:
        yield TextLine(Text(" " + _("Which programme do you want to see?"), "bold", end=""), classes="question")
        yield Listing()

    def top(self) -> tuple[str, str]:
        count = len(self._folders)
        return _("Preview"), ngettext("{count} programme", "{count} programmes", count).format(count=count)

    def keys(self) -> list[tuple[str, str]]:
        return [("↑↓", _("move")), ("Enter", _("open")), ("Esc", _("leave"))]

    def on_mount(self) -> None:
        self.query_one(Listing).fill(tuple(Entry(drawn=_drawn(one), chosen=one) for one in self._folders))

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        if isinstance(event.chosen, Path):
            self._chosen(event.chosen)


def _drawn(folder: Path) -> Callable[[int], Text]:
    return lambda _width: Text(f"{plain(folder.name)}  {plain(str(folder.parent))}", end="")
