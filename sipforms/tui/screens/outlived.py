"""Case files that have outlived the time they are kept: proposed, and erased after a person has typed how many."""

from collections.abc import Callable, Iterator

from rich.text import Text
from textual.binding import Binding

from sipforms.actions.erasing import Receipt, erase_case
from sipforms.actions.retention import Outlived, Sweep, sweep
from sipforms.render.erasing_words import receipt_lines
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.plain import plain
from sipforms.store.access.roles import Right
from sipforms.tui.screens.admin_page import AdminPage
from sipforms.tui.screens.case_access import CaseAccessScreen, Outcome
from sipforms.tui.screens.confirm import ConfirmDialog
from sipforms.tui.screens.receipt import ReceiptScreen
from sipforms.tui.tables import columns
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

DAY = 12


class OutlivedScreen(AdminPage[Sweep, None]):
    """The longest outlived first. Looking erases nothing."""

    BINDINGS = [Binding("delete", "erase", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._found: Sweep | None = None

    def top(self) -> tuple[str, str]:
        return _("What has outlived its time"), ""

    def keys(self) -> list[tuple[str, str]]:
        keys = [("F8", _("hide"))]
        if self._found is not None and self._found.outlived:
            keys += [("Enter", _("look at one")), ("Del", _("erase them all"))]
        return [*keys, ("Esc", _("back")), ("F1", _("help"))]

    def look(self) -> Sweep:
        """Judge every case file."""
        return sweep(self.workplace)

    def shown(self, found: Sweep) -> None:
        """What is proposed, and what holds others back."""
        self._found = found
        rows = [Entry(drawn=_drawn(one), chosen=one.file.id) for one in found.outlived]
        none = [_line(_("No case file has outlived its time."))]
        aside = [_line(words) for words in self._aside(found)]
        self.fill((*(rows or none), *([_line(""), *aside] if aside else [])))

    def draw(self) -> None:
        """What stands in the columns."""
        super().draw()
        heads = (_("Code"), _("Last day"), _("Kept until"))
        head = columns(heads, (0, DAY, DAY), self.room.width - 5)
        head.pad_left(3)
        self.query_one("#head", TextLine).show(head)

    def _aside(self, found: Sweep) -> Iterator[str]:
        for id_ in found.undecided:
            programme = self.workplace.programmes.by_id.get(id_)
            title = id_ if programme is None else plain(programme.title)
            yield _("Left out, because nobody has decided how long it is kept: {programme}").format(programme=title)
        if found.unreadable:
            said = ngettext(
                "{count} case file cannot be read and is left out.",
                "{count} case files cannot be read and are left out.",
                found.unreadable,
            )
            yield said.format(count=found.unreadable)

    def about(self, _marked: object) -> str:
        """What is judged."""
        return _("Every stay has ended, and everything in the case file is older than it is kept.")

    # --- keys ---------------------------------------------------------------------------------------------------

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        """Look at one, where it can be erased alone."""
        found = self._found.outlived if self._found else ()
        chosen = next((one.file for one in found if one.file.id == event.chosen), None)
        if chosen is not None:
            self.put(CaseAccessScreen(chosen), self._back)

    def _back(self, outcome: Outcome | None) -> None:
        self.read(outcome.told if outcome else "")

    def action_erase(self) -> None:
        """Erase all that are proposed, with their number typed."""
        found = self._found.outlived if self._found else ()
        if not found:
            self.refuse(_("No case file has outlived its time."))
        elif self.may(Right.ERASE):
            count = ngettext(
                "{count} case file is erased for good.", "{count} case files are erased for good.", len(found)
            )
            codes = ", ".join(plain(one.file.citizen.code) for one in found if one.file.citizen)
            said = (count.format(count=len(found)), codes, _("Nothing of it comes back, also not out of a backup."))
            title = _("Erase what has outlived its time")
            self.put(ConfirmDialog(title, said, str(len(found)), lambda: self._erase(found)), self._erased)

    def _erase(self, found: tuple[Outlived, ...]) -> tuple[Receipt, ...]:
        return tuple(erase_case(self.workplace, one.file) for one in found)

    def _erased(self, receipts: tuple[Receipt, ...] | None) -> None:
        if receipts is None:
            self.read()  # some may be gone, where the store went away in the middle
        else:
            lines = [line for one in receipts for line in (*receipt_lines(one), "")]
            self.put(ReceiptScreen(tuple(lines)), lambda _done: self.read(_("Erased for good.")))


def _line(words: str) -> Entry:
    return Entry(drawn=lambda _width: Text(words, end=""))


def _drawn(one: Outlived) -> Callable[[int], Text]:
    code = plain(one.file.citizen.code) if one.file.citizen else "–"
    cells = (code, format_date(one.last), format_date(one.since))
    return lambda width: columns(cells, (0, DAY, DAY), width)
