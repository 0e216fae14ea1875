"""The last step of drawing: every sign of the full set turned into the set that this terminal has.

Screens draw with ``ALL`` and know nothing of other sets. Each sign takes one cell in every set, so that nothing is laid
out again; what others draw with (frames, scrollbars) is turned too.
"""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from sipforms.render.charts.glyphs import ALL, Glyphs, turned_into


class GlyphFilter(LineFilter):
    """Turns what is drawn into a set of signs; letters, numbers and how wide everything is stay."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(enabled=glyphs is not ALL)
        self.glyphs = glyphs
        self._turned = turned_into(glyphs)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - as Textual calls it
        """The segments with the signs of the set."""
        return [
            one if one.text.isascii() else Segment(one.text.translate(self._turned), one.style, one.control)
            for one in segments
        ]
