"""Lines over rounds, for a screen: a curve on true time beside the numbers of each round, one of the rounds marked.

A curve is never joined over a break, and neither are two numbers: the sign of a break stands between them.
"""

from dataclasses import dataclass, field
from datetime import date

from rich.cells import cell_len
from rich.text import Text

from sipforms.actions.question_courses import QuestionCourse
from sipforms.engine.score.missing import Gap
from sipforms.engine.score.score import Score
from sipforms.plugins.sections.history import Course, Line
from sipforms.render.answers import answer_words
from sipforms.render.charts.glyphs import ALL, Glyphs
from sipforms.render.charts.time_strip import placed
from sipforms.render.charts.words import number, score_words
from sipforms.render.plain import plain

_CELL, _LEAST_TITLE, _MOST_TITLE, _MOST_CURVE = 8, 12, 44, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """One line: its value in each round (nothing where there is no number), how each is written, where it is broken.

    ``range`` is the lowest and highest value possible; without one no curve is drawn.
    """

    title: str
    values: tuple[float | None, ...] = field(repr=False)
    words: tuple[str, ...] = field(repr=False)
    breaks: frozenset[int] = frozenset()
    range: tuple[float, float] | None = None


def lines_of(course: Course) -> tuple[CourseLine, ...]:
    """The lines of a course of indicators."""
    return tuple(
        CourseLine(
            title=one.title,
            values=tuple(map(_value, one.scores)),
            words=tuple(number(None) if score is None else score_words(score) for score in one.scores),
            breaks=frozenset(place for place, _why in one.breaks),
            range=range_of(one),
        )
        for one in course.lines
    )


def range_of(line: Line) -> tuple[float, float] | None:
    """The lowest and highest number possible in the newest round; lines of one kind may differ in it."""
    return next((one.range for one in reversed(line.scores) if one is not None), None)


def line_of(course: QuestionCourse, *, is_told: bool = False) -> CourseLine:
    """The line of one question; ``is_told`` puts what it is asked about behind its title."""
    scale = course.question.scale
    numbers = scale.numbers if scale is not None else ()
    about = plain(course.question.wording.title) if course.question.dimension is not None and is_told else ""
    return CourseLine(
        title=f"{course.title} ({about})" if about else course.title,
        values=tuple(
            float(one) if isinstance(one, int) and not isinstance(one, bool) else None for one in course.readings
        ),
        words=tuple(_word(course, reading) for reading in course.readings),
        breaks=frozenset(place for place, _why in course.breaks),
        range=(float(numbers[0]), float(numbers[-1])) if len(numbers) > 1 else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which rounds there is room for, counted from 0: those from ``first`` up to before ``end``.

    ``curve`` is how many cells the curve has, and ``cells`` where in it each round stands, by its day.
    """

    first: int
    end: int
    title: int
    curve: int
    cells: tuple[int, ...]
    is_cut_before: bool
    is_cut_after: bool


def window_of(lines: tuple[CourseLine, ...], days: tuple[date, ...], marked: int, width: int) -> Window:
    """As many rounds as fit around the marked one, the newest where all do; what is left over the curve gets."""
    widest = max((cell_len(plain(one.title)) for one in lines), default=0)
    title = max(_LEAST_TITLE, min(widest, _MOST_TITLE, width // 3))
    breaks = max((len(one.breaks) for one in lines), default=0)
    fitting = max(1, min(len(days), (width - title - breaks - 3) // (_CELL + 1)))
    first = max(0, min(marked - fitting // 2, len(days) - fitting))
    shown = days[first : first + fitting]
    broken = frozenset(place - first for one in lines for place in one.breaks if first <= place < first + fitting - 1)
    curve = max(len(shown) + len(broken), min(_MOST_CURVE, width - title - 3 - _CELL * fitting))
    return Window(
        first=first,
        end=first + fitting,
        title=title,
        curve=curve,
        cells=tuple(placed(shown, broken, curve)),
        is_cut_before=first > 0,
        is_cut_after=first + fitting < len(days),
    )


def heads(days: tuple[date, ...], window: Window, marked: int, glyphs: Glyphs) -> Text:
    """The line above the rounds: month and year of each, the marked one in reverse."""
    text = Text(" " * (window.title + window.curve + 2), end="", no_wrap=True)
    for place in range(window.first, window.end):
        said = f"{days[place]:%m-%y}"
        cut = window.is_cut_before and place == window.first, window.is_cut_after and place == window.end - 1
        lead, tail = glyphs.older if cut[0] else " ", glyphs.newer if cut[1] else " "
        text.append(f"{lead:>{_CELL - len(said) - 1}}")
        text.append(said, "reverse" if place == marked else "")
        text.append(tail)
    return text


def row(line: CourseLine, window: Window, marked: int, glyphs: Glyphs = ALL) -> Text:
    """One line; the number of the marked round stands in brackets."""
    text = Text(glyphs.fitted(plain(line.title), window.title) + " ", end="", no_wrap=True)
    text.append(_curve(line, window, glyphs) + " ")
    for place in range(window.first, window.end):
        mark = glyphs.broken if place - 1 in line.breaks and place > window.first else " "
        said = glyphs.said(line.words[place])[: _CELL - 3]
        held = f"[{said}]" if place == marked else f" {said} "
        text.append(f"{mark}{held:>{_CELL - 1}}", "bold" if place == marked else "")
    return text


def _curve(line: CourseLine, window: Window, glyphs: Glyphs) -> str:
    """The rounds as far apart as their days, joined where nothing breaks the line between them."""
    drawn = [" "] * window.curve
    before: int | None = None
    for place, cell in zip(range(window.first, window.end), window.cells, strict=True):
        if place - 1 in line.breaks and place > window.first:
            before, drawn[cell - 1] = None, glyphs.broken
        spark = _spark(line.values[place], line.range, glyphs)
        if not spark.strip():
            continue
        if before is not None:
            drawn[before + 1 : cell] = glyphs.plenty * (cell - before - 1)
        before, drawn[cell] = cell, spark
    return "".join(drawn)


def _spark(value: float | None, range_: tuple[float, float] | None, glyphs: Glyphs) -> str:
    if value is None or range_ is None or range_[1] <= range_[0]:
        return " "
    top = len(glyphs.sparks) - 1
    return glyphs.sparks[max(0, min(top, round((value - range_[0]) / (range_[1] - range_[0]) * top)))]


def _value(score: Score | None) -> float | None:
    return float(score.value) if score is not None and isinstance(score.value, (int, float)) else None


def _word(course: QuestionCourse, reading: object) -> str:
    if isinstance(reading, Gap):
        return number(None)
    is_number = isinstance(reading, int) and not isinstance(reading, bool)
    return str(reading) if is_number else answer_words(course.question, reading)
