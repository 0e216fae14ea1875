"""The views below the picture: words, what to talk about, what changed, the course over time, every answer."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from rich.cells import cell_len
from rich.text import Text

from sipforms.actions.question_courses import QuestionCourse
from sipforms.engine.compare.answer_change import AnswerChange
from sipforms.engine.programme import Item
from sipforms.engine.report import Report, ReportPart
from sipforms.engine.score.missing import Gap
from sipforms.plugins.sections.answers import Answers
from sipforms.plugins.sections.development import Development
from sipforms.plugins.sections.history import Course
from sipforms.plugins.sections.missing import Missing
from sipforms.plugins.sections.notes import Notes
from sipforms.plugins.sections.open_answers import OpenAnswers
from sipforms.plugins.sections.rounds import Rounds
from sipforms.plugins.sections.side_by_side import SideBySide
from sipforms.plugins.sections.talking_points import TalkingPoint
from sipforms.render.answers import answer_words
from sipforms.render.charts.dumbbell import in_order, letters_of, not_compared
from sipforms.render.charts.history import history_plot, history_table
from sipforms.render.charts.side_by_side import side_by_side_text
from sipforms.render.charts.sub_questions import Pen, paired, sub_questions
from sipforms.render.charts.word_table import word_table
from sipforms.render.charts.words import BREAKS, gap
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.report import Page, changed_answer, folded, headed, part_text, talking_point

Drawn = Callable[[Page, str], Text]
Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One view: its title, and its text for a page with one indicator marked."""

    title: str
    drawn: Drawn


Below = Callable[[str], tuple[QuestionCourse, ...]]
"""The questions behind an indicator."""


def views(report: Report, every: Answers | None, below: Below | None = None) -> tuple[View, ...]:
    """The views that have something to show; with ``below`` also the questions behind the marked line."""
    return (*_views(report, every), *([] if below is None else _below(report, below)))


def _below(report: Report, below: Below) -> Iterator[View]:
    drawable = next((one for _title, one in developments(report) if not one.in_words), None)
    if drawable is not None:
        yield View(title=_("Sub-questions"), drawn=lambda page, marked: _behind(drawable, below, page, marked))


def _behind(shown: Development, below: Below, page: Page, marked: str) -> Text:
    row = next((one for one in in_order(shown) if one.main.indicator.id == marked), None)
    if row is None:
        return Text(_("Mark an area above, and what was answered in it stands here."))
    beside = below(row.beside.indicator.id) if row.beside is not None else ()
    pen = Pen(letters=letters_of(shown), glyphs=page.glyphs, is_wished=shown.is_wished)
    drawn = sub_questions(paired(below(marked), beside), pen, page.width, page.inks)
    return Text("\n").join([*folded(plain(row.title), page, style="bold"), drawn])


def _views(report: Report, every: Answers | None) -> Iterator[View]:
    words, course = developments(report), _part(report, Course)
    points = next((one.value for one in report.parts if one.section == "talkingPoints"), ())
    changed, beside = _part(report, Answers), _part(report, SideBySide)
    if words:
        yield View(title=_("In words"), drawn=lambda page, _marked: _words(words, page))
    if isinstance(points, tuple) and points:
        yield View(title=_("To talk about"), drawn=lambda page, _marked: _points(points, page))
    own = changed if every is None and changed is not None and not changed.only_changed else None
    if changed is not None and own is None and not changed.is_first:
        yield View(title=_("What changed"), drawn=lambda page, _marked: _changes(changed, report, page))
    if course is not None and course.lines and course.is_long_enough:
        yield View(title=_("Over time"), drawn=lambda page, marked: _course(course, page, marked))
    if beside is not None and beside.rows:
        yield View(
            title=_("Side by side"), drawn=lambda page, _marked: side_by_side_text(beside, page.width, page.glyphs)
        )
    if own is not None:
        yield View(title=_("Answers"), drawn=lambda page, _marked: _told(own, report, page))
    if every is not None:
        yield View(title=_("All answers"), drawn=lambda page, _marked: _answers(every, report, page))
    if about := [one for one in report.parts if isinstance(one.value, ABOUT)]:
        yield View(title=_("How it came about"), drawn=lambda page, _marked: _about(about, page))


ABOUT = (OpenAnswers, Notes, Missing, Rounds)
"""What is told about the answers: own words, notes, what has no answer, how each round was answered."""


def _about(parts: list[ReportPart], page: Page) -> Text:
    drawn = (part_text(one, page) for one in parts)
    return Text("\n\n").join(one for one in drawn if one.plain.strip())


def names_line(views: tuple[View, ...], at: int, width: int) -> Text:
    """The names of the views behind their numbers, the shown one marked.

    Where they do not all fit, those furthest from the shown one are numbers only.
    """
    bare: set[int] = set()
    furthest = sorted(range(len(views)), key=lambda place: -abs(place - at))
    while _width(views, bare) > width and len(bare) < len(views) - 1:
        bare.add(furthest[len(bare)])
    names = Text(" ", end="", no_wrap=True)
    for place, view in enumerate(views):
        names.append(_name(place, view, bare), "reverse bold" if place == at else "")
    return names


def _name(place: int, view: View, bare: set[int]) -> str:
    return f" {place + 1} " if place in bare else f" {place + 1} {view.title} "


def _width(views: tuple[View, ...], bare: set[int]) -> int:
    return 1 + sum(cell_len(_name(place, view, bare)) for place, view in enumerate(views))


def developments(report: Report) -> tuple[tuple[str, Development], ...]:
    """What says where things stand: the sections that have lines for this questionnaire, each with its heading."""
    values = ((one.title, one.value) for one in report.parts)
    return tuple((title, one) for title, one in values if isinstance(one, Development) and one.rows)


def _words(several: tuple[tuple[str, Development], ...], page: Page) -> Text:
    tables = ((title, word_table(one, page.width, page.glyphs)) for title, one in several)
    return Text("\n\n").join(headed(title, table, page) for title, table in tables)


def _part(report: Report, kind: type[Kind]) -> Kind | None:
    return next((one.value for one in report.parts if isinstance(one.value, kind)), None)


def _points(points: tuple[TalkingPoint, ...], page: Page) -> Text:
    said = [(f"{place}. ", talking_point(one)) for place, one in enumerate(points, 1)]
    return _joined(line for lead, point in said for line in folded(point, page, lead=lead, under="   "))


def _changes(changed: Answers, report: Report, page: Page) -> Text:
    if changed.broken is not None:
        return _joined(not_compared(_(BREAKS[changed.broken]), page.width))
    if not changed.changes:
        return _joined(folded(_("No answer changed by a step or more."), page))
    lines: list[Text] = []
    for area, changes in _by_area(changed.changes, report):
        lines += folded(area, page, style="bold")
        lines += (line for one in changes for line in _item(changed_answer(one), page))
    return _joined(lines)


def _item(said: str, page: Page) -> list[Text]:
    return folded(said, page, lead="  ", under="    ")


def _joined(lines: Iterable[Text]) -> Text:
    return Text("\n").join(lines)


def _by_area(changes: tuple[AnswerChange, ...], report: Report) -> Iterator[tuple[str, tuple[AnswerChange, ...]]]:
    """The changes in the order asked, with the title of the area that each run of them is in."""
    questionnaire = report.programme.questionnaires[report.series.questionnaire]
    titles = {entry.id: plain(entry.title) for entry in questionnaire.entries if not isinstance(entry, Item)}
    for first, run in groupby(changes, lambda one: one.path[0]):
        yield titles.get(first, ""), tuple(run)


def _course(course: Course, page: Page, marked: str) -> Text:
    """The table of all lines, and the plot of the marked one."""
    line = next((one for one in course.lines if one.indicator == marked), course.lines[0])
    plot = history_plot(line, course, page.width, glyphs=page.glyphs)
    return Text("\n\n").join([history_table(course, page.width, page.glyphs), plot])


def _told(own: Answers, report: Report, page: Page) -> Text:
    """What the report itself says of the answers, and nothing that stands beside them in the case file."""
    lines: list[Text] = []
    asked = tuple(one for one in own.changes if one.now is not Gap.NOT_ASKED)
    for area, answers in _by_area(asked, report):
        lines += folded(area, page, style="bold")
        lines += (line for one in answers for line in _item(changed_answer(one), page))
    return _joined(lines)


def _answers(every: Answers, report: Report, page: Page) -> Text:
    lines: list[Text] = []
    asked = tuple(one for one in every.changes if one.now is not Gap.NOT_ASKED)
    for area, answers in _by_area(asked, report):
        lines += folded(area, page, style="bold")
        for one in answers:
            now = gap(one.now) if isinstance(one.now, Gap) else answer_words(one.worded, one.now)
            lines += _item(f"{_title(one)}: {now}", page)
    for path, note in report.series.points[-1].response.notes.items():
        lines += [Text(), *folded(_("Note to {place}: {text}").format(place=plain(path), text=plain(note)), page)]
    return _joined(lines)


def _title(one: AnswerChange) -> str:
    title = plain(one.title)
    return f"{title} ({plain(one.question.wording.title)})" if one.question.dimension else title
