"""The views below the picture: words, what to talk about, what changed, the course over time, every answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from rich.text import Text

from sipforms.engine.compare.answer_change import AnswerChange
from sipforms.engine.programme import Item
from sipforms.engine.report import Report
from sipforms.engine.score.missing import Gap
from sipforms.plugins.sections.answers import Answers
from sipforms.plugins.sections.development import Development
from sipforms.plugins.sections.history import Course
from sipforms.plugins.sections.talking_points import TalkingPoint
from sipforms.render.answers import answer_words
from sipforms.render.charts.history import history_plot, history_table
from sipforms.render.charts.word_table import word_table
from sipforms.render.charts.words import gap
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.report import changed_answer, talking_point

PLOT_HEIGHT = 14
Drawn = Callable[[int, str], Text]
Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One view: its title, and its text at a width with one indicator marked."""

    title: str
    drawn: Drawn


def views(report: Report, every: Answers | None) -> tuple[View, ...]:
    """The views that have something to show."""
    return tuple(_views(report, every))


def _views(report: Report, every: Answers | None) -> Iterator[View]:
    development, course = _part(report, Development), _part(report, Course)
    points = next((one.value for one in report.parts if one.section == "talkingPoints"), ())
    changed = _part(report, Answers)
    if development is not None and development.rows:
        yield View(title=_("In words"), drawn=lambda width, _marked: word_table(development, width))
    if isinstance(points, tuple) and points:
        yield View(title=_("To talk about"), drawn=lambda _width, _marked: _points(points))
    if changed is not None and not changed.is_first:
        yield View(title=_("What changed"), drawn=lambda _width, _marked: _changes(changed, report))
    if course is not None and course.lines and course.is_long_enough:
        yield View(title=_("Over time"), drawn=lambda width, marked: _course(course, width, marked))
    if every is not None:
        yield View(title=_("All answers"), drawn=lambda _width, _marked: _answers(every, report))


def _part(report: Report, kind: type[Kind]) -> Kind | None:
    return next((one.value for one in report.parts if isinstance(one.value, kind)), None)


def _points(points: tuple[TalkingPoint, ...]) -> Text:
    return Text("\n".join(f"{place}. {talking_point(one)}" for place, one in enumerate(points, 1)))


def _changes(changed: Answers, report: Report) -> Text:
    if not changed.changes:
        return Text(_("No answer changed by a step or more."))
    text = Text()
    for area, changes in _by_area(changed.changes, report):
        text.append(f"{area}\n" if area else "", "bold")
        for one in changes:
            text.append(f"  {changed_answer(one)}\n")
    return text


def _by_area(changes: tuple[AnswerChange, ...], report: Report) -> Iterator[tuple[str, tuple[AnswerChange, ...]]]:
    """The changes in the order asked, with the title of the area that each run of them is in."""
    questionnaire = report.programme.questionnaires[report.series.questionnaire]
    titles = {entry.id: plain(entry.title) for entry in questionnaire.entries if not isinstance(entry, Item)}
    for first, run in groupby(changes, lambda one: one.path[0]):
        yield titles.get(first, ""), tuple(run)


def _course(course: Course, width: int, marked: str) -> Text:
    """The table of all lines, and the plot of the marked one."""
    line = next((one for one in course.lines if one.indicator == marked), course.lines[0])
    return Text("\n\n").join([history_table(course, width), history_plot(line, course, width, PLOT_HEIGHT)])


def _answers(every: Answers, report: Report) -> Text:
    text, notes = Text(), report.series.points[-1].response.notes
    asked = tuple(one for one in every.changes if one.now is not Gap.NOT_ASKED)
    for area, answers in _by_area(asked, report):
        text.append(f"{area}\n" if area else "", "bold")
        for one in answers:
            text.append(f"  {_title(one)}  ")
            text.append(gap(one.now) if isinstance(one.now, Gap) else answer_words(one.question, one.now), "bold")
            text.append("\n")
    for path, note in notes.items():
        text.append("\n" + _("Note to {place}: {text}").format(place=plain(path), text=plain(note)))
    return text


def _title(one: AnswerChange) -> str:
    title = plain(one.title)
    return f"{title} ({plain(one.question.wording.title)})" if one.question.dimension else title
