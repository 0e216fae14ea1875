"""I dag, the first screen: everything that is overdue, due or begun, of everybody, and three keys to any question."""

from collections import Counter
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.binding import Binding

from sipforms.actions.narrowing import Order, forms_wanted, handed_in_wanted
from sipforms.actions.today import HandedIn, Waiting, begin_of
from sipforms.render.access_words import needed_words
from sipforms.render.due_words import due_title, when_due
from sipforms.render.language import N_, _, format_date
from sipforms.render.today_words import (
    counted,
    draft_moment,
    is_this_week,
    last_time_words,
    minutes_words,
    state_waits,
    what_waits,
)
from sipforms.store.access.roles import Right
from sipforms.store.casefile import CaseFile
from sipforms.tui.list_lines import ROOMY as WITH_STATE
from sipforms.tui.list_lines import (
    Mark,
    code_of,
    handed_in_entry,
    handed_in_head,
    programme_of,
    waiting_entry,
    waiting_head,
)
from sipforms.tui.people_texts import nothing_yet
from sipforms.tui.screens.case import CaseScreen
from sipforms.tui.screens.citizens import CitizensScreen
from sipforms.tui.screens.help import HelpScreen, keys_help
from sipforms.tui.screens.leader import LeaderScreen
from sipforms.tui.screens.people_page import PeoplePage
from sipforms.tui.screens.result import ResultScreen
from sipforms.tui.tables import sized
from sipforms.tui.widgets.listing import Entry, Listing

MOST_COMING = 5
ROOMY = 16  # rows from which there is room for what is to be known of the marked form
KEYS_OF_TODAY = (
    ("Enter", N_("begin the marked form, or go on with it")),
    ("C", N_("the page of the marked citizen")),
    ("B", N_("all citizens")),
    ("/", N_("search for a code, a form or where somebody lives")),
    ("M", N_("only yours: where you are written as the one who answers, and your drafts")),
    ("F", N_("filter")),
    ("S", N_("sort by deadline, citizen or form")),
    ("V", N_("what was handed in lately, and back")),
    ("N", N_("write a new citizen down")),
    ("O", N_("old drafts")),
    ("A", N_("users, units, who may open which case file, recovery codes, how long things are kept")),
    ("L", N_("figures of the facility, reports about it, and audits; for leaders and the secretariat")),
    ("F5", N_("read everybody again")),
    ("F7", N_("sign out for somebody else, where one signs in")),
    ("F8", N_("hide everything on the screen")),
    ("Ctrl+Q", N_("quit; everything is kept")),
)


class TodayScreen(PeoplePage):
    """What waits, the most urgent first. V turns to what was handed in lately."""

    NAME: ClassVar[str] = "today"
    ORDERS: ClassVar[tuple[Order, ...]] = (Order.DEADLINE, Order.CODE, Order.FORM)
    BINDINGS = [
        Binding("b,B", "citizens", show=False),
        Binding("c,C", "case", show=False),
        Binding("v,V", "handed_in", show=False),
        Binding("a,A", "app.administration", show=False),
        Binding("i,I", "app.settings", show=False),
        Binding("l,L", "leader", show=False),
    ]
    _looks_back = False

    def top(self) -> tuple[str, str]:
        title = _("Handed in lately") if self._looks_back else _("Today")
        return f"{title} · {format_date(self._day)}", self.state_words()

    def keys(self) -> list[tuple[str, str]]:
        marked = self.query_one(Listing).chosen
        enter = [("Enter", _("begin") if _is_new(marked) else _("open"))] if isinstance(marked, Mark) else []
        looks_after = self.workplace.session is not None and self.workplace.may(Right.SETTINGS)
        administration = [("A", _("administration"))] if self.signed_in else []
        return [
            ("F8", _("hide")),
            *enter,
            ("B", _("citizens")),
            ("/", _("search")),
            *(administration if looks_after else []),
            ("F1", _("help")),
            *([("F7", _("somebody else"))] if self.signed_in else []),
            ("F", _("filter")),
            ("S", _("sort")),
            ("V", _("what waits") if self._looks_back else _("handed in")),
            ("M", _("mine")),
            *([] if looks_after else administration),
            *([("L", _("leader"))] if self.workplace.may(Right.GROUP_REPORT) else []),
            ("Ctrl+Q", _("quit")),
            ("I", _("settings")),
            ("Ctrl+P", _("commands")),
        ]

    @property
    def _day(self) -> date:
        return self.workplace.now().date()

    # --- what stands on it --------------------------------------------------------------------------------------

    def head(self, width: int) -> Text:
        """What stands above the columns."""
        return handed_in_head(width, self.code) if self._looks_back else waiting_head(width, self.code, self.order)

    def entries(self) -> tuple[Entry, ...]:
        """What waits, under headings where it stands by deadline; or what was handed in."""
        programmes, day = self.workplace.programmes.by_id, self._day
        if self._looks_back:
            back = handed_in_wanted(self.sight.overview, self.wanted, day)
            return tuple(handed_in_entry(programmes, one, self.code) for one in back)
        found = forms_wanted(self.sight.overview, self.wanted, self.order, day, self._word)
        if self.order is not Order.DEADLINE:
            return tuple(waiting_entry(programmes, one, self.code, day) for one in found)
        return tuple(
            line
            for title, part in self._parts(found)
            if part
            for line in (
                _heading(title, len(part)),
                *(waiting_entry(programmes, one, self.code, day) for one in part),
                _BLANK,
            )
        )

    def _parts(self, found: tuple[Waiting, ...]) -> tuple[tuple[str, list[Waiting]], ...]:
        late, week, later, rest = _("Overdue"), _("This week"), _("Later"), _("Drafts without a deadline")
        parts: dict[str, list[Waiting]] = {late: [], week: [], later: [], rest: []}
        for one in found:
            is_week = is_this_week(one, self._day)
            title = late if one.is_late else week if is_week else later if one.due else rest
            parts[title].append(one)
        return tuple((title, sorted(part, key=_is_of_facility)) for title, part in parts.items())

    def _word(self, one: Waiting) -> str:
        return what_waits(programme_of(self.workplace.programmes.by_id, one), one)

    def file_of(self, chosen: object) -> CaseFile | None:
        """Whom a line is about."""
        return chosen.one.file if isinstance(chosen, Mark) else None

    def below(self) -> tuple[Text, ...]:
        """How much waits in all, and what is to be known before the marked form is begun."""
        width = self.room.width - 1
        text = Text(end="", no_wrap=True)
        for part in counted(self.sight.overview, self._day):
            if text.cell_len + cell_len(part) + 3 <= width:
                text.append(("   " if text else " ") + part, "bold" if part.startswith("!") else "")
        about = Text(sized(f" {self._about_marked()}", width), end="", no_wrap=True)
        return (text, about) if self.room.height >= ROOMY else (text,)

    def _about_marked(self) -> str:
        marked = self.query_one(Listing).chosen
        if not isinstance(marked, Mark) or not isinstance(marked.one, Waiting):
            return ""
        one = marked.one
        state = state_waits(one) if self.list_width < WITH_STATE else ""  # else it stands on the line itself
        return " · ".join(part for part in (state, self._known(one)) if part)

    def _known(self, one: Waiting) -> str:
        programme = programme_of(self.workplace.programmes.by_id, one)
        if one.draft is not None:
            return draft_moment(one.draft, self.workplace.now())
        if one.due is None or programme is None:
            return ""
        variant = one.due.episode.variant if one.due.episode else None
        last = last_time_words(one.file, programme, one.due.due.questionnaire, one.due.due.informant)
        return " · ".join((last, minutes_words(programme, one.due.due.questionnaire, variant)))

    def nothing(self) -> tuple[str, ...]:
        """That nothing is due, with what comes next; that nobody is here yet; that nothing fits what is wanted."""
        not_yet = nothing_yet(self.sight)
        if not_yet:
            return not_yet
        if self._words.strip() or self.is_filtered:
            return _("Nothing waits that fits this."), _("Esc shows everything that waits. B shows the citizens.")
        if self._looks_back:
            return _("Nothing was handed in within the last 30 days."), _("V shows what waits.")
        if not self.sight.overview.everybody.files:
            return _("Nobody is here yet."), _("N writes the first citizen down. F1 shows all keys.")
        return (_("Nothing is to be filled in now."), *self._coming(), _("B shows the citizens. V what was handed in."))

    def _coming(self) -> tuple[str, ...]:
        coming, day = self.sight.overview.coming[:MOST_COMING], self._day
        if not coming:
            return ()
        programmes = self.workplace.programmes.by_id
        lines = (
            f"{code_of(one.file)}  {due_title(programmes.get(one.programme), one.due)}  {when_due(one.due, day)}"
            for one in coming
        )
        return (_("Next:"), *lines)

    # --- keys ---------------------------------------------------------------------------------------------------

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        """Begin it, or go on with it: on the citizen's page, which is where Escape leads afterwards."""
        if not isinstance(event.chosen, Mark) or not self.may_open():
            return
        one = event.chosen.one
        if isinstance(one, HandedIn):
            self._opened = one.file.id
            self.put(ResultScreen(one.file, one.response))
        else:
            self.open_case(self._page(one.file, one), one.file)

    def _page(self, file: CaseFile, one: Waiting | None) -> CaseScreen:
        begin = begin_of(one.due) if one and one.due else None
        draft = one.draft if one else None
        everybody = self.sight.overview.everybody if file.citizen is None else None
        return CaseScreen(file, None if draft else begin, draft, everybody=everybody)

    def action_case(self) -> None:
        """The page of the marked citizen, without beginning anything."""
        file = self.file_of(self.query_one(Listing).chosen)
        if file is None:
            self.tell(_("No line is marked."))
        else:
            self.open_case(self._page(file, None), file)

    def action_citizens(self) -> None:
        """All citizens."""
        self.put(CitizensScreen(self.sight))

    def action_leader(self) -> None:
        """The facility's figures; the programme with most stays first."""
        if not self.workplace.may(Right.GROUP_REPORT):
            session = self.workplace.session
            self.tell(needed_words(session.register, session.user, Right.GROUP_REPORT) if session else "")
            self.app.bell()
            return
        files = self.sight.overview.everybody.files
        self.put(LeaderScreen(Counter(stay.programme for file in files for stay in file.episodes)))

    def action_handed_in(self) -> None:
        """What was handed in lately, or what waits again."""
        self._looks_back = not self._looks_back
        self.show()

    def action_leave(self) -> None:
        """End the search, then the filter; nothing is behind this screen."""
        if self.is_searching:
            self.end_search()
        elif self.is_filtered:
            self.end_filter()
        elif self._looks_back:
            self.action_handed_in()
        else:
            self.tell(_("This is the first screen. Ctrl+Q ends the program."))

    def action_help(self) -> None:
        """The keys of this screen."""
        self.put(HelpScreen(keys_help(KEYS_OF_TODAY)))


_BLANK = Entry(drawn=lambda _width: Text(end=""))


def _heading(title: str, count: int) -> Entry:
    return Entry(drawn=lambda _width: Text(f"{title} · {count}", end=""))


def _is_of_facility(one: Waiting) -> bool:
    """What the facility answers about itself comes after the citizens: few have to do with it."""
    return one.file.citizen is None


def _is_new(marked: object) -> bool:
    """Whether a form is begun with Enter, and not gone on with."""
    return isinstance(marked, Mark) and isinstance(marked.one, Waiting) and marked.one.draft is None
