"""The citizen's own screen: opened deliberately, with its address and a code that is used once."""

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from sipforms.render.language import _
from sipforms.tui.citizen_screen.link import CitizenLink
from sipforms.tui.form_texts import keys_text
from sipforms.tui.screens.step import Step
from sipforms.tui.widgets.text_line import TextLine

CLOSE = "close"
LOW = 20


class CitizenScreenDialog(Step[str], ModalScreen[str]):
    """Ends with ``close`` when the citizen's screen is to be closed; left in any other way it stays open."""

    BINDINGS = [
        Binding("escape,enter", "leave", show=False),
        Binding("n", "new_code", show=False),
        Binding("delete,l", "close_screen", show=False),
    ]

    def __init__(self, link: CitizenLink) -> None:
        super().__init__()
        self._link = link

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield TextLine(Text(_("The citizen's own screen"), "bold", end=""), id="title")
            yield TextLine(id="code")
            yield TextLine(id="state", classes="whole")
            yield TextLine(_("In a browser:"), classes="label")
            yield TextLine(Text(f"  {self._link.server.address}", "bold", end=""))
            yield TextLine(_("In a second terminal:"), classes="label")
            command = ("  sipforms", "citizen-screen", str(self._link.server.port))
            yield TextLine(Text(" ".join(command), "bold", end=""))
            only = _("Only on this machine. It shows the question and the answers, nothing else.")
            yield TextLine(only, id="only", classes="whole")
            keys = [("Esc", _("back, it stays open")), ("N", _("another code")), ("L", _("close it"))]
            yield TextLine(keys_text(keys, 70))

    def on_mount(self) -> None:
        if not self._link.pairing.is_paired and not self._link.pairing.code:
            self._link.pairing.new_code()
        self.draw()

    def on_resize(self) -> None:
        """A low window has no room for air."""
        self.set_class(self.size.height < LOW, "low")

    def draw(self) -> None:
        """Say which code can be used, and whether somebody did."""
        pairing = self._link.pairing
        code = pairing.code
        none = "" if pairing.is_paired else _("No code can be used now.")
        said = _("Code:  {code}").format(code=f"{code[:3]} {code[3:]}") if code else none
        self.query_one("#code", TextLine).show(Text(said, "bold", end=""))
        if pairing.is_paired:
            state = _("The citizen's screen is connected.")
        elif code:
            state = _("It is used once, within ten minutes.")
        else:
            state = _("It was tried too often or is too old. N makes another.")
        self.query_one("#state", TextLine).show(state)

    def action_new_code(self) -> None:
        """Another code, for another screen or because the first is over."""
        self._link.pairing.new_code()
        self.draw()

    def action_close_screen(self) -> None:
        """Close the citizen's screen."""
        self.leave(CLOSE)

    def action_leave(self) -> None:
        """Back to the form; the citizen's screen stays."""
        self.leave()
