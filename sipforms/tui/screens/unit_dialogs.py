"""A unit's name, and who is in it."""

from collections.abc import Mapping

from sipforms.actions.units import Membership, NotMoved, change_members
from sipforms.actions.workplace import Workplace
from sipforms.render.access_words import role_words
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.store.access import changes
from sipforms.store.access.register import Unit
from sipforms.store.access.session import Session
from sipforms.tui.screens.dialog import Field
from sipforms.tui.screens.user_dialogs import moved_said, not_moved_said
from sipforms.tui.screens.work_dialog import TITLE, WorkDialog
from sipforms.tui.widgets.tick import TICKED

USER = "user-"


class UnitDialog(WorkDialog[Unit]):
    """For a new unit, or another name for one."""

    def __init__(self, workplace: Workplace, session: Session, unit: Unit | None) -> None:
        said = (
            _("A unit decides who may read: its members, and nobody else, can open its citizens' case files."),
            _("Is it only about where in the house somebody lives? Write that on the stay, and make no unit."),
        )
        fields = (Field(id=TITLE, label=_("Name"), value=unit.title if unit else "", hint=_("such as Nord")),)
        super().__init__(_("Rename the unit") if unit else _("New unit"), fields, self._save, () if unit else said)
        self._workplace, self._session, self._unit = workplace, session, unit

    def _save(self, typed: Mapping[str, str]) -> None:
        title, now, witness = " ".join(typed[TITLE].split()), self._workplace.now(), self._workplace.witness

        def make() -> Unit | changes.Refusal:
            if self._unit is None:
                return changes.add_unit(self._session, title, now=now, witness=witness)
            return changes.rename_unit(self._session, self._unit.id, title, now=now, witness=witness)

        self.attempt(make, self.leave)


class MembersDialog(WorkDialog[str]):
    """Everybody with a tick for who is in the unit. Ends with what to tell."""

    def __init__(self, workplace: Workplace, session: Session, unit: Unit) -> None:
        users = sorted(session.register.active_users, key=lambda one: one.name.casefold())
        fields = tuple(
            Field(
                id=USER + one.id,
                label="" if number else _("Members"),
                value=TICKED if unit.id in one.units else "",
                hint=f"{plain(one.name)} {plain(one.title)} ({role_words(one.roles)})",
                is_tick=True,
            )
            for number, one in enumerate(users)
        )
        said = (_("Whoever is in a unit can read everything about its citizens."),)
        super().__init__(_("Who is in {unit}?").format(unit=plain(unit.title)), fields, self._save, said)
        self._workplace, self._session, self._unit = workplace, session, unit
        self._warned_of: Mapping[str, str] | None = None

    def _save(self, typed: Mapping[str, str]) -> None:
        here = {one.id for one in self._session.register.members(self._unit.id)}
        wanted = {id_.removeprefix(USER) for id_, value in typed.items() if id_.startswith(USER) and value}
        me = self._session.user.id
        if me in here - wanted and typed != self._warned_of:
            self._warned_of = typed
            self.complain(USER + me, _("That is you: then you see none of its citizens. F2 once more does it."))
            return
        joining = tuple(self._membership(one) for one in sorted(wanted - here))
        leaving = tuple(self._membership(one) for one in sorted(here - wanted, key=lambda one: one == me))
        self.attempt(
            lambda: change_members(self._workplace, self._session, joining, leaving),
            lambda refused: self._done(refused, is_taken_out=bool(leaving)),
        )

    def _membership(self, user: str) -> Membership:
        return Membership(user=user, unit=self._unit.id)

    def _done(self, refused: tuple[NotMoved, ...], *, is_taken_out: bool) -> None:
        if refused:
            self.complain(USER + refused[0].membership.user, not_moved_said(self._session.register, refused))
        else:
            self.leave(moved_said(is_taken_out=is_taken_out))
