"""Which interventions for whom, as text: for each outcome those with an intervention beside those without it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sipforms.engine.gather.table import Figures, InterventionTable, LeftOut, Outcome, TableRow
from sipforms.engine.statistics.values import Estimate
from sipforms.render.charts.words import signed
from sipforms.render.groups.folding import folded, titled
from sipforms.render.groups.statistics_words import estimate_words, interval_words
from sipforms.render.groups.words import (
    EARLIER,
    group_words,
    left_out_words,
    outcome_title,
    outcome_words,
    variable_words,
    way_words,
    ways,
)
from sipforms.render.language import _, ngettext
from sipforms.render.page import Page
from sipforms.render.plain import plain

_STAYS, _WAYS, _CHANGE, _GAP = 4, 11, 7, 2
_HALF = _STAYS + 1 + _WAYS + 1 + _CHANGE
_EFFECT = 24
_LEAST_TITLE = 28
_DECIMALS = 2


def interventions_lines(table: InterventionTable, page: Page) -> Iterator[str]:
    """The lines of the table, at most as wide as the page."""
    for outcome in table.outcomes:
        yield ""
        yield from _outcome(outcome, table, page)


def printed(table: InterventionTable) -> Iterator[TableRow]:
    """The rows that stand in the text: those of interventions of which something is told where they were given."""
    for _key, together in groupby(table.rows, lambda row: (row.outcome, row.variable, row.intervention)):
        rows = list(together)
        if any(row.given for row in rows):
            yield from rows


def _outcome(outcome: Outcome, table: InterventionTable, page: Page) -> Iterator[str]:
    yield from folded(outcome_title(outcome), page)
    yield from folded(outcome_words(outcome), page, "  ")
    of_outcome = [one for one in table.left_out if (one.of, one.informant) == outcome.key]
    yield from _left_out(_("Stays left out"), of_outcome, table, page)
    rows = [row for row in table.rows if row.outcome == outcome]
    told = [one for one in (None, *dict(table.variables)) if any(row.given for row in rows if row.variable == one)]
    if not told:
        yield from folded(_("Nothing can be told here without telling about too few people."), page, "  ")
        return
    yield ""
    yield from _head(outcome, page)
    for variable in told:
        yield from _by(variable, [row for row in rows if row.variable == variable], table, page)
    silent = [variable_words(one, table) for one in dict(table.variables) if one not in told]
    if silent:
        said = _("Withheld altogether: by {variables}.").format(variables=", ".join(silent))
        yield from folded(said, page, "  ")


def _left_out(
    said: str, left_out: Sequence[LeftOut], table: InterventionTable, page: Page, lead: str = "  "
) -> Iterator[str]:
    if left_out:
        counts = "; ".join(left_out_words(one, table.least) for one in left_out)
        yield from folded(f"{said}: {counts}.", page, lead)


def _head(outcome: Outcome, page: Page) -> Iterator[str]:
    up, same, down = way_words(outcome)
    said = _("n is the number of stays: + {up}, = {same}, - {down}. The change is the mean of last minus first.")
    yield from folded(said.format(up=up, same=same, down=down), page, "  ")
    if _is_wide(page):
        halves = [f"{half:^{_HALF}}" for half in (_("with the intervention"), _("without it"))]
        effect = [f"{_('effect (95 % interval)'):>{_EFFECT}}"] if _has_column(page) else []
        yield _line("", [*halves, *effect], page)
        yield _line("", [_joined(_("n"), "+/=/-", _("change"))] * 2, page)


def _by(variable: str | None, rows: Sequence[TableRow], table: InterventionTable, page: Page) -> Iterator[str]:
    """All stays, or the groups of one variable under each intervention; those withheld are only counted."""
    if not rows:
        return
    if variable is not None:
        yield from folded(_("By: {variable}").format(variable=variable_words(variable, table)), page, "  ")
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
                yield from folded(plain(first.asked), page, "  ")
            yield from _left_out(_("Stays left out"), lacking, table, page, "    ")
        for one in shown:
            yield from _intervention(one, page)
    if hidden:
        said = ngettext("Withheld for {count} intervention.", "Withheld for {count} interventions.", hidden).format(
            count=hidden
        )
        yield from folded(said, page, "    ")


def _intervention(rows: Sequence[TableRow], page: Page) -> Iterator[str]:
    title = plain(rows[0].intervention.title)
    if rows[0].variable is None:
        yield from _row("    ", title, rows[0], page)
        return
    yield from folded(title, page, "    ")
    for row in rows:
        yield from _row("      ", group_words(row.group), row, page)


def _row(lead: str, title: str, row: TableRow, page: Page) -> Iterator[str]:
    """The title with the figures; where the page is narrow each half and the effect are a line of their own."""
    halves = [_figures(half, row.outcome, page) for half in (row.given, row.otherwise)]
    if not _is_wide(page):
        yield from folded(title, page, lead)
        for said, half in zip((_("with: {figures}"), _("without: {figures}")), halves, strict=True):
            yield from folded(said.format(figures=" ".join(half.split())), page, f"{lead}  ")
    elif _has_column(page):
        halves.append(f"{_effect(row.effect):>{_EFFECT}}")
    if _is_wide(page):
        yield from titled(
            title, (f"{' ' * _GAP}{page.glyphs.said(one)}" for one in halves), _title_width(page), page, lead
        )
    if not _has_column(page) and row.effect is not None:
        yield from folded(_("effect {figures}").format(figures=_effect(row.effect)), page, f"{lead}  ")


def _effect(one: Estimate | None) -> str:
    """The effect with its interval between brackets; a dash where there is none."""
    if one is None or one.value is None:
        return "–"
    told = estimate_words(one)
    return told if one.interval is None else f"{told} ({interval_words(one.interval)})"


def _is_wide(page: Page) -> bool:
    """Whether both halves fit beside a title."""
    return page.width - 2 * (_HALF + _GAP) >= _LEAST_TITLE


def _has_column(page: Page) -> bool:
    """Whether the effect does so too."""
    return page.width - 2 * (_HALF + _GAP) - _EFFECT - _GAP >= _LEAST_TITLE


def _title_width(page: Page) -> int:
    return page.width - 2 * (_HALF + _GAP) - (_EFFECT + _GAP if _has_column(page) else 0)


def _line(title: str, cells: Sequence[str], page: Page) -> str:
    return (" " * _GAP).join((page.glyphs.fitted(title, _title_width(page)), *cells)).rstrip()


def _figures(one: Figures | None, outcome: Outcome, page: Page) -> str:
    if one is None:
        return f"{_('withheld'):^{_HALF}}"
    counted = _("withheld") if one.directions is None else "/".join(map(str, ways(outcome, one.directions)))
    stays = f"{one.stays}{EARLIER if one.dated else ''}"
    return page.glyphs.said(_joined(stays, counted, signed(one.mean, _DECIMALS)))


def _joined(stays: str, counted: str, change: str) -> str:
    return f"{stays:>{_STAYS}} {counted:>{_WAYS}} {change:>{_CHANGE}}"
