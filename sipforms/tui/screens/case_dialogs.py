"""For whom a case file is: everybody in its unit, or some by name; and whose unit's it is."""

from collections.abc import Callable, Mapping

from sipforms.actions.case_access import move_to_unit, open_to_unit, restrict
from sipforms.actions.workplace import Workplace
from sipforms.render.access_words import role_words
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.store.access.case_key_file import CasePlace
from sipforms.store.access.session import Session
from sipforms.store.casefile import CaseFile
from sipforms.tui.screens.dialog import Field
from sipforms.tui.screens.work_dialog import WorkDialog
from sipforms.tui.widgets.tick import TICKED

USER, WHO, UNIT = "user-", "who", "unit"
ALL, SOME = "all", "some"


class RestrictDialog(WorkDialog[str]):
    """Ends with what to tell."""

    def __init__(self, workplace: Workplace, session: Session, file: CaseFile, place: CasePlace) -> None:
        unit = session.register.unit(place.unit)
        everybody = _("everybody in {unit}").format(unit=plain(unit.title) if unit else "–")
        choices = ((ALL, everybody), (SOME, _("only those ticked below")))
        fields = (
            Field(id=WHO, label=_("Who may open it"), value=SOME if place.is_restricted else ALL, choices=choices),
            *_user_fields(session, place),
        )
        said = (_("A recovery code opens it in any case. What others have read until now cannot be unread."),)
        super().__init__(_("Who may open the case file?"), fields, self._save, said)
        self._workplace, self._session, self._file, self._place = workplace, session, file, place
        self._warned_of: Mapping[str, str] | None = None

    def _save(self, typed: Mapping[str, str]) -> None:
        users = [id_.removeprefix(USER) for id_, value in typed.items() if id_.startswith(USER) and value]
        if typed[WHO] == ALL:
            self._do(self._opened, _("Everybody in the unit can open it from now on."))
        elif not users:
            self.complain(WHO, _("Tick at least one user below, or let everybody in the unit open it."))
        elif self._session.user.id not in users and typed != self._warned_of:
            self._warned_of = typed
            self.complain(WHO, _("You are not one of them, and will not see the citizen. F2 once more does it."))
        else:
            found = (self._session.register.user(one) for one in users)
            names = ", ".join(plain(one.name) for one in found if one is not None)
            told = _("Only these can open it from now on: {names}.").format(names=names)
            self._do(lambda: restrict(self._workplace, self._session, self._file.id, users), told)

    def _opened(self) -> None:
        if self._place.is_restricted:
            open_to_unit(self._workplace, self._session, self._file.id)

    def _do(self, make: Callable[[], None], told: str) -> None:
        self.attempt(make, lambda _done: self.leave(told))


class UnitOfCaseDialog(WorkDialog[str]):
    """Ends with what to tell."""

    def __init__(self, workplace: Workplace, session: Session, file: CaseFile, place: CasePlace) -> None:
        choices = tuple((one.id, plain(one.title)) for one in session.register.units_in_use)
        fields = (Field(id=UNIT, label=_("Unit"), value=place.unit, choices=choices),)
        said = (
            (_("It stays restricted to those named; it goes back to this unit when that ends."),)
            if place.is_restricted
            else (_("Members of the other unit can open it then; those who are only in other units no more."),)
        )
        super().__init__(_("Which unit does the case file belong to?"), fields, self._save, said)
        self._workplace, self._session, self._file, self._place = workplace, session, file, place

    def _save(self, typed: Mapping[str, str]) -> None:
        unit = self._session.register.unit(typed[UNIT])
        if unit is None or unit.id == self._place.unit:
            self.complain(UNIT, _("It belongs there already. The arrows to the sides choose another unit."))
            return
        told = _("It belongs to {unit} now.").format(unit=plain(unit.title))
        self.attempt(
            lambda: move_to_unit(self._workplace, self._session, self._file.id, unit.id), lambda _done: self.leave(told)
        )


def _user_fields(session: Session, place: CasePlace) -> tuple[Field, ...]:
    """Everybody who can sign in, those of the unit first; ticked who may open it now."""
    register = session.register
    may = place.users if place.is_restricted else (session.user.id,)
    users = sorted(register.active_users, key=lambda one: (place.unit not in one.units, one.name.casefold()))
    return tuple(
        Field(
            id=USER + one.id,
            label="" if number else _("Only"),
            value=TICKED if one.id in may else "",
            hint=f"{plain(one.name)} {plain(one.title)} ({role_words(one.roles)})",
            is_tick=True,
        )
        for number, one in enumerate(users)
    )
