"""Text side by side: cells that fold within their column."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

INDENT = "  "
_GAP = 2


def side_by_side(rows: Iterable[Sequence[str]], widths: Sequence[int], *, lead: str = INDENT) -> Iterator[str]:
    """The rows as lines; each cell is folded to its column's width, and the last column ends where its text ends."""
    for row in rows:
        folded = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for parts in zip_longest(*folded, fillvalue=""):
            cells = [part.ljust(width + _GAP) for part, width in zip(parts, widths, strict=True)]
            yield (lead + "".join(cells)).rstrip()


def widths_for(width: int, narrow: Sequence[int], *, lead: str = INDENT) -> tuple[int, ...]:
    """The first column takes what the others, of the widths given, leave."""
    return max(12, width - len(lead) - sum(narrow) - _GAP * len(narrow)), *narrow


def folded(text: str, width: int, lead: str) -> list[str]:
    """A paragraph behind a margin; further lines are indented a little more."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=lead,
        subsequent_indent=lead + INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
