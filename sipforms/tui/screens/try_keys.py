"""Trying the keys: the number pad, drawn, and what the key that was just pressed is here."""

from typing import cast

from rich.text import Text
from textual.app import ComposeResult
from textual.events import Key, Resize

from sipforms.actions.keymap import Keymap
from sipforms.render.language import _
from sipforms.tui.choice_words import DOES
from sipforms.tui.choices_app import ChoicesApp
from sipforms.tui.keys import ON_THE_PAD, key_name, sign
from sipforms.tui.number_pad import PAD, number_pad, usual_words
from sipforms.tui.screens.page import Page
from sipforms.tui.widgets.text_line import TextLine

WITHOUT_NUM_LOCK = {
    "home": "7", "up": "8", "pageup": "9", "left": "4", "kp_begin": "5", "right": "6",
    "end": "1", "down": "2", "pagedown": "3", "insert": "0", "delete": ",",
}  # fmt: skip


class TryKeysScreen(Page[None]):
    """Shows every key that is pressed. Escape twice leaves; keys that work everywhere work here too."""

    def __init__(self) -> None:
        super().__init__()
        self._pressed: Key | None = None
        self._is_leaving = False

    def middle(self) -> ComposeResult:
        yield TextLine(id="pad")
        yield TextLine(id="pressed")
        yield TextLine(id="means")

    def on_mount(self) -> None:
        self._show()

    def on_resize(self, _event: Resize) -> None:
        self._show()

    def top(self) -> tuple[str, str]:
        return _("Try the keys"), ""

    def keys(self) -> list[tuple[str, str]]:
        return [("F8", _("hide")), ("Esc", _("back, when pressed twice"))]

    async def on_key(self, event: Key) -> None:
        """Show the key; the second Escape in a row leaves."""
        event.stop()
        event.prevent_default()
        if event.key == "escape" and self._is_leaving:
            self.leave()
            return
        self._is_leaving, self._pressed = event.key == "escape", event
        self._show()

    def _show(self) -> None:
        event = self._pressed
        pressed = "" if event is None else (sign(event) or event.key)
        key = pressed if any(one.key == pressed for one in PAD) else ""
        self.query_one("#pad", TextLine).show(number_pad(usual_words(), key, self.room.width - 4))
        named = "" if event is None else _("You pressed: {key}").format(key=key_name(pressed))
        self.query_one("#pressed", TextLine).show(Text(f" {named}", "bold", end=""))
        self.query_one("#means", TextLine).show(f" {self._means(event)}")

    def _means(self, event: Key | None) -> str:
        """What the key is on the form."""
        if event is None:
            return _("Press any key of the number pad or of the main keys.")
        keymap: Keymap = cast("ChoicesApp", self.app).keymap
        pressed = sign(event)
        name = keymap.of(event.key) or (keymap.of(pressed) if pressed else None)
        said = _("nothing") if name is None else _(DOES[name])
        if name is None and pressed is not None:
            said = usual_words().get(pressed) or _("an answer, where the question has it")
        told = _("On the form: {does}.").format(does=said)
        if event.key in ON_THE_PAD:
            told += " " + _("It comes from the number pad.")
        if event.key in WITHOUT_NUM_LOCK:
            number = WITHOUT_NUM_LOCK[event.key]
            told += " " + _("Did you press {number} on the number pad? Then NumLock is off.").format(number=number)
        return told
