"""How much was answered: for each questionnaire a bar of what became of it, its numbers, and in which way."""

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from sipforms.engine.gather.facility.coverage import Coverage, CoverageRow, State, WayCount
from sipforms.render.groups.coverage import citizens_words, row_title
from sipforms.render.groups.facility_words import as_of_words, lack_words, state_words, way_words_of
from sipforms.render.html.elements import BREAK, beside, none
from sipforms.render.html.figures import count, share_figure
from sipforms.render.html.fills import Piece, bar, swatch
from sipforms.render.html.frame import rendered, said
from sipforms.render.html.svg import INK, PAPER
from sipforms.render.html.table import EMPTY, MIDDLE, NUMBER, STRIP, Band, Column, table
from sipforms.render.language import _, format_date

_WIDE, _HIGH = 120.0, 14.0
_FILLS: dict[State, str] = {
    "answered": INK,
    "declined": "url(#p-hatch)",
    "notAble": "url(#p-back)",
    "empty": "url(#p-dots)",
    "overdue": "url(#p-cross)",
    "open": PAPER,
}
States = tuple[State, ...]


def coverage_html(shown: Coverage) -> Markup:
    """How many people there were, then a line for each questionnaire and kind of informant."""
    order = list(_FILLS)
    every = {count.states for row in shown.rows for count in row.states}
    states = sorted(every, key=lambda one: [order.index(state) for state in one])
    rows = [_row(row, states) for row in shown.rows]
    return rendered(
        "parts/coverage.html.jinja",
        people=BREAK.join((said(citizens_words(shown)), *_when(shown))),
        table=table(_columns(states, shown.until), [Band(rows=rows)], look=MIDDLE) if rows else EMPTY,
    )


def _columns(states: Sequence[States], until: date | None) -> list[Column]:
    heads = [
        Column(head=swatch(*(_FILLS[state] for state in one)) + BREAK + said(_joined(one)), kind=NUMBER)
        for one in states
    ]
    return [
        Column(head=said(_("Questionnaire"))),
        Column(kind=STRIP),
        Column(head=said(_("due")), kind=NUMBER),
        *heads,
        Column(head=said(_("people")), kind=NUMBER),
        Column(head=_days(until), kind=NUMBER),
    ]


def _joined(states: States) -> str:
    """What a column counts: one state, or several that may only be told together."""
    return f" {_('or')} ".join(map(state_words, states))


def _row(row: CoverageRow, states: Sequence[States]) -> list[Markup]:
    counts = {one.states: one.forms for one in row.states}
    return [
        BREAK.join((said(row_title(row)), *_ways(row.ways), *_when(row))),
        _bar(row),
        none(lack_words(row.lack)) if row.lack is not None else _number(row.due),
        *(_state(counts.get(one), row) for one in states),
        EMPTY if row.people is None else count(row.people),
        EMPTY if row.days is None else count(row.days),
    ]


def _when(one: Coverage | CoverageRow) -> Iterator[Markup]:
    """That the figures are those of an earlier report, where they are."""
    if one.as_of is not None:
        yield beside(said(as_of_words(one.as_of, one.waiting)))


def _days(until: date | None) -> Markup:
    """The head of the days, with the day that they are counted to."""
    head = said(_("days since (median)"))
    return head if until is None else head + BREAK + said(format_date(until))


def _ways(ways: Sequence[WayCount]) -> Iterator[Markup]:
    """In which way the answers came about, with their share: who answered on somebody's behalf is never hidden."""
    for one in ways:
        words = way_words_of(one.way)
        if words:
            yield beside(Markup("{}: {} ({})").format(said(words), count(one.forms), share_figure(one.share)))


def _number(forms: int | None) -> Markup:
    return none(_("withheld")) if forms is None else count(forms)


def _state(forms: int | None, row: CoverageRow) -> Markup:
    if not row.states:
        return EMPTY
    return Markup("–") if forms is None else count(forms)


def _bar(row: CoverageRow) -> Markup:
    """The states as parts of all forms due."""
    if not row.due or not row.states:
        return EMPTY
    pieces = [
        Piece(share=one.forms / row.due, fills=tuple(_FILLS[state] for state in one.states), value=one.forms)
        for one in row.states
    ]
    return bar(pieces, _WIDE, _HIGH)
