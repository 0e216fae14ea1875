"""The page that a text is drawn for, and sentences folded to fit it."""

import textwrap
from dataclasses import dataclass

from rich.text import Text

from sipforms.render.charts.glyphs import Glyphs
from sipforms.render.charts.inks import ANY_GROUND, Inks


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a text is drawn for: its width in cells, the signs it may use, and the colours of pictures."""

    width: int
    glyphs: Glyphs
    inks: Inks = ANY_GROUND


def folded(said: str, page: Page, *, lead: str = "", under: str = "", style: str = "") -> list[Text]:
    """A sentence as lines that fit the page; ``lead`` stands before the first and ``under`` before the others."""
    lines = textwrap.wrap(
        page.glyphs.said(said),
        page.width,
        initial_indent=lead,
        subsequent_indent=under,
        break_on_hyphens=False,
    )
    return [Text(line, style=style) for line in lines]
