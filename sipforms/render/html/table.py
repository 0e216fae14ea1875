"""A table of figures on a page, with small pictures in its cells. Columns that hold nothing are left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from markupsafe import Markup

from sipforms.render.html.frame import rendered

EMPTY = Markup("")
NUMBER, BEGINS, STRIP, TEXT = "number", "begins", "strip", ""
MIDDLE, LIGHT, CLOSE = "middle", "light", "close"
"""Looks of a table: cells in the middle of their row; what rows are about in light type; little room between cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What stands over a column, and what it holds: text, a number (the first of some that belong together), a picture.

    ``over`` stands above it and its neighbours that have the same.
    """

    head: Markup = EMPTY
    kind: str = TEXT
    over: Markup = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Rows that belong together, below a title where they have one. The first cell of a row is what it is about."""

    rows: Sequence[Sequence[Markup]]
    title: Markup = field(default=EMPTY)


def table(columns: Sequence[Column], bands: Sequence[Band], *, caption: Markup = EMPTY, look: str = "") -> Markup:
    """The table; ``look`` is one or more of the looks, a space between them."""
    rows = [row for band in bands for row in band.rows]
    kept = [at for at in range(len(columns)) if at == 0 or any(row[at] for row in rows)]
    shown = [columns[at] for at in kept]
    return rendered(
        "table.html.jinja",
        columns=shown,
        overs=tuple(_overs(shown)),
        bands=[Band(title=band.title, rows=[[row[at] for at in kept] for row in band.rows]) for band in bands],
        caption=caption,
        look=look,
    )


def _overs(columns: Sequence[Column]) -> Iterator[tuple[Markup, int]]:
    """What stands above several columns, with how many; nothing at all where no column has anything above it."""
    if any(one.over for one in columns):
        for over, together in groupby(columns, lambda one: one.over):
            yield over, len(tuple(together))
