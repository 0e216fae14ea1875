"""One citizen, or the facility itself, as lines: drafts, what is due, rounds so far, what else can be begun."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from sipforms.actions.due import DueForm, due_of_citizen, due_of_facility, in_use
from sipforms.actions.fill import OpenDraft, open_drafts
from sipforms.actions.moving import settled
from sipforms.actions.offering import Begin, begun_of, not_due
from sipforms.actions.people import current_stay, people
from sipforms.actions.today import begin_of
from sipforms.actions.workplace import Workplace
from sipforms.cli.line.begin import Opened, gone_on, opened
from sipforms.cli.line.form import FormLines
from sipforms.cli.line.from_paper import from_paper
from sipforms.cli.line.guard import Guarded
from sipforms.cli.line.menu import Entry, Menu, chosen
from sipforms.cli.line.merging import made_one
from sipforms.cli.line.result import show_result
from sipforms.engine.family import main_form
from sipforms.engine.newest import in_time
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.render.due_words import draft_words, due_words, round_words, stay_words
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.said import damaged_words, fault_said
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.failures import StoreError

Shown = OpenDraft | Begin | Response | Literal["paper"]
PAPER: Literal["paper"] = "paper"


class CitizenLines:
    """One case file. ``handed_in`` is how many forms were handed in here."""

    def __init__(self, talk: Guarded, workplace: Workplace, file: CaseFile) -> None:
        self._talk, self._workplace, self._file = talk, workplace, file
        self.handed_in = 0

    @property
    def who(self) -> str:
        """The citizen's code; the facility has none."""
        return plain(self._file.citizen.code) if self._file.citizen else _("The facility")

    def run(self) -> None:
        """Show the page until somebody goes back. Raises Ended, EndOfInput."""
        while True:
            try:
                self._file = settled(self._workplace, open_case(self._workplace.store, self._file.id))
                entries = list(self._entries())
            except StoreError as fault:
                self._talk.say(fault_said(fault))
                return
            empty = _("Nothing waits here, and nothing has been answered.")
            found = chosen(self._talk, Menu(title=self._title(), entries=entries, empty=empty))
            if found is None:
                return
            self.open(found)

    def open(self, what: Shown) -> None:
        """Go on with a draft, begin a questionnaire, or hear the result of a round."""
        if isinstance(what, Response):
            show_result(self._talk, self._workplace, self._file, what)
            return
        try:
            form = self._form(what)
        except StoreError as fault:
            self._talk.say(fault_said(fault))
            return
        if form is not None:
            self._fill(form)

    def begin_named(self, questionnaire: str) -> bool:
        """Begin the questionnaire with that id; whether there is such a one here."""
        stay = current_stay(self._file, self._workplace.now().date())
        having = (one for one in self._programmes() if questionnaire in one.questionnaires)
        programme = next(having, None)
        if programme is None:
            return False
        main = main_form(programme, questionnaire)
        self.open(Begin(programme=programme.id, main=main, episode=stay, form=questionnaire))
        return True

    def _form(self, what: OpenDraft | Begin | Literal["paper"]) -> Opened | None:
        if what == PAPER:
            begun = open_drafts(self._workplace, self._file)
            free = [one for one in self._can_begin() if not self._has_begun(one.value, begun)]
            return from_paper(self._talk, self._workplace, self._file, free)
        if isinstance(what, OpenDraft) and what.others:
            return self._one_of_two(what)
        if isinstance(what, OpenDraft):
            return gone_on(self._talk, self._workplace, what)
        return opened(self._talk, self._workplace, self._file, what)

    def _one_of_two(self, draft: OpenDraft) -> Opened | None:
        """A draft beside another of its round: gone on with, or made one with that."""
        ways = [Entry(said=_("Go on with this one"), value=False), Entry(said=_("Make one of the two"), value=True)]
        makes_one = chosen(self._talk, Menu(title=_("There are two drafts of this round."), entries=ways))
        if makes_one is None:
            return None
        if not makes_one:
            return gone_on(self._talk, self._workplace, draft)
        merged = made_one(self._talk, self._workplace, draft.id, draft.others[0])
        return None if merged is None else (merged, 0)

    def _fill(self, form: Opened) -> None:
        """Fill in, and tell the result at once."""
        response = FormLines(self._talk, self._workplace, form[0], self.who, form[1]).run()
        if response is None:
            return
        self.handed_in += 1
        self._talk.say(_("Handed in."))
        self._file = open_case(self._workplace.store, self._file.id)
        show_result(self._talk, self._workplace, self._file, self._file.response(response.id) or response)

    # --- what stands here -------------------------------------------------------------------------------------------

    def _title(self) -> str:
        citizen = self._file.citizen
        name = plain(citizen.name) if citizen and citizen.name else ""
        stay = current_stay(self._file, self._workplace.now().date()) if citizen else None
        stays = stay_words(self._programme(stay.programme), stay) if stay else _("No stay yet.") if citizen else ""
        return ". ".join(part for part in (", ".join(one for one in (self.who, name) if one), stays) if part)

    def _entries(self) -> Iterator[Entry[Shown]]:
        today, drafts = self._workplace.now().date(), open_drafts(self._workplace, self._file)
        due = self._due(today)
        for draft in drafts:
            yield Entry(
                said=draft_said(self._programme(draft.header.programme), draft), value=draft, heading=_("Go on with")
            )
        for one in due:
            begin = begin_of(one)
            words = ", ".join(due_words(self._programme(one.programme), one, today))
            yield Entry(said=self._with_begun(words, begin, drafts), value=begin, heading=_("Due"))
        for response in sorted(self._file.responses, key=in_time, reverse=True):
            words = ", ".join(part for part in round_words(self._programme(response.programme), response) if part)
            yield Entry(said=words, value=response, heading=_("Rounds so far"))
        for begin in self._not_due(due):
            title = plain(self._workplace.programmes.by_id[begin.programme].questionnaires[begin.main].title)
            yield Entry(said=self._with_begun(title, begin, drafts), value=begin, heading=_("Begin something else"))
        if due or any(self._not_due(due)):
            yield Entry(said=_("Key in a paper that was filled in by hand"), value=PAPER, heading=_("From paper"))

    def _due(self, today: date) -> tuple[DueForm, ...]:
        if self._file.citizen:
            return due_of_citizen(self._workplace, self._file, today)
        return due_of_facility(self._workplace, self._file, people(self._workplace), today)

    def _not_due(self, due: tuple[DueForm, ...]) -> Iterator[Begin]:
        stay = current_stay(self._file, self._workplace.now().date()) if self._file.citizen else None
        for programme in self._programmes():
            yield from not_due(programme, stay, due)

    def _can_begin(self) -> Iterator[Entry[Begin]]:
        """Every questionnaire that a paper may be of."""
        due = self._due(self._workplace.now().date())
        for begin in (*map(begin_of, due), *self._not_due(due)):
            title = plain(self._workplace.programmes.by_id[begin.programme].questionnaires[begin.main].title)
            yield Entry(said=title, value=begin)

    def _has_begun(self, begin: Begin, drafts: tuple[OpenDraft, ...]) -> bool:
        return bool(begun_of(self._workplace.programmes.by_id[begin.programme], begin, drafts))

    def _with_begun(self, words: str, begin: Begin, drafts: tuple[OpenDraft, ...]) -> str:
        """A draft of it is told: choosing it goes on with that, and begins no other."""
        return f"{words}, {_('begun')}" if self._has_begun(begin, drafts) else words

    def _programmes(self) -> tuple[Programme, ...]:
        """The programme of the stay; for the facility those in use, and all of them while none is."""
        by_id, today = self._workplace.programmes.by_id, self._workplace.now().date()
        if self._file.citizen is not None:
            stay = current_stay(self._file, today)
            programme = by_id.get(stay.programme) if stay else None
            return (programme,) if programme else ()
        used = in_use(people(self._workplace), today)
        return tuple(by_id[id_] for id_ in sorted(used) if id_ in by_id) or tuple(by_id.values())

    def _programme(self, id_: str) -> Programme | None:
        return self._workplace.programmes.by_id.get(id_)


def draft_said(programme: Programme | None, draft: OpenDraft) -> str:
    """A draft with what it is beside others of its round, and whether it is damaged."""
    beside = _("copy") if draft.is_copy else _("there is a copy, too") if draft.others else ""
    return ", ".join(part for part in (draft_words(programme, draft), beside, damaged_words(draft.left_out)) if part)
