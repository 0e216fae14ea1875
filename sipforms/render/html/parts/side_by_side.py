"""What several informants said last, area by area: a column for each, every number on its own scale, none pooled."""

from collections.abc import Iterator

from markupsafe import Markup

from sipforms.plugins.sections.side_by_side import SideBySide, SideCell, SideColumn
from sipforms.render.charts.side_by_side import scales_said
from sipforms.render.charts.words import number
from sipforms.render.html.elements import beside, element, unseen
from sipforms.render.html.figures import count, figure, score_figure
from sipforms.render.html.frame import rendered, said
from sipforms.render.html.marks import dot
from sipforms.render.html.svg import Axis, drawing, rule
from sipforms.render.html.table import EMPTY, Band, Column, table
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.modes import mode_words
from sipforms.render.plain import plain

_WIDE, _HIGH = 96.0, 16.0
_MOST_COLUMNS = 4
"""More who answered than this stand below each other, so that a page of A4 has room for their words."""


def side_by_side_html(shown: SideBySide) -> Markup:
    """How to read it, the table, and who has not answered; nothing where there is nothing to show."""
    if not shown.rows:
        return EMPTY
    return rendered(
        "parts/side_by_side.html.jinja",
        how=_("Each column has its own questions and its own scale. No mean and no difference is computed.")
        if len(shown.columns) <= _MOST_COLUMNS
        else _("Each has its own questions and its own scale. No mean and no difference is computed."),
        table=_beside(shown) if len(shown.columns) <= _MOST_COLUMNS else _below(shown),
        notes=tuple(_notes(shown)),
    )


def _beside(shown: SideBySide) -> Markup:
    heads = [Column(head=unseen(_("Area")))]
    heads += [Column(head=Markup("<br>").join(_head(one, shown))) for one in shown.columns]
    rows = [[said(row.title), *(_cells(cells) for cells in row.cells)] for row in shown.rows]
    return table(heads, [Band(rows=rows)])


def _below(shown: SideBySide) -> Markup:
    bands = [
        Band(
            title=said(row.title),
            rows=[
                [Markup(", ").join(_head(column, shown)), _cells(cells)]
                for column, cells in zip(shown.columns, row.cells, strict=True)
                if cells
            ],
        )
        for row in shown.rows
    ]
    return table([Column(head=said(_("Answered by"))), Column(head=said(_("Number")))], bands)


def _head(one: SideColumn, shown: SideBySide) -> Iterator[Markup]:
    """Who, in which form where there are several, when, and how."""
    has_forms = len({column.questionnaire for column in shown.columns}) > 1
    if one.informant:
        yield said(one.informant)
    if has_forms or not one.informant:
        yield said(one.form)
    yield said(format_date(one.day))
    if one.mode is not None:
        yield said(mode_words(one.mode))
    if one.is_older:
        yield said(_("older"))


def _cells(cells: tuple[SideCell, ...]) -> Markup:
    told = (_cell(one, has_title=len(cells) > 1) for one in cells)
    return element("div", class_="cellgap").join(told) if cells else Markup("–")


def _cell(one: SideCell, *, has_title: bool) -> Markup:
    score, title = one.score, Markup("{}: ").format(said(one.title)) if has_title else EMPTY
    if score.reason is not None or score.range is None or not isinstance(score.value, (int, float)):
        return title + score_figure(score)
    low, high = (figure(end, number(int(end) if float(end).is_integer() else end)) for end in score.range)
    range_ = Markup(_("{low} to {high}")).format(low=low, high=high)  # noqa: S704 - a sentence of ours
    counted = ngettext("{answered} of {count} answer", "{answered} of {count} answers", score.relevant)
    answers = Markup(counted).format(answered=count(score.answered), count=count(score.relevant))  # noqa: S704 - ours
    told = element("strong", score_figure(score)), beside(Markup("({})").format(range_))
    counted_below = beside(answers) if score.relevant else EMPTY
    return title + Markup(" ").join(told) + _track(float(score.value), score.range) + counted_below


def _track(value: float, range_: tuple[float, float]) -> Markup:
    axis = Axis(low=range_[0], high=range_[1], start=6, end=_WIDE - 6)
    middle = _HIGH / 2
    ends = (rule(place, middle - 4, place, middle + 4) for place in (axis.start, axis.end))
    line = rule(axis.start, middle, axis.end, middle)
    return drawing(_WIDE, _HIGH, line, *ends, dot(axis.at(value), middle, size=4.2, value=value))


def _notes(shown: SideBySide) -> Iterator[str]:
    yield from scales_said(shown)
    if any(one.is_older for one in shown.columns):
        yield _("Older: answered long before the newest, so the answers are about another time.")
    if shown.silent:
        yield _("Has not answered: {names}.").format(names=", ".join(map(plain, shown.silent)))
