"""What stands at the top of a filled-in paper, asked before its answers are keyed."""

from collections.abc import Mapping

from sipforms.actions.from_paper import Ready, Refused, Typed, Wrong, read_head
from sipforms.actions.offering import Begin, Offer
from sipforms.actions.workplace import Workplace
from sipforms.render.days import as_date
from sipforms.render.from_paper import refused_said
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.said import fault_said
from sipforms.render.written import day_reads
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import StoreError
from sipforms.tui.screens.dialog import Dialog, Field

CODE, DAY, WHO = "code", "day", "who"


class FromPaperDialog(Dialog[Ready]):
    """Ends with the form that the paper is, and the way, or ways, in which it can have been answered."""

    def __init__(self, workplace: Workplace, file: CaseFile, begin: Begin, offered: tuple[Offer, ...] = ()) -> None:
        today = workplace.now().date()
        fields = (
            Field(
                id=CODE,
                label=_("Code on the paper"),
                about=_("Six digits, at the foot of each page. They say that the numbers are those on the screen."),
            ),
            Field(
                id=DAY,
                label=_("Day on the paper"),
                reads=lambda typed: day_reads(typed, today).words,
                about=_("The day that the answers are of, not the day on which they are keyed."),
            ),
            Field(id=WHO, label=_("Asked by"), about=_("The initials on the paper.")),
        )
        title = plain(workplace.programmes.by_id[begin.programme].questionnaires[begin.form or begin.main].title)
        super().__init__(_("From paper: {form}").format(form=title), fields, self._read)
        self._workplace, self._file, self._begin, self._offered = workplace, file, begin, offered
        self._warned_of: Mapping[str, str] | None = None

    def _read(self, typed: Mapping[str, str]) -> None:
        head = Typed(
            code=typed[CODE],
            day=as_date(typed[DAY], self._workplace.now().date()),
            who=typed[WHO],
            is_meant=typed == self._warned_of,
        )
        try:
            found = read_head(self._workplace, self._file, self._begin, head, self._offered)
        except StoreError as fault:
            self.complain("", fault_said(fault))
            return
        if isinstance(found, Refused):
            self._warned_of = typed if found.wrong is Wrong.KEYED_ALREADY else None
            self.complain(found.field, refused_said(found))
        else:
            self.leave(found)
