"""One citizen, or the facility itself: stays, what is due, drafts to go on with, and the rounds so far."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding

from sipforms.actions.due import DueForm, due_of_citizen, due_of_facility, in_use
from sipforms.actions.fill import Filling, OpenDraft, open_drafts, start
from sipforms.actions.moving import settled
from sipforms.actions.offering import Begin, Offer, begun_of, is_wanted, last_offer, not_due, offers
from sipforms.actions.people import People, current_stay, people
from sipforms.engine.family import main_form
from sipforms.engine.newest import in_time
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.render.due_words import draft_words, due_words, stay_words
from sipforms.render.language import _
from sipforms.render.other_forms import not_for_said
from sipforms.render.plain import plain
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.failures import StoreError
from sipforms.tui.restricted import restricted_said
from sipforms.tui.round_lines import round_entry
from sipforms.tui.screens.begun import Begun, beside_words
from sipforms.tui.screens.choose_how import ChooseHowScreen
from sipforms.tui.screens.form import FormScreen
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.person_dialog import PersonDialog
from sipforms.tui.screens.result import ResultScreen
from sipforms.tui.screens.stay_dialog import DischargeDialog, StayDialog
from sipforms.tui.screens.versions import VersionsScreen
from sipforms.tui.tables import columns
from sipforms.tui.widgets.listing import Entry, Listing

WHEN = 20


class CaseScreen(Page[None]):
    """Everything about one case file, and everything that can be begun from it."""

    AUTO_FOCUS = "Listing"
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("e,E", "edit", show=False),
        Binding("a,A", "admit", show=False),
        Binding("s,S", "stay", show=False),
        Binding("d,D", "discharge", show=False),
        Binding("delete", "throw_away", show=False),
        Binding("v,V", "versions", show=False),
        Binding("m,M", "make_one", show=False),
        Binding("f1,question_mark", "app.help", show=False),
    ]

    def __init__(self, file: CaseFile, begin: str | None = None, draft: OpenDraft | None = None) -> None:
        super().__init__()
        self._file = file
        self._begin, self._at_once = begin, draft
        self._restricted = ""
        self._drafts: Sequence[OpenDraft] = ()

    def middle(self) -> ComposeResult:
        yield Listing()

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
            keys += [("V", _("versions"))]
        elif self._file.citizen:
            keys += [("E", _("mend name")), ("A", _("new stay")), ("S", _("mend stay")), ("D", _("stay ends"))]
        return [*keys, ("Esc", _("back")), ("?", _("help"))]

    # --- what stands on it --------------------------------------------------------------------------------------

    def on_screen_resume(self) -> None:
        """Coming back: read the case file anew; at first go straight to the questionnaire or draft asked for."""
        self.read()
        begin, draft, self._begin, self._at_once = self._begin, self._at_once, None, None
        if draft is not None:
            self._go_on(draft)
        elif begin is not None:
            self._begin_named(begin)

    def read(self, chosen: object = None) -> None:
        """Read the case file anew and show it."""
        try:
            self._file = settled(self.workplace, open_case(self.workplace.store, self._file.id))
            self._restricted = restricted_said(self.workplace, self._file.id)
            entries = tuple(self._entries())
        except StoreError as fault:
            self.tell_fault(fault)
            return
        self.query_one(Listing).fill(entries, chosen)
        self.draw()

    def _entries(self) -> Iterator[Entry]:
        drafts = self._drafts = open_drafts(self.workplace, self._file)
        yield from self._section(_("Go on with"), [self._draft(one) for one in drafts])
        yield from self._section(_("Due"), [self._due(one) for one in self._all_due()])
        yield from self._section(_("Rounds so far"), [self._round(one) for one in self._rounds()])
        yield from self._section(_("Withdrawn or moved"), [self._round(one) for one in self._uncounted()])
        yield from self._section(_("Begin something else"), list(self._others()))
        if self._file.citizen:
            stays = sorted(self._file.episodes, key=lambda one: one.admission, reverse=True)
            none = [_line(_("No stay yet. A writes one down."))]
            yield from self._section(_("Stays"), [self._stay(one) for one in stays] or none)

    def _section(self, title: str, entries: list[Entry]) -> Iterator[Entry]:
        if entries:
            yield _line(title)
            yield from entries
            yield _line("")

    def _all_due(self) -> tuple[DueForm, ...]:
        today = self.workplace.now().date()
        if self._file.citizen is None:
            return due_of_facility(self.workplace, self._file, self._everybody, today)
        return due_of_citizen(self.workplace, self._file, today)

    def _due(self, one: DueForm) -> Entry:
        what, when = due_words(self._programme(one.programme), one, self.workplace.now().date())
        due = one.due
        chosen = Begin(programme=one.programme, main=due.main, episode=one.episode, informant=due.informant)
        said = self._with_begun(what, chosen)
        return Entry(drawn=lambda width: columns((said, when), (0, WHEN), width), chosen=chosen)

    def _with_begun(self, what: str, begin: Begin) -> str:
        """What can be begun; a draft of it is told, since choosing it goes on with that and begins no other."""
        programme = self.workplace.programmes.by_id[begin.programme]
        return f"{what} · {_('begun')}" if begun_of(programme, begin, self._drafts) else what

    def _draft(self, one: OpenDraft) -> Entry:
        words = self._draft_said(one)
        return Entry(drawn=lambda _width: Text(words, end=""), chosen=one)

    def _draft_said(self, one: OpenDraft) -> str:
        words = draft_words(self._programme(one.header.programme), one)
        return " · ".join(part for part in (words, beside_words(one)) if part)

    def _rounds(self) -> list[Response]:
        return sorted(self._file.responses, key=in_time, reverse=True)

    def _uncounted(self) -> list[Response]:
        return sorted(self._file.uncounted, key=in_time, reverse=True)

    def _round(self, one: Response) -> Entry:
        return round_entry(self._programme(one.programme), one)

    def _others(self) -> Iterator[Entry]:
        """What can be begun although nothing says that it is due."""
        stay = current_stay(self._file, self.workplace.now().date())
        mine, due = self._programmes_here(stay), self._all_due()
        for programme in mine:
            for begin in not_due(programme, stay, due):
                title = programme.questionnaires[begin.main].title
                said = plain(f"{title} · {programme.title}" if len(mine) > 1 else title)
                yield _line(self._with_begun(said, begin), begin)

    def _programmes_here(self, stay: Episode | None) -> tuple[Programme, ...]:
        """The programme of the stay; for the facility those in use, and all of them while none is."""
        by_id = self.workplace.programmes.by_id
        if self._file.citizen is not None:
            programme = by_id.get(stay.programme) if stay else None
            return (programme,) if programme else ()
        used = in_use(self._everybody, self.workplace.now().date())
        return tuple(by_id[id_] for id_ in sorted(used) if id_ in by_id) or tuple(by_id.values())

    @cached_property
    def _everybody(self) -> People:
        """Everybody at the facility, which is read only where the facility itself is looked at."""
        return people(self.workplace)

    def _stay(self, one: Episode) -> Entry:
        return _line(stay_words(self._programme(one.programme), one), one)

    def _programme(self, id_: str) -> Programme | None:
        return self.workplace.programmes.by_id.get(id_)

    # --- opening ------------------------------------------------------------------------------------------------

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        """Open what stands there."""
        if self.is_going:
            return
        match event.chosen:
            case OpenDraft() as draft:
                self._go_on(draft)
            case Response() as response:
                page = ResultScreen if response.counts else VersionsScreen
                self.put(page(self._file, response))
            case Begin() as begin:
                self._ask_how(begin)
            case Episode() as stay:
                self.put(StayDialog(self.workplace, self._file, stay), self._changed)

    def _begin_named(self, questionnaire: str) -> None:
        stay = current_stay(self._file, self.workplace.now().date())
        offering = (one for one in self._programmes_here(stay) if questionnaire in one.questionnaires)
        programme = next(offering, None)
        if programme is None:
            self.tell(_("There is no such questionnaire here."))
            return
        main = main_form(programme, questionnaire)
        self._ask_how(Begin(programme=programme.id, main=main, episode=stay, form=questionnaire))

    def _ask_how(self, begin: Begin) -> None:
        """Go on with a draft of it where there is one; else ask how, where there is more than one way."""
        programme, known = self.workplace.programmes.by_id[begin.programme], self._file.responses
        offered = offers(programme, begin, self._file)
        try:
            begun = self._begun(begin)
        except StoreError as fault:
            self.tell_fault(fault)
            return
        if begun:
            self._go_on(begun[-1])
        elif not offered:
            asked = programme.questionnaires[begin.form or begin.main]
            self.tell(not_for_said(programme, asked, begin.episode.variant if begin.episode else None))
        elif len(offered) == 1:
            self._start(begin, offered[0], known)
        else:
            before = last_offer(programme, begin, self._file)
            chooser = ChooseHowScreen(programme, begin, self.who, offered, before)
            self.put(chooser, lambda offer: self._start(begin, offer, known) if offer else None)

    def _begun(self, begin: Begin) -> list[OpenDraft]:
        """Drafts of it in any form; of the informant who is to answer, where there is one."""
        programme = self.workplace.programmes.by_id[begin.programme]
        return begun_of(programme, begin, open_drafts(self.workplace, self._file))

    def _start(self, begin: Begin, offer: Offer, known: tuple[Response, ...]) -> None:
        """Begin, unless somebody else has begun it or handed it in since this was chosen among the ``known`` rounds."""
        programme, before = self.workplace.programmes.by_id[begin.programme], {one.id for one in known}
        try:
            self._file = open_case(self.workplace.store, self._file.id)
            new = [one for one in self._file.responses if one.id not in before]
            mine = (one for one in new if one.programme == begin.programme)
            if any(is_wanted(programme, begin, one.questionnaire, one.informant) for one in mine):
                self.read()
                self.tell(_("This has just been handed in elsewhere. It stands under the rounds so far."))
                return
            begun = self._begun(begin)
            if begun:
                self._go_on(begun[-1])
                return
            episode = next((one for one in self._file.episodes if begin.episode and one.id == begin.episode.id), None)
            filling = start(self.workplace, self._file, programme, offer.questionnaire.id, offer.way, episode)
        except StoreError as fault:
            self.tell_fault(fault)
            return
        self._open(filling, len(filling.draft.undoable))

    def _go_on(self, draft: OpenDraft) -> None:
        self._drafting.go_on(draft, self._draft_said(draft))

    @cached_property
    def _drafting(self) -> Begun:
        return Begun(self, self.who, self._open)

    def action_make_one(self) -> None:
        """Make one of the marked draft and another of the same round."""
        marked = self.query_one(Listing).chosen
        if isinstance(marked, OpenDraft):
            self._drafting.make_one(marked)

    def _open(self, filling: Filling, floor: int) -> None:
        def done(response: Response | None) -> None:
            if response is not None:
                self.read(response)
                self.put(ResultScreen(self._file, self._file.response(response.id) or response))

        self.put(FormScreen(filling, self.who, floor), done)

    def on_listing_reached(self, _event: Listing.Reached) -> None:
        """The keys are those of what is marked."""
        self._drafting.warned = None
        self.draw()

    def action_versions(self) -> None:
        """Every version of the marked round, and what can be done with it."""
        marked = self.query_one(Listing).chosen
        if isinstance(marked, Response):
            self.put(VersionsScreen(self._file, marked))

    def action_throw_away(self) -> None:
        """Throw the marked draft away; one with answers only when asked twice."""
        marked = self.query_one(Listing).chosen
        if isinstance(marked, OpenDraft) and self._drafting.throw_away(marked):
            self.read()
            self.tell(_("Thrown away."))

    # --- people -------------------------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Back to the list of citizens."""
        self.leave()

    def action_edit(self) -> None:
        """Mend the code or the name."""
        if self._file.citizen:
            self.put(PersonDialog(self.workplace, self._file), self._changed)

    def action_admit(self) -> None:
        """Write a new stay down."""
        if self._file.citizen:
            self.put(StayDialog(self.workplace, self._file, None), self._changed)

    def action_stay(self) -> None:
        """Mend the stay that is marked, else the one that lasts."""
        stay = self._marked_stay()
        if stay is not None:
            self.put(StayDialog(self.workplace, self._file, stay), self._changed)

    def action_discharge(self) -> None:
        """Write down that the stay ends."""
        stay = self._marked_stay()
        if stay is not None:
            self.put(DischargeDialog(self.workplace, self._file, stay), self._changed)

    def _marked_stay(self) -> Episode | None:
        marked = self.query_one(Listing).chosen
        return marked if isinstance(marked, Episode) else current_stay(self._file, self.workplace.now().date())

    def _changed(self, file: CaseFile | None) -> None:
        if file is not None:
            self._file = file
            self.read()
            self.tell(_("Saved."))


def _line(words: str, chosen: object = None) -> Entry:
    return Entry(drawn=lambda _width: Text(words, end=""), chosen=chosen)
