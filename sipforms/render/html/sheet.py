"""The talk sheet as one sheet of A4: a heading, three plain sentences, dots, and room for the citizen's own words."""

from collections.abc import Iterator

from markupsafe import Markup

from sipforms.plugins.sections.talk_sheet import DotGroup, DotRow, Dots, TalkSheet
from sipforms.render.html.elements import element
from sipforms.render.html.frame import page_html, rendered, said
from sipforms.render.html.svg import INK, PAPER, drawing
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.talk_sheet import (
    OWN_WORDS,
    dots_words,
    group_heading,
    last_time,
    no_dots,
    sheet_about,
    sheet_foot,
    sheet_heading,
    sheet_legend,
    sheet_sentences,
)

_LARGE, _SMALL = 15.0, 9.0
"""How wide a dot of now is, and one of last time."""


def talk_sheet_html(sheet: TalkSheet) -> str:
    """The whole page."""
    return page_html(sheet_heading(sheet), element("main", talk_sheet_body(sheet, top=1), class_="alone"))


def talk_sheet_body(sheet: TalkSheet, *, top: int = 2) -> Markup:
    """The sheet as it stands on a page; ``top`` is the level of its heading."""
    return rendered(
        "sheet.html.jinja",
        top=top,
        heading=sheet_heading(sheet),
        about=sheet_about(sheet),
        sentences=sheet_sentences(sheet),
        groups=[_group(one, sheet) for one in sheet.groups],
        own_words=_(OWN_WORDS),
        foot=sheet_foot(sheet),
    )


def _group(group: DotGroup, sheet: TalkSheet) -> dict[str, object]:
    then = last_time(sheet)
    return {
        "heading": group_heading(group),
        "now": _("now"),
        "then": then,
        "rows": [_row(row) for row in group.rows],
        "legend": tuple(_legend(group)),
        "about": _("About"),
    }


def _row(row: DotRow) -> tuple[str, str, Markup, Markup]:
    now = dots_html(row.now, _LARGE) if row.now is not None else said(no_dots())
    before = dots_html(row.before, _SMALL) if row.before is not None else Markup("")
    return row.title, ", ".join(map(plain, row.about)), now, before


def _legend(group: DotGroup) -> Iterator[tuple[Markup, str]]:
    """What the most and the fewest dots are called, and half a dot where there is one."""
    yield from ((dots_picture(dots, _SMALL), words) for dots, words in sheet_legend(group))


def dots_html(dots: Dots, size: float) -> Markup:
    """A number as dots, with words for those who hear it."""
    return dots_picture(dots, size, label=dots_words(dots))


def dots_picture(dots: Dots, size: float, label: str = "") -> Markup:
    """Full dots, perhaps half a one, and empty ones."""
    step = size * 1.35
    wide = step * dots.of - (step - size) + 2
    return drawing(wide, size + 2, *(_dot(at, dots, size, step) for at in range(dots.of)), label=label)


def _dot(at: int, dots: Dots, size: float, step: float) -> Markup:
    radius, middle = size / 2, size / 2 + 1
    across = 1 + radius + at * step
    ring = element("circle", cx=across, cy=middle, r=radius - 0.6, fill=PAPER, stroke=INK, stroke_width="1.3")
    if at < dots.full:
        return element("circle", cx=across, cy=middle, r=radius, fill=INK)
    if at == dots.full and dots.half:
        arc = f"A {radius:.1f} {radius:.1f} 0 0 0 {across:.1f} {middle + radius:.1f}"
        left = f"M {across:.1f} {middle - radius:.1f} {arc} Z"
        return ring + element("path", d=left, fill=INK)
    return ring
