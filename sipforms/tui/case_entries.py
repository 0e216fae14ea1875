"""What stands on a citizen's page, or the facility's: drafts, what is due, rounds, what else can be begun, stays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rich.text import Text

from sipforms.actions.due import DueForm, due_of_citizen, due_of_facility, in_use
from sipforms.actions.fill import OpenDraft, open_drafts
from sipforms.actions.offering import Begin, begun_of, not_due
from sipforms.actions.people import People, current_stay, people
from sipforms.actions.today import begin_of
from sipforms.actions.workplace import Workplace
from sipforms.engine.newest import in_time
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.render.due_words import due_words, stay_words
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.store.casefile import CaseFile
from sipforms.tui.case_beginning import draft_said
from sipforms.tui.round_lines import round_entry
from sipforms.tui.tables import columns
from sipforms.tui.widgets.listing import Entry

WHEN = 20
NEW_STAY = "new-stay"
"""What the line stands for that says there is no stay yet."""


@dataclass(frozen=True, kw_only=True)
class CaseContents:
    """A case file as its page shows it today, with the drafts that are open in it."""

    workplace: Workplace
    file: CaseFile
    drafts: Sequence[OpenDraft]
    everybody: People | None
    """Who is at the facility; asked for only where the facility itself is looked at."""

    @property
    def today(self) -> date:
        """The day it is."""
        return self.workplace.now().date()

    @cached_property
    def stay(self) -> Episode | None:
        """The stay that lasts, else the last one."""
        return current_stay(self.file, self.today)

    @cached_property
    def due(self) -> tuple[DueForm, ...]:
        """What is due, the most urgent first."""
        if self.everybody is not None:
            return due_of_facility(self.workplace, self.file, self.everybody, self.today)
        return due_of_citizen(self.workplace, self.file, self.today)

    @cached_property
    def programmes(self) -> tuple[Programme, ...]:
        """The programme of the stay; for the facility those in use, and all of them while none is."""
        by_id = self.workplace.programmes.by_id
        if self.everybody is None:
            programme = by_id.get(self.stay.programme) if self.stay else None
            return (programme,) if programme else ()
        used = in_use(self.everybody, self.today)
        return tuple(by_id[id_] for id_ in sorted(used) if id_ in by_id) or tuple(by_id.values())

    def programme(self, id_: str) -> Programme | None:
        """The programme with that id, where it is at hand."""
        return self.workplace.programmes.by_id.get(id_)


def contents_of(workplace: Workplace, file: CaseFile, known: People | None = None) -> CaseContents:
    """Read what is open in a case file; everybody too, for the facility's own unless ``known``. Raises StoreError."""
    everybody = None if file.citizen is not None else known or people(workplace)
    return CaseContents(workplace=workplace, file=file, drafts=open_drafts(workplace, file), everybody=everybody)


def entries_of(shown: CaseContents) -> Iterator[Entry]:
    """Every line of the page, under its headings."""
    responses, left = shown.file.responses, shown.file.uncounted
    yield from _section(_("Go on with"), [_line(_draft(shown, one), one) for one in shown.drafts])
    yield from _section(_("Due"), [_due(shown, one) for one in shown.due])
    yield from _section(
        _("Rounds so far"), [_round(shown, one) for one in sorted(responses, key=in_time, reverse=True)]
    )
    yield from _section(
        _("Withdrawn or moved"), [_round(shown, one) for one in sorted(left, key=in_time, reverse=True)]
    )
    yield from _section(_("Begin something else"), list(_others(shown)))
    if shown.file.citizen:
        stays = sorted(shown.file.episodes, key=lambda one: one.admission, reverse=True)
        none = [_line(_("No stay yet. A writes one down."), NEW_STAY)]
        yield from _section(
            _("Stays"), [_line(stay_words(shown.programme(one.programme), one), one) for one in stays] or none
        )


def _section(title: str, entries: list[Entry]) -> Iterator[Entry]:
    if entries:
        yield _line(title)
        yield from entries
        yield _line("")


def _draft(shown: CaseContents, one: OpenDraft) -> str:
    return draft_said(shown.programme(one.header.programme), one)


def _due(shown: CaseContents, one: DueForm) -> Entry:
    what, when = due_words(shown.programme(one.programme), one, shown.today)
    chosen = begin_of(one)
    said = _with_begun(shown, what, chosen)
    return Entry(drawn=lambda width: columns((said, when), (0, WHEN), width), chosen=chosen)


def _with_begun(shown: CaseContents, what: str, begin: Begin) -> str:
    """What can be begun; a draft of it is told, since choosing it goes on with that and begins no other."""
    programme = shown.workplace.programmes.by_id[begin.programme]
    return f"{what} · {_('begun')}" if begun_of(programme, begin, shown.drafts) else what


def _round(shown: CaseContents, one: Response) -> Entry:
    return round_entry(shown.programme(one.programme), one)


def _others(shown: CaseContents) -> Iterator[Entry]:
    """What can be begun although nothing says that it is due."""
    stay = None if shown.everybody is not None else shown.stay
    for programme in shown.programmes:
        for begin in not_due(programme, stay, shown.due):
            title = programme.questionnaires[begin.main].title
            said = plain(f"{title} · {programme.title}" if len(shown.programmes) > 1 else title)
            yield _line(_with_begun(shown, said, begin), begin)


def _line(words: str, chosen: object = None) -> Entry:
    return Entry(drawn=lambda _width: Text(words, end=""), chosen=chosen)
