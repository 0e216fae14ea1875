"""What to talk about, and the answers themselves: sentences and a table of words."""

from collections.abc import Iterator

from markupsafe import Markup

from sipforms.engine.compare.answer_change import AnswerChange
from sipforms.engine.compare.comparability import Break
from sipforms.engine.score.missing import Gap
from sipforms.plugins.sections.answers import Answers
from sipforms.plugins.sections.talking_points import TalkingPoint
from sipforms.render.answers import answer_words
from sipforms.render.charts.words import BREAKS, asked_for, gap
from sipforms.render.html.elements import none
from sipforms.render.html.figures import figure
from sipforms.render.html.frame import lines, rendered, said
from sipforms.render.html.table import EMPTY, LIGHT, NUMBER, Band, Column, table
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.report import talking_point


def points_html(shown: tuple[TalkingPoint, ...]) -> Markup:
    """The topics as numbered sentences; nothing where there is none."""
    return rendered("parts/points.html.jinja", points=[talking_point(one) for one in shown]) if shown else EMPTY


def answers_html(shown: Answers) -> Markup:
    """Question, last time and now; or a sentence why there is nothing to show."""
    why = _nothing(shown)
    if why:
        return rendered("parts/sentence.html.jinja", sentence=why)
    broken = (
        rendered("parts/sentence.html.jinja", sentence=_broken(shown.broken)) if shown.broken is not None else EMPTY
    )
    has_before = shown.broken is None and not shown.is_first
    columns = [
        Column(head=said(_("Question"))),
        Column(head=said(_("Last time"))),
        Column(head=said(_("Now"))),
        Column(head=said(_("Steps")), kind=NUMBER),
    ]
    bands = [
        Band(title=said(area) if area else EMPTY, rows=[list(_row(one, has_before=has_before)) for one in changes])
        for area, changes in shown.by_area()
    ]
    return broken + table(columns, bands, look=LIGHT)


def _nothing(shown: Answers) -> str:
    if shown.only_changed and shown.is_first:
        return _("This is the first round, so there is nothing to compare with yet.")
    if shown.only_changed and shown.broken is not None:
        return _broken(shown.broken)
    if shown.changes:
        return ""
    return _("No answer changed by a step or more.") if shown.only_changed else _("There are no answers to show.")


def _broken(why: Break) -> str:
    return _("Cannot be compared with last time: {reason}.").format(reason=_(BREAKS[why]))


def _row(one: AnswerChange, *, has_before: bool) -> Iterator[Markup]:
    about = f" ({asked_for(one.question.wording.title)})" if one.question.dimension else ""
    yield said(f"{plain(one.title)}{about}")
    if not has_before:
        yield EMPTY
    elif one.broken is not None:
        yield none(_(BREAKS[one.broken]))
    else:
        yield _reading(one, one.before)
    yield _reading(one, one.now)
    yield EMPTY if one.broken is not None or not one.difference else figure(one.difference, f"{one.difference:+d}")


def _reading(one: AnswerChange, reading: object) -> Markup:
    if isinstance(reading, Gap):
        return none(gap(reading))
    return lines(answer_words(one.worded, reading))
