"""The talk sheet as text: on one page, on the screen and on paper."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from sipforms.plugins.sections.talk_sheet import DotGroup, DotRow, Dots, TalkSheet
from sipforms.render.charts.glyphs import Glyphs
from sipforms.render.language import _
from sipforms.render.page import Page, folded
from sipforms.render.plain import plain
from sipforms.render.talk_sheet import (
    OWN_WORDS,
    group_heading,
    last_time,
    no_dots,
    sheet_about,
    sheet_foot,
    sheet_heading,
    sheet_legend,
    sheet_sentences,
)

_WIDEST_TITLE, _LEAST_TITLE, _GAP, _LINES = 32, 12, 2, 3
_WIDEST = 72
"""Longer lines are hard to read aloud from."""


def sheet_text(sheet: TalkSheet, page: Page) -> Text:
    """The whole sheet, at most as wide as the page."""
    page = Page(width=min(page.width, _WIDEST), glyphs=page.glyphs, inks=page.inks)
    lines = [*folded(sheet_heading(sheet), page, style="bold"), *folded(sheet_about(sheet), page)]
    for said in sheet_sentences(sheet):
        lines += [Text(), *folded(said, page)]
    for group in sheet.groups:
        lines += [Text(), *_group(group, sheet, page)]
    lines += [Text(), *folded(_(OWN_WORDS), page, style="bold"), *_ruled(page)]
    lines += [Text(), *(line for said in sheet_foot(sheet) for line in folded(said, page))]
    return Text("\n").join(lines)


def _ruled(page: Page) -> Iterator[Text]:
    for _line in range(_LINES):
        yield from (Text(), Text("_" * min(page.width, 60)))


def _group(group: DotGroup, sheet: TalkSheet, page: Page) -> Iterator[Text]:
    """The rows, each with what is asked about in it below, and what the dots mean."""
    of = max((one.of for row in group.rows for one in (row.now, row.before) if one is not None), default=0)
    then = last_time(sheet)
    widest = max(cell_len(plain(row.title)) for row in group.rows)
    title = max(_LEAST_TITLE, min(widest, _WIDEST_TITLE, page.width - 2 * _GAP - of - max(of, cell_len(then))))
    yield from folded(group_heading(group), page, style="bold")
    if then:
        yield Text(f"{'':{title + _GAP}}{_('now'):{of + _GAP}}{then}")
    for row in group.rows:
        yield _row(row, title, of, page)
        yield from folded(", ".join(map(plain, row.about)), page, lead="  ", under="  ", style="dim")
    yield from folded(_legend(group, page.glyphs), page)


def _row(row: DotRow, title: int, of: int, page: Page) -> Text:
    glyphs = page.glyphs
    now = dots_drawn(row.now, glyphs) if row.now is not None else no_dots()
    before = dots_drawn(row.before, glyphs) if row.before is not None else ""
    gap = " " * _GAP
    said = f"{glyphs.fitted(plain(row.title), title)}{gap}{now:{of}}{gap if before else ''}{before}"
    return Text(said.rstrip())


def dots_drawn(dots: Dots, glyphs: Glyphs) -> str:
    """A number as dots: full ones, perhaps half a one, empty ones."""
    return glyphs.dot_full * dots.full + glyphs.dot_half * dots.half + glyphs.dot_empty * dots.empty


def _legend(group: DotGroup, glyphs: Glyphs) -> str:
    """What the most and the fewest dots are called."""
    return "   ".join(f"{dots_drawn(dots, glyphs)} {said}" for dots, said in sheet_legend(group))
