"""Indicators now and last time on one scale, with another beside each: a table with a picture on every line."""

from collections.abc import Iterator

from markupsafe import Markup

from sipforms.plugins.sections.development import Compared, Development, DevelopmentRow
from sipforms.render.charts.dumbbell import Letters, gap_of, in_order, letters_of, ticks, value_of
from sipforms.render.charts.words import BREAKS, asked_for, number
from sipforms.render.html.elements import element, unseen
from sipforms.render.html.figures import answered_figure, change_figure, count, score_figure
from sipforms.render.html.frame import rendered, said
from sipforms.render.html.marks import SIZE, diamond, dot, sample, small
from sipforms.render.html.svg import Axis, drawing, rule, words
from sipforms.render.html.table import EMPTY, MIDDLE, NUMBER, STRIP, Band, Column, table
from sipforms.render.language import _, format_date
from sipforms.render.plain import plain

_WIDE, _HEAD = 248.0, 18.0
_LANE, _STACKED, _LETTERS = 28.0, 42.0, 13.0
"""How high the marks of now are where they stand side by side, where they stand one above the other; the letters."""


def development_html(shown: Development) -> Markup:
    """A line for each indicator, in the order of what there is most to talk about; nothing where there is none."""
    if not shown.rows:
        return EMPTY
    is_drawn = shown.range is not None and not shown.in_words
    letters = letters_of(shown)
    rows = [_cells(row, shown, letters, is_drawn=is_drawn) for row in _ordered(shown)]
    return rendered(
        "parts/development.html.jinja",
        legend=tuple(_legend(shown, letters)) if is_drawn else (),
        table=table(_columns(shown, is_drawn=is_drawn), [Band(rows=rows)], look=MIDDLE),
        steps=[(count(one.value), said(one.title)) for one in shown.steps if isinstance(one.value, int)],
        notes=tuple(_notes(shown)),
    )


def _ordered(shown: Development) -> tuple[DevelopmentRow, ...]:
    return shown.rows if shown.range is None else in_order(shown)


def _columns(shown: Development, *, is_drawn: bool) -> list[Column]:
    before = _("First time") if shown.since_first else _("Last time")
    axis = _axis_head(shown) if is_drawn else EMPTY
    return [
        Column(head=unseen(_("Area"))),
        Column(head=axis, kind=STRIP),
        Column(head=_heading(shown.main), kind=NUMBER),
        Column(head=said(before), kind=NUMBER),
        Column(head=said(_("Change"))),
        Column(head=_heading(shown.beside), kind=NUMBER),
    ]


def _heading(title: str) -> Markup:
    return said(plain(title).rstrip("?: ") or _("Now"))


def _cells(row: DevelopmentRow, shown: Development, letters: Letters, *, is_drawn: bool) -> list[Markup]:
    may_compare = shown.broken is None and row.main.change is not None and not row.main.change.broken
    return [
        said(row.title),
        _strip(row, shown, letters) if is_drawn else EMPTY,
        _number(row.main),
        score_figure(row.main.before) if may_compare and row.main.before is not None else EMPTY,
        change_figure(row.main.change) if shown.broken is None else EMPTY,
        EMPTY if row.beside is None else _number(row.beside),
    ]


def _number(one: Compared) -> Markup:
    return Markup("{} {}").format(score_figure(one.now), answered_figure(one.now))


def _axis(shown: Development) -> Axis:
    low, high = shown.range or (0.0, 1.0)
    return Axis(low=low, high=high, start=SIZE * 1.3, end=_WIDE - SIZE * 1.3)


def _axis_head(shown: Development) -> Markup:
    axis = _axis(shown)
    marks = (words(_tick(step), axis.at(step), _HEAD - 5) for step in ticks((axis.low, axis.high)))
    return drawing(_WIDE, _HEAD, *marks)


def _tick(step: float) -> str:
    return number(int(step) if float(step).is_integer() else step)


def _strip(row: DevelopmentRow, shown: Development, letters: Letters) -> Markup:
    axis = _axis(shown)
    lane = _STACKED if _is_stacked(row, axis) else _LANE
    high = lane + (_LETTERS if shown.before is not None and shown.broken is None else 0)
    grid = (rule(axis.at(step), 0, axis.at(step), high) for step in ticks((axis.low, axis.high)))
    earlier = _before(row, axis, letters, lane + _LETTERS / 2 - 1)
    return drawing(_WIDE, high, *grid, *_now(row, shown, axis, letters), *earlier)


def _places(row: DevelopmentRow) -> tuple[float | None, float | None]:
    return value_of(row.main.now), None if row.beside is None else value_of(row.beside.now)


def _is_stacked(row: DevelopmentRow, axis: Axis) -> bool:
    """Whether the two marks of now would stand on each other."""
    main, beside = _places(row)
    return main is not None and beside is not None and abs(axis.at(main) - axis.at(beside)) < 2 * SIZE + 4


def _now(row: DevelopmentRow, shown: Development, axis: Axis, letters: Letters) -> Iterator[Markup]:
    """The marks of now with what joins them; two on nearly one spot stand one above the other."""
    main, beside = _places(row)
    gap = gap_of(row)
    up = down = _LANE / 2
    if _is_stacked(row, axis):
        up, down = _STACKED / 2 - SIZE - 1, _STACKED / 2 + SIZE + 1
    elif main is not None and beside is not None and gap is not None:
        kind = "thick" if shown.is_wished and gap > 0 else "thin"
        yield rule(axis.at(main), up, axis.at(beside), up, class_=kind)
    if beside is not None:
        yield diamond(axis.at(beside), down, letters.beside, value=beside)
    if main is not None:
        yield dot(axis.at(main), up, letters.main, value=main)


def _before(row: DevelopmentRow, axis: Axis, letters: Letters, down: float) -> Iterator[Markup]:
    """Small letters for last time, unless the two may not be compared."""
    spots = []
    for one, letter in ((row.main, letters.main), (row.beside, letters.beside)):
        if one is None or one.change is None or one.change.broken:
            continue
        value = value_of(one.before)
        if value is not None:
            spots.append((axis.at(value), letter.lower(), value))
    if len(spots) == 2 and abs(spots[0][0] - spots[1][0]) < 9:  # side by side, each on its own side of the other
        first, second = sorted(spots)
        shift = (9 - (second[0] - first[0])) / 2
        spots = [(first[0] - shift, *first[1:]), (second[0] + shift, *second[1:])]
    for place, letter, value in spots:
        yield small(letter, place, down, value=value)


def _legend(shown: Development, letters: Letters) -> Iterator[tuple[Markup, str]]:
    main, beside = asked_for(shown.main), asked_for(shown.beside)
    is_paired = any(row.beside for row in shown.rows)
    yield sample(dot(12, 12, letters.main)), _("{what} now").format(what=main) if main else _("now")
    if is_paired:
        said_beside = _("{what} now").format(what=beside) if beside else _("beside it")
        yield sample(diamond(12, 12, letters.beside)), said_beside
    if shown.before is not None and shown.broken is None:
        both = f"{letters.main.lower()} {letters.beside.lower()}" if is_paired else letters.main.lower()
        yield sample(small(both, 12, 12)), _("the first time") if shown.since_first else _("last time")
    if is_paired and shown.is_wished:
        yield sample(element("line", x1=0, y1=12, x2=24, y2=12, class_="thick")), _("missing")
        yield sample(element("line", x1=0, y1=12, x2=24, y2=12, class_="thin")), _("plenty")


def _notes(shown: Development) -> Iterator[str]:
    told = _("Answered {day}. In brackets: how many of the questions have an answer that counts.").format(
        day=format_date(shown.today)
    )
    if shown.before is not None:
        then = _("The first time was {day}.") if shown.since_first else _("Last time was {day}.")
        told += " " + then.format(day=format_date(shown.before))
    if shown.broken is not None and shown.before is not None:
        broken = (
            _("Cannot be compared with the first time: {reason}.")
            if shown.since_first
            else _("Cannot be compared with last time: {reason}.")
        )
        yield broken.format(reason=_(BREAKS[shown.broken]))
    yield told
