"""The program in the terminal: themes, the keys that work everywhere, and the first screen."""

from textual.app import App
from textual.binding import Binding

from sipforms.actions.workplace import Workplace
from sipforms.tui.themes import DARK, THEMES


class SipApp(App[int]):
    """The screens over one workplace."""

    CSS_PATH = "sip.tcss"
    TITLE = "SIP"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("ctrl+q", "quit", show=False, priority=True)]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name
