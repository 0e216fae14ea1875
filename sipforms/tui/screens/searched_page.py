"""A page for looking after the facility whose list is long enough to be searched."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from sipforms.tui.screens.admin_page import AdminPage, Found, Result
from sipforms.tui.widgets.listing import Listing


class SearchedPage(AdminPage[Found, Result]):
    """``/`` opens the field; the list follows what is typed, and Escape shows everything again."""

    BINDINGS = [Binding("slash,divide", "search", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self.found: Found | None = None

    def middle(self) -> ComposeResult:
        yield Input(id="search", compact=True, placeholder=self.search_hint())
        yield from super().middle()

    def search_hint(self) -> str:
        """What can be searched for."""
        return ""

    def is_searched(self, *cells: str) -> bool:
        """Whether a line with these cells holds every word that was typed."""
        line = " ".join(cells).casefold()
        return all(word in line for word in self.query_one("#search", Input).value.casefold().split())

    @property
    def is_searching(self) -> bool:
        """Whether something is searched for."""
        return bool(self.query_one("#search", Input).value.strip())

    def action_search(self) -> None:
        """Type what is looked for."""
        field = self.query_one("#search", Input)
        field.add_class("shown")
        field.focus()

    def on_input_changed(self, _event: Input.Changed) -> None:
        if self.found is not None:
            self.shown(self.found)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        self.query_one(Listing).focus()

    def action_leave(self) -> None:
        """End the search, or go back."""
        field = self.query_one("#search", Input)
        if field.has_class("shown"):
            field.value = ""
            field.remove_class("shown")
            self.query_one(Listing).focus()
        else:
            self.leave()
