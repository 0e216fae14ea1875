"""Letting somebody in, and changing what he is called, what he is, and where he belongs."""

from collections.abc import Mapping

from sipforms.actions.units import Membership, NotMoved, change_members
from sipforms.actions.workplace import Workplace
from sipforms.render.access_words import about_role, refusal_told, role_word
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.store.access import changes
from sipforms.store.access.founding import NewUser
from sipforms.store.access.register import Register, Unit, User
from sipforms.store.access.roles import Role
from sipforms.store.access.session import Session
from sipforms.tui.screens.dialog import Field
from sipforms.tui.screens.work_dialog import NAME, WorkDialog
from sipforms.tui.widgets.tick import TICKED

TITLE_FIELD, ROLE, UNIT = "whole-name", "role-", "unit-"


class NewUserDialog(WorkDialog[User]):
    """Ends with who was let in; the passphrase was made for him, and nobody has seen it yet."""

    def __init__(self, workplace: Workplace, session: Session, passphrase: str) -> None:
        units = _mine(session)
        fields = (
            Field(id=NAME, label=_("Initials"), hint=_("to sign in with, such as AB")),
            Field(id=TITLE_FIELD, label=_("Whole name"), hint=_("as colleagues know them")),
            *_role_fields((Role.STAFF,)),
            *(_unit_fields(units, {session.home_unit}) if len(units) > 1 else ()),
        )
        said = (_("The passphrase for the first time is made by the program, and shown when this is saved."),)
        super().__init__(_("New user"), fields, self._save, said)
        self._workplace, self._session, self.passphrase = workplace, session, passphrase

    def _save(self, typed: Mapping[str, str]) -> None:
        units = tuple(one.id for one in _mine(self._session))
        chosen = _ticked(typed, UNIT) if len(units) > 1 else units
        new = NewUser(
            name=typed[NAME].strip(),
            title=" ".join(typed[TITLE_FIELD].split()),
            roles=_roles(typed),
            passphrase=self.passphrase,
        )
        if not new.name:
            self.complain(NAME, _("The initials are missing. Write those that the person will sign in with."))
        elif not new.title:
            self.complain(TITLE_FIELD, _("The name is missing. Write it as colleagues know it."))
        elif not new.roles:
            self.complain(ROLE + Role.STAFF, _("A user needs at least one role."))
        elif not chosen:
            self.complain(f"{UNIT}{units[0]}" if units else "", _("Choose a unit: without one the user sees nobody."))
        else:
            now, witness = self._workplace.now(), self._workplace.witness
            self.attempt(lambda: changes.add_user(self._session, new, chosen, now=now, witness=witness), self.leave)


class NameDialog(WorkDialog[User]):
    """Other initials, another name."""

    def __init__(self, workplace: Workplace, session: Session, user: User) -> None:
        fields = (
            Field(id=NAME, label=_("Initials"), value=user.name),
            Field(id=TITLE_FIELD, label=_("Whole name"), value=user.title),
        )
        said = (_("The user signs in with the new initials from now on. Old answers keep the old ones."),)
        super().__init__(_("Mend the name"), fields, self._save, said)
        self._workplace, self._session, self._user = workplace, session, user

    def _save(self, typed: Mapping[str, str]) -> None:
        title, now, witness = " ".join(typed[TITLE_FIELD].split()), self._workplace.now(), self._workplace.witness

        def make() -> User | changes.Refusal:
            return changes.rename_user(self._session, self._user.id, typed[NAME], title, now=now, witness=witness)

        self.attempt(make, self.leave)


class RolesDialog(WorkDialog[User]):
    """What somebody is; with each role what it is for."""

    def __init__(self, workplace: Workplace, session: Session, user: User) -> None:
        title = _("What is {name}?").format(name=plain(user.name))
        super().__init__(title, _role_fields(user.roles), self._save)
        self._workplace, self._session, self._user = workplace, session, user
        self._warned_of: Mapping[str, str] | None = None

    def _save(self, typed: Mapping[str, str]) -> None:
        roles, now, witness = _roles(typed), self._workplace.now(), self._workplace.witness
        if not roles:
            self.complain(ROLE + Role.STAFF, _("A user needs at least one role."))
            return
        if self._user.id == self._session.user.id and set(roles) < set(self._user.roles) and typed != self._warned_of:
            self._warned_of = typed
            self.complain("", _("You take a role from yourself, and cannot give it back. F2 once more does it."))
            return

        def make() -> User | changes.Refusal:
            return changes.change_roles(self._session, self._user.id, roles, now=now, witness=witness)

        self.attempt(make, self.leave)


class MembershipDialog(WorkDialog[str]):
    """Which units somebody is in; only those of whoever asks can be given. Ends with what to tell."""

    def __init__(self, workplace: Workplace, session: Session, user: User) -> None:
        self._units = tuple(
            one for one in session.register.units_in_use if one in _mine(session) or one.id in user.units
        )
        said = [_("Whoever is in a unit can read everything about its citizens.")]
        others = [plain(one.title) for one in session.register.units_in_use if one not in self._units]
        if others:
            said.append(
                _("You are not in {units} and cannot let anybody in there: one of its members can.").format(
                    units=", ".join(others)
                )
            )
        title = _("Where does {name} belong?").format(name=plain(user.name))
        super().__init__(title, _unit_fields(self._units, set(user.units)), self._save, tuple(said))
        self._workplace, self._session, self._user = workplace, session, user

    def _save(self, typed: Mapping[str, str]) -> None:
        wanted, here = set(_ticked(typed, UNIT)), set(self._user.units)
        if not wanted:
            self.complain("", _("In no unit the user sees nobody. One who has left is marked so with Delete."))
            return
        joining = tuple(self._membership(one) for one in self._units if one.id in wanted - here)
        leaving = tuple(self._membership(one) for one in self._units if one.id in here - wanted)
        self.attempt(
            lambda: change_members(self._workplace, self._session, joining, leaving),
            lambda refused: self._done(refused, is_taken_out=bool(leaving)),
        )

    def _membership(self, unit: Unit) -> Membership:
        return Membership(user=self._user.id, unit=unit.id)

    def _done(self, refused: tuple[NotMoved, ...], *, is_taken_out: bool) -> None:
        if refused:
            self.complain(f"{UNIT}{refused[0].membership.unit}", not_moved_said(self._session.register, refused))
        else:
            self.leave(moved_said(is_taken_out=is_taken_out))


def moved_said(*, is_taken_out: bool) -> str:
    """That people are in other units now, and what that does not do."""
    told = _("Saved.")
    read = _("What somebody has read until now cannot be unread; what is kept from now on is closed to them.")
    return f"{told} {read}" if is_taken_out else told


def not_moved_said(register: Register, refused: tuple[NotMoved, ...]) -> str:
    """Who could not be let in or taken out, and why."""
    said = []
    for one in refused:
        user, unit = register.user(one.membership.user), register.unit(one.membership.unit)
        who, where = plain(user.name) if user else "", plain(unit.title) if unit else ""
        said.append(f"{who}, {where}: {refusal_told(one.refusal)}")
    return " ".join(said)


def _mine(session: Session) -> tuple[Unit, ...]:
    """The units that whoever has signed in can let others into."""
    return tuple(one for one in session.register.units_in_use if one.id in session.user.units)


def _role_fields(roles: tuple[Role, ...]) -> tuple[Field, ...]:
    return tuple(
        Field(
            id=ROLE + one,
            label=_("Roles") if one is Role.STAFF else "",
            value=TICKED if one in roles else "",
            hint=f"{role_word(one)}: {about_role(one)}",
            is_tick=True,
        )
        for one in Role
    )


def _unit_fields(units: tuple[Unit, ...], chosen: set[str]) -> tuple[Field, ...]:
    return tuple(
        Field(
            id=UNIT + one.id,
            label="" if number else _("Units"),
            value=TICKED if one.id in chosen else "",
            hint=plain(one.title),
            is_tick=True,
        )
        for number, one in enumerate(units)
    )


def _roles(typed: Mapping[str, str]) -> tuple[Role, ...]:
    return tuple(map(Role, _ticked(typed, ROLE)))


def _ticked(typed: Mapping[str, str], kind: str) -> tuple[str, ...]:
    """What is ticked of one kind, in the order in which it stands."""
    return tuple(id_.removeprefix(kind) for id_, value in typed.items() if id_.startswith(kind) and value)
