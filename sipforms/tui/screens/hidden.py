"""Nothing to be seen: what F8 puts in front of everything, dialogs too, and what a window that is too small shows."""

from rich.text import Text
from textual.app import ComposeResult
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Static

from sipforms.render.language import _

LEAST_WIDTH, LEAST_HEIGHT = 40, 10


class HiddenScreen(Screen[None]):
    """Names nobody and no form. F8 again, or Enter, shows what was there; L locks it where there is a key to it."""

    def __init__(self, *, can_lock: bool = False) -> None:
        super().__init__()
        self._can_lock = can_lock

    def compose(self) -> ComposeResult:
        said = _("Hidden. F8 shows it again, L locks it.") if self._can_lock else _("Hidden. F8 shows it again.")
        yield Static(Text(f"SIP\n\n{said}"), classes="middle", markup=False)

    async def on_key(self, event: Key) -> None:
        """Enter and Escape do what F8 does; no other key does anything."""
        event.stop()
        event.prevent_default()
        if event.key in ("enter", "escape"):
            self.app.call_later(self.app.run_action, "hide")
        elif self._can_lock and (event.character or "").casefold() == "l":
            self.app.call_later(self.app.run_action, "lock")


class TooSmallScreen(Screen[None]):
    """Goes away by itself when the window is large enough again."""

    def compose(self) -> ComposeResult:
        sentence = _("This window is too small: make it at least {width} wide and {height} high. Nothing is lost.")
        text = sentence.format(width=LEAST_WIDTH, height=LEAST_HEIGHT)
        yield Static(Text(text), markup=False)

    def on_key(self, event: Key) -> None:
        """Nothing is answered unseen."""
        event.stop()
        event.prevent_default()
