"""Beginning a questionnaire from a citizen's page, or going on with one that is begun: never the same one twice."""

from collections.abc import Callable, Mapping
from typing import Any

from sipforms.actions.fill import Filling, OpenDraft, open_drafts, start
from sipforms.actions.from_paper import Ready
from sipforms.actions.offering import Begin, Offer, begun_of, is_wanted, last_offer, offers
from sipforms.engine.family import main_form
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.render.due_words import draft_words
from sipforms.render.language import _
from sipforms.render.other_forms import not_for_said
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.failures import StoreError
from sipforms.tui.blank_pages import write_offered
from sipforms.tui.screens.begun import Begun, beside_words
from sipforms.tui.screens.choose_how import ChooseHowScreen, OnPaper
from sipforms.tui.screens.from_paper import FromPaperDialog
from sipforms.tui.screens.page import Page


class Beginning:
    """For one page about one case file. ``opened`` gets the form, ``again`` is called where the page is out of date."""

    def __init__(
        self, page: Page[Any], who: str, opened: Callable[[Filling, int, str], None], again: Callable[[], None]
    ) -> None:
        self._page, self._who, self._opened, self._again = page, who, opened, again
        self.drafting = Begun(page, who, opened)

    def ask_how(self, file: CaseFile, begin: Begin) -> None:
        """Go on with a draft of it where there is one; else ask how, where there is more than one way."""
        programme = self._programmes[begin.programme]
        offered = offers(programme, begin, file)
        try:
            begun = self._begun(file, begin)
        except StoreError as fault:
            self._page.tell_fault(fault)
            return
        if begun:
            self.go_on(begun[-1])
        elif not offered:
            asked = programme.questionnaires[begin.form or begin.main]
            self._page.tell(not_for_said(programme, asked, begin.episode.variant if begin.episode else None))
        elif len(offered) == 1:
            self._start(file, begin, offered[0])
        else:
            chooser = ChooseHowScreen(programme, begin, self._who, offered, last_offer(programme, begin, file))
            self._page.put(chooser, lambda chosen: self._chosen(file, begin, chosen))

    def ask_paper(self, file: CaseFile, begin: Begin, offered: tuple[Offer, ...] = ()) -> None:
        """Key in what stands on paper; a draft of it that is begun on the screen stands in the way."""
        try:
            begun = self._begun(file, begin)
        except StoreError as fault:
            self._page.tell_fault(fault)
            return
        if begun and begun[-1].header.paper is not None:
            self.go_on(begun[-1])
        elif begun:
            self._page.tell(_("A draft of this is begun already: go on with it, or throw it away (Delete) first."))
        elif not offered and not offers(self._programmes[begin.programme], begin, file):
            self.ask_how(file, begin)
        else:
            dialog = FromPaperDialog(self._page.workplace, file, begin, offered)
            self._page.put(dialog, lambda ready: self._keyed(file, begin, ready) if ready else None)

    def write_blank(self, file: CaseFile, begin: Begin) -> None:
        """A blank form for paper: in the form used last, for whoever is to answer or answered last."""
        programme = self._programmes[begin.programme]
        offered = offers(programme, begin, file)
        last = last_offer(programme, begin, file)
        wanted = [one for one in offered if one == last or begin.informant in (None, one.way.informant)]
        if not wanted:
            self.ask_how(file, begin)
            return
        write_offered(self._page, programme, begin, last if last in offered and last is not None else wanted[0])

    def _chosen(self, file: CaseFile, begin: Begin, chosen: Offer | OnPaper | None) -> None:
        if isinstance(chosen, OnPaper):
            self.ask_paper(file, begin, (chosen.offer,))
        elif chosen is not None:
            self._start(file, begin, chosen)

    def _keyed(self, file: CaseFile, begin: Begin, ready: Ready) -> None:
        """Begin what the paper is; which way of answering is ticked on it is asked where there are several."""
        if len(ready.offered) == 1:
            self._start(file, begin, ready.offered[0], ready)
            return
        chooser = ChooseHowScreen(ready.programme, begin, self._who, ready.offered, None, paper=True)
        self._page.put(chooser, lambda one: self._start(file, begin, one, ready) if isinstance(one, Offer) else None)

    def go_on(self, draft: OpenDraft) -> None:
        """Go on with a draft."""
        self.drafting.go_on(draft, draft_said(self._programmes.get(draft.header.programme), draft))

    @property
    def _programmes(self) -> Mapping[str, Programme]:
        return self._page.workplace.programmes.by_id

    def _begun(self, file: CaseFile, begin: Begin) -> list[OpenDraft]:
        """Drafts of it in any form; of the informant who is to answer, where there is one."""
        return begun_of(self._programmes[begin.programme], begin, open_drafts(self._page.workplace, file))

    def _start(self, seen: CaseFile, begin: Begin, offer: Offer, paper: Ready | None = None) -> None:
        """Begin, unless somebody else has begun it or handed it in since this was chosen on what was ``seen``."""
        workplace = self._page.workplace
        programme = paper.programme if paper else self._programmes[begin.programme]
        try:
            file = open_case(workplace.store, seen.id)
            if self._is_handed_in(seen.responses, file, begin):
                self._again()
                self._page.tell(_("This has just been handed in elsewhere. It stands under the rounds so far."))
                return
            begun = self._begun(file, begin)
            if begun:
                self.go_on(begun[-1])
                return
            stay, sheet = _same(begin.episode, file.episodes), paper.head if paper else None
            filling = start(workplace, file, programme, offer.questionnaire.id, offer.way, stay, sheet=sheet)
        except StoreError as fault:
            self._page.tell_fault(fault)
            return
        self._opened(filling, len(filling.draft.undoable), "")

    def _is_handed_in(self, known: tuple[Response, ...], file: CaseFile, begin: Begin) -> bool:
        before, programme = {one.id for one in known}, self._programmes[begin.programme]
        new = (one for one in file.responses if one.id not in before and one.programme == begin.programme)
        return any(is_wanted(programme, begin, one.questionnaire, one.informant) for one in new)


def named(programmes: tuple[Programme, ...], stay: Episode | None, questionnaire: str) -> Begin | None:
    """Beginning the one form with that id; nothing where none of the programmes has it."""
    programme = next((one for one in programmes if questionnaire in one.questionnaires), None)
    if programme is None:
        return None
    return Begin(programme=programme.id, main=main_form(programme, questionnaire), episode=stay, form=questionnaire)


def draft_said(programme: Programme | None, draft: OpenDraft) -> str:
    """A draft on a line, with what it is beside others of its round."""
    return " · ".join(part for part in (draft_words(programme, draft), beside_words(draft)) if part)


def _same(stay: Episode | None, stays: tuple[Episode, ...]) -> Episode | None:
    return next((one for one in stays if stay is not None and one.id == stay.id), None)
