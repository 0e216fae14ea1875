"""How the program looks: the theme and the signs that somebody chose, as far as this terminal can show them.

And what each of our programs keeps to itself, whichever it is.
"""

import os
import sys
from collections.abc import Sequence
from typing import ClassVar

from textual.app import App
from textual.filter import ANSIToTruecolor, LineFilter, NoColor
from textual.scrollbar import ScrollBar, ScrollBarRender

from sipforms.actions.preferences import USUAL, Preferences, ThemeName
from sipforms.render.charts.glyphs import Glyphs, glyphs_chosen
from sipforms.render.charts.inks import Inks
from sipforms.tui.glyph_filter import GlyphFilter
from sipforms.tui.themes import LOOKS, shown_as, theme_for


class WholeCells(ScrollBarRender):
    """A scrollbar of whole cells: parts of one are signs that older fonts lack, and read as letters in plain ASCII."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


ScrollBar.renderer = WholeCells


class DressedApp(App[int]):
    """Wears one of our looks. Nothing else colours it, and ``NO_COLOR`` leaves no colour at all.

    What is copied in it stays in it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._look: ThemeName = "plain"
        self._glyph_filter = GlyphFilter(self._glyphs_of(USUAL))
        for look in LOOKS.values():
            self.register_theme(look.theme)
        self.dress(USUAL)

    @property
    def glyphs(self) -> Glyphs:
        """The signs that what is drawn now ends up in."""
        return self._glyph_filter.glyphs

    @property
    def inks(self) -> Inks:
        """What pictures are coloured with."""
        return LOOKS[self._look].inks

    @property
    def worn(self) -> ThemeName:
        """The look that is worn: the chosen one, or the nearest to it that this terminal can show."""
        return self._look

    def dress(self, preferences: Preferences) -> None:
        """Wear what somebody chose, at once."""
        self._look = shown_as(
            preferences.theme, colour_system=self.console.color_system, no_color="NO_COLOR" in os.environ
        )
        glyphs = self._glyphs_of(preferences)
        is_redrawn = glyphs is not self.glyphs
        self._glyph_filter = GlyphFilter(glyphs)
        self.theme = theme_for(self._look)
        if is_redrawn and self.is_running:
            self.refresh_css(animate=False)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Colours first, then signs: no grey instead of a colour where there should be none at all."""
        truecolor = [one for one in self._filters if isinstance(one, ANSIToTruecolor) and one.enabled]
        colours: list[LineFilter] = [NoColor()] if self._look == "plain" else [*truecolor]
        return [*colours, self._glyph_filter] if self._glyph_filter.enabled else colours

    def copy_to_clipboard(self, text: str) -> None:
        """What is cut can be pasted here, and nowhere else: a clipboard is read by every other program."""
        self._clipboard = text

    def _glyphs_of(self, preferences: Preferences) -> Glyphs:
        encoding = sys.__stdout__.encoding if sys.__stdout__ else None
        return glyphs_chosen(preferences.glyphs, encoding, os.environ)
