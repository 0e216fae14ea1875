"""The course over all rounds: a table with a small curve beside the numbers, and a plot of one line at a time.

A line is never drawn across a round where the way of answering or what was asked changed: there it stops and begins
again.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len
from rich.text import Text

from sipforms.engine.score.score import Score
from sipforms.plugins.sections.history import Course, Line
from sipforms.render.charts.glyphs import ALL, ASCII, Glyphs
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
    """A line an indicator: a small curve and the last six rounds' numbers; breaks are marked and told below.

    Where six rounds do not fit, fewer are shown, the newest always.
    """
    columns = _columns(course, width)
    heads = "".join(f"{_month(day):>{_NUMBER}}" for day in course.days[columns.first :])
    lines = [Text(" " * (columns.title + columns.curve + 2) + heads, style="bold")]
    lines += [_row(line, course, columns, glyphs) for line in course.lines]
    told = (Text(said) for line in _told(course, columns, glyphs) for said in textwrap.wrap(line, width))
    return Text("\n").join([*lines, *told])


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The first round shown, counted from 0, and the cells of the titles and of the small curves."""

    first: int
    title: int
    curve: int


def _columns(course: Course, width: int) -> Columns:
    rounds = len(course.days)
    first = max(0, rounds - ROUNDS_SHOWN)
    while first < rounds - 1 and _LEAST_TITLE + _curve(course, first) + 2 + _NUMBER * (rounds - first) > width:
        first += 1
    curve = _curve(course, first)
    widest = max((cell_len(plain(line.title)) for line in course.lines), default=0)
    room = width - curve - 2 - _NUMBER * (rounds - first)
    return Columns(first=first, title=max(_LEAST_TITLE, min(widest, _TITLE, room)), curve=curve)


def _curve(course: Course, first: int) -> int:
    """The cells of the widest curve: one for each round shown and one for each break between them."""
    breaks = max((sum(place >= first for place, _why in line.breaks) for line in course.lines), default=0)
    return len(course.days) - first + breaks


def _row(line: Line, course: Course, columns: Columns, glyphs: Glyphs) -> Text:
    broken = {place for place, _why in line.breaks if place >= columns.first}
    curve, numbers = "", ""
    for place, score in enumerate(line.scores):
        if place < columns.first:
            continue
        mark = glyphs.broken if place - 1 in broken else ""
        curve += mark + _spark(score, course.range, glyphs)
        numbers += f"{mark + glyphs.said(number(None) if score is None else score_words(score)):>{_NUMBER}}"
    title = glyphs.fitted(plain(line.title), columns.title)
    return Text(f"{title} {curve.ljust(columns.curve)} {numbers}".rstrip())


def _spark(score: Score | None, range_: tuple[float, float] | None, glyphs: Glyphs) -> str:
    value = _number(score)
    if value is None or range_ is None or range_[1] <= range_[0]:
        return " "
    share = (value - range_[0]) / (range_[1] - range_[0])
    return glyphs.sparks[max(0, min(len(glyphs.sparks) - 1, round(share * (len(glyphs.sparks) - 1))))]


def _number(score: Score | None) -> float | None:
    return float(score.value) if score is not None and isinstance(score.value, (int, float)) else None


def _told(course: Course, columns: Columns, glyphs: Glyphs) -> Iterator[str]:
    """Each round shown at which lines are broken, and why."""
    reasons = dict.fromkeys(broken for line in course.lines for broken in line.breaks)
    for place, why in sorted(reasons):
        if place >= columns.first:
            yield f"{glyphs.broken} {format_date(course.days[place + 1])}: {_(BREAKS[why])}"


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
    for piece in pieces(line):
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
    broken = {place for place, _why in line.breaks}
    piece: list[tuple[int, float]] = []
    for place, score in enumerate(line.scores):
        if place - 1 in broken and piece:
            yield piece
            piece = []
        value = _number(score)
        if value is not None:
            piece.append((place, value))
    if piece:
        yield piece


def _steps(low: float, high: float) -> Iterator[float]:
    """Every step of a short scale; of a long one its quarters, which never stand on each other's line."""
    count = round(high - low)
    parts = count if 0 < count <= _MOST_STEPS else _QUARTERS
    yield from (low + step * (high - low) / parts for step in range(parts + 1))
