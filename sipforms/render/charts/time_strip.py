"""A small curve on true time: rounds stand as far apart as their days, and nothing joins them across a break.

One cell is the least that two rounds stand apart, two where a break stands between them.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from sipforms.engine.score.score import Score
from sipforms.engine.time_axis import time_axis
from sipforms.plugins.sections.history import Course, Line
from sipforms.render.charts.glyphs import Glyphs

WIDEST = 30


def least_cells(course: Course, first: int) -> int:
    """The fewest cells in which the rounds from ``first`` (counted from 0) on have room."""
    return len(course.days) - first + len(_broken(course, first))


def places(course: Course, first: int, cells: int) -> dict[int, int]:
    """The cell of each round from ``first`` on, by its place."""
    broken = frozenset(place - first for place in _broken(course, first))
    return {first + at: cell for at, cell in enumerate(placed(course.days[first:], broken, cells))}


def placed(days: Sequence[date], broken: frozenset[int], cells: int) -> list[int]:
    """The cell of each of the days (in order), moved no further than its neighbours ask.

    ``broken`` are the places, counted from 0, after which a line is broken.
    """
    axis = time_axis(days)
    found: list[int] = []
    for at, day in enumerate(days):
        least = found[-1] + _apart(broken, at - 1) if found else 0
        found.append(max(least, round(axis.share(day) * (cells - 1))))
    most = cells - 1
    for at in range(len(found) - 1, -1, -1):
        found[at] = min(found[at], most)
        most = found[at] - _apart(broken, at - 1)
    return found


def _broken(course: Course, first: int) -> frozenset[int]:
    """After which of the rounds shown any line is broken."""
    return frozenset(place for line in course.lines for place, _why in line.breaks if place >= first)


def _apart(broken: frozenset[int], before: int) -> int:
    return 2 if before in broken else 1


def strip(line: Line, where: dict[int, int], cells: int, glyphs: Glyphs) -> str:
    """One line: a small block for each number, as high as the number, joined within each unbroken piece."""
    drawn = [" "] * cells
    for piece in line.pieces():
        shown = [where[place] for place, _number in piece if place in where]
        for cell in range(shown[0], shown[-1]) if shown else ():
            drawn[cell] = glyphs.plenty
    for place, _why in line.breaks:
        if place in where:
            drawn[where[place + 1] - 1] = glyphs.broken
    for place, cell in where.items():
        height = spark(line.scores[place], glyphs)
        drawn[cell] = height if height.strip() else drawn[cell]
    return "".join(drawn)


def spark(score: Score | None, glyphs: Glyphs) -> str:
    """A number as a block between the lowest and the highest that it can be; a space where there is none."""
    if score is None or not isinstance(score.value, (int, float)) or score.range is None:
        return " "
    low, high = score.range
    share = (score.value - low) / (high - low) if high > low else 0.0
    return glyphs.sparks[max(0, min(len(glyphs.sparks) - 1, round(share * (len(glyphs.sparks) - 1))))]


def is_uneven(days: Sequence[date]) -> bool:
    """Whether the rounds stand clearly unevenly apart: the longest time between two is twice the shortest."""
    apart = [(after - before).days for before, after in pairwise(days)]
    return len(apart) > 1 and max(apart) >= 2 * min(apart)
