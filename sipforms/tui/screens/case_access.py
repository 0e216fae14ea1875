"""Who may open one citizen's case file; changing that, giving it to another unit, and erasing the citizen."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rich.text import Text
from textual.binding import Binding

from sipforms.actions.case_access import place_of
from sipforms.actions.erasing import Receipt, erase_case
from sipforms.actions.fill import open_drafts
from sipforms.render.access_words import role_words
from sipforms.render.erasing_words import receipt_lines
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.store.access.case_key_file import CasePlace
from sipforms.store.access.register import User
from sipforms.store.access.roles import Right
from sipforms.store.casefile import CaseFile
from sipforms.tui.screens.access_log import AccessLogScreen
from sipforms.tui.screens.admin_page import AdminPage
from sipforms.tui.screens.case_dialogs import RestrictDialog, UnitOfCaseDialog
from sipforms.tui.screens.confirm import ConfirmDialog
from sipforms.tui.screens.receipt import ReceiptScreen
from sipforms.tui.widgets.listing import Entry, Listing


class Doing(StrEnum):
    """What can be done here."""

    RESTRICT = "restrict"
    MOVE = "move"
    LOG = "log"
    ERASE = "erase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Who may open it now, and how many drafts there are."""

    place: CasePlace
    drafts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """``is_gone``: the citizen was erased, or whoever changed it may open the case file no more. ``told``: in words."""

    is_gone: bool
    told: str


class CaseAccessScreen(AdminPage[Placed, Outcome]):
    """Ends with an ``Outcome`` when something was done that whoever opened this must know; else with nothing."""

    BINDINGS = [
        Binding("r,R", "restrict", show=False),
        Binding("u,U", "move", show=False),
        Binding("l,L", "log", show=False),
        Binding("delete", "erase", show=False),
    ]

    def __init__(self, file: CaseFile) -> None:
        super().__init__()
        self._file = file
        self._placed: Placed | None = None

    @property
    def _code(self) -> str:
        return plain(self._file.citizen.code) if self._file.citizen else ""

    def top(self) -> tuple[str, str]:
        return _("{code} · who may open the case file").format(code=self._code), ""

    def keys(self) -> list[tuple[str, str]]:
        keys = [("F8", _("hide"))]
        if self.session.may(Right.RESTRICT):
            keys += [("R", _("who may open")), ("U", _("another unit"))]
        if self.session.may(Right.READ_LOG):
            keys += [("L", _("who used it"))]
        if self.session.may(Right.ERASE):
            keys += [("Del", _("erase"))]
        return [*keys, ("Esc", _("back")), ("F1", _("help"))]

    # --- what stands there --------------------------------------------------------------------------------------

    def look(self) -> Placed:
        """Who may open it now."""
        self.session.refresh()
        return Placed(place=place_of(self.session, self._file.id), drafts=len(open_drafts(self.workplace, self._file)))

    def shown(self, found: Placed) -> None:
        """For whom it is, what there is in it, and what can be done."""
        self._placed = found
        self.fill(tuple(self._entries(found)))

    def _entries(self, found: Placed) -> Iterator[Entry]:
        unit = self.register.unit(found.place.unit)
        yield _heading(_("Unit: {unit}").format(unit=plain(unit.title) if unit else "–"))
        restricted = _("Only these can open it, also of the unit:")
        yield _heading(restricted if found.place.is_restricted else _("Everybody in the unit can open it:"))
        users = sorted(self._openers(found.place), key=lambda one: one.name.casefold())
        for one in users:
            yield _heading(f"  {plain(one.name)}  {plain(one.title)} ({role_words(one.roles)})")
        if not users:
            yield _heading(f"  {_('nobody who can sign in')}")
        yield _heading("")
        yield _line(_("Say who may open it"), Doing.RESTRICT)
        yield _line(_("Give it to another unit"), Doing.MOVE)
        yield _line(_("Who has used it"), Doing.LOG)
        yield _line(_("Erase the citizen for good"), Doing.ERASE)

    def _openers(self, place: CasePlace) -> tuple[User, ...]:
        if place.is_restricted:
            return tuple(one for one in self.register.active_users if one.id in place.users)
        return self.register.members(place.unit)

    def about(self, marked: object) -> str:
        """What the marked thing does."""
        said = {
            Doing.RESTRICT: _("What others have read until now cannot be unread."),
            Doing.MOVE: _("As when the citizen moves: the members of the other unit can open it then, and only they."),
            Doing.LOG: _("What the access log says of it: who read, answered and changed, and when."),
            Doing.ERASE: _("Answers, drafts, notes and the keys to them go, also those in backups. It stays erased."),
        }
        return said[marked] if isinstance(marked, Doing) else ""

    # --- keys ---------------------------------------------------------------------------------------------------

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        """Do what stands there."""
        doing = {
            Doing.RESTRICT: self.action_restrict,
            Doing.MOVE: self.action_move,
            Doing.LOG: self.action_log,
            Doing.ERASE: self.action_erase,
        }
        if isinstance(event.chosen, Doing):
            doing[event.chosen]()

    def action_restrict(self) -> None:
        """Everybody in the unit, or only some."""
        if self._placed is not None and self.may(Right.RESTRICT):
            self.put(RestrictDialog(self.workplace, self.session, self._file, self._placed.place), self._changed)

    def action_move(self) -> None:
        """Another unit."""
        if self._placed is None or not self.may(Right.RESTRICT):
            return
        if len(self.register.units_in_use) == 1:
            self.refuse(_("There is only one unit. A second one is made under Administration, Units."))
            return
        self.put(UnitOfCaseDialog(self.workplace, self.session, self._file, self._placed.place), self._changed)

    def _changed(self, told: str | None) -> None:
        if told is not None:
            self.work(lambda: self.session.seals.may_open(self._file.id), lambda may: self._after(told, is_open=may))

    def _after(self, told: str, *, is_open: bool) -> None:
        if is_open:
            self.read(told)
        else:
            gone = _("You do not see the citizen any more.")
            self.leave(Outcome(is_gone=True, told=f"{told} {gone}"))

    def action_log(self) -> None:
        """Who has used the case file."""
        if self.may(Right.READ_LOG):
            self.put(AccessLogScreen(self._file))

    def action_erase(self) -> None:
        """Erase the citizen, with the code typed once more."""
        if self._placed is None or not self.may(Right.ERASE):
            return
        said = tuple(erasing_said(self._file, self._placed.drafts))
        title = _("Erase {code} for good").format(code=self._code)
        doing = ConfirmDialog(title, said, self._code, lambda: erase_case(self.workplace, self._file))
        self.put(doing, self._erased)

    def _erased(self, receipt: Receipt | None) -> None:
        if receipt is not None:
            told = _("Erased for good.")
            self.put(
                ReceiptScreen(tuple(receipt_lines(receipt))),
                lambda _done: self.leave(Outcome(is_gone=True, told=told)),
            )


def erasing_said(file: CaseFile, drafts: int) -> Iterator[str]:
    """What goes with a case file."""
    code = plain(file.citizen.code) if file.citizen else ""
    yield _("Everything about {code} is erased for good.").format(code=code)
    count = len(file.responses) + len(file.uncounted)
    handed = ngettext("{count} response", "{count} responses", count).format(count=count)
    begun = ngettext("{count} draft", "{count} drafts", drafts).format(count=drafts)
    stays = ngettext("{count} stay", "{count} stays", len(file.episodes)).format(count=len(file.episodes))
    yield f"{handed}, {begun}, {stays}."
    yield _("Nothing of it comes back, also not out of a backup.")


def _heading(words: str) -> Entry:
    return Entry(drawn=lambda _width: Text(words, end=""))


def _line(words: str, doing: Doing) -> Entry:
    return Entry(drawn=lambda _width: Text(words, end=""), chosen=doing)
