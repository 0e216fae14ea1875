"""The same as the dumbbell in words and numbers only: for print, for line by line reading, and for a screen reader."""

import textwrap
from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from sipforms.plugins.sections.development import Compared, Development, DevelopmentRow
from sipforms.render.charts.dumbbell import in_order, not_compared
from sipforms.render.charts.glyphs import ALL, Glyphs
from sipforms.render.charts.words import BREAKS, answered_of, change_word, reason, score_words
from sipforms.render.language import _, format_date
from sipforms.render.plain import plain

_LEAST_TITLE, _LEAST_COLUMN = 8, 6  # five columns and what stands between them fit 40 cells
_BETWEEN = "  "


def word_table(shown: Development, width: int = 80, glyphs: Glyphs = ALL) -> Text:
    """One line an area: the indicator now, last time, the change in words, and the one beside it.

    Columns that hold nothing are left out. Numbers that cannot be held against one another keep the programme's order.
    """
    ordered = shown.rows if shown.range is None else in_order(shown)
    rows = [_headings(shown), *(_cells(row) for row in ordered)]
    kept = [place for place in range(len(rows[0])) if place < 2 or any(row[place] for row in rows[1:])]
    if shown.broken is not None:
        kept = [place for place in kept if place not in (2, 3)]
    table = [[glyphs.said(row[place]) for place in kept] for row in rows]
    widths = _widths(table, max(width, 40))
    lines = [
        Text(_BETWEEN.join(glyphs.fitted(cell, wide) for cell, wide in zip(row, widths, strict=True)).rstrip())
        for row in table
    ]
    lines[0].stylize("bold")
    return Text("\n").join([*lines, *_below(shown, max(width, 40), glyphs)])


def _widths(table: list[list[str]], width: int) -> list[int]:
    """As wide as the widest cell; what is too much is taken from the titles first, then from the widest column."""
    widths = [max(cell_len(row[place]) for row in table) for place in range(len(table[0]))]
    while (over := sum(widths) + len(_BETWEEN) * (len(widths) - 1) - width) > 0:
        widest = max(range(1, len(widths)), key=lambda place: widths[place])
        if widths[0] > _LEAST_TITLE:
            widths[0] -= min(over, widths[0] - _LEAST_TITLE)
        elif widths[widest] > _LEAST_COLUMN:
            widths[widest] -= 1
        else:
            break
    return widths


def _headings(shown: Development) -> list[str]:
    before = _("First time") if shown.since_first else _("Last time")
    return ["", _heading(shown.main), before, _("Change"), _heading(shown.beside)]


def _heading(title: str) -> str:
    return plain(title).rstrip("?: ") or _("Now")


def _cells(row: DevelopmentRow) -> list[str]:
    before = row.main.before if row.main.change is not None and not row.main.change.broken else None
    return [
        plain(row.title),
        _now(row.main),
        score_words(before) if before is not None else "",
        change_word(row.main.change),
        "" if row.beside is None else _now(row.beside),
    ]


def _now(one: Compared) -> str:
    return f"{score_words(one.now)} ({answered_of(one.now)})" if one.now.value is not None else reason(one.now)


def _below(shown: Development, width: int, glyphs: Glyphs) -> Iterator[Text]:
    said = _("Answered {day}. In brackets: how many of the questions have an answer that counts.").format(
        day=format_date(shown.today)
    )
    if shown.before is not None:
        then = _("The first time was {day}.") if shown.since_first else _("Last time was {day}.")
        said += " " + then.format(day=format_date(shown.before))
    yield from (Text(line) for line in textwrap.wrap(glyphs.said(said), width))
    if shown.in_words and shown.steps:  # beside a picture they stand there
        steps = "  ".join(f"{one.value} {plain(one.title)}" for one in shown.steps)
        yield from (Text(line) for line in textwrap.wrap(glyphs.said(steps), width))
    if shown.broken is not None and shown.before is not None and shown.in_words:
        yield from not_compared(_(BREAKS[shown.broken]), width, since_first=shown.since_first)
