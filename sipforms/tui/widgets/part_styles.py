"""Widgets that draw their own lines in a few styles of the style sheet, one for each part of the drawing."""

from collections.abc import Mapping
from typing import ClassVar

from rich.style import Style
from textual.scroll_view import ScrollView


class Drawn(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws only the lines in sight. ``PARTS`` gives for each part the class it has in the style sheet."""

    PARTS: ClassVar[Mapping[str, str]] = {}
    DEFAULT_CSS = """
    Drawn { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._styles: dict[str, Style] = {}

    @property
    def part_styles(self) -> Mapping[str, Style]:
        """The style of each part, asked for once in a theme."""
        if not self._styles:
            self._styles = {part: self.get_component_rich_style(name) for part, name in self.PARTS.items()}
        return self._styles

    def notify_style_update(self) -> None:
        """The theme changed: ask for the styles again."""
        super().notify_style_update()
        self._styles = {}
