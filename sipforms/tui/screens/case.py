"""One citizen, or the facility itself: stays, what is due, drafts to go on with, and the rounds so far."""

from functools import cached_property

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll

from sipforms.actions.fill import Filling, OpenDraft
from sipforms.actions.moving import settled
from sipforms.actions.offering import Begin
from sipforms.actions.people import People, current_stay
from sipforms.engine.people import Episode
from sipforms.engine.response import Response
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.store_advice import advice
from sipforms.render.today_words import handed_in_words, stay_kept_words
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.failures import StoreError
from sipforms.tui.case_beginning import Beginning, named
from sipforms.tui.case_detail import detail, stay_line
from sipforms.tui.case_entries import CaseContents, contents_of, entries_of
from sipforms.tui.restricted import restricted_said, show_access
from sipforms.tui.screens.form import FormScreen
from sipforms.tui.screens.history import HistoryScreen
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.person_dialog import PersonDialog
from sipforms.tui.screens.result import ResultScreen
from sipforms.tui.screens.stay_dialog import DischargeDialog, StayDialog
from sipforms.tui.screens.versions import VersionsScreen
from sipforms.tui.tables import pane_width, sized
from sipforms.tui.widgets.listing import Listing
from sipforms.tui.widgets.text_line import TextLine

LOW = 16  # rows below which the line about the stay gives way to the list


class CaseScreen(Page[None]):
    """Everything about one case file, and everything that can be begun from it.

    With ``begin`` (a questionnaire's id, or what is to be begun) or a ``draft`` it goes straight there at first.
    ``everybody`` is who is at the facility, where that is known already; only the facility's own page needs it.
    """

    AUTO_FOCUS = "Listing"
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("f5", "again", show=False),
        Binding("e,E", "edit", show=False),
        Binding("a,A", "admit", show=False),
        Binding("s,S", "stay", show=False),
        Binding("d,D", "discharge", show=False),
        Binding("delete", "throw_away", show=False),
        Binding("v,V", "versions", show=False),
        Binding("m,M", "make_one", show=False),
        Binding("r,R", "access", show=False),
        Binding("h,H", "history", show=False),
        Binding("p,P", "paper", show=False),
        Binding("w,W", "blank", show=False),
        Binding("f1,question_mark", "app.help", show=False),
    ]

    def __init__(
        self,
        file: CaseFile,
        begin: str | Begin | None = None,
        draft: OpenDraft | None = None,
        *,
        everybody: People | None = None,
    ) -> None:
        super().__init__()
        self._file, self._everybody = file, everybody
        self._begin, self._at_once = begin, draft
        self._restricted = ""
        self._shown: CaseContents | None = None

    def middle(self) -> ComposeResult:
        yield TextLine(id="stay")
        with Horizontal(id="beside-list"):
            yield Listing()
            with VerticalScroll(id="pane", can_focus=False):
                yield TextLine(id="glance")

    @property
    def who(self) -> str:
        """The citizen's code; the facility has none."""
        return plain(self._file.citizen.code) if self._file.citizen else _("The facility")

    def top(self) -> tuple[str, str]:
        citizen = self._file.citizen
        who = f"{self.who} · {plain(citizen.name)}" if citizen and citizen.name else self.who
        return who, self._restricted

    def keys(self) -> list[tuple[str, str]]:
        keys = [("F8", _("hide")), ("Enter", _("open"))]
        marked = self.query_one(Listing).chosen
        if isinstance(marked, OpenDraft):
            keys += [("Del", _("throw away")), *([("M", _("make one of two"))] if marked.others else [])]
        elif isinstance(marked, Response):
            keys += [("H", _("history")), ("V", _("versions"))]
        elif isinstance(marked, Begin):
            keys += [("P", _("from paper")), ("W", _("blank form"))]
        elif self._file.citizen:
            of_stays = [("A", _("new stay")), ("S", _("mend stay")), ("D", _("stay ends"))]
            if isinstance(marked, Episode):  # a narrow line has room for what can be done with it
                of_stays = [*of_stays[1:], of_stays[0]]
                keys += [*of_stays, ("E", _("mend name"))]
            else:
                keys += [("E", _("mend name")), *of_stays]
            keys += [("R", _("who may open"))] if self.signed_in else []
        return [*keys, ("Esc", _("back")), ("?", _("help"))]

    def draw(self) -> None:
        """The stay above the list; beside it, where there is room, what is known of the marked line."""
        super().draw()
        pane = pane_width(self.room.width)
        self.set_class(pane > 0, "wide")
        if self._shown is None:
            return
        stay = self.query_one("#stay", TextLine)
        stay.display = self.room.height >= LOW
        stay.show(Text(sized(f" {stay_line(self._shown)}", self.room.width), end="", no_wrap=True))
        if pane:
            self.query_one("#pane").styles.width = pane
            self.query_one("#glance", TextLine).show(detail(self._shown, self.query_one(Listing).chosen, pane - 4))

    # --- what stands on it --------------------------------------------------------------------------------------

    def on_screen_resume(self) -> None:
        """Coming back: read the case file anew; at first go straight to the questionnaire or draft asked for."""
        self.read()
        begin, draft, self._begin, self._at_once = self._begin, self._at_once, None, None
        if draft is not None:
            self._beginning.go_on(draft)
        elif isinstance(begin, Begin):
            self._beginning.ask_how(self._file, begin)
        elif begin is not None:
            self._begin_named(begin)

    def read(self, chosen: object = None) -> None:
        """Read the case file anew and show it."""
        try:
            self._file = settled(self.workplace, open_case(self.workplace.store, self._file.id))
            self._restricted = restricted_said(self.workplace, self._file.id)
            self._shown = contents_of(self.workplace, self._file, self._everybody)
        except StoreError as fault:
            self.tell_fault(fault)
            if self._shown is None:
                self.tell(" ".join(advice(fault)[:2]))
            return
        self.query_one(Listing).fill(tuple(entries_of(self._shown)), chosen)
        self.draw()

    # --- opening ------------------------------------------------------------------------------------------------

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        """Open what stands there."""
        if self.is_going:
            return
        match event.chosen:
            case OpenDraft() as draft:
                self._beginning.go_on(draft)
            case Response() as response:
                page = ResultScreen if response.counts else VersionsScreen
                self.put(page(self._file, response))
            case Begin() as begin:
                self._beginning.ask_how(self._file, begin)
            case Episode() as stay:
                self.put(StayDialog(self.workplace, self._file, stay), self._stay_kept)
            case "new-stay":
                self.action_admit()

    @cached_property
    def _beginning(self) -> Beginning:
        return Beginning(self, self.who, self._open, self.read)

    def _begin_named(self, questionnaire: str) -> None:
        shown = self._shown
        begin = named(shown.programmes, shown.stay, questionnaire) if shown else None
        if begin is None:
            self.tell(_("There is no such questionnaire here."))
        else:
            self._beginning.ask_how(self._file, begin)

    def action_make_one(self) -> None:
        """Make one of the marked draft and another of the same round."""
        marked = self.query_one(Listing).chosen
        if isinstance(marked, OpenDraft):
            self._beginning.drafting.make_one(marked)

    def _open(self, filling: Filling, floor: int, told: str) -> None:
        def done(response: Response | None) -> None:
            if response is not None:
                self.read(response)
                result = ResultScreen(self._file, self._file.response(response.id) or response)
                due = self._shown.due if self._shown else ()
                result.greeting = handed_in_words(response, filling.id, due, self.workplace.now())
                self.put(result)

        form = FormScreen(filling, self.who, floor)
        form.greeting = told
        self.put(form, done)

    def on_listing_reached(self, _event: Listing.Reached) -> None:
        """The keys are those of what is marked."""
        self._beginning.drafting.warned = None
        self.draw()

    def action_versions(self) -> None:
        """Every version of the marked round, and what can be done with it."""
        marked = self.query_one(Listing).chosen
        if isinstance(marked, Response):
            self.put(VersionsScreen(self._file, marked))

    def action_paper(self) -> None:
        """Key in a paper that was filled in by hand, of what is marked."""
        marked = self.query_one(Listing).chosen
        if isinstance(marked, Begin):
            self._beginning.ask_paper(self._file, marked)
        elif isinstance(marked, OpenDraft) and marked.header.paper is not None:
            self._beginning.go_on(marked)
        else:
            self.tell(_("P keys in a paper: mark the questionnaire that stands on it first."))

    def action_blank(self) -> None:
        """Write the marked questionnaire as a blank form, to be filled in by hand."""
        marked = self.query_one(Listing).chosen
        if isinstance(marked, Begin):
            self._beginning.write_blank(self._file, marked)
        else:
            self.tell(_("W writes a blank form: mark its questionnaire first."))

    def action_history(self) -> None:
        """Everything answered over time, beginning with the marked round's questionnaire."""
        marked = self.query_one(Listing).chosen
        self.put(HistoryScreen(self._file, marked.questionnaire if isinstance(marked, Response) else None))

    def action_throw_away(self) -> None:
        """Throw the marked draft away; one with answers only when asked twice."""
        marked = self.query_one(Listing).chosen
        if isinstance(marked, OpenDraft) and self._beginning.drafting.throw_away(marked):
            self.read()
            self.tell(_("Thrown away."))

    # --- people -------------------------------------------------------------------------------------------------

    def action_again(self) -> None:
        """Read the case file anew, which a colleague may have worked with."""
        self.tell(_("Read again."))
        self.read()

    def action_leave(self) -> None:
        """Back to where this page was opened from."""
        self.leave()

    def action_access(self) -> None:
        """Who may open the case file; where leaders restrict, move and erase it."""
        show_access(self, self._file, self.leave)

    def action_edit(self) -> None:
        """Mend the code or the name."""
        if self._file.citizen:
            self.put(PersonDialog(self.workplace, self._file), self._changed)

    def action_admit(self) -> None:
        """Write a new stay down."""
        if self._file.citizen:
            self.put(StayDialog(self.workplace, self._file, None), self._stay_kept)

    def action_stay(self) -> None:
        """Mend the stay that is marked, else the one that lasts."""
        stay = self._marked_stay()
        if stay is not None:
            self.put(StayDialog(self.workplace, self._file, stay), self._stay_kept)

    def action_discharge(self) -> None:
        """Write down that the stay ends."""
        stay = self._marked_stay()
        if stay is not None:
            self.put(DischargeDialog(self.workplace, self._file, stay), self._stay_kept)

    def _marked_stay(self) -> Episode | None:
        marked = self.query_one(Listing).chosen
        return marked if isinstance(marked, Episode) else current_stay(self._file, self.workplace.now().date())

    def _changed(self, file: CaseFile | None) -> None:
        if file is not None:
            self._file = file
            self.read()
            self.tell(_("Saved."))

    def _stay_kept(self, file: CaseFile | None) -> None:
        self._changed(file)
        if file is not None and self._shown is not None:
            self.tell(stay_kept_words(self.workplace.programmes.by_id, self._shown.due))
