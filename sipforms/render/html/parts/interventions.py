"""Which interventions for whom: for each outcome those with an intervention beside those without it, n in every cell.

Both mean changes stand on one axis around no change. It is association, and the page says so above the figures.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from sipforms.engine.gather.table import Figures, InterventionTable, LeftOut, Outcome, TableRow
from sipforms.render.charts.words import signed
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
from sipforms.render.html.elements import none, unseen
from sipforms.render.html.figures import count, figure
from sipforms.render.html.frame import rendered, said
from sipforms.render.html.marks import diamond, dot, sample
from sipforms.render.html.parts.estimates import effect_html
from sipforms.render.html.svg import Axis, drawing, rule, words
from sipforms.render.html.table import BEGINS, CLOSE, EMPTY, MIDDLE, NUMBER, STRIP, Band, Column, table
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain

_WIDE, _HIGH, _HEAD, _MARK = 150.0, 30.0, 18.0, 4.6
_DECIMALS = 2


def interventions_html(shown: InterventionTable, *, top: int = 3) -> Markup:
    """Every outcome below a heading of this level."""
    return Markup("").join(_outcome(one, shown, top) for one in shown.outcomes)


def _outcome(outcome: Outcome, shown: InterventionTable, top: int) -> Markup:
    rows = [row for row in shown.rows if row.outcome == outcome]
    told = [one for one in (None, *dict(shown.variables)) if any(row.given for row in rows if row.variable == one)]
    silent = [variable_words(one, shown) for one in dict(shown.variables) if one not in told]
    left_out = [one for one in shown.left_out if (one.of, one.informant) == outcome.key]
    axis = _axis(rows)
    return rendered(
        "parts/interventions.html.jinja",
        top=top,
        title=outcome_title(outcome),
        about=outcome_words(outcome),
        left_out=_left_out(_("Stays left out"), left_out, shown),
        nothing="" if told else _("Nothing can be told here without telling about too few people."),
        legend=tuple(_legend(outcome)) if told else (),
        tables=[_by(one, [row for row in rows if row.variable == one], shown, axis) for one in told],
        silent=_("Withheld altogether: by {variables}.").format(variables=", ".join(silent)) if told and silent else "",
    )


def _left_out(about: str, left_out: Sequence[LeftOut], shown: InterventionTable) -> str:
    counts = "; ".join(left_out_words(one, shown.least) for one in left_out)
    return f"{about}: {counts}." if counts else ""


def _legend(outcome: Outcome) -> Iterator[tuple[Markup, str]]:
    up, same, down = way_words(outcome)
    yield sample(dot(12, 12, size=_MARK)), _("with the intervention")
    yield sample(diamond(12, 12, size=_MARK)), _("without it")
    yield (
        EMPTY,
        _("n is the number of stays: + {up}, = {same}, - {down}. The change is the mean of last minus first.").format(
            up=up, same=same, down=down
        ),
    )


def _axis(rows: Sequence[TableRow]) -> Axis:
    """As far out as the largest mean change, the same to both sides of no change."""
    means = [abs(half.mean) for row in rows for half in (row.given, row.otherwise) if half is not None]
    most = max((*means, 0.5))
    return Axis(low=-most, high=most, start=_MARK * 1.5, end=_WIDE - _MARK * 1.5)


def _by(
    variable: str | None, rows: Sequence[TableRow], shown: InterventionTable, axis: Axis
) -> tuple[str, tuple[str, ...], Markup]:
    """All stays, or the groups of one variable under each intervention; those withheld are only counted."""
    together = [list(one) for _key, one in groupby(rows, lambda row: row.intervention)]
    told = [one for one in together if any(row.given for row in one)]
    title = "" if variable is None else _("By: {variable}").format(variable=variable_words(variable, shown))
    bands = _questions(told, axis) if variable is None else _groups(told, axis)
    return title, tuple(_notes(variable, told, len(together) - len(told), shown)), _table(bands, axis)


def _notes(
    variable: str | None, told: Sequence[Sequence[TableRow]], hidden: int, shown: InterventionTable
) -> Iterator[str]:
    if variable is None:
        for asked in dict.fromkeys(rows[0].intervention.question for rows in told):
            lacking = _left_out(_("Stays left out"), [one for one in shown.left_out if one.of == asked], shown)
            if lacking:
                first = next(rows[0].intervention for rows in told if rows[0].intervention.question == asked)
                yield f"{plain(first.asked)} {lacking}"
    else:
        yield _left_out(_("Stays in no group"), [one for one in shown.left_out if one.of == variable], shown)
    if hidden:
        yield ngettext("Withheld for {count} intervention.", "Withheld for {count} interventions.", hidden).format(
            count=hidden
        )


def _questions(told: Sequence[Sequence[TableRow]], axis: Axis) -> list[Band]:
    """The interventions below the question that they answer."""
    bands = []
    for _asked, together in groupby(told, lambda rows: rows[0].intervention.question):
        rows = [row for one in together for row in one]
        first = rows[0].intervention
        title = said(first.asked) if first.asked != first.title else EMPTY
        bands.append(Band(title=title, rows=[_row(said(row.intervention.title), row, axis) for row in rows]))
    return bands


def _groups(told: Sequence[Sequence[TableRow]], axis: Axis) -> list[Band]:
    """The groups of a variable below each intervention."""
    return [
        Band(
            title=said(rows[0].intervention.title),
            rows=[_row(said(group_words(row.group)), row, axis) for row in rows],
        )
        for rows in told
    ]


def _table(bands: Sequence[Band], axis: Axis) -> Markup:
    given, otherwise = said(_("with the intervention")), said(_("without it"))
    columns = [Column(head=unseen(_("Intervention"))), Column(head=_head(axis), kind=STRIP)]
    for over in (given, otherwise):
        columns += [
            Column(head=said(_("n")), kind=BEGINS, over=over),
            Column(head=said("+/=/-"), kind=NUMBER, over=over),
            Column(head=said(_("change")), kind=NUMBER, over=over),
        ]
    columns.append(Column(head=said(_("effect (95 % interval)")), kind=BEGINS))
    return table(columns, bands, look=f"{MIDDLE} {CLOSE}")


def _head(axis: Axis) -> Markup:
    ends = (axis.low, 0.0, axis.high)
    return drawing(_WIDE, _HEAD, *(words(signed(end, 1), axis.at(end), _HEAD - 5) for end in ends))


def _row(title: Markup, row: TableRow, axis: Axis) -> list[Markup]:
    return [
        title,
        _strip(row, axis),
        *_half(row.given, row.outcome),
        *_half(row.otherwise, row.outcome),
        effect_html(row.effect, has_halves=row.given is not None and row.otherwise is not None),
    ]


def _strip(row: TableRow, axis: Axis) -> Markup:
    """Those with the intervention above, those without it below, so that neither hides the other."""
    marks = [rule(axis.at(0), 0, axis.at(0), _HIGH, class_="zero")]
    if row.otherwise is not None:
        marks.append(diamond(axis.at(row.otherwise.mean), _HIGH - 8, size=_MARK, value=row.otherwise.mean))
    if row.given is not None:
        marks.append(dot(axis.at(row.given.mean), 8, size=_MARK, value=row.given.mean))
    return drawing(_WIDE, _HIGH, *marks)


def _half(one: Figures | None, outcome: Outcome) -> tuple[Markup, Markup, Markup]:
    if one is None:
        return EMPTY, none(_("withheld")), EMPTY
    if one.directions is None:
        counted = none(_("withheld"))
    else:
        counted = Markup("/").join(count(way) for way in ways(outcome, one.directions))
    stays = count(one.stays) + escape(EARLIER) if one.dated else count(one.stays)
    return stays, counted, figure(one.mean, signed(one.mean, _DECIMALS))
