"""Units: the parts of the facility whose members share the case files; who is in which."""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding

from sipforms.actions.case_access import place_of
from sipforms.render.access_words import role_words
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.store.access import changes
from sipforms.store.access.register import Unit
from sipforms.store.access.roles import Right
from sipforms.store.failures import NoKey, StoreDamaged
from sipforms.tui.screens.admin_page import AdminPage
from sipforms.tui.screens.confirm import ConfirmDialog
from sipforms.tui.screens.unit_dialogs import MembersDialog, UnitDialog
from sipforms.tui.tables import columns
from sipforms.tui.widgets.listing import Entry
from sipforms.tui.widgets.text_line import TextLine

MEMBERS, CASES = 10, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The units in use, and how many case files belong to each, by its id."""

    units: tuple[Unit, ...]
    cases: Mapping[str, int]


class UnitsScreen(AdminPage[Kept, None]):
    """The units in use. A unit decides who may read; where in the house a citizen lives stands on the stay."""

    ABOUT_LINES: ClassVar[int] = 4
    BINDINGS = [
        Binding("n,N", "new", show=False),
        Binding("m,M", "members", show=False),
        Binding("e,E", "rename", show=False),
        Binding("delete", "close", show=False),
    ]

    def top(self) -> tuple[str, str]:
        return _("Units"), ""

    def keys(self) -> list[tuple[str, str]]:
        keys = [("F8", _("hide"))]
        if self.session.may(Right.MANAGE_UNITS):
            keys += [("N", _("new")), ("M", _("members")), ("E", _("rename")), ("Del", _("close"))]
        return [*keys, ("Esc", _("back")), ("F1", _("help"))]

    # --- what stands there --------------------------------------------------------------------------------------

    def look(self) -> Kept:
        """The newest register, and whose every case file is."""
        register, facility = self.session.refresh(), self.workplace.store.facts.facility
        cases: Counter[str] = Counter()
        for case in self.session.seals.cases():
            with suppress(NoKey, StoreDamaged):
                cases[place_of(self.session, case).unit] += case != facility
        return Kept(units=register.units_in_use, cases=cases)

    def shown(self, found: Kept) -> None:
        """The units, those of whoever has signed in first."""
        mine = self.session.user.units
        ordered = sorted(found.units, key=lambda one: (one.id not in mine, one.title.casefold()))
        self.fill(tuple(Entry(drawn=self._drawn(one, found.cases.get(one.id, 0)), chosen=one.id) for one in ordered))

    def draw(self) -> None:
        """What stands in the columns."""
        super().draw()
        heads = (_("Unit"), _("Members"), _("Citizens"))
        head = columns(heads, (0, MEMBERS, CASES), self.room.width - 5)
        head.pad_left(3)
        self.query_one("#head", TextLine).show(head)

    def _drawn(self, unit: Unit, cases: int) -> Callable[[int], Text]:
        mine = _("{unit} (yours)") if unit.id in self.session.user.units else "{unit}"
        cells = (mine.format(unit=plain(unit.title)), str(len(self.register.members(unit.id))), str(cases))
        return lambda width: columns(cells, (0, MEMBERS, CASES), width)

    def about(self, marked: object) -> str:
        """Who is in it, and what that means."""
        members = sorted(self.register.members(str(marked)), key=lambda one: one.name.casefold())
        who = ", ".join(f"{plain(one.name)} ({role_words(one.roles)})" for one in members)
        said = _("These can read everything about the unit's citizens, but for those restricted to some: {names}.")
        told = _("Where in the house a citizen lives stands on the stay, and opens nothing for anybody.")
        return f"{said.format(names=who)}\n{told}"

    @property
    def _chosen(self) -> Unit | None:
        return self.register.unit(str(self.marked))

    # --- keys ---------------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Make a unit."""
        if self.may(Right.MANAGE_UNITS):
            self.put(UnitDialog(self.workplace, self.session, None), self._made)

    def _made(self, unit: Unit | None) -> None:
        if unit is not None:
            said = _("The unit {unit} is made, and you are its first member. M lets others in.")
            self.read(said.format(unit=plain(unit.title)), mark=unit.id)

    def on_listing_chosen(self) -> None:
        """Enter on a unit is about who is in it."""
        self.action_members()

    def action_members(self) -> None:
        """Let people in and take them out."""
        unit = self._chosen
        if unit is None or not self.may(Right.MANAGE_UNITS):
            return
        if not self.session.keyring.can_open_unit(unit.id):
            names = ", ".join(plain(one.name) for one in self.register.members(unit.id))
            self.refuse(
                _("You are not in this unit and hold no key of it. One of its members can: {names}.").format(
                    names=names
                )
            )
            return
        self.put(MembersDialog(self.workplace, self.session, unit), self._told)

    def _told(self, told: str | None) -> None:
        if told is not None:
            self.read(told)

    def action_rename(self) -> None:
        """Give it another name."""
        unit = self._chosen
        if unit is not None and self.may(Right.MANAGE_UNITS):
            self.put(UnitDialog(self.workplace, self.session, unit), self._renamed)

    def _renamed(self, unit: Unit | None) -> None:
        if unit is not None:
            self.read(_("The unit is called {unit} now.").format(unit=plain(unit.title)))

    def action_close(self) -> None:
        """Take no new members and no new citizens into it."""
        unit, workplace = self._chosen, self.workplace
        if unit is None or not self.may(Right.MANAGE_UNITS):
            return
        if unit.is_house:
            self.refuse(_("The house itself stays: the facility's own answers are in it."))
            return
        said = (
            _("The unit takes no new members and no new citizens. Those who are in it can still read what it has."),
            _("Move its citizens to another unit first, under Case files. A closed unit cannot be opened again."),
        )

        def doing() -> Unit | changes.Refusal:
            return changes.retire_unit(self.session, unit.id, now=workplace.now(), witness=workplace.witness)

        title = _("Close {unit}").format(unit=plain(unit.title))
        self.put(ConfirmDialog(title, said, unit.title, doing), self._was_closed)

    def _was_closed(self, unit: Unit | None) -> None:
        if unit is not None:
            self.read(_("The unit {unit} is closed.").format(unit=plain(unit.title)))
