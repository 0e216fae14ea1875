"""A report as text: for a terminal that is not one, for a file, and for a screen reader."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rich.text import Text

from sipforms.engine.answer_change import AnswerChange
from sipforms.engine.missing import Gap
from sipforms.engine.report import Report, ReportPart
from sipforms.plugins.sections.answers import Answers
from sipforms.plugins.sections.development import Development
from sipforms.plugins.sections.history import Course
from sipforms.plugins.sections.talking_points import TalkingPoint
from sipforms.render.answers import answer_words
from sipforms.render.charts.dumbbell import dumbbell
from sipforms.render.charts.glyphs import Glyphs
from sipforms.render.charts.history import history_plot, history_table
from sipforms.render.charts.word_table import word_table
from sipforms.render.charts.words import BREAKS, gap, signed
from sipforms.render.language import N_, _, format_date
from sipforms.render.plain import plain

MODES = {
    "interview": N_("interview"),
    "assisted": N_("interview with support"),
    "observation": N_("observation by staff"),
    "self": N_("on their own"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a text is drawn for: its width in cells, and the signs it may use."""

    width: int
    glyphs: Glyphs


def report_text(report: Report, page: Page) -> Text:
    """The whole report, part by part."""
    parts = [_heading(report), *(_part(one, page) for one in report.parts)]
    if report.withheld:
        parts.append(
            Text(_("Left out, because nobody here offers it: {names}.").format(names=", ".join(report.withheld)))
        )
    return Text("\n\n").join(part for part in parts if part.plain.strip())


def _heading(report: Report) -> Text:
    newest, series = report.series.points[-1].response, report.series
    questionnaire = report.programme.questionnaires[series.questionnaire].title
    informant = report.programme.informants.get(series.informant or "", "")
    how = ", ".join(part for part in (plain(informant), mode_words(newest.mode)) if part)
    first = " · ".join(part for part in (plain(report.title), plain(questionnaire), how) if part)
    second = _("{day}, round {number}, {programme} {version}").format(
        day=format_date(newest.answered_on),
        number=len(series.points),
        programme=plain(report.programme.title),
        version=newest.version,
    )
    return Text.assemble((first, "bold"), "\n", second)


def mode_words(mode: str | None) -> str:
    """How a round was answered, in words."""
    return "" if mode is None else _(MODES[mode]) if mode in MODES else plain(mode)


def _part(part: ReportPart, page: Page) -> Text:
    for kind, draw in _DRAWN:
        if isinstance(part.value, kind):
            return draw(part.value, page)
    return Text(_("The part {name} cannot be shown as text.").format(name=part.section))


def _development(value: Development, page: Page) -> Text:
    return Text("\n\n").join([dumbbell(value, page.width, page.glyphs), word_table(value, page.width)])


def _points(value: tuple[TalkingPoint, ...], _page: Page) -> Text:
    if not value:
        return Text("")
    lines = [Text(_("The most important to talk about"), style="bold")]
    lines += [Text(f"{place}. {talking_point(one)}") for place, one in enumerate(value, 1)]
    return Text("\n").join(lines)


def talking_point(point: TalkingPoint) -> str:
    """Three plain sentences: how important it is, how satisfying, and how that was last time."""
    said = _("{title}: important {importance}, satisfied {satisfaction}.").format(
        title=plain(point.title),
        importance=plain(point.importance.title).lower(),
        satisfaction=plain(point.satisfaction.title).lower(),
    )
    if point.difference is None:
        return said
    if point.difference == 0:
        return f"{said} {_('That is as last time.')}"
    return (
        f"{said} {_('That is better than last time.') if point.difference > 0 else _('That is worse than last time.')}"
    )


def _answers(value: Answers, _page: Page) -> Text:
    if value.is_first and value.only_changed:
        return Text(_("This is the first round, so there is nothing to compare with yet."))
    heading = _("Answers that changed") if value.only_changed else _("Answers")
    if not value.changes:
        return Text.assemble((heading, "bold"), "\n", _("No answer changed by a step or more."))
    return Text("\n").join([Text(heading, style="bold"), *(Text(line) for line in _changed(value))])


def _changed(value: Answers) -> Iterator[str]:
    for one in value.changes:
        yield f"  {changed_answer(one)}"


def changed_answer(one: AnswerChange) -> str:
    """One question: last time's answer, an arrow, the answer now, and the steps between them."""
    title = plain(one.title) + (f" ({plain(one.question.wording.title)})" if one.question.dimension else "")
    now = _reading(one, one.now)
    if one.broken is not None:
        return f"{title}: {now} ({_(BREAKS[one.broken])})"
    steps = f" ({signed(one.difference).partition(',')[0].partition('.')[0]})" if one.difference else ""
    return f"{title}: {_reading(one, one.before)} → {now}{steps}" if one.before != one.now else f"{title}: {now}"


def _reading(one: AnswerChange, reading: object) -> str:
    return gap(reading) if isinstance(reading, Gap) else answer_words(one.question, reading)


def _history(value: Course, page: Page) -> Text:
    if not value.is_long_enough or not value.lines:
        return Text("")
    table = history_table(value, page.width, page.glyphs)
    plot = history_plot(value.lines[0], value, page.width, glyphs=page.glyphs)
    return Text("\n\n").join([Text(_("The course over time"), style="bold"), table, plot])


_DRAWN: tuple[tuple[type, Callable[..., Text]], ...] = (
    (Development, _development),
    (tuple, _points),
    (Answers, _answers),
    (Course, _history),
)
