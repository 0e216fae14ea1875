"""Lines made of columns, at any width."""

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from sipforms.render.charts.glyphs import ALL

GAP = 2
WIDE, PANE = 110, 42
"""Columns from which a pane stands beside a list, and how wide it is at least."""


def pane_width(width: int) -> int:
    """How many columns a pane beside a list takes in a window of this width; none where there is no room for one."""
    return max(PANE, width * 3 // 8) if width >= WIDE else 0


def columns(parts: tuple[str, ...], widths: tuple[int, ...], width: int) -> Text:
    """The parts side by side. A width of 0 takes what the others leave; what does not fit is shortened."""
    taken = sum(widths) + GAP * (len(widths) - 1)
    elastic = max(8, width - taken)
    text = Text(end="", no_wrap=True)
    for place, (part, wide) in enumerate(zip(parts, widths, strict=True)):
        room = wide or elastic
        text.append(sized(part, room) + (" " * GAP if place < len(parts) - 1 else ""))
    return text


def sized(text: str, width: int) -> str:
    """The text, exactly this wide; shortened with a sign that there was more."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, max(0, width - 1)).rstrip() + ALL.cut, width)


def ends(left: str, right: str, width: int) -> Text:
    """One text at each end of a line; the left one is shortened first."""
    room = max(4, width - cell_len(right) - 1)
    return Text(f"{sized(left, room)} {right}"[: max(0, width)], end="", no_wrap=True)
