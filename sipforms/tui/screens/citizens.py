"""Everybody at the facility, by code, with what is due; the first screen."""

import asyncio
from dataclasses import dataclass
from datetime import date

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from sipforms.actions.due import DueForm, due_of_citizen
from sipforms.actions.old_drafts import Proposal, proposal
from sipforms.actions.people import People, current_stay, find, people
from sipforms.engine.people import Episode
from sipforms.engine.schedule import Urgency
from sipforms.render.due_words import due_title, when_due
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.plain import plain
from sipforms.store.casefile import CaseFile, open_facility
from sipforms.store.failures import StoreError
from sipforms.tui.screens.case import CaseScreen
from sipforms.tui.screens.old_drafts import OldDraftsScreen, old_drafts_words
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.person_dialog import PersonDialog
from sipforms.tui.tables import columns
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

FACILITY = "facility"
CODE, UNIT, WHEN = 14, 16, 20


READING = "reading"
"""The work beside the keys in which everybody is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One citizen with the most urgent form, if any."""

    file: CaseFile
    next: DueForm | None


class CitizensScreen(Page[None]):
    """The list of citizens. Codes only: a name is shown on the citizen's own page and nowhere else."""

    AUTO_FOCUS = "Listing"
    BINDINGS = [
        Binding("slash,divide", "search", show=False),
        Binding("n,N", "new", show=False),
        Binding("o,O", "old_drafts", show=False),
        Binding("escape", "leave", show=False),
        Binding("f1,question_mark", "app.help", show=False),
        Binding("f6", "app.passphrase", show=False),
    ]

    def __init__(self, *, is_behind: bool = False) -> None:
        super().__init__()
        self._is_behind = is_behind  # another screen is shown at once; reading everybody can wait until it is left
        self._everybody = People(files=())
        self._old: Proposal | None = None
        self._due: dict[str, DueForm] = {}

    def middle(self) -> ComposeResult:
        yield Input(id="search", compact=True)
        yield TextLine(id="head")
        yield Listing(id="people")

    def top(self) -> tuple[str, str]:
        count = len(self._everybody.files)
        return _("Citizens"), ngettext("{count} citizen", "{count} citizens", count).format(count=count)

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("F8", _("hide")),
            ("Enter", _("open")),
            ("/", _("search")),
            ("N", _("new citizen")),
            *([("F7", _("somebody else"))] if self.signed_in else []),
            ("F9", _("light or dark")),
            ("?", _("help")),
            ("Ctrl+Q", _("quit")),
        ]

    def on_screen_resume(self) -> None:
        """Coming back: what is due may have changed."""
        if not self._is_behind:
            self.read()
        self._is_behind = False

    def read(self) -> None:
        """Read everybody anew, beside the keys: hundreds of case files take longer than a key may wait."""
        if not self._everybody.files:
            self.tell(_("Reading the case files ..."))
        self.run_worker(self._read(), group=READING, exclusive=True)

    async def _read(self) -> None:
        try:
            self._everybody, self._due = await asyncio.to_thread(self._looked)
        except StoreError as fault:
            self.tell_fault(fault)
            return
        self._show()
        count = len(self._everybody.unreadable)
        if count:
            self.tell(
                ngettext("{count} case file cannot be read.", "{count} case files cannot be read.", count).format(
                    count=count
                )
            )
        else:
            self._propose()

    def _looked(self) -> tuple[People, dict[str, DueForm]]:
        """Everybody, and the most urgent form of each by the id of the case file."""
        everybody, today = people(self.workplace), self.workplace.now().date()
        found = ((file.id, due_of_citizen(self.workplace, file, today)) for file in everybody.files)
        return everybody, {id_: forms[0] for id_, forms in found if forms}

    def _propose(self) -> None:
        """Once a sitting: say that there are drafts that nobody has touched for longer than drafts are kept."""
        if self._old is None:
            try:
                self._old = proposal(self.workplace)
            except StoreError as fault:
                self.tell_fault(fault)
                return
        if self._old.count:
            self.tell(old_drafts_words(self._old))

    def action_old_drafts(self) -> None:
        """Show them."""
        if not isinstance(self.focused, Input):
            self._old = None  # what is thrown away there is counted anew
            self.put(OldDraftsScreen())

    def _show(self, *, is_found: bool = False) -> None:
        """Show who is looked for; ``is_found`` puts the mark on the first of them, so that Enter opens nothing else."""
        today = self.workplace.now().date()
        wanted = self.query_one("#search", Input).value
        found = find(self._everybody, wanted) if wanted.strip() else self._everybody.files
        rows = tuple(self._entry(Row(file=file, next=self._due.get(file.id)), today) for file in found)
        facility = Entry(drawn=lambda _width: Text(_("The facility's own questionnaires"), end=""), chosen=FACILITY)
        blank = Entry(drawn=lambda _width: Text(end=""))
        first = found[0].id if is_found and wanted.strip() and found else None
        self.query_one(Listing).fill((*rows, blank, facility), first)
        self._head()
        self.draw()
        self.tell("" if self._everybody.files else _("Nobody is here yet. N writes the first citizen down."))

    def _head(self) -> None:
        head = columns((_("Code"), _("Unit"), _("Next form"), _("When")), (CODE, UNIT, 0, WHEN), self.size.width - 5)
        head.pad_left(3)
        self.query_one("#head", TextLine).show(head)

    def _entry(self, row: Row, today: date) -> Entry:
        stay = current_stay(row.file, today)
        code = plain(row.file.citizen.code) if row.file.citizen else ""
        programme = self.workplace.programmes.by_id.get(row.next.programme) if row.next else None
        what = due_title(programme, row.next.due) if row.next else "–"
        when = when_due(row.next.due, today) if row.next else _ended(stay, today)
        unit = plain(stay.unit) if stay else _("no stay")
        is_late = row.next is not None and row.next.due.urgency is Urgency.OVERDUE

        def drawn(width: int) -> Text:
            text = columns((code, unit, what, when), (CODE, UNIT, 0, WHEN), width)
            if is_late:
                text.stylize("bold", len(text) - WHEN)
            return text

        return Entry(drawn=drawn, chosen=row.file.id)

    def on_resize(self) -> None:  # type: ignore[override]
        self._head()
        self.draw()

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        """Open the citizen, or the facility."""
        try:
            if event.chosen == FACILITY:
                file = open_facility(self.workplace.store)
            else:
                file = next(one for one in self._everybody.files if one.id == event.chosen)
        except StoreError as fault:
            self.tell_fault(fault)
            return
        self.put(CaseScreen(file))

    # --- searching and making -----------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Type a code, a name or a unit; the list follows."""
        field = self.query_one("#search", Input)
        field.add_class("shown")
        field.focus()

    def on_input_changed(self, _event: Input.Changed) -> None:
        self._show(is_found=True)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        self.query_one(Listing).focus()

    def action_leave(self) -> None:
        """End the search."""
        field = self.query_one("#search", Input)
        if field.has_class("shown"):
            field.value = ""
            field.remove_class("shown")
            self.query_one(Listing).focus()
        else:
            self.tell(_("Ctrl+Q ends the program."))

    def action_new(self) -> None:
        """Write a new citizen down."""
        if isinstance(self.focused, Input):
            return

        def made(file: CaseFile | None) -> None:
            if file is not None:
                self.put(CaseScreen(file))

        self.put(PersonDialog(self.workplace, None), made)


def _ended(stay: Episode | None, today: date) -> str:
    """That nothing is due because the last stay has ended; nothing to say while one lasts or none was written down."""
    ended = stay.discharge if stay else None
    return _("ended {day}").format(day=format_date(ended)) if ended and ended < today else ""
