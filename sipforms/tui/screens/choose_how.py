"""How a round is answered and by whom, asked before the first question."""

from collections.abc import Callable

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key

from sipforms.actions.fill import Way, ways
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.tui.due_words import way_words
from sipforms.tui.keys import sign
from sipforms.tui.screens.page import Page
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine


class ChooseHowScreen(Page[Way | None]):
    """Every way that the questionnaire knows; the one used last time is marked first."""

    AUTO_FOCUS = "Listing"
    BINDINGS = [Binding("escape", "leave", show=False)]

    def __init__(self, programme: Programme, questionnaire: Questionnaire, who: str, before: Way | None) -> None:
        super().__init__()
        self._programme, self._questionnaire, self._who, self._before = programme, questionnaire, who, before

    def middle(self) -> ComposeResult:
        yield TextLine(Text(" " + _("How is it answered, and by whom?"), "bold", end=""), classes="question")
        yield TextLine(f" {plain(self._questionnaire.description or '')}", id="about")
        yield Listing()

    def top(self) -> tuple[str, str]:
        return f"{plain(self._who)} · {plain(self._questionnaire.title)}", ""

    def keys(self) -> list[tuple[str, str]]:
        return [("F8", _("hide")), ("Enter", _("begin")), ("Esc", _("back"))]

    def on_mount(self) -> None:
        offered = ways(self._programme, self._questionnaire)
        entries = tuple(
            Entry(drawn=self._drawn(number, way), chosen=way) for number, way in enumerate(offered, start=1)
        )
        self.query_one(Listing).fill(entries, self._before if self._before in offered else offered[0])
        if self._before in offered:
            self.tell(_("Last time: {answer}").format(answer=self._named(self._before)))

    def on_key(self, event: Key) -> None:
        """Choose by number."""
        offered = ways(self._programme, self._questionnaire)
        pressed = sign(event) or ""
        if pressed.isdecimal() and 1 <= int(pressed) <= len(offered):
            event.stop()
            self.leave(offered[int(pressed) - 1])

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        if isinstance(event.chosen, Way):
            self.leave(event.chosen)

    def action_leave(self) -> None:
        """Back, without beginning."""
        self.leave()

    def _drawn(self, number: int, way: Way) -> Callable[[int], Text]:
        return lambda _width: Text(f"{number}  {self._named(way)}", end="")

    def _named(self, way: Way | None) -> str:
        return way_words(self._programme, way.mode, way.informant) if way else ""
