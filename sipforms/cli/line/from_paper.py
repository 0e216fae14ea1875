"""Keying in a filled-in paper, as lines: which questionnaire it is, and what stands at its top."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sipforms.actions.fill import start
from sipforms.actions.from_paper import Ready, Refused, Typed, Wrong, read_head
from sipforms.actions.offering import Begin, Offer
from sipforms.actions.workplace import Workplace
from sipforms.cli.line.begin import Opened
from sipforms.cli.line.commands import Do, command_in
from sipforms.cli.line.guard import Guarded
from sipforms.cli.line.menu import Entry, Menu, chosen
from sipforms.render.days import as_date, why_no_day
from sipforms.render.due_words import way_words
from sipforms.render.from_paper import refused_said
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.store.casefile import CaseFile

ASKED: Mapping[str, str] = {
    "code": N_("Code on the paper, six digits (Enter alone where there is none):"),
    "day": N_("Day on the paper:"),
    "who": N_("Asked by, the initials on the paper:"),
}


def from_paper(talk: Guarded, workplace: Workplace, file: CaseFile, can_begin: Sequence[Entry[Begin]]) -> Opened | None:
    """The form of a paper, begun; nothing where somebody went back. Raises StoreError."""
    none = _("Nothing can be begun here.")
    begin = chosen(talk, Menu(title=_("Which questionnaire stands on the paper?"), entries=can_begin, empty=none))
    ready = None if begin is None else _read(talk, workplace, file, begin)
    offer = None if ready is None else _way(talk, ready)
    if begin is None or ready is None or offer is None:
        return None
    stay = next((one for one in file.episodes if begin.episode and one.id == begin.episode.id), None)
    filling = start(workplace, file, ready.programme, offer.questionnaire.id, offer.way, stay, sheet=ready.head)
    return filling, len(filling.draft.undoable)


def _read(talk: Guarded, workplace: Workplace, file: CaseFile, begin: Begin) -> Ready | None:
    """What stands at the top of the paper; what does not fit is told and asked again, until somebody goes back."""
    typed, asked, today = Typed(), tuple(ASKED), workplace.now().date()
    while True:
        for name in asked:
            line = _line(talk, name, today)
            if line is None:
                return None
            typed = _with(typed, name, line, today)
        found = read_head(workplace, file, begin, typed)
        if isinstance(found, Ready):
            return found
        talk.say(refused_said(found))
        asked = (found.field,)
        typed = replace(typed, is_meant=_is_meant(found))


def _line(talk: Guarded, name: str, today: date) -> str | None:
    """A line; what is no day is asked for again at once. Nothing where somebody goes back."""
    while True:
        line = talk.ask(_(ASKED[name]))
        command = command_in(line)
        if command is not None and command.do is Do.BACK:
            return None
        if name != "day" or as_date(line, today) is not None:
            return line
        talk.say(why_no_day(line, today) or refused_said(Refused(field=name, wrong=Wrong.NO_DAY)))


def _with(typed: Typed, name: str, line: str, today: date) -> Typed:
    if name == "day":
        return replace(typed, day=as_date(line, today))
    return replace(typed, code=line) if name == "code" else replace(typed, who=line)


def _is_meant(refused: Refused) -> bool:
    return refused.wrong is Wrong.KEYED_ALREADY


def _way(talk: Guarded, ready: Ready) -> Offer | None:
    """How it was answered: asked where several ways are printed on the paper."""
    if len(ready.offered) == 1:
        return ready.offered[0]
    entries = [
        Entry(
            said=", ".join(
                part
                for part in (
                    plain(one.questionnaire.title),
                    way_words(ready.programme, one.way.mode, one.way.informant),
                )
                if part
            ),
            value=one,
        )
        for one in ready.offered
    ]
    return chosen(talk, Menu(title=_("Which way is ticked on the paper?"), entries=entries))
