"""Who is there: initials and passphrase. Nothing about any citizen is shown before."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input

from sipforms.actions.workplace import Workplace
from sipforms.render.language import N_, _, ngettext
from sipforms.render.plain import plain
from sipforms.store.failures import StoreError
from sipforms.tui.entrance import Entrance
from sipforms.tui.screens.help import HelpScreen, keys_help
from sipforms.tui.screens.secret_page import LABELS, SecretPage
from sipforms.tui.widgets.secret import Secret
from sipforms.tui.widgets.text_line import TextLine

KEYS_OF_SIGN_IN = (
    ("Enter", N_("the next field; after the passphrase: sign in")),
    ("↑ ↓", N_("the field above, the field below")),
    ("F7", N_("later: sign out, so that somebody else can sign in")),
    ("F8", N_("later: hide everything on the screen")),
    ("Ctrl+Q", N_("quit; everything is kept")),
)


class SignInScreen(SecretPage[Workplace]):
    """Initials and a passphrase that nobody can read along; ends with the workplace of whoever signed in."""

    BINDINGS = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("escape", "stay", show=False),
        Binding("f1", "help", show=False),
        Binding("enter", "to_passphrase", show=False, priority=True),
    ]

    def middle(self) -> ComposeResult:
        with VerticalScroll(id="sign-in", can_focus=False):
            yield TextLine(_("Who are you?"), id="question")
            for label, field in (
                (_("Initials"), Input(plain(self.entrance.name), id="name", compact=True)),
                (_("Passphrase"), Secret(id="passphrase")),
            ):
                with Horizontal(classes="field"):
                    line = TextLine(label, classes="label")
                    line.styles.width = LABELS
                    yield line
                    yield field
            yield TextLine(id="capitals")
            yield TextLine(_about(self.entrance), classes="whole")

    def top(self) -> tuple[str, str]:
        return _("SIP · Sign in"), ""

    def keys(self) -> list[tuple[str, str]]:
        return [("Enter", _("sign in")), ("F1", _("help")), ("Ctrl+Q", _("quit"))]

    def on_mount(self) -> None:
        self.query_one("#passphrase" if self.entrance.name else "#name", Input).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter leads on from the name only; on the passphrase it signs in."""
        if action == "to_passphrase":
            return self.focused is self.query_one("#name")
        return super().check_action(action, parameters)

    def action_to_passphrase(self) -> None:
        """At once, before the next key: whoever types fast must not see the passphrase beside the name."""
        self.set_focus(self.query_one(Secret))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """With both written sign in."""
        event.stop()
        name, secret = self.query_one("#name", Input), self.query_one(Secret)
        if not name.value.strip():
            name.focus()
        elif not secret.value:
            secret.focus()
        elif not self.may_try:
            self.app.bell()
        else:
            who, passphrase = name.value.strip(), secret.taken()
            self.attempt(lambda: self.entrance.enter(who, passphrase), self.leave, _("Signing in ..."))

    def refused(self, fault: StoreError) -> str:
        return self.entrance.refused(fault)

    def action_stay(self) -> None:
        """There is nothing behind this screen."""
        self.tell(_("Ctrl+Q ends the program."))

    def action_help(self) -> None:
        """Help to this screen."""
        self.put(HelpScreen(keys_help(KEYS_OF_SIGN_IN)))


def _about(entrance: Entrance) -> str:
    """What everybody should know before the first time."""
    minutes = max(1, round(entrance.lock_after / 60))
    locks = ngettext(
        "The screen locks after {count} minute without a key. Answers are always saved.",
        "The screen locks after {count} minutes without a key. Answers are always saved.",
        minutes,
    )
    return "\n".join((_("No citizen is shown before you are signed in."), locks.format(count=minutes)))
