"""The access log: who did what with which case file, the newest first; of everybody, or of one citizen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text

from sipforms.actions.access_log import Listed, codes_in, listed
from sipforms.render.language import _, ngettext
from sipforms.render.log_words import aside, what, when, who, whom
from sipforms.render.plain import plain
from sipforms.store.casefile import CaseFile
from sipforms.store.log.entries import Entry as Logged
from sipforms.store.log.reading import Wanted
from sipforms.store.protocol import CaseId
from sipforms.tui.screens.searched_page import SearchedPage
from sipforms.tui.tables import columns
from sipforms.tui.widgets.listing import Entry
from sipforms.tui.widgets.text_line import TextLine

WHEN, WHO, WHOSE = 19, 8, 10
MOST = 500
"""Entries that are read and shown; the rest is read with ``sipforms log show``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was read of the log, and the citizens' codes by the ids of their case files."""

    listed: Listed
    codes: Mapping[CaseId, str]


class AccessLogScreen(SearchedPage[Seen, None]):
    """Of one citizen where a case file is given. That it was looked at stands in the log itself."""

    ABOUT_LINES: ClassVar[int] = 3

    def __init__(self, file: CaseFile | None = None) -> None:
        super().__init__()
        self._file = file

    def search_hint(self) -> str:
        """Everything that stands in a line."""
        return _("initials, a citizen's code, or what was done")

    def top(self) -> tuple[str, str]:
        code = plain(self._file.citizen.code) if self._file is not None and self._file.citizen else ""
        count = len(self.found.listed.entries) if self.found else 0
        counted = ngettext("{count} entry", "{count} entries", count).format(count=count)
        return f"{code} · {_('Access log')}" if code else _("Access log"), counted

    def keys(self) -> list[tuple[str, str]]:
        return [("F8", _("hide")), ("/", _("search")), ("Esc", _("back")), ("F1", _("help"))]

    # --- what stands there --------------------------------------------------------------------------------------

    def look(self) -> Seen:
        """The newest entries, and whom they are about."""
        self.session.refresh()
        wanted = Wanted(case=self._file.id) if self._file is not None else Wanted()
        found = listed(self.workplace, wanted, MOST)
        return Seen(listed=found, codes=codes_in(self.workplace, found.entries))

    def shown(self, found: Seen) -> None:
        """The entries that hold what is searched for, the newest first."""
        self.found = found
        rows = ((self._cells(one), one) for one in reversed(found.listed.entries))
        wanted = ((cells, one) for cells, one in rows if self.is_searched(*cells))
        entries = [Entry(drawn=_drawn(cells), chosen=(one.chain, one.seq)) for cells, one in wanted]
        if found.listed.has_earlier:
            said = _("Earlier entries: `sipforms log show`.")
            entries.append(Entry(drawn=lambda _width: Text(said, end="")))
        self.fill(tuple(entries))

    def _cells(self, one: Logged) -> tuple[str, str, str, str]:
        codes = self.found.codes if self.found else {}
        return when(one.at), who(one, self.register), what(one), whom(one, self.register, codes)

    def draw(self) -> None:
        """What stands in the columns."""
        super().draw()
        heads = (_("When"), _("Who"), _("What"), _("Whose"))
        head = columns(heads, (WHEN, WHO, 0, WHOSE), self.room.width - 5)
        head.pad_left(3)
        self.query_one("#head", TextLine).show(head)

    def about(self, marked: object) -> str:
        """The whole entry: also where it was done."""
        entries = self.found.listed.entries if self.found else ()
        one = next((one for one in entries if (one.chain, one.seq) == marked), None)
        if one is None:
            return ""
        moment, whose, done, whom_ = self._cells(one)
        user = self.register.user(one.user)
        name = f"{whose} ({plain(user.title)})" if user is not None and user.title else whose
        where = plain(one.workstation_name or one.workstation[:8])
        return f"{' · '.join(part for part in (moment, name, done, whom_, where) if part)}\n{aside(one)}"

    def _read(self, found: Seen, told: str, mark: object) -> None:
        super()._read(found, told, mark)
        if not found.listed.is_whole:
            self.refuse(_("The log is not whole: see what `sipforms log verify` says."))


def _drawn(cells: tuple[str, str, str, str]) -> Callable[[int], Text]:
    return lambda width: columns(cells, (WHEN, WHO, 0, WHOSE), width)
