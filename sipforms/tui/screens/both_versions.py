"""A colleague corrected the same response meanwhile: both corrections side by side, and a person chooses."""

from collections.abc import Iterator
from enum import StrEnum

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding

from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.response_words import happening_words
from sipforms.render.version_text import Differing, differing
from sipforms.tui.form_texts import in_lines
from sipforms.tui.screens.page import Page
from sipforms.tui.tables import columns
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine


class Chosen(StrEnum):
    """Which of the two is to be the newest version. Both stay readable where mine is chosen."""

    MINE = "mine"
    THEIRS = "theirs"


class BothVersionsScreen(Page[Chosen | None]):
    """Ends with what was chosen, or with nothing when the person goes back to the form to look again."""

    AUTO_FOCUS = "Listing"
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("f2", "mine", show=False),
        Binding("t,T", "theirs", show=False),
        Binding("f1,question_mark", "app.help", show=False),
    ]

    def __init__(self, programme: Programme, theirs: Response, mine: Response, who: str) -> None:
        super().__init__()
        self._programme, self._theirs, self._mine, self._who = programme, theirs, mine, who
        self._has_warned = False

    def middle(self) -> ComposeResult:
        yield TextLine(id="others")
        yield Listing()
        yield TextLine(id="detail")

    def top(self) -> tuple[str, str]:
        title = self._programme.questionnaires[self._mine.questionnaire].title
        return " · ".join((_("Corrected twice"), plain(self._who), plain(title))), ""

    def keys(self) -> list[tuple[str, str]]:
        return [("F8", _("hide")), ("F2", _("mine on top")), ("T", _("keep theirs")), ("Esc", _("back to the form"))]

    def on_mount(self) -> None:
        said = _("A colleague was first: {happening}").format(happening=happening_words(self._theirs))
        self.query_one("#others", TextLine).update(said)
        self.query_one(Listing).fill(tuple(self._entries()))
        self._detail()
        self.draw()

    def _entries(self) -> Iterator[Entry]:
        yield Entry(drawn=lambda width: columns((_("Question"), _("Theirs"), _("Mine")), _widths(width), width))
        found = differing(self._programme, self._theirs, self._mine)
        for one in found:
            cells = tuple(part.replace("\n", " ") for part in (one.question, one.one, one.other))
            yield Entry(
                drawn=lambda width, cells=cells: columns(cells, _widths(width), width),  # type: ignore[misc]
                chosen=one,
            )
        if not found:
            yield Entry(drawn=lambda _width: Text(_("Both say the same."), end=""))

    def on_listing_reached(self, _event: Listing.Reached) -> None:
        self._has_warned = False
        self._detail()

    def _detail(self) -> None:
        marked = self.query_one(Listing).chosen
        words = f"{marked.question}: {marked.one} / {marked.other}" if isinstance(marked, Differing) else ""
        self.query_one("#detail", TextLine).show(in_lines(words, self.size.width - 2, 2))

    def action_mine(self) -> None:
        """My correction becomes the newest version; theirs stays behind it."""
        self.leave(Chosen.MINE)

    def action_theirs(self) -> None:
        """Theirs stays the newest version and my correction is thrown away, when asked twice."""
        if not self._has_warned:
            self._has_warned = True
            self.tell(_("Your correction is thrown away. T once more keeps theirs."))
            self.app.bell()
            return
        self.leave(Chosen.THEIRS)

    def action_leave(self) -> None:
        """Back to the form, with nothing chosen."""
        self.leave()


def _widths(width: int) -> tuple[int, int, int]:
    each = max(8, width // 4)
    return 0, each, each
