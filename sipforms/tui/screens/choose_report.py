"""Which of the programme's reports about a citizen is shown, where it has several."""

from collections.abc import Callable

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key

from sipforms.engine.programme import ReportDefinition
from sipforms.render.audience_words import audience_words
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.tui.keys import sign
from sipforms.tui.screens.page import Page
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine


class ChooseReportScreen(Page[str | None]):
    """One line for each report, the one that is shown marked; gives the id of the chosen one."""

    AUTO_FOCUS = "Listing"
    BINDINGS = [Binding("escape", "leave", show=False)]

    def __init__(self, who: str, offered: tuple[ReportDefinition, ...], shown: str) -> None:
        super().__init__()
        self._who, self._offered, self._shown = who, offered, shown

    def middle(self) -> ComposeResult:
        yield TextLine(Text(" " + _("Which report do you want to see?"), "bold", end=""), classes="question")
        yield Listing()

    def top(self) -> tuple[str, str]:
        return plain(self._who), ""

    def keys(self) -> list[tuple[str, str]]:
        return [("F8", _("hide")), ("Enter", _("show")), ("Esc", _("back"))]

    def on_mount(self) -> None:
        entries = (Entry(drawn=_drawn(number, one), chosen=one.id) for number, one in enumerate(self._offered, start=1))
        self.query_one(Listing).fill(tuple(entries), self._shown)
        self.call_after_refresh(self._tell_audience, self._shown)

    def on_listing_reached(self, event: Listing.Reached) -> None:
        event.stop()
        self._tell_audience(event.chosen)

    def _tell_audience(self, marked: object) -> None:
        """Who may read the marked one: what one of them may not see is left out of it."""
        found = next((one for one in self._offered if one.id == marked), None)
        self.tell("" if found is None else audience_words(found.audience))

    def on_key(self, event: Key) -> None:
        """Choose by number."""
        pressed = sign(event) or ""
        if pressed.isdecimal() and 1 <= int(pressed) <= len(self._offered):
            event.stop()
            self.leave(self._offered[int(pressed) - 1].id)

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        if isinstance(event.chosen, str):
            self.leave(event.chosen)

    def action_leave(self) -> None:
        """Back, without another report."""
        self.leave()


def _drawn(number: int, one: ReportDefinition) -> Callable[[int], Text]:
    return lambda _width: Text(f"{number}  {plain(one.title)}", end="")
