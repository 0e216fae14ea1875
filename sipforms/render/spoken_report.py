"""A report in sentences: one thing a line, no columns and no drawing, for a screen reader and for reading aloud."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sipforms.engine.compare.answer_change import AnswerChange
from sipforms.engine.report import Report, ReportPart
from sipforms.engine.score.missing import Gap
from sipforms.plugins.sections.answers import Answers
from sipforms.plugins.sections.development import Compared, Development, DevelopmentRow
from sipforms.plugins.sections.history import Course, Line
from sipforms.plugins.sections.side_by_side import SideBySide, SideCell
from sipforms.plugins.sections.talk_sheet import TalkSheet
from sipforms.plugins.sections.talking_points import TalkingPoint
from sipforms.render.answers import answer_words
from sipforms.render.charts.dumbbell import in_order
from sipforms.render.charts.glyphs import ASCII
from sipforms.render.charts.side_by_side import scales_said
from sipforms.render.charts.words import BREAKS, answered_of, asked_for, change_word, gap, reason, score_words
from sipforms.render.language import _, format_date
from sipforms.render.other_forms import other_forms_said
from sipforms.render.plain import plain
from sipforms.render.report import Page, part_text, talking_point
from sipforms.render.talk_sheet import spoken_sheet

WIDE = 10_000
"""Cells of a page on which nothing is folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One line; ``indicator`` is the id of the number that it tells, where that can be explained."""

    text: str
    indicator: str = ""


def spoken_report(report: Report) -> Iterator[Said]:
    """The whole report, an empty line between its parts; parts that say nothing are left out."""
    for said in other_forms_said(report.series):
        yield Said(text=said)
    for part in report.parts:
        lines = list(_part(part))
        if lines:
            yield Said(text="")
            yield from lines


def _part(part: ReportPart) -> Iterator[Said]:
    draw = next((draw for kind, draw in _SPOKEN if isinstance(part.value, kind)), None)
    if draw is None:
        text = part_text(part, Page(width=WIDE, glyphs=ASCII)).plain
        yield from (Said(text=line.strip()) for line in text.split("\n") if line.strip())
        return
    lines = list(draw(part.value))
    if lines and part.title:
        yield Said(text=f"{plain(part.title)}.")
    yield from lines


def _development(value: Development) -> Iterator[Said]:
    if not value.rows:
        return
    yield Said(text=_days(value))
    if value.steps:
        low, high = (f"{one.value} {plain(one.title)}" for one in (value.steps[0], value.steps[-1]))
        yield Said(text=_("From {low} to {high}.").format(low=low, high=high))
    for row in value.rows if value.range is None else in_order(value):
        yield Said(text=_row(row, value), indicator=row.main.indicator.id)


def _days(value: Development) -> str:
    said = _("Answered {day}.").format(day=format_date(value.today))
    if value.before is not None:
        then = _("The first time was {day}.") if value.since_first else _("Last time was {day}.")
        said += " " + then.format(day=format_date(value.before))
    if value.broken is not None and value.before is not None:
        said += " " + _("The two cannot be compared: {reason}.").format(reason=_(BREAKS[value.broken]))
    return said


def _row(row: DevelopmentRow, value: Development) -> str:
    parts = [_labelled(value.main, _now(row.main))]
    if row.main.change is not None and row.main.before is not None and row.main.change.broken is None:
        then = _("first time {value}") if value.since_first else _("last time {value}")
        parts.append(then.format(value=score_words(row.main.before)))
    parts.append(change_word(row.main.change) if value.broken is None else "")
    parts.append("" if row.beside is None else _labelled(value.beside, _now(row.beside)))
    return f"{plain(row.title).rstrip('.:')}: {'; '.join(part for part in parts if part)}."


def _labelled(title: str, value: str) -> str:
    label = asked_for(title)
    return f"{label} {value}" if label else value


def _now(one: Compared) -> str:
    if one.now.value is None:
        return reason(one.now)
    counted = answered_of(one.now)
    return f"{score_words(one.now)} ({counted})" if counted else score_words(one.now)


def _points(value: tuple[TalkingPoint, ...]) -> Iterator[Said]:
    if value:
        yield Said(text=_("The most important to talk about") + ":")
        yield from (Said(text=talking_point(one)) for one in value)


def _answers(value: Answers) -> Iterator[Said]:
    if value.only_changed and value.is_first:
        return
    yield Said(text=(_("Answers that changed") if value.only_changed else _("Answers")) + ":")
    if value.only_changed and value.broken is not None:
        yield Said(text=_("The two cannot be compared: {reason}.").format(reason=_(BREAKS[value.broken])))
    elif not value.changes:
        said = _("No answer changed by a step or more.") if value.only_changed else _("There are no answers to show.")
        yield Said(text=said)
    else:
        for area, changes in value.by_area():
            told = [one for one in changes if one.now is not Gap.NOT_ASKED]
            yield from ((Said(text=f"{plain(area).rstrip('.:')}:"),) if area and told else ())
            yield from (Said(text=answer_said(one)) for one in told)


def answer_said(one: AnswerChange) -> str:
    """One question: the answer now, and last time's where that was another."""
    about = f" ({asked_for(one.question.wording.title)})" if one.question.dimension else ""
    title, now = f"{plain(one.title)}{about}", _reading(one, one.now)
    if one.broken is not None or one.before == one.now or one.before is Gap.NOT_ASKED:
        return f"{title}: {now}."
    return _("{title}: {now}; last time {before}.").format(title=title, now=now, before=_reading(one, one.before))


def _reading(one: AnswerChange, reading: object) -> str:
    return gap(reading) if isinstance(reading, Gap) else answer_words(one.worded, reading).replace("\n", " ")


def _course(value: Course) -> Iterator[Said]:
    if not value.is_long_enough or not value.lines:
        return
    yield Said(text=_("The course over time") + ":")
    yield from (Said(text=_line(line, value), indicator=line.indicator) for line in value.lines)


def _line(line: Line, course: Course) -> str:
    """Every round with its day; where the line is broken, why, so that nothing is heard as a change that is none."""
    broken = dict(line.breaks)
    parts = []
    for place, (day, score) in enumerate(zip(course.days, line.scores, strict=True)):
        said = f"{format_date(day)} {'-' if score is None else score_words(score)}"
        why = broken.get(place - 1)
        parts.append(
            said if why is None else _("{round} (not compared: {reason})").format(round=said, reason=_(BREAKS[why]))
        )
    return f"{plain(line.title).rstrip('.:')}: {'; '.join(parts)}."


def _side_by_side(value: SideBySide) -> Iterator[Said]:
    if not value.rows:
        return
    yield Said(text=_("Side by side: what each has said last") + ".")
    yield Said(text=_("Each has its own questions and its own scale. No mean and no difference is computed."))
    yield from (Said(text=said) for said in scales_said(value))
    for row in value.rows:
        yield Said(text=f"{plain(row.title).rstrip('.:')}:")
        for column, cells in zip(value.columns, row.cells, strict=True):
            older = f" ({_('older')})" if column.is_older else ""
            said = "; ".join(map(_cell, cells)) or "-"
            yield Said(text=f"{plain(column.informant)}, {format_date(column.day)}{older}: {said}.")
    if value.silent:
        yield Said(text=_("Has not answered: {names}.").format(names=", ".join(map(plain, value.silent))))


def _cell(cell: SideCell) -> str:
    value = score_words(cell.score) if cell.score.value is not None else reason(cell.score)
    counted = answered_of(cell.score)
    said = f"{value} ({counted})" if counted and cell.score.value is not None else value
    return f"{plain(cell.title)} {said}".strip()


def _sheet(value: TalkSheet) -> Iterator[Said]:
    return (Said(text=said) for said in spoken_sheet(value))


_SPOKEN: tuple[tuple[type, Callable[..., Iterator[Said]]], ...] = (
    (Development, _development),
    (tuple, _points),
    (Answers, _answers),
    (Course, _course),
    (SideBySide, _side_by_side),
    (TalkSheet, _sheet),
)


def spoken_everything(every: Answers, notes: Mapping[str, str]) -> Iterator[Said]:
    """Every answer of a round, then its notes."""
    yield from (Said(text=answer_said(one)) for one in every.changes if one.now is not Gap.NOT_ASKED)
    for path, note in notes.items():
        yield Said(text=_("Note to {place}: {text}").format(place=plain(path), text=plain(note).replace("\n", " ")))
