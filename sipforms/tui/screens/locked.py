"""The locked screen: names no citizen and no form; the keys are gone until a short code or passphrase is typed."""

from typing import Protocol, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input

from sipforms.actions.short_codes import LONGEST
from sipforms.actions.workplace import Workplace
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.render.said import code_said, fault_said
from sipforms.store.failures import StoreError
from sipforms.tui.entrance import Entrance
from sipforms.tui.screens.help import HelpScreen, keys_help
from sipforms.tui.screens.secret_page import SecretPage
from sipforms.tui.widgets.secret import Secret
from sipforms.tui.widgets.text_line import TextLine

KEYS_OF_LOCKED = (
    ("Enter", N_("open with what is written: your short code, or your passphrase")),
    ("F7", N_("sign out, so that somebody else can sign in; what was begun is kept")),
    ("Ctrl+Q", N_("quit; everything is kept")),
)


class Lockable(Protocol):
    """The program that was locked."""

    async def unlocked(self) -> None:
        """Show what was there."""


class LockedScreen(SecretPage[None]):
    """Stands in front of everything else until whoever is signed in is back."""

    BINDINGS = [Binding("f1", "help", show=False), Binding("escape", "stay", show=False)]

    def __init__(self, entrance: Entrance, workplace: Workplace) -> None:
        super().__init__(entrance)
        self._opened = workplace
        self._have_left = False  # the keys: before that nothing can bring them back

    def middle(self) -> ComposeResult:
        with VerticalScroll(id="sign-in", can_focus=False):
            yield TextLine(_("The screen is locked. Everything is kept."), id="question")
            yield TextLine(id="how")
            with Horizontal(classes="field"):
                yield Secret(id="code")
            yield TextLine(id="capitals")

    def top(self) -> tuple[str, str]:
        return _("SIP · Locked"), ""

    def keys(self) -> list[tuple[str, str]]:
        return [("Enter", _("open")), ("F7", _("somebody else")), ("F1", _("help")), ("Ctrl+Q", _("quit"))]

    def draw(self) -> None:
        super().draw()
        who = plain(self._opened.user)
        said = _("{name}: write your passphrase.")
        if self._has_code:
            said = _("{name}: write your short code or your passphrase.")
        self.query_one("#how", TextLine).show(said.format(name=who))

    @property
    def _has_code(self) -> bool:
        return self.entrance.has_code(self._opened)

    def on_mount(self) -> None:
        self.query_one(Secret).focus()

    def keys_left(self) -> None:
        """From now on the keys can come back."""
        self._have_left = True
        self.draw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Try it as the short code where it is as short and there is one, else as the passphrase."""
        event.stop()
        if not event.value:
            return
        if not self.may_try or not self._have_left:
            self.app.bell()
            return
        typed = self.query_one(Secret).taken()
        if len(typed) <= LONGEST and self._has_code:
            self.attempt(lambda: self.entrance.unlock(self._opened, typed), self._tried, _("Opening ..."))
        else:
            self.attempt(lambda: self.entrance.come_back(self._opened, typed), self._came_back, _("Opening ..."))

    def _tried(self, is_open: bool) -> None:  # noqa: FBT001 - what came of trying
        if is_open:
            self._came_back()
        else:
            self.app.bell()
            self.draw()
            self.tell(code_said(has_code=self._has_code))

    def _came_back(self, _nothing: None = None) -> None:
        self.tell("")
        self.app.call_later(cast("Lockable", self.app).unlocked)

    def refused(self, fault: StoreError) -> str:
        self.draw()
        return fault_said(fault)

    def action_stay(self) -> None:
        """There is no way round it."""
        self.tell(_("F7 signs out, Ctrl+Q ends the program."))

    def action_help(self) -> None:
        """Help to what is seen, and to nothing behind it."""
        self.put(HelpScreen(keys_help(KEYS_OF_LOCKED)))
