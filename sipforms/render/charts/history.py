"""The course over all rounds: a table with a curve over true time beside the numbers, and a plot of a line at a time.

A line is never drawn across a round where the way of answering or what was asked changed: there it stops and begins
again.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len
from rich.text import Text

from sipforms.plugins.sections.history import Course, Line
from sipforms.render.charts.glyphs import ALL, ASCII, Glyphs
from sipforms.render.charts.time_strip import WIDEST, is_uneven, least_cells, places, strip
from sipforms.render.charts.words import BREAKS, number, score_words
from sipforms.render.language import _, format_date
from sipforms.render.plain import plain

ROUNDS_SHOWN = 6
_ASCII_FRAME = str.maketrans("─│┌┐└┘├┤┬┴┼", "-|+++++++++")
_LEAST_TITLE, _TITLE, _NUMBER = 12, 28, 7
_MOST_STEPS, _QUARTERS = 10, 4
EVEN = 13
"""The height at which the steps of a scale of five stand equally far apart: nine rows inside the frame."""


def history_table(course: Course, width: int = 80, glyphs: Glyphs = ALL) -> Text:
    """A line an indicator: a small curve over true time and the last six rounds' numbers; breaks are told below.

    Where six rounds do not fit, fewer are shown, the newest always; the curve has all rounds that there is room for.
    """
    columns = _columns(course, width)
    heads = "".join(f"{_month(day):>{_NUMBER}}" for day in course.days[columns.first :])
    lines = [Text(" " * (columns.title + 1) + _begins(course, columns) + " " + heads, style="bold")]
    lines += [_row(line, course, columns, glyphs) for line in course.lines]
    told = (Text(said) for line in _told(course, columns, glyphs) for said in textwrap.wrap(line, width))
    return Text("\n").join([*lines, *told])


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The first round of the numbers and of the curves, counted from 0; the cells of titles and curves."""

    first: int
    first_drawn: int
    title: int
    curve: int


def _columns(course: Course, width: int) -> Columns:
    """The numbers give way before the curve does, so that it has every round."""
    rounds = len(course.days)
    first, first_drawn = max(0, rounds - ROUNDS_SHOWN), 0
    while first < rounds - 1 and _room(width, rounds - first) < least_cells(course, 0):
        first += 1
    while first_drawn < rounds - 1 and _room(width, rounds - first) < least_cells(course, first_drawn):
        first_drawn += 1
    least = least_cells(course, first_drawn)
    widest = max((cell_len(plain(line.title)) for line in course.lines), default=0)
    room = width - 2 - _NUMBER * (rounds - first)
    title = max(_LEAST_TITLE, min(widest, _TITLE, room - least))
    return Columns(first=first, first_drawn=first_drawn, title=title, curve=max(least, min(WIDEST, room - title)))


def _room(width: int, numbers: int) -> int:
    """The cells left for curves beside the shortest titles and so many numbers."""
    return width - _LEAST_TITLE - 2 - _NUMBER * numbers


def _begins(course: Course, columns: Columns) -> str:
    """The month in which the curves begin, where the numbers begin later."""
    began = _month(course.days[columns.first_drawn]) if columns.first_drawn < columns.first else ""
    return (began if len(began) < columns.curve else "").ljust(columns.curve)


def _row(line: Line, course: Course, columns: Columns, glyphs: Glyphs) -> Text:
    broken = {place for place, _why in line.breaks}
    where = places(course, columns.first_drawn, columns.curve)
    numbers = ""
    for place, score in enumerate(line.scores[columns.first :], start=columns.first):
        mark = glyphs.broken if place - 1 in broken else ""
        numbers += f"{mark + glyphs.said(number(None) if score is None else score_words(score)):>{_NUMBER}}"
    title = glyphs.fitted(plain(line.title), columns.title)
    return Text(f"{title} {strip(line, where, columns.curve, glyphs)} {numbers}".rstrip())


def _told(course: Course, columns: Columns, glyphs: Glyphs) -> Iterator[str]:
    """Each round shown at which lines are broken, and why."""
    reasons = dict.fromkeys(broken for line in course.lines for broken in line.breaks)
    for place, why in sorted(reasons):
        if place >= columns.first_drawn:
            yield f"{glyphs.broken} {format_date(course.days[place + 1])}: {_(BREAKS[why])}"
    if is_uneven(course.days[columns.first_drawn :]):
        yield _("The further apart two signs of a curve stand, the longer it is between the two rounds.")


def _month(day: date) -> str:
    return f"{day:%m-%y}"


def history_plot(line: Line, course: Course, width: int = 80, height: int = EVEN, glyphs: Glyphs = ALL) -> Text:
    """One line over true time, its pieces apart where it is broken; empty before three rounds."""
    if not course.is_long_enough or course.range is None:
        return Text("")
    import plotext  # only when a plot is drawn: it takes a tenth of a second to import

    figure = plotext.figure
    figure.clear()
    figure.plot_size(max(30, min(width, 120)), max(8, height))
    days = [(day - course.days[0]).days for day in course.days]
    for piece in line.pieces():
        signal = figure.signal(
            [days[place] for place, _value in piece], [value for _place, value in piece], marker=glyphs.point
        )
        signal.lines()
        figure.draw(signal)
    low, high = course.range
    figure.ruler("y", 0).lim(low, high)
    steps = list(_steps(low, high))
    figure.ruler("y", 0).ticks(steps, [number(int(one) if float(one).is_integer() else one) for one in steps])
    figure.ruler("x", 0).lim(days[0], max(days[-1], days[0] + 1))
    figure.ruler("x", 0).ticks(days, [_month(day) for day in course.days])
    figure.title(plain(line.title))
    drawn = "\n".join(row.rstrip() for row in figure.build().string(colorless=True).rstrip("\n").splitlines())
    return Text(drawn.translate(_ASCII_FRAME) if glyphs is ASCII else drawn)


def pieces(line: Line) -> Iterator[Sequence[tuple[int, float]]]:
    """The unbroken pieces of a line: the places of their rounds and the numbers there."""
    return iter(line.pieces())


def _steps(low: float, high: float) -> Iterator[float]:
    """Every step of a short scale; of a long one its quarters, which never stand on each other's line."""
    count = round(high - low)
    parts = count if 0 < count <= _MOST_STEPS else _QUARTERS
    yield from (low + step * (high - low) / parts for step in range(parts + 1))
