"""Case files: whose each citizen's is, and who may open it; what is closed to whoever asks is counted."""

from collections.abc import Callable, Iterator

from rich.text import Text

from sipforms.actions.case_access import PlacedCase, PlacedCases, placed_cases
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.store.access.case_key_file import CasePlace
from sipforms.store.access.register import Register
from sipforms.tui.screens.case_access import CaseAccessScreen, Outcome
from sipforms.tui.screens.searched_page import SearchedPage
from sipforms.tui.tables import columns
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

CODE, UNIT = 14, 20


class CaseFilesScreen(SearchedPage[PlacedCases, None]):
    """Codes only. Enter opens who may read one, and what can be changed about that."""

    def top(self) -> tuple[str, str]:
        count = len(self.found.open) if self.found else 0
        return _("Case files"), ngettext("{count} citizen", "{count} citizens", count).format(count=count)

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("F8", _("hide")),
            ("Enter", _("who may open")),
            ("/", _("search")),
            ("Esc", _("back")),
            ("F1", _("help")),
        ]

    # --- what stands there --------------------------------------------------------------------------------------

    def look(self) -> PlacedCases:
        """Everybody, and who may open which case file."""
        return placed_cases(self.workplace, self.session)

    def shown(self, found: PlacedCases) -> None:
        """Those that whoever asks may open, then how many others there are, and for whom."""
        self.found = found
        mine = (self._entry(one) for one in found.open if self.is_searched(_code(one)))
        self.fill((*mine, *(() if self.is_searching else self._closed_entries(found))))

    def draw(self) -> None:
        """What stands in the columns."""
        super().draw()
        heads = (_("Code"), _("Unit"), _("Who may open it"))
        head = columns(heads, (CODE, UNIT, 0), self.room.width - 5)
        head.pad_left(3)
        self.query_one("#head", TextLine).show(head)

    def _entry(self, one: PlacedCase) -> Entry:
        who = place_words(self.register, one.place) if one.place else _("cannot be read")
        unit = self.register.unit(one.place.unit) if one.place else None
        cells = (_code(one), plain(unit.title) if unit else "", who)
        return Entry(drawn=_drawn(cells), chosen=one.file.id)

    def _closed_entries(self, found: PlacedCases) -> Iterator[Entry]:
        if found.closed:
            yield Entry(drawn=lambda _width: Text(end=""))
            yield Entry(drawn=lambda _width: Text(_("Closed to you"), end=""))
        for place, count in found.closed.items():
            unit = self.register.unit(place.unit)
            counted = ngettext("{count} case file", "{count} case files", count).format(count=count)
            cells = (counted, plain(unit.title) if unit else "", place_words(self.register, place))
            yield Entry(drawn=_drawn(cells))

    def about(self, _marked: object) -> str:
        """How the right to open a case file comes about."""
        return _(
            "A case file is for everybody in its unit, or only for those whom it is restricted to. "
            "Enter changes it, gives it to another unit, or erases the citizen."
        )

    # --- keys ---------------------------------------------------------------------------------------------------

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        """Open who may read it."""
        found = self.found.open if self.found else ()
        chosen = next((one.file for one in found if one.file.id == event.chosen), None)
        if chosen is not None:
            self.put(CaseAccessScreen(chosen), self._back)

    def _back(self, outcome: Outcome | None) -> None:
        self.read(outcome.told if outcome else "")


def place_words(register: Register, place: CasePlace) -> str:
    """Who may open a case file with this place."""
    if not place.is_restricted:
        return _("everybody in the unit")
    found = (register.user(one) for one in place.users)
    names = sorted(plain(one.name) for one in found if one is not None and one.is_active)
    return _("only {names}").format(names=", ".join(names)) if names else _("nobody who can sign in")


def _code(one: PlacedCase) -> str:
    return plain(one.file.citizen.code) if one.file.citizen else ""


def _drawn(cells: tuple[str, str, str]) -> Callable[[int], Text]:
    return lambda width: columns(cells, (CODE, UNIT, 0), width)
