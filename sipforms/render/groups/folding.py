"""Sentences and columns laid out on a page of text: folded at its width, with their signs."""

import textwrap
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from sipforms.render.report import Page


def folded(said: str, page: Page, lead: str = "", under: str | None = None) -> list[str]:
    """A sentence as lines that fit the page; ``lead`` before the first, ``under`` (as wide a gap) before the others."""
    return textwrap.wrap(
        page.glyphs.said(said),
        page.width,
        initial_indent=lead,
        subsequent_indent=" " * len(lead) if under is None else under,
        break_on_hyphens=False,
    )


def titled(title: str, cells: Iterable[str], width: int, page: Page, lead: str = "") -> Iterator[str]:
    """A title in a column so wide, folded where it is long, with the cells behind the last of its lines."""
    lines = textwrap.wrap(page.glyphs.said(title), max(width, 8), initial_indent=lead, subsequent_indent=lead) or [lead]
    yield from lines[:-1]
    last = lines[-1] + " " * max(0, width - cell_len(lines[-1]))
    yield (last + "".join(cells)).rstrip()


def bar(share: float, cells: int, page: Page) -> str:
    """A bar ``cells`` long, filled as far as the share (0 to 1): full only of all, and empty only of nothing."""
    full = round(share * cells)
    if 0 < share < 1:
        full = min(max(full, 1), cells - 1)
    return page.glyphs.full * full + page.glyphs.empty * (cells - full)
