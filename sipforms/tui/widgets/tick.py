"""Something to be or not to be, on one line: a box with a tick and what it stands for."""

from rich.text import Text

from sipforms.render.plain import plain
from sipforms.tui.widgets.picker import Picker

TICKED = "yes"


class Tick(Picker):
    """``value`` is ``TICKED`` or nothing; space and the arrows to the sides turn it."""

    def __init__(self, words: str, *, is_on: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        self._words = plain(words)
        super().__init__(((None, ""), (TICKED, "")), TICKED if is_on else None, id=id)

    def render(self) -> Text:
        drawn = Text(no_wrap=True, overflow="ellipsis", end="")
        drawn.append("[x]" if self.value else "[ ]", "bold reverse" if self.has_focus else "bold")
        return drawn.append(f" {self._words}", "bold" if self.value else "")
