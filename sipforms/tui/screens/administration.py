"""Administration: what leaders and administrators look after, how it stands, and what waits to be settled."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any

from rich.text import Text
from textual.screen import Screen

from sipforms.actions.administering import Standing, roles_with, standing
from sipforms.render.access_words import role_word, role_words
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.store.access.roles import Right
from sipforms.tui.screens.access_log import AccessLogScreen
from sipforms.tui.screens.admin_page import AdminPage
from sipforms.tui.screens.case_files import CaseFilesScreen
from sipforms.tui.screens.outlived import OutlivedScreen
from sipforms.tui.screens.recovery_codes import RecoveryCodesScreen
from sipforms.tui.screens.retention import RetentionScreen
from sipforms.tui.screens.units import UnitsScreen
from sipforms.tui.screens.users import UsersScreen
from sipforms.tui.tables import columns
from sipforms.tui.widgets.form_layout import wrapped
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

TITLE = 26
LEAST = 20


class Task(StrEnum):
    """What is looked after."""

    USERS = "users"
    UNITS = "units"
    CASES = "cases"
    CODES = "codes"
    RETENTION = "retention"
    OUTLIVED = "outlived"
    LOG = "log"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a task


NEEDED = {
    Task.USERS: Right.MANAGE_USERS,
    Task.UNITS: Right.MANAGE_UNITS,
    Task.CASES: Right.RESTRICT,
    Task.CODES: Right.SETTINGS,
    Task.RETENTION: Right.SETTINGS,
    Task.OUTLIVED: Right.ERASE,
    Task.LOG: Right.READ_LOG,
}
"""The right that changing something there takes; everybody may change his own passphrase."""
SCREENS: dict[Task, Callable[[], Screen[Any]]] = {
    Task.USERS: UsersScreen,
    Task.UNITS: UnitsScreen,
    Task.CASES: CaseFilesScreen,
    Task.CODES: RecoveryCodesScreen,
    Task.RETENTION: RetentionScreen,
    Task.OUTLIVED: OutlivedScreen,
    Task.LOG: AccessLogScreen,
}
SHUT = (Task.OUTLIVED, Task.LOG)
"""What cannot even be looked at without the right."""


class AdministrationScreen(AdminPage[Standing | None, None]):
    """One line for each task. Where nobody signs in there is nobody to look after, and it says how that comes about."""

    def top(self) -> tuple[str, str]:
        session = self.workplace.session
        return _("Administration"), "" if session is None else role_words(session.user.roles)

    def keys(self) -> list[tuple[str, str]]:
        return [("F8", _("hide")), ("Enter", _("open")), ("Esc", _("back")), ("F1", _("help"))]

    def look(self) -> Standing | None:
        """How it stands."""
        return None if self.workplace.session is None else standing(self.workplace, self.session)

    def shown(self, found: Standing | None) -> None:
        """The tasks, or why there are none."""
        if found is None:
            width = max(LEAST, self.room.width - 5)
            lines = (line for said in self._without_users() for line in wrapped(said, width))
            self.fill(tuple(Entry(drawn=_drawn(one, "")) for one in lines))
        else:
            self.fill(tuple(Entry(drawn=_drawn(_title(task), said), chosen=task) for task, said in self._said(found)))

    def _without_users(self) -> Iterator[str]:
        yield _("Nobody signs in here, so there are no users, units and codes to look after.")
        if self.workplace.store.facts.is_demo:
            yield _("It is a demonstration with invented citizens. For real people: `sipforms store init`.")
        else:
            yield _("The store is not encrypted. This makes one that is, with users: `sipforms store protect`.")

    def _said(self, found: Standing) -> Iterator[tuple[Task, str]]:
        count, look_only = found.users, _("look only")
        told = {
            Task.USERS: ngettext("{count} can sign in", "{count} can sign in", count).format(count=count),
            Task.UNITS: ", ".join(map(plain, found.units)),
            Task.CASES: _("who may open them; erase a citizen"),
            Task.CODES: _codes(found),
            Task.RETENTION: _undecided(found),
            Task.OUTLIVED: _("what could be erased now"),
            Task.LOG: _("who did what with which case file"),
            Task.PASSPHRASE: _("change your own"),
        }
        for task, said in told.items():
            if task not in NEEDED or self.session.may(NEEDED[task]):
                yield task, said
            elif task in SHUT:
                roles = _(" or ").join(map(role_word, roles_with(NEEDED[task])))
                yield task, _("only for whoever is {roles}").format(roles=roles)
            else:
                yield task, f"{look_only} · {said}"

    def draw(self) -> None:
        """Whose administration it is."""
        super().draw()
        house = "" if self.workplace.session is None else plain(self.register.house.title)
        self.query_one("#head", TextLine).show(f"   {house}")

    def about(self, marked: object) -> str:
        """What is done there."""
        said = {
            Task.USERS: _("Let colleagues in, change what they are, give a new start, close the door to who has left."),
            Task.UNITS: _("A unit decides who may read about which citizens. Most facilities need only one."),
            Task.CASES: _("Restrict a citizen's case file to some users, give it to another unit, or erase it."),
            Task.CODES: _("The way back in when nobody is left who can sign in. Try them once a year."),
            Task.RETENTION: _("Decided here by the facility; the law gives no number."),
            Task.OUTLIVED: _("Nothing is erased by itself: it is proposed here, and a person says yes."),
            Task.LOG: _("Every look at a case file stands there. Looking at the log does, too."),
            Task.PASSPHRASE: _("Nobody else can look it up or choose it for you."),
        }
        return said[marked] if isinstance(marked, Task) else ""

    def on_screen_resume(self) -> None:
        """Coming back: how it stands may have changed."""
        super().on_screen_resume()
        if self.marked is not None:
            self.read()

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        """Open it, where it can at least be looked at."""
        if event.chosen == Task.PASSPHRASE:
            self.app.call_later(self.app.run_action, "passphrase")
        elif isinstance(event.chosen, Task) and (event.chosen not in SHUT or self.may(NEEDED[event.chosen])):
            self.put(SCREENS[event.chosen]())


def _title(task: Task) -> str:
    return {
        Task.USERS: _("Users"),
        Task.UNITS: _("Units"),
        Task.CASES: _("Case files"),
        Task.CODES: _("Recovery codes"),
        Task.RETENTION: _("How long things are kept"),
        Task.OUTLIVED: _("Outlived its time"),
        Task.LOG: _("Access log"),
        Task.PASSPHRASE: _("Passphrase"),
    }[task]


def _codes(found: Standing) -> str:
    codes = ngettext("{count} on paper", "{count} on paper", found.codes).format(count=found.codes)
    if not found.untried:
        return codes
    late = ngettext("! {count} not tried for a year", "! {count} not tried for a year", found.untried)
    return f"{late.format(count=found.untried)} · {codes}"


def _undecided(found: Standing) -> str:
    if not found.is_undecided:
        return _("decided")
    titles = ", ".join(map(plain, found.undecided))
    return _("! not decided for {programmes}").format(programmes=titles) if titles else _("! not all decided")


def _drawn(title: str, said: str) -> Callable[[int], Text]:
    return lambda width: columns((title, said), (TITLE, 0), width) if said else Text(title, end="")
