"""A report about a group as text: what it is about, then its parts, each with what is withheld in it."""

import textwrap
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from sipforms.engine.gather.table import InterventionTable
from sipforms.engine.report import GroupReport
from sipforms.render.groups.audit import audit_lines
from sipforms.render.groups.interventions import interventions_lines, printed
from sipforms.render.groups.parts import drawing_of
from sipforms.render.groups.statistics_words import effects_words
from sipforms.render.groups.words import ASSOCIATION, dated_words, limit_words, report_title, rules_words, scope_words
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.render.report import Page, part_text


def group_report_text(report: GroupReport, page: Page) -> Iterator[str]:
    """The lines of the report, at most as wide as the page."""
    title = f"{report_title(report)} · {plain(report.programme.title)} {report.programme.version}"
    yield from _folded(title, page)
    yield from _folded(scope_words(report), page)
    yield from _before(report, page)
    for part in report.parts:
        drawing = drawing_of(part)
        if isinstance(part.value, InterventionTable):
            yield from ("", *_folded(plain(part.title), page)) if part.title else ()
            yield from interventions_lines(part.value, page)
        elif drawing is not None:
            yield from ("", *_ruled(plain(part.title) or _(drawing.title), page))
            yield from drawing.lines(part.value, page)
        else:
            yield from ("", *part_text(part, page).plain.splitlines())
    if report.withheld:
        names = ", ".join(report.withheld)
        yield from _folded(_("Left out, because nobody here offers it: {names}.").format(names=names), page)
    if report.audit is not None:
        yield from audit_lines(report.audit, page)


def _ruled(title: str, page: Page) -> Iterator[str]:
    """A heading with a line under it, so that parts are told apart without colour."""
    if title:
        lines = _folded(title, page)
        yield from (*lines, page.glyphs.plenty * max(map(cell_len, lines)))


def _folded(said: str, page: Page, lead: str = "") -> list[str]:
    under = " " * len(lead)
    said = page.glyphs.said(said)
    return textwrap.wrap(said, page.width, initial_indent=lead, subsequent_indent=under, break_on_hyphens=False)


def _before(report: GroupReport, page: Page) -> Iterator[str]:
    """What all tables of interventions have in common, once."""
    for place, said in enumerate(before_words(report)):
        yield from ("",) if place < 2 else ()  # the fixed wording stands by itself
        yield from _folded(said, page)


def before_words(report: GroupReport) -> Iterator[str]:
    """What all tables of interventions are, how many stays and cells there are, and what is withheld."""
    tables = [part.value for part in report.parts if isinstance(part.value, InterventionTable)]
    if tables:
        yield _(ASSOCIATION)
        yield about_tables(tables)
        yield from effects_words(tables)
        if dated := dated_words(tables):
            yield dated
        if any(one.rows and one.withheld for one in tables):
            yield _("Withheld: {rules}.").format(rules=rules_words(tables))


def about_tables(tables: Sequence[InterventionTable]) -> str:
    """How many stays, the limit, and how many cells were compared and are shown."""
    count, limit = tables[0].stays, limit_words(tables[0].least)
    if count is None:
        return f"{limit} {_cells_words(tables)}" if any(one.rows for one in tables) else limit
    stays = ngettext("{count} stay.", "{count} stays.", count).format(count=count)
    return " ".join((stays, limit, _cells_words(tables)))


def _cells_words(tables: Sequence[InterventionTable]) -> str:
    """How many cells there are, how many may be told, and how many of those the text leaves to the data."""
    cells, told = sum(one.cells for one in tables), sum(one.shown for one in tables)
    here = sum(1 for one in tables for row in printed(one) for half in (row.given, row.otherwise) if half is not None)
    if here == told:
        return _("{cells} cells were compared; {shown} are shown.").format(cells=cells, shown=told)
    return _(
        "{cells} cells were compared. {told} may be told; {shown} are shown here, the others in JSON and CSV."
    ).format(cells=cells, told=told, shown=here)
