"""The questions behind one line of the dumbbell, each drawn on the same scale with the same letters, and in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from sipforms.actions.question_courses import QuestionCourse
from sipforms.engine.form_width import wrapped
from sipforms.engine.score.missing import Gap
from sipforms.engine.score.sheet import Reading
from sipforms.render.answers import answer_words
from sipforms.render.charts.dumbbell import Letters, column_of
from sipforms.render.charts.glyphs import ALL, Glyphs
from sipforms.render.charts.inks import ANY_GROUND, BESIDE, BOTH, MAIN, QUIET, Inks, inked
from sipforms.render.charts.words import BREAKS, asked_for, gap
from sipforms.render.language import _
from sipforms.render.plain import plain

_LEAST_TITLE, _MOST_TITLE, _AXIS, _LEAST_WORDS = 16, 44, 21, 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """What the picture above is drawn with, so that both say the same: its letters, its signs.

    ``is_wished``: what stands beside says how much is asked for, so that something may be missing.
    """

    letters: Letters
    glyphs: Glyphs = ALL
    is_wished: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SubQuestion:
    """One item: the question that the line is about, and the one beside it (how important beside how satisfying)."""

    title: str
    main: QuestionCourse | None
    beside: QuestionCourse | None


def paired(main: tuple[QuestionCourse, ...], beside: tuple[QuestionCourse, ...]) -> tuple[SubQuestion, ...]:
    """The questions behind two indicators by item, in the order asked; what is behind one of them stands alone."""
    others = {one.item: one for one in beside}
    found = [SubQuestion(title=one.title, main=one, beside=others.pop(one.item, None)) for one in main]
    return (*found, *(SubQuestion(title=one.title, main=None, beside=one) for one in others.values()))


def sub_questions(shown: tuple[SubQuestion, ...], pen: Pen, width: int = 80, inks: Inks = ANY_GROUND) -> Text:
    """A line for each question: where the answers stand on the scale, and in words what they are and were.

    Answers that are no numbers on a scale stand as words only.
    """
    if not shown:
        return Text(_("No question stands behind this number alone."))
    title = max(_LEAST_TITLE, min(_MOST_TITLE, width // 3, max(cell_len(plain(one.title)) for one in shown)))
    lines = [line for one in shown for line in _lines(one, pen, title, width)]
    return inked(Text("\n").join(lines), inks)


def _lines(one: SubQuestion, pen: Pen, title: int, width: int) -> Iterator[Text]:
    axis = _axis(one, pen) if width >= title + _AXIS + _LEAST_WORDS else None
    room = width - title - (_AXIS + 2 if axis is not None else 1)
    titles = wrapped(plain(one.title), title, cell_len)
    words = _words(one, pen)
    if axis is not None and cell_len(words) > room:
        words = _short_words(one, pen)
    said = wrapped(words, max(10, room), cell_len)
    for place in range(max(len(titles), len(said))):
        line = Text(set_cell_size(titles[place] if place < len(titles) else "", title) + " ")
        if axis is not None:
            line.append_text(axis if place == 0 else Text(" " * _AXIS)).append(" ")
        yield line.append(said[place] if place < len(said) else "")


def _axis(one: SubQuestion, pen: Pen) -> Text | None:
    """The letters on the scale, capital now and small last time; nothing where no answer is a number on it."""
    held = [course for course in (one.main, one.beside) if course is not None]
    numbers = held[0].question.scale.numbers if held and held[0].question.scale else ()
    if len(numbers) < 2 or any(_scale(course) != numbers for course in held):
        return None
    range_ = float(numbers[0]), float(numbers[-1])
    cells: list[tuple[str, str]] = [(" ", "")] * _AXIS
    for step in numbers:
        cells[column_of(step, range_, _AXIS)] = (pen.glyphs.tick, QUIET)
    _letter(cells, one, pen, range_)
    return Text.assemble(*cells)


def _scale(course: QuestionCourse) -> tuple[int, ...]:
    return course.question.scale.numbers if course.question.scale else ()


def _letter(cells: list[tuple[str, str]], one: SubQuestion, pen: Pen, range_: tuple[float, float]) -> None:
    """Put the letters into the cells, and the line between those of now."""
    main, beside = _place(one.main, range_), _place(one.beside, range_)
    if main is not None and beside is not None:
        is_missing = pen.is_wished and beside > main
        sign, ink = (pen.glyphs.gap, BESIDE) if is_missing else (pen.glyphs.plenty, MAIN)
        for place in range(min(main, beside) + 1, max(main, beside)):
            cells[place] = (sign, ink)
    kinds = ((one.beside, pen.letters.beside, BESIDE), (one.main, pen.letters.main, MAIN))
    for course, letter, ink in kinds:
        was = None if course is None else _number(course.before)
        if was is not None:
            cells[column_of(was, range_, _AXIS)] = (letter.lower(), ink)
    for spot, letter, ink in ((beside, pen.letters.beside, BESIDE), (main, pen.letters.main, MAIN)):
        if spot is not None:
            cells[spot] = (pen.letters.both, BOTH) if main == beside else (letter, ink)


def _place(course: QuestionCourse | None, range_: tuple[float, float]) -> int | None:
    value = None if course is None else _number(course.now)
    return None if value is None else column_of(value, range_, _AXIS)


def _number(reading: Reading | None) -> int | None:
    return reading if isinstance(reading, int) and not isinstance(reading, bool) else None


def _words(one: SubQuestion, pen: Pen) -> str:
    courses = (one.beside, one.main)
    return ", ".join(pen.glyphs.said(_course(course)) for course in courses if course is not None)


def _short_words(one: SubQuestion, pen: Pen) -> str:
    """The same with the letters of the picture and the numbers of the scale; what is no number stays in words."""
    kinds = ((pen.letters.beside, one.beside), (pen.letters.main, one.main))
    said = []
    for letter, course in kinds:
        if course is not None:
            now = f"{letter} {_number(course.now) if _number(course.now) is not None else _answer(course, course.now)}"
            was = _number(course.before)
            mark = f" {pen.glyphs.broken}" if len(course.readings) - 2 in dict(course.breaks) else ""
            said.append(now + mark if was in (None, course.now) else f"{now} ({letter.lower()} {was})")
    return pen.glyphs.said(", ".join(said))


def _course(course: QuestionCourse) -> str:
    """What it is about, the answer, and last time's where that was another."""
    said = _answer(course, course.now)
    if course.question.dimension is not None:
        said = f"{asked_for(course.question.wording.title)}: {said}"
    why = dict(course.breaks).get(len(course.readings) - 2)
    if why is not None:
        return f"{said} ({_(BREAKS[why])})"
    if course.before is None or course.before == course.now:
        return said
    return _("{now} (last time {before})").format(now=said, before=_answer(course, course.before))


def _answer(course: QuestionCourse, reading: Reading) -> str:
    return gap(reading) if isinstance(reading, Gap) else answer_words(course.question, reading).lower()
