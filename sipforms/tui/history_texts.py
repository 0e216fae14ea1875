"""What stands below the lines of a history: the marked round in words, where lines are broken and why, a plot."""

from collections.abc import Iterator
from dataclasses import replace

from rich.text import Text

from sipforms.actions.courses import Followed, KindOfNumber
from sipforms.actions.question_courses import QuestionCourse
from sipforms.engine.compare.comparability import Break
from sipforms.engine.response import Response
from sipforms.plugins.sections.history import Line
from sipforms.render.charts.course_table import range_of
from sipforms.render.charts.history import history_plot
from sipforms.render.charts.words import BREAKS, answered_of, change_word, reason, score_words
from sipforms.render.due_words import way_words
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.modes import mode_words
from sipforms.render.plain import plain
from sipforms.render.report import Page, folded
from sipforms.render.report_parts import days_later
from sipforms.render.response_words import state_words


def series_title(one: Followed) -> str:
    """What the series is called among the others: the questionnaire, and who answered where that says more."""
    title = plain(one.programme.questionnaires[one.series.questionnaire].title)
    who = plain(one.programme.informants.get(one.series.informant or "", ""))
    return f"{title}, {who}" if who else title


def kind_title(kind: KindOfNumber) -> str:
    """What kind of number, as a word; the others have none."""
    return plain(kind.title).rstrip("?: ") or _("Other numbers")


def round_text(one: Followed, kind: KindOfNumber, line: Line | None, place: int, page: Page) -> Text:
    """The marked round: when, how it was answered, and what the marked line says of it."""
    response = one.series.points[place].response
    lines = folded(_round(one, response, place), page, style="bold")
    if line is not None:
        lines += folded(_number(one, kind, line, place), page)
    for said in _broken(one, line.breaks if line is not None else ()):
        lines += folded(said, page, under="  ")
    return Text("\n").join(lines)


def _round(one: Followed, response: Response, place: int) -> str:
    way = way_words(one.programme, response.mode, response.informant)
    count = len(one.series.points)
    said = _("Round {number} of {count}").format(number=place + 1, count=count)
    when = format_date(response.answered_on)
    if place:
        when = f"{when}, {days_later(response.answered_on - one.series.points[place - 1].response.answered_on)}"
    parts = (said, when, way, plain(response.entered_by), state_words(response))
    return " · ".join(part for part in parts if part)


def _number(one: Followed, kind: KindOfNumber, line: Line, place: int) -> str:
    """The number, how many answers stand behind it, and the change from the round before, or why there is none."""
    score = line.scores[place]
    title = " · ".join(part for part in (plain(line.title), kind_title(kind)) if part)
    if score is None:
        return _("{title}: not there in this round.").format(title=title)
    if score.value is None and score.reason is not None:
        return f"{title}: {reason(score)}"
    answered = answered_of(score)
    said = f"{title}: {score_words(score)}" + (f" ({answered})" if answered else "")
    change = one.series.steps[place - 1].changes.get(line.indicator) if place else None
    word = change_word(change)
    return f"{said}, {word}" if word else said


def _broken(one: Followed, breaks: tuple[tuple[int, Break], ...]) -> Iterator[str]:
    """Each round at which the marked line is broken, and why."""
    for place, why in breaks:
        before, after = one.series.points[place].response, one.series.points[place + 1].response
        said = _(BREAKS[why])
        if why == "mode":
            said = f"{said}: {mode_words(before.mode)} → {mode_words(after.mode)}"
        day = format_date(after.answered_on)
        yield _("Not compared across {day}: {reason}.").format(day=day, reason=said)


def plot_text(kind: KindOfNumber, line: Line, page: Page) -> Text:
    """The marked line over true time, in pieces where it is broken; nothing before three rounds."""
    return history_plot(line, replace(kind.course, range=range_of(line)), page.width, glyphs=page.glyphs)


def question_text(one: QuestionCourse, followed: Followed, place: int, page: Page) -> Text:
    """A marked question: where its answers may not be compared, and why."""
    lines = folded(_round(followed, followed.series.points[place].response, place), page, style="bold")
    for said in _broken(followed, one.breaks):
        lines += folded(said, page, under="  ")
    return Text("\n").join(lines)


def left_out_words(unreadable: int) -> str:
    """How many rounds cannot be shown because their version of the programme is not at hand."""
    if not unreadable:
        return ""
    return ngettext(
        "{count} round cannot be read: the version of the programme that it was answered with is not at hand.",
        "{count} rounds cannot be read: the versions of the programme that they were answered with are not at hand.",
        unreadable,
    ).format(count=unreadable)
