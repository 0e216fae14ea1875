"""The course over true time: a small picture for each line, rounds as far apart as their days, and all numbers below.

A line is never drawn across a round where the way of answering or what was asked changed: there it stops and begins
again, with the reason below.
"""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from sipforms.engine.time_axis import TimeAxis
from sipforms.plugins.sections.history import Course, Line
from sipforms.render.charts.dumbbell import ticks
from sipforms.render.charts.words import BREAKS, number, score_words
from sipforms.render.html.elements import beside, element, unseen
from sipforms.render.html.figures import score_figure
from sipforms.render.html.frame import rendered, said
from sipforms.render.html.marks import dot
from sipforms.render.html.svg import Axis, drawing, rule, words
from sipforms.render.html.table import EMPTY, NUMBER, Band, Column, table
from sipforms.render.language import _, format_date
from sipforms.render.modes import mode_words

_WIDE, _HIGH = 328.0, 116.0
_LEFT, _RIGHT, _TOP, _FOOT = 26.0, 22.0, 16.0, 22.0
_TOGETHER = 7
"""So many rounds stand beside each other in one table; more are told in several."""
BROKEN = "‖"


def history_html(shown: Course) -> Markup:
    """Pictures from three rounds on, then every number of every round; nothing before there is a course."""
    if not shown.is_long_enough or not shown.lines:
        return EMPTY
    return rendered(
        "parts/history.html.jinja",
        panels=[(line.title, _panel(line, shown)) for line in shown.lines if line_range(line, shown) is not None],
        tables=[_table(shown, first) for first in range(0, len(shown.days), _TOGETHER)],
        breaks=tuple(_told(shown)),
        sign=BROKEN,
    )


def line_range(line: Line, shown: Course) -> tuple[float, float] | None:
    """The lowest and highest number possible: that of all lines, or the line's own."""
    return shown.range or next((one.range for one in reversed(line.scores) if one is not None and one.range), None)


def _panel(line: Line, shown: Course) -> Markup:
    low, high = line_range(line, shown) or (0.0, 1.0)
    up = Axis(low=low, high=high, start=_HIGH - _FOOT, end=_TOP)
    over = Axis(low=0.0, high=1.0, start=_LEFT + 16, end=_WIDE - _RIGHT)
    across = [over.at(shown.axis.share(day)) for day in shown.days]
    return drawing(
        _WIDE,
        _HIGH,
        *_grid(up, (low, high)),
        *_days(shown.axis, over),
        *_breaks(line, across),
        *_course(line, across, up),
        label=_label(line, shown),
    )


def _grid(up: Axis, range_: tuple[float, float]) -> Iterator[Markup]:
    for step in ticks(range_):
        yield rule(_LEFT, up.at(step), _WIDE - _RIGHT + 8, up.at(step))
        yield words(number(int(step) if float(step).is_integer() else step), _LEFT - 8, up.at(step) + 3.5, anchor="end")


def _days(axis: TimeAxis, over: Axis) -> Iterator[Markup]:
    """The years, or the months, below where they begin; of a short time its first and last day."""
    found = [(one.day, str(one.day.year) if one.is_year else f"{one.day:%m-%y}") for one in axis.ticks]
    if not found:
        found = [(day, format_date(day)) for day in dict.fromkeys((axis.begins, axis.ends))]
    for day, label in found:
        place = over.at(axis.share(day))
        yield rule(place, _HIGH - _FOOT, place, _HIGH - _FOOT + 4)
        yield words(label, place, _HIGH - 4)


def _breaks(line: Line, across: Sequence[float]) -> Iterator[Markup]:
    for place, _why in line.breaks:
        between = (across[place] + across[place + 1]) / 2
        yield rule(between, _TOP - 4, between, _HIGH - _FOOT, class_="broken")
        yield words(BROKEN, between, _TOP - 5)


def _course(line: Line, places: Sequence[float], up: Axis) -> Iterator[Markup]:
    for piece in line.pieces():
        spots = [(places[place], up.at(value)) for place, value in piece]
        if len(spots) > 1:
            points = " ".join(f"{across:.1f},{down:.1f}" for across, down in spots)
            yield element("polyline", points=points, class_="course")
        for (across, down), (_place, value) in zip(spots, piece, strict=True):
            yield dot(across, down, size=3.6, value=value)
        yield from _labels(line, piece, spots)


def _labels(line: Line, piece: Sequence[tuple[int, float]], spots: Sequence[tuple[float, float]]) -> Iterator[Markup]:
    """The number above each mark that has room for it; the last always has."""
    free = float("inf")
    for (place, _value), (across, down) in reversed(tuple(zip(piece, spots, strict=True))):
        score = line.scores[place]
        if score is not None and free - across >= 28:
            yield words(score_words(score), across, down - 8, class_="value")
            free = across


def _label(line: Line, shown: Course) -> str:
    return _("{title}: the course from {first} to {last}. The numbers are in the table below.").format(
        title=line.title, first=format_date(shown.days[0]), last=format_date(shown.days[-1])
    )


def _table(shown: Course, first: int) -> Markup:
    """The numbers of some rounds, oldest first."""
    places = range(first, min(first + _TOGETHER, len(shown.days)))
    heads = [Column(head=unseen(_("Area")))]
    heads += [Column(head=_day_head(shown, place), kind=NUMBER) for place in places]
    rows = [[said(line.title), *(_cell(line, place) for place in places)] for line in shown.lines]
    return table(heads, [Band(rows=rows)])


def _day_head(shown: Course, place: int) -> Markup:
    day = said(format_date(shown.days[place]))
    how = shown.modes[place]
    return Markup("{}<br>{}").format(day, said(mode_words(how))) if how else day


def _cell(line: Line, place: int) -> Markup:
    score = line.scores[place]
    is_broken = place - 1 in {at for at, _why in line.breaks}
    sign = beside(said(BROKEN)) + " " if is_broken else EMPTY
    return sign + (Markup("–") if score is None else score_figure(score))


def _told(shown: Course) -> Iterator[tuple[str, str]]:
    """Each day at which lines are broken, and why."""
    for place, why in sorted(dict.fromkeys(broken for line in shown.lines for broken in line.breaks)):
        yield format_date(shown.days[place + 1]), _(BREAKS[why])
