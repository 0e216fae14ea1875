"""A line or two of text that changes often and never changes its size."""

from rich.text import Text
from textual.widgets import Static


class TextLine(Static):
    """Shows text as it is: no markup is ever read in it, and showing another text moves nothing else on the screen."""

    def __init__(self, text: str | Text = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(_as_text(text), id=id, classes=classes, markup=False)

    def show(self, text: str | Text) -> None:
        """Show another text; the same once more is not drawn again, since most lines stay as they are after a key."""
        new, old = _as_text(text), self.content
        if not (isinstance(old, Text) and old == new and old.style == new.style):
            self.update(new, layout=False)


def _as_text(text: str | Text) -> Text:
    return text if isinstance(text, Text) else Text(text, no_wrap=False, end="")
