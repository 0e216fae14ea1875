"""Everybody at the facility, by code, with what is due next."""

from datetime import date
from typing import ClassVar

from rich.text import Text

from sipforms.actions.narrowing import Living, Order, citizens_wanted, moved_out
from sipforms.render.language import N_, _, ngettext
from sipforms.render.plain import plain
from sipforms.store.casefile import CaseFile
from sipforms.tui.list_lines import citizen_entry, citizen_head
from sipforms.tui.people_texts import nothing_yet
from sipforms.tui.screens.case import CaseScreen
from sipforms.tui.screens.help import HelpScreen, keys_help
from sipforms.tui.screens.people_page import PeoplePage
from sipforms.tui.widgets.listing import Entry, Listing

FACILITY = "facility"
KEYS_OF_CITIZENS = (
    ("Enter", N_("the page of the marked citizen")),
    ("/", N_("search for a code, a name or where somebody lives")),
    ("N", N_("write a new citizen down")),
    ("M", N_("only yours: where you are written as the one who answers")),
    ("F", N_("filter: where they live, under which programme, who has moved out")),
    ("S", N_("sort by code, deadline, where people live or the day of moving in")),
    ("O", N_("old drafts")),
    ("F5", N_("read everybody again")),
    ("F7", N_("sign out for somebody else, where one signs in")),
    ("F8", N_("hide everything on the screen")),
    ("Esc", N_("back to what waits today")),
    ("Ctrl+Q", N_("quit; everything is kept")),
)


class CitizensScreen(PeoplePage):
    """The list of citizens. Codes only: a name is shown on the citizen's own page and nowhere else."""

    NAME: ClassVar[str] = "citizens"
    ORDERS: ClassVar[tuple[Order, ...]] = (Order.CODE, Order.DEADLINE, Order.UNIT, Order.ADMISSION)

    def top(self) -> tuple[str, str]:
        return _("Citizens"), self.state_words()

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("F8", _("hide")),
            ("Enter", _("open")),
            ("/", _("search")),
            ("N", _("new citizen")),
            ("Esc", _("back")),
            ("F1", _("help")),
            ("F", _("filter")),
            ("S", _("sort")),
            ("M", _("mine")),
        ]

    def head(self, width: int) -> Text:
        """What stands above the columns."""
        return citizen_head(width, self.code, self.order)

    def entries(self) -> tuple[Entry, ...]:
        """The citizens, those who have moved out counted, and the facility's own questionnaires."""
        overview, today = self.sight.overview, self._day
        files = citizens_wanted(overview, self.wanted, self.order, today)
        programmes = self.workplace.programmes.by_id
        lines = [citizen_entry(programmes, file, overview.next.get(file.id), self.code, today) for file in files]
        if not overview.is_whole and not lines:
            return ()
        gone = moved_out(overview, today) if self.wanted.living is Living.HERE and not self._words.strip() else 0
        if gone:
            said = ngettext("{count} has moved out. F shows them.", "{count} have moved out. F shows them.", gone)
            lines.append(_told(said.format(count=gone)))
        return (*lines, *([_told("")] if lines else []), _FACILITY)

    @property
    def _day(self) -> date:
        return self.workplace.now().date()

    def nothing(self) -> tuple[str, ...]:
        """Why nobody is shown."""
        if nothing_yet(self.sight):
            return nothing_yet(self.sight)
        if self._words.strip():
            nobody = _("Nobody fits “{words}”.").format(words=plain(self._words.strip()))
            return nobody, _("Esc shows everybody. N writes a new citizen down.")
        if self.is_filtered:
            return _("Nobody fits the filter."), _("Esc shows everybody. F chooses others.")
        return (
            _("Nobody is here yet. N writes the first citizen down."),
            _("What the facility itself answers stands below."),
        )

    def file_of(self, chosen: object) -> CaseFile | None:
        """Whom a line is about."""
        return self.sight.overview.file(chosen) if isinstance(chosen, str) else None

    # --- keys ---------------------------------------------------------------------------------------------------

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        """Open the citizen, or the facility."""
        if not self.may_open():
            return
        if event.chosen == FACILITY:
            self.open_facility()
            return
        file = self.file_of(event.chosen)
        if file is not None:
            self.open_case(CaseScreen(file), file)

    def action_leave(self) -> None:
        """End the search, then the filter, then go back to what waits today."""
        if self.is_searching:
            self.end_search()
        elif self.is_filtered:
            self.end_filter()
        else:
            self.leave()

    def action_help(self) -> None:
        """The keys of this screen."""
        self.put(HelpScreen(keys_help(KEYS_OF_CITIZENS)))


def _told(words: str) -> Entry:
    return Entry(drawn=lambda _width: Text(words, end=""))


_FACILITY = Entry(drawn=lambda _width: Text(_("The facility's own questionnaires"), end=""), chosen=FACILITY)
