"""A report about a group as text: for each outcome what went together with each intervention, withheld parts named."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from sipforms.engine.gather.table import Figures, InterventionTable, LeftOut, Outcome, TableRow
from sipforms.engine.report import GroupReport
from sipforms.render.charts.words import signed
from sipforms.render.groups.parts import drawing_of
from sipforms.render.groups.words import (
    ASSOCIATION,
    group_words,
    left_out_words,
    limit_words,
    outcome_title,
    outcome_words,
    rules_words,
    scope_words,
    variable_words,
    way_words,
    ways,
)
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.render.report import Page, part_text

_STAYS, _WAYS, _CHANGE, _GAP = 4, 11, 7, 2
_HALF = _STAYS + 1 + _WAYS + 1 + _CHANGE
_DECIMALS = 2


def group_report_text(report: GroupReport, page: Page) -> Iterator[str]:
    """The lines of the report, at most as wide as the page."""
    title = plain(f"{report.title} · {report.programme.title} {report.programme.version}")
    yield from _folded(title, page)
    yield from _folded(scope_words(report), page)
    yield from _before(report, page)
    for part in report.parts:
        drawing = drawing_of(part)
        if isinstance(part.value, InterventionTable):
            yield from ("", *_folded(plain(part.title), page)) if part.title else ()
            yield from _table(part.value, page)
        elif drawing is not None:
            yield from ("", *_folded(plain(part.title), page)) if part.title else ()
            yield from drawing.lines(part.value, page)
        else:
            yield from ("", *part_text(part, page).plain.splitlines())
    if report.withheld:
        names = ", ".join(report.withheld)
        yield from _folded(_("Left out, because nobody here offers it: {names}.").format(names=names), page)


def _folded(said: str, page: Page, lead: str = "") -> list[str]:
    under = " " * len(lead)
    said = page.glyphs.said(said)
    return textwrap.wrap(said, page.width, initial_indent=lead, subsequent_indent=under, break_on_hyphens=False)


def _before(report: GroupReport, page: Page) -> Iterator[str]:
    """What all tables of the report have in common, once: what they are, how many stays, what is withheld."""
    tables = [part.value for part in report.parts if isinstance(part.value, InterventionTable)]
    if tables:
        yield ""
        yield from _folded(_(ASSOCIATION), page)
        yield ""
        yield from _folded(about_tables(tables), page)
        if tables[0].stays is not None and any(one.withheld for one in tables):
            yield from _folded(_("Withheld: {rules}.").format(rules=rules_words(tables)), page)


def _table(table: InterventionTable, page: Page) -> Iterator[str]:
    for outcome in table.outcomes:
        yield ""
        yield from _outcome(outcome, table, page)


def about_tables(tables: Sequence[InterventionTable]) -> str:
    """How many stays, the limit, and how many cells were compared and are shown."""
    count, limit = tables[0].stays, limit_words(tables[0].least)
    if count is None:
        return limit
    stays = ngettext("{count} stay.", "{count} stays.", count).format(count=count)
    return " ".join((stays, limit, _cells_words(tables)))


def _cells_words(tables: Sequence[InterventionTable]) -> str:
    """How many cells there are, how many may be told, and how many of those the text leaves to the data."""
    cells, told = sum(one.cells for one in tables), sum(one.shown for one in tables)
    here = sum(1 for one in tables for row in _printed(one) for half in (row.given, row.otherwise) if half is not None)
    if here == told:
        return _("{cells} cells were compared; {shown} are shown.").format(cells=cells, shown=told)
    return _(
        "{cells} cells were compared. {told} may be told; {shown} are shown here, the others in JSON and CSV."
    ).format(cells=cells, told=told, shown=here)


def _printed(table: InterventionTable) -> Iterator[TableRow]:
    """The rows that stand in the text: those of interventions of which something is told where they were given."""
    for _key, together in groupby(table.rows, lambda row: (row.outcome, row.variable, row.intervention)):
        rows = list(together)
        if any(row.given for row in rows):
            yield from rows


def _outcome(outcome: Outcome, table: InterventionTable, page: Page) -> Iterator[str]:
    yield from _folded(outcome_title(outcome), page)
    yield from _folded(outcome_words(outcome), page, "  ")
    of_outcome = [one for one in table.left_out if (one.of, one.informant) == outcome.key]
    yield from _left_out(_("Stays left out"), of_outcome, table, page)
    rows = [row for row in table.rows if row.outcome == outcome]
    told = [one for one in (None, *dict(table.variables)) if any(row.given for row in rows if row.variable == one)]
    if not told:
        yield from _folded(_("Nothing can be told here without telling about too few people."), page, "  ")
        return
    yield ""
    yield from _head(outcome, page)
    for variable in told:
        yield from _by(variable, [row for row in rows if row.variable == variable], table, page)
    silent = [variable_words(one, table) for one in dict(table.variables) if one not in told]
    if silent:
        said = _("Withheld altogether: by {variables}.").format(variables=", ".join(silent))
        yield from _folded(said, page, "  ")


def _left_out(
    said: str, left_out: Sequence[LeftOut], table: InterventionTable, page: Page, lead: str = "  "
) -> Iterator[str]:
    if left_out:
        counts = "; ".join(left_out_words(one, table.least) for one in left_out)
        yield from _folded(f"{said}: {counts}.", page, lead)


def _head(outcome: Outcome, page: Page) -> Iterator[str]:
    up, same, down = way_words(outcome)
    said = _("n is the number of stays: + {up}, = {same}, - {down}. The change is the mean of last minus first.")
    yield from _folded(said.format(up=up, same=same, down=down), page, "  ")
    halves = (_("with the intervention"), _("without it"))
    yield _line("", [f"{half:^{_HALF}}" for half in halves], page)
    yield _line("", [_joined(_("n"), "+/=/-", _("change"))] * 2, page)


def _by(variable: str | None, rows: Sequence[TableRow], table: InterventionTable, page: Page) -> Iterator[str]:
    """All stays, or the groups of one variable under each intervention; those withheld are only counted."""
    if not rows:
        return
    if variable is not None:
        yield from _folded(_("By: {variable}").format(variable=variable_words(variable, table)), page, "  ")
        lacking = [one for one in table.left_out if one.of == variable]
        yield from _left_out(_("Stays in no group"), lacking, table, page)
    hidden = 0
    for asked, of_question in groupby(rows, lambda row: row.intervention.question):
        together = [list(one) for _, one in groupby(of_question, lambda row: row.intervention)]
        shown = [one for one in together if any(row.given for row in one)]
        hidden += len(together) - len(shown)
        if shown and variable is None:
            first, lacking = shown[0][0].intervention, [one for one in table.left_out if one.of == asked]
            if lacking or first.asked != first.title:
                yield from _folded(plain(first.asked), page, "  ")
            yield from _left_out(_("Stays left out"), lacking, table, page, "    ")
        for one in shown:
            yield from _intervention(one, page)
    if hidden:
        said = ngettext("Withheld for {count} intervention.", "Withheld for {count} interventions.", hidden).format(
            count=hidden
        )
        yield from _folded(said, page, "    ")


def _intervention(rows: Sequence[TableRow], page: Page) -> Iterator[str]:
    title = plain(rows[0].intervention.title)
    if rows[0].variable is None:
        yield from _row("    ", title, rows[0], page)
        return
    yield from _folded(title, page, "    ")
    for row in rows:
        yield from _row("      ", group_words(row.group), row, page)


def _row(lead: str, title: str, row: TableRow, page: Page) -> Iterator[str]:
    """The title, on several lines where it is long, with the figures on the last of them."""
    wide = _title_width(page)
    *before, last = textwrap.wrap(page.glyphs.said(title), wide, initial_indent=lead, subsequent_indent=lead) or [lead]
    yield from before
    yield _line(last, [_figures(half, row.outcome, page) for half in (row.given, row.otherwise)], page)


def _title_width(page: Page) -> int:
    return page.width - 2 * (_HALF + _GAP)


def _line(title: str, halves: Sequence[str], page: Page) -> str:
    return (" " * _GAP).join((page.glyphs.fitted(title, _title_width(page)), *halves)).rstrip()


def _figures(one: Figures | None, outcome: Outcome, page: Page) -> str:
    if one is None:
        return f"{_('withheld'):^{_HALF}}"
    counted = _("withheld") if one.directions is None else "/".join(map(str, ways(outcome, one.directions)))
    return page.glyphs.said(_joined(str(one.stays), counted, signed(one.mean, _DECIMALS)))


def _joined(stays: str, counted: str, change: str) -> str:
    return f"{stays:>{_STAYS}} {counted:>{_WAYS}} {change:>{_CHANGE}}"
