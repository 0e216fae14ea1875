"""Drafts that nobody has touched for longer than drafts are kept; a person throws them away, one by one."""

from collections.abc import Callable

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding

from sipforms.actions.fill import discard
from sipforms.actions.old_drafts import OldDraft, Proposal, kept_for, old_drafts
from sipforms.render.due_words import title_of, way_words
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.plain import plain
from sipforms.store.failures import StoreError
from sipforms.tui.screens.page import Page
from sipforms.tui.tables import columns
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

CODE, COUNT, LAST = 14, 6, 12


def old_drafts_words(proposal: Proposal) -> str:
    """That there are old drafts, and how to see them."""
    return ngettext(
        "{count} draft is older than {days} days. O shows it; nothing goes by itself.",
        "{count} drafts are older than {days} days. O shows them; nothing goes by itself.",
        proposal.count,
    ).format(count=proposal.count, days=proposal.days)


class OldDraftsScreen(Page[None]):
    """The list of them, the oldest first. Leaving it changes nothing."""

    AUTO_FOCUS = "Listing"
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("delete", "throw_away", show=False),
        Binding("f1,question_mark", "app.help", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[OldDraft, ...] = ()
        self._warned: OldDraft | None = None

    def middle(self) -> ComposeResult:
        yield TextLine(id="guidance")
        yield TextLine(id="head")
        yield Listing()

    def top(self) -> tuple[str, str]:
        count = len(self._found)
        return _("Old drafts"), ngettext("{count} draft", "{count} drafts", count).format(count=count)

    def keys(self) -> list[tuple[str, str]]:
        return [("F8", _("hide")), ("Del", _("throw away")), ("Esc", _("back"))]

    def on_mount(self) -> None:
        self.read()

    def read(self) -> None:
        """Read anew which there are."""
        try:
            self._found = old_drafts(self.workplace)
        except StoreError as fault:
            self.tell_fault(fault)
            return
        self.query_one(Listing).fill(tuple(Entry(drawn=self._drawn(one), chosen=one) for one in self._found))
        self.draw()

    def draw(self) -> None:
        """What this is, and what stands in the columns, above the list."""
        super().draw()
        days = kept_for(self.workplace)
        said = ngettext(
            "Nobody has touched these for {count} day. Open one from the citizen's page to go on with it.",
            "Nobody has touched these for {count} days. Open one from the citizen's page to go on with it.",
            days or 0,
        ).format(count=days or 0)
        guidance = self.query_one("#guidance", TextLine)
        guidance.styles.height = 2
        none = _("There are no old drafts.")
        guidance.show(f" {said if self._found else none}")
        head = columns((_("Code"), _("Form"), _("Answers"), _("Last")), (CODE, 0, COUNT, LAST), self.room.width - 5)
        head.pad_left(3)
        self.query_one("#head", TextLine).show(head)

    def _drawn(self, one: OldDraft) -> Callable[[int], Text]:
        programme = self.workplace.programmes.by_id.get(one.header.programme)
        asked = one.header.situation
        way = way_words(programme, asked.mode, asked.informant)
        what = " · ".join(part for part in (title_of(programme, one.header.questionnaire), way) if part)
        code = plain(one.code) or _("The facility")
        day = format_date(one.last.astimezone(self.workplace.now().tzinfo).date())
        return lambda width: columns((code, what, str(one.answered), day), (CODE, 0, COUNT, LAST), width)

    def on_listing_reached(self, _event: Listing.Reached) -> None:
        """Moving away takes the question back."""
        self._warned = None
        self.tell("")

    def action_throw_away(self) -> None:
        """Throw the marked draft away, when asked twice."""
        marked = self.query_one(Listing).chosen
        if not isinstance(marked, OldDraft):
            return
        if marked != self._warned:
            self._warned = marked
            said = ngettext("{count} answer goes for good.", "{count} answers go for good.", marked.answered)
            way = _("Delete once more throws them away.")
            self.tell(f"{said.format(count=marked.answered)} {way}")
            self.app.bell()
            return
        self._warned = None
        try:
            discard(self.workplace, marked.id)
        except StoreError as fault:
            self.tell_fault(fault)
            return
        self.read()
        self.tell(_("Thrown away."))

    def action_leave(self) -> None:
        """Back to the citizens."""
        self.leave()
