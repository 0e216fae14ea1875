"""The first list: what is due of everybody, drafts, and the way to a citizen by code or name."""

from collections.abc import Iterator
from dataclasses import replace
from time import monotonic

from sipforms.actions.people import find
from sipforms.actions.preferences import keep_preferences, preferences_of, starts_in_lines
from sipforms.actions.today import Overview, Waiting, begin_of, look_over
from sipforms.actions.workplace import Workplace
from sipforms.cli.line.citizen import CitizenLines, draft_said
from sipforms.cli.line.guard import Guarded
from sipforms.cli.line.menu import Entry, Menu, chosen
from sipforms.render.due_words import due_words
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.said import fault_said
from sipforms.store.casefile import CaseFile, open_facility
from sipforms.store.failures import StoreError
from sipforms.store.lease import Watch

CITIZENS, SCREENS = "citizens", "screens"
Choice = Waiting | CaseFile | str


class TodayLines:
    """What waits today, again after each thing that was done."""

    def __init__(self, talk: Guarded, workplace: Workplace) -> None:
        self._talk, self._workplace = talk, workplace
        self._watch = Watch(ticking=monotonic)
        self._overview = Overview()

    def run(self) -> None:
        """Until somebody ends the program. Raises Ended, EndOfInput."""
        while True:
            self._overview = self._read()
            found = chosen(self._talk, self._menu())
            if found is None:
                self._talk.say(_("This is the first list. `{word}` ends the program.").format(word=_("stop")))
            elif isinstance(found, Waiting):
                page = CitizenLines(self._talk, self._workplace, found.file)
                page.open(
                    found.draft
                    if found.draft is not None
                    else begin_of(found.due)
                    if found.due
                    else found.file.responses[-1]
                )
            elif isinstance(found, CaseFile):
                CitizenLines(self._talk, self._workplace, found).run()
            elif found == SCREENS:
                self._back_to_screens()
            else:
                self._citizens()

    def _read(self) -> Overview:
        """Everybody's case files; where that takes a while, it is told how far it has come."""
        overview, told = Overview(), False
        try:
            for overview in look_over(self._workplace, monotonic, self._watch):
                if not overview.is_whole and not told:
                    told = True
                    said = _("Reading the case files, {read} of {total} so far ...")
                    self._talk.say(said.format(read=overview.read, total=overview.total))
        except StoreError as fault:
            self._talk.say(fault_said(fault))
        return overview

    def _menu(self) -> Menu[Choice]:
        title = ", ".join(part for part in (_("Today"), plain(self._workplace.user)) if part) + "."
        prompt = _("Number, or a citizen's code:")
        return Menu(title=title, entries=list(self._entries()), prompt=prompt, named=self._coded, other=self._found)

    def _entries(self) -> Iterator[Entry[Choice]]:
        for one in self._overview.waiting:
            yield Entry(said=self._said(one), value=one, heading=_("Due, and begun"))
        said = _("All citizens: {count}").format(count=len(self._overview.everybody.files))
        yield Entry(said=said, value=CITIZENS, heading=_("Everybody"))
        yield Entry(said=_("The facility"), value=open_facility(self._workplace.store), heading=_("Everybody"))

        if starts_in_lines():
            yield Entry(said=_("The screens instead, from the next start on"), value=SCREENS, heading=_("Settings"))

    def _back_to_screens(self) -> None:
        """Whoever chose lines in the settings on the screens gets back from here."""
        try:
            keep_preferences(self._workplace, replace(preferences_of(self._workplace), reads_lines=False))
        except StoreError as fault:
            self._talk.say(fault_said(fault))
        else:
            self._talk.say(_("From the next start on the screens open."))

    def _said(self, one: Waiting) -> str:
        """Whose, what and when; never a name."""
        programmes, today = self._workplace.programmes.by_id, self._workplace.now().date()
        who = plain(one.file.citizen.code) if one.file.citizen else _("The facility")
        parts = [who]
        if one.due is not None:
            what, when = due_words(programmes.get(one.due.programme), one.due, today)
            parts += [what, when.rstrip("! ")]  # the sign is for the eye only
        if one.draft is not None:
            parts.append(
                draft_said(programmes.get(one.draft.header.programme), one.draft)
                if one.due is None
                else _("draft, answered: {count}").format(count=one.draft.answered)
            )
        if one.open_by:
            parts.append(_("open at {who}").format(who=plain(one.open_by)))
        return ", ".join(parts)

    def _coded(self, typed: str) -> CaseFile | None:
        """The citizen whose code is typed."""
        code = typed.strip().casefold()
        files = self._overview.everybody.files
        return next((one for one in files if one.citizen and one.citizen.code.casefold() == code), None)

    def _found(self, typed: str) -> CaseFile | None:
        """The only citizen whom the words fit."""
        found = find(self._overview.everybody, typed)
        return found[0] if len(found) == 1 else None

    def _citizens(self) -> None:
        files = self._overview.everybody.files
        entries = [Entry(said=plain(one.citizen.code), value=one) for one in files if one.citizen]
        none = _("There are no citizens yet.")
        menu = Menu(
            title=_("The citizens"),
            entries=entries,
            empty=none,
            prompt=_("Number, or a citizen's code:"),
            named=self._coded,
            other=self._found,
        )
        found = chosen(self._talk, menu)
        if found is not None:
            CitizenLines(self._talk, self._workplace, found).run()
