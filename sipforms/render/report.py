"""A report as text: for a terminal that is not one, for a file, and for a screen reader."""

from collections.abc import Callable, Iterator, Mapping

from rich.text import Text

from sipforms.engine.compare.answer_change import AnswerChange
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
from sipforms.plugins.sections.talk_sheet import TalkSheet
from sipforms.plugins.sections.talking_points import TalkingPoint
from sipforms.render.answers import answer_words
from sipforms.render.charts.dumbbell import dumbbell, not_compared
from sipforms.render.charts.history import history_plot, history_table
from sipforms.render.charts.side_by_side import side_by_side_text
from sipforms.render.charts.word_table import word_table
from sipforms.render.charts.words import BREAKS, asked_for, gap
from sipforms.render.explanation import explanation_text
from sipforms.render.language import _, format_date, format_number
from sipforms.render.modes import mode_words
from sipforms.render.other_forms import other_forms_said
from sipforms.render.page import Page, folded
from sipforms.render.plain import plain
from sipforms.render.report_parts import (
    MISSING,
    NOTES,
    OPEN_ANSWERS,
    ROUNDS,
    missing_text,
    notes_text,
    open_answers_text,
    rounds_text,
)
from sipforms.render.sheet_text import sheet_text

__all__ = ["Page", "changed_answer", "folded", "headed", "part_text", "report_text", "talking_point"]


def report_text(report: Report, page: Page) -> Text:
    """The whole report, part by part."""
    parts = [_heading(report, page), *(part_text(one, page) for one in report.parts)]
    if report.withheld:
        parts += folded(
            _("Left out, because nobody here offers it: {names}.").format(names=", ".join(report.withheld)), page
        )
    parts += list(_appendix(report, page))
    return Text("\n\n").join(part for part in parts if part.plain.strip())


def _appendix(report: Report, page: Page) -> Iterator[Text]:
    """Why each number is what it is, where that was asked for."""
    if report.appendix:
        yield Text("\n").join(folded(_("Why the numbers are what they are"), page, style="bold"))
    yield from (Text(explanation_text(one, page.width, page.glyphs)) for one in report.appendix)


def _heading(report: Report, page: Page) -> Text:
    return _heading_of_case(report, page) if report.of_case else _heading_of_series(report, page)


def _heading_of_case(report: Report, page: Page) -> Text:
    """What stands side by side is about the citizen: no questionnaire, informant or round of one series is named."""
    first = " · ".join(part for part in (plain(report.title), plain(report.citizen)) if part)
    second = f"{plain(report.programme.title)} {report.programme.version}"
    return Text("\n").join([*folded(first, page, style="bold"), *folded(second, page)])


def _heading_of_series(report: Report, page: Page) -> Text:
    newest, series = report.series.points[-1].response, report.series
    questionnaire = report.programme.questionnaires[series.questionnaire].title
    informant = report.programme.informants.get(series.informant or "", "")
    how = ", ".join(part for part in (plain(informant), mode_words(newest.mode)) if part)
    titles = (plain(report.citizen), plain(report.title), plain(questionnaire), how)
    first = " · ".join(part for part in titles if part)
    second = _("{day}, round {number}, {programme} {version}").format(
        day=format_date(newest.answered_on),
        number=len(series.points),
        programme=plain(report.programme.title),
        version=newest.version,
    )
    others = (line for said in other_forms_said(series) for line in folded(said, page))
    return Text("\n").join([*folded(first, page, style="bold"), *folded(second, page), *others])


def part_text(part: ReportPart, page: Page) -> Text:
    """One part below its heading, if the programme gives it one; where nobody here can draw it, a sentence."""
    for kind, draw in _DRAWN:
        if isinstance(part.value, kind):
            return headed(part.title, draw(part.value, page), page)
    return Text("\n").join(folded(_("The part {name} cannot be shown as text.").format(name=plain(part.section)), page))


def headed(title: str, drawn: Text, page: Page) -> Text:
    """A text below a heading: the programme's instead of our own, where it has one. Nothing stays nothing."""
    if not title or not drawn.plain.strip():
        return drawn
    own, *lines = drawn.split("\n", allow_blank=True)
    below = lines if own.plain in _own_headings() else [own, *lines]
    return Text("\n").join([*folded(plain(title), page, style="bold"), *below])


def _own_headings() -> tuple[str, ...]:
    own = (_("The most important to talk about"), _("Answers that changed"), _("Answers"), _("The course over time"))
    return (*own, _(OPEN_ANSWERS), _(NOTES), _(MISSING), _(ROUNDS))


def _development(value: Development, page: Page) -> Text:
    if not value.rows:
        return Text("")
    table = word_table(value, page.width, page.glyphs)
    if value.in_words or value.range is None:
        return table
    return Text("\n\n").join([dumbbell(value, page.width, page.glyphs, page.inks), table])


def _points(value: tuple[TalkingPoint, ...], page: Page) -> Text:
    if not value:
        return Text("")
    lines = folded(_("The most important to talk about"), page, style="bold")
    for place, one in enumerate(value, 1):
        lines += folded(talking_point(one), page, lead=f"{place}. ", under="   ")
    return Text("\n").join(lines)


def talking_point(point: TalkingPoint) -> str:
    """Plain sentences: how important it is, how satisfying, and whether that is better or worse than last time."""
    said = _("{title}. {important}: {importance}. {satisfied}: {satisfaction}.").format(
        title=plain(point.title).rstrip(".:"),
        important=plain(point.asks_importance).rstrip("?: "),
        importance=plain(point.importance.title).lower(),
        satisfied=plain(point.asks_satisfaction).rstrip("?: "),
        satisfaction=plain(point.satisfaction.title).lower(),
    )
    before = point.satisfaction_before
    if point.difference is None or before is None:
        return said
    if point.difference == 0:
        return " ".join((said, _("That is as last time.")))
    then = (
        _("That is better than last time ({answer}).")
        if point.difference > 0
        else _("That is worse than last time ({answer}).")
    )
    return f"{said} {then.format(answer=plain(before.title).lower())}"


def _answers(value: Answers, page: Page) -> Text:
    if value.only_changed and value.is_first:
        said = _("This is the first round, so there is nothing to compare with yet.")
        return Text("\n").join(folded(said, page))
    heading = folded(_("Answers that changed") if value.only_changed else _("Answers"), page, style="bold")
    if value.only_changed and value.broken is not None:
        return Text("\n").join([*heading, *not_compared(_(BREAKS[value.broken]), page.width)])
    if not value.changes:
        said = _("No answer changed by a step or more.") if value.only_changed else _("There are no answers to show.")
        return Text("\n").join([*heading, *folded(said, page)])
    lines: list[Text] = []
    for area, changes in value.by_area():
        lines += folded(plain(area), page, lead="  ") if area else []
        lead = "    " if area else "  "
        lines += (line for one in changes for line in folded(changed_answer(one), page, lead=lead, under=f"{lead}  "))
    return Text("\n").join([*heading, *lines])


def changed_answer(one: AnswerChange) -> str:
    """One question: last time's answer, an arrow, the answer now, and the steps between them."""
    title = plain(one.title) + (f" ({asked_for(one.question.wording.title)})" if one.question.dimension else "")
    now = _reading(one, one.now)
    if one.broken is not None:
        return f"{title}: {now} ({_(BREAKS[one.broken])})"
    steps = f" ({one.difference:+d})" if one.difference else ""
    return f"{title}: {_reading(one, one.before)} → {now}{steps}" if one.before != one.now else f"{title}: {now}"


def _reading(one: AnswerChange, reading: object) -> str:
    return gap(reading) if isinstance(reading, Gap) else answer_words(one.worded, reading)


def _history(value: Course, page: Page) -> Text:
    if not value.is_long_enough or not value.lines:
        return Text("")
    table = history_table(value, page.width, page.glyphs)
    alone = value.lines[0] if len(value.lines) == 1 else None  # of several the curves are drawn, and none stands out
    plot = Text("") if alone is None else history_plot(alone, value, page.width, glyphs=page.glyphs)
    parts = [Text("\n").join([Text(_("The course over time"), style="bold"), table]), plot]
    return Text("\n\n").join(part for part in parts if part.plain)


def _side_by_side(value: SideBySide, page: Page) -> Text:
    return side_by_side_text(value, page.width, page.glyphs)


def _words(value: str, page: Page) -> Text:
    """What a plug-in's section says in words, an empty line between paragraphs."""
    paragraphs = (folded(" ".join(plain(one).split()), page) for one in value.split("\n\n"))
    return Text("\n\n").join(Text("\n").join(lines) for lines in paragraphs)


def _listed(value: Mapping[str, object], page: Page) -> Text:
    """What a plug-in's section says as labels with a word or a number each."""
    lines = (folded(f"{plain(str(name))}: {plain(_as_said(one))}", page, under="  ") for name, one in value.items())
    return Text("\n").join(line for entry in lines for line in entry)


def _as_said(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return format_number(value, 1) if isinstance(value, float) else str(value)


_DRAWN: tuple[tuple[type, Callable[..., Text]], ...] = (
    (Development, _development),
    (tuple, _points),
    (Answers, _answers),
    (Course, _history),
    (SideBySide, _side_by_side),
    (OpenAnswers, open_answers_text),
    (Notes, notes_text),
    (Missing, missing_text),
    (Rounds, rounds_text),
    (TalkSheet, sheet_text),
    (str, _words),
    (Mapping, _listed),
)
