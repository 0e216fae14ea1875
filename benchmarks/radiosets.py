"""The opponent: the same form built the obvious way, a RadioSet a question. ``python -m benchmarks.radiosets 70``."""

import sys

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Label, RadioButton, RadioSet

OPTIONS = (
    "Slet ikke",
    "Lidt",
    "Noget",
    "Meget",
    "Rigtig meget",
    "Ved ikke",
    "Ønsker ikke at svare",
    "Forstår ikke spørgsmålet",
    "Ikke relevant",
)


class RadioForm(App[None]):
    """A label and a set of buttons for every question, below each other, and a count at the top."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "RadioSet { border: none; padding: 0; } #count { dock: top; width: 100%; }"

    def __init__(self, questions: int) -> None:
        super().__init__()
        self.questions = questions
        self.answered: set[str] = set()

    def compose(self) -> ComposeResult:
        yield Label(f"0/{self.questions}", id="count")
        with VerticalScroll():
            for number in range(self.questions):
                yield Label(f"Spørgsmål {number + 1}")
                yield RadioSet(*(RadioButton(option) for option in OPTIONS), id=f"q{number}")

    def on_mount(self) -> None:
        self.query_one("#q0").focus()

    def on_radio_set_changed(self, event: RadioSet.Changed) -> None:
        self.answered.add(event.radio_set.id or "")
        self.query_one("#count", Label).update(f"{len(self.answered)}/{self.questions}", layout=False)


if __name__ == "__main__":
    RadioForm(int(sys.argv[1])).run()
