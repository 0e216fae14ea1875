"""Users: who may sign in, as what and in which units; letting somebody in, and closing the door to who has left."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding

from sipforms.actions.case_access import alone_with
from sipforms.actions.one_time import one_time_passphrase
from sipforms.render.access_words import rights_words, role_words
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.plain import plain
from sipforms.store.access import changes
from sipforms.store.access.register import Register, User
from sipforms.store.access.roles import Right
from sipforms.tui.screens.admin_page import AdminPage
from sipforms.tui.screens.confirm import ConfirmDialog
from sipforms.tui.screens.given_passphrase import GivenPassphraseScreen
from sipforms.tui.screens.user_dialogs import MembershipDialog, NameDialog, NewUserDialog, RolesDialog
from sipforms.tui.tables import columns
from sipforms.tui.widgets.listing import Entry
from sipforms.tui.widgets.text_line import TextLine

INITIALS, ROLES, UNITS = 9, 24, 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Somebody who signs in with a passphrase that was made for him, and what to tell about it."""

    user: User
    passphrase: str
    told: tuple[str, ...] = ()


class UsersScreen(AdminPage[Register, None]):
    """Everybody who can sign in; on demand those who have left, too."""

    ABOUT_LINES: ClassVar[int] = 6
    BINDINGS = [
        Binding("n,N", "new", show=False),
        Binding("r,R", "roles", show=False),
        Binding("u,U", "units", show=False),
        Binding("e,E", "rename", show=False),
        Binding("p,P", "passphrase", show=False),
        Binding("delete", "retire", show=False),
        Binding("v,V", "all", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._are_all_shown = False

    def top(self) -> tuple[str, str]:
        return _("Users"), ""

    def keys(self) -> list[tuple[str, str]]:
        may, user = self.session.may, self._chosen
        keys = [("F8", _("hide"))]
        if may(Right.MANAGE_USERS):
            keys += [("N", _("new")), *([("R", _("roles"))] if user else [])]
        if may(Right.MANAGE_UNITS) and user:
            keys += [("U", _("units"))]
        if may(Right.RESET_PASSPHRASE) and user:
            keys += [("P", _("new start"))]
        if may(Right.MANAGE_USERS) and user:
            keys += [("Del", _("has left"))]
        keys += [("Esc", _("back"))]
        if may(Right.MANAGE_USERS) and user:
            keys += [("E", _("mend name"))]
        left = _("hide those who left") if self._are_all_shown else _("those who left")
        return [*keys, ("V", left), ("F1", _("help"))]

    # --- what stands there --------------------------------------------------------------------------------------

    def look(self) -> Register:
        """The newest register."""
        return self.session.refresh()

    def shown(self, found: Register) -> None:
        """The users, those who have left last."""
        users = found.users if self._are_all_shown else found.active_users
        ordered = sorted(users, key=lambda one: (not one.is_active, one.name.casefold()))
        self.fill(tuple(Entry(drawn=self._drawn(found, one), chosen=one.id) for one in ordered))

    def draw(self) -> None:
        """What stands in the columns."""
        super().draw()
        heads = (_("Initials"), _("Name"), _("Roles"), _("Units"))
        head = columns(heads, (INITIALS, 0, ROLES, UNITS), self.room.width - 5)
        head.pad_left(3)
        self.query_one("#head", TextLine).show(head)

    def _drawn(self, register: Register, user: User) -> Callable[[int], Text]:
        units = ", ".join(plain(one.title) for id_ in user.units if (one := register.unit(id_)) is not None)
        roles = role_words(user.roles) if user.is_active else _("has left")
        cells = (plain(user.name), plain(user.title), roles, units)
        return lambda width: columns(cells, (INITIALS, 0, ROLES, UNITS), width)

    def about(self, marked: object) -> str:
        """What the user may do, and since when he is here."""
        user = self.register.user(str(marked))
        if user is None:
            return ""
        since = _("{name} has been a user since {day}.").format(
            name=plain(user.title) or plain(user.name), day=format_date(user.since.date())
        )
        if not user.is_active:
            return f"{since}\n{_('Can sign in no more. What was answered and signed then keeps the name.')}"
        may = _("May {rights}.").format(rights=rights_words(user.rights))
        return f"{since} {may}"

    @property
    def _chosen(self) -> User | None:
        """The marked user, unless he has left."""
        user = self.register.user(str(self.marked))
        return user if user is not None and user.is_active else None

    def _asked_of(self, right: Right) -> User | None:
        """The marked user, where whoever has signed in may do this; else it is told why not."""
        if not self.may(right):
            return None
        if self._chosen is None:
            self.refuse(_("This user has left. N lets somebody in, also under the same initials."))
        return self._chosen

    # --- keys ---------------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Let somebody in, with a passphrase that is shown once."""
        if self.may(Right.MANAGE_USERS):
            dialog = NewUserDialog(self.workplace, self.session, one_time_passphrase(secrets.randbelow))
            self.put(dialog, lambda user: self._give(user, dialog.passphrase) if user else None)

    def _give(self, user: User, passphrase: str, told: tuple[str, ...] = ()) -> None:
        self.read(mark=user.id)
        self.put(GivenPassphraseScreen(user, passphrase, told), lambda _done: self._given(user))

    def _given(self, user: User) -> None:
        self.tell(
            _("{name} can sign in, and is asked for a passphrase of their own then.").format(name=plain(user.name))
        )

    def on_listing_chosen(self) -> None:
        """Enter on somebody is about what he is."""
        self.action_roles()

    def action_roles(self) -> None:
        """Change what somebody is."""
        user = self._asked_of(Right.MANAGE_USERS)
        if user is not None:
            self.put(RolesDialog(self.workplace, self.session, user), self._changed)

    def action_units(self) -> None:
        """Change which units somebody is in."""
        user = self._asked_of(Right.MANAGE_UNITS)
        if user is not None:
            self.put(MembershipDialog(self.workplace, self.session, user), self._moved)

    def _moved(self, told: str | None) -> None:
        if told is not None:
            self.read(told)

    def action_rename(self) -> None:
        """Mend initials or name."""
        user = self._asked_of(Right.MANAGE_USERS)
        if user is not None:
            self.put(NameDialog(self.workplace, self.session, user), self._changed)

    def _changed(self, user: User | None) -> None:
        if user is not None:
            said = _("{name} is now: {roles}.").format(name=plain(user.name), roles=role_words(user.roles))
            self.read(said)

    def action_passphrase(self) -> None:
        """A new start for somebody who has forgotten the passphrase."""
        user = self._asked_of(Right.RESET_PASSPHRASE)
        if user is None:
            return
        if user.id == self.session.user.id:
            self.refuse(_("That is you. Your own passphrase is changed under Administration."))
            return
        passphrase, workplace = one_time_passphrase(secrets.randbelow, user.name), self.workplace
        said = (
            _("{name} gets a new passphrase, which is shown once. The old one opens nothing any more.").format(
                name=plain(user.name)
            ),
            *self._left_out(user),
        )

        def doing() -> User | changes.Refusal:
            return changes.reset_passphrase(
                self.session, user.id, passphrase, now=workplace.now(), witness=workplace.witness
            )

        def done(renewed: User | None) -> None:
            if renewed is not None:
                self._give(renewed, passphrase, self._left_out(user))

        self.put(ConfirmDialog(_("A new start"), said, user.name, doing), done)

    def _left_out(self, user: User) -> tuple[str, ...]:
        """The units that the user must be let into again by one of their members."""
        mine = self.session.user.units
        units = (one for id_ in user.units if id_ not in mine and (one := self.register.unit(id_)) is not None)
        titles = ", ".join(plain(one.title) for one in units if not one.is_retired)
        if not titles:
            return ()
        said = _("You are not in {units}: somebody who is must let {name} in there again.")
        return (said.format(units=titles, name=plain(user.name)),)

    def action_retire(self) -> None:
        """Close the door to somebody who has left."""
        user = self._asked_of(Right.MANAGE_USERS)
        if user is not None:
            self.work(lambda: alone_with(self.session, user.id), lambda count: self._confirm_retiring(user, count))

    def _confirm_retiring(self, user: User, locked_up: int) -> None:
        self.tell("")
        workplace, name = self.workplace, plain(user.name)
        said = [
            _("{name} can sign in no more, and the keys of the user's units are changed.").format(
                name=name
            ),
            _("Answers and signatures keep the name. It cannot be undone; the same person can come anew."),
        ]
        if locked_up:
            told = ngettext(
                "{name} alone can open {count} restricted case file. Let others open it first, under Case files; "
                "afterwards only a recovery code does.",
                "{name} alone can open {count} restricted case files. Let others open them first, under Case files; "
                "afterwards only a recovery code does.",
                locked_up,
            )
            said.insert(0, told.format(name=name, count=locked_up))
        if user.id == self.session.user.id:
            said.insert(0, _("That is you: you are signed out by it, and come in no more."))

        def doing() -> User | changes.Refusal:
            return changes.retire_user(self.session, user.id, now=workplace.now(), witness=workplace.witness)

        self.put(ConfirmDialog(_("{name} has left").format(name=name), tuple(said), user.name, doing), self._retired)

    def _retired(self, user: User | None) -> None:
        if user is not None:
            self.read(_("{name} can sign in no more.").format(name=plain(user.name)))

    def action_all(self) -> None:
        """Show those who have left, too; or hide them again."""
        self._are_all_shown = not self._are_all_shown
        self.shown(self.register)
        self.draw()
