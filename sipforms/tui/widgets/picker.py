"""One of a few, on one line: left and right change it."""

from rich.text import Text
from textual.binding import Binding
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from sipforms.render.charts.glyphs import ALL

Choices = tuple[tuple[str | None, str], ...]


class Picker(Widget, can_focus=True):
    """``choices`` are values with their titles; the first is chosen unless another is given."""

    DEFAULT_CSS = "Picker { height: 1; width: 1fr; }"
    BINDINGS = [Binding("left", "turn(-1)", show=False), Binding("right,space", "turn(1)", show=False)]

    class Turned(Message):
        """Another choice was made."""

        def __init__(self, picker: "Picker") -> None:
            super().__init__()
            self.picker = picker

    def __init__(self, choices: Choices, value: str | None = None, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._choices: Choices = ()
        self._at = 0
        self.offer(choices, value)

    @property
    def value(self) -> str | None:
        """What is chosen; nothing where there is nothing to choose from."""
        return self._choices[self._at][0] if self._choices else None

    def offer(self, choices: Choices, value: str | None = None) -> None:
        """Offer other choices."""
        self._choices = choices
        self._at = next((place for place, (one, _) in enumerate(choices) if one == value), 0)
        self.refresh()

    def render(self) -> Text:
        title = self._choices[self._at][1] if self._choices else "–"
        text = Text(no_wrap=True, overflow="ellipsis", end="")
        text.append(f"{ALL.older} " if len(self._choices) > 1 else "  ")
        text.append(title, "bold")
        text.append(f" {ALL.newer}" if len(self._choices) > 1 else "")
        return text

    def action_turn(self, step: int) -> None:
        """Choose the next, or the one before."""
        if len(self._choices) > 1:
            self._at = (self._at + step) % len(self._choices)
            self.refresh()
            self.post_message(self.Turned(self))

    def on_click(self, _event: Click) -> None:
        self.action_turn(1)
