"""A passphrase for somebody's first signing in: shown once, and nowhere kept."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.store.access.register import User
from sipforms.tui.screens.page import Page


class GivenPassphraseScreen(Page[None]):
    """Left only when asked twice, since nobody can look the passphrase up afterwards."""

    BINDINGS = [Binding("enter", "given", show=False), Binding("escape", "given", show=False)]

    def __init__(self, user: User, passphrase: str, told: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._user, self._passphrase, self._told = user, passphrase, told
        self._has_asked = False

    @property
    def _whose(self) -> str:
        return plain(self._user.title) or plain(self._user.name)

    def middle(self) -> ComposeResult:
        name = self._whose
        said = (
            _("{name} signs in as {initials}, the first time with this passphrase:"),
            _("Tell it to {name} alone, or write it on a note that is destroyed afterwards. It is shown only here."),
            _("At signing in {name} is asked to choose a passphrase of their own, which you do not know."),
        )
        first, *rest = (one.format(name=name, initials=plain(self._user.name)) for one in said)
        with VerticalScroll(can_focus=False):
            yield Static(first, classes="told", markup=False)
            yield Static(self._passphrase, classes="secret", markup=False)
            for one in (*rest, *self._told):
                yield Static(one, classes="told", markup=False)

    def top(self) -> tuple[str, str]:
        return _("A passphrase for {name}").format(name=self._whose), ""

    def keys(self) -> list[tuple[str, str]]:
        return [("F8", _("hide")), ("Enter", _("it has been told"))]

    def would_lose(self) -> str:
        """Nobody has been told yet."""
        return _("The passphrase of {name} is shown only here.").format(name=self._whose)

    def action_given(self) -> None:
        """Leave, when asked twice."""
        if self._has_asked:
            self.leave()
        else:
            self._has_asked = True
            self.tell(_("It is never shown again. Enter once more when {name} has it.").format(name=self._whose))
            self.app.bell()
