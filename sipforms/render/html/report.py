"""One citizen's reports as a page: who answered what and when, then the parts that the programme names, in order."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sipforms.engine.report import Report, ReportPart
from sipforms.plugins.sections.answers import Answers
from sipforms.plugins.sections.development import Development
from sipforms.plugins.sections.history import Course
from sipforms.plugins.sections.missing import Missing
from sipforms.plugins.sections.notes import Notes
from sipforms.plugins.sections.open_answers import OpenAnswers
from sipforms.plugins.sections.rounds import Rounds
from sipforms.plugins.sections.side_by_side import SideBySide
from sipforms.plugins.sections.talk_sheet import TalkSheet
from sipforms.render.html.frame import page_html, rendered, said
from sipforms.render.html.parts.conversation import answers_html, points_html
from sipforms.render.html.parts.development import development_html
from sipforms.render.html.parts.explanations import explanations_html
from sipforms.render.html.parts.history import history_html
from sipforms.render.html.parts.own_words import notes_html, open_answers_html
from sipforms.render.html.parts.rounds import missing_html, rounds_html
from sipforms.render.html.parts.side_by_side import side_by_side_html
from sipforms.render.html.parts.told import listed_html, words_html
from sipforms.render.html.sheet import talk_sheet_body
from sipforms.render.language import N_, _, format_date
from sipforms.render.modes import mode_words
from sipforms.render.other_forms import other_forms_said
from sipforms.render.plain import plain
from sipforms.render.report_parts import MISSING, NOTES, OPEN_ANSWERS, ROUNDS


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPart:
    """A part as it stands on the page: its heading and what is below it."""

    title: str
    body: Markup


def report_html(*reports: Report) -> str:
    """The whole page; each report begins on a sheet of its own when it is printed."""
    first = reports[0]
    title = " · ".join(part for part in (plain(first.title), plain(first.citizen)) if part)
    body = rendered(
        "report.html.jinja",
        reports=[_report(one) for one in reports],
        care=_("This page is about one person. Keep it where nobody else can read it."),
    )
    return page_html(title or _("Individual report"), body)


def _report(report: Report) -> Mapping[str, object]:
    return {
        "eyebrow": f"{plain(report.programme.title)} {report.programme.version}",
        "title": report.title or _("Individual report"),
        "facts": tuple(_facts(report)),
        "others": () if report.of_case else tuple(other_forms_said(report.series)),
        "parts": [part for one in report.parts if (part := drawn_part(one)).body],
        "left_out": left_out(report.withheld),
        "appendix": explanations_html(report.appendix),
    }


def left_out(names: tuple[str, ...]) -> str:
    """That sections nobody here offers are not there; nothing where there are none."""
    return _("Left out, because nobody here offers it: {names}.").format(names=", ".join(names)) if names else ""


def _facts(report: Report) -> Iterator[tuple[str, Markup]]:
    """Whom it is about; and, unless it is about the whole case, what was answered by whom, when and how."""
    if report.citizen:
        yield _("Citizen"), said(report.citizen)
    if report.of_case:
        return
    series, newest = report.series, report.series.points[-1].response
    yield _("Questionnaire"), said(report.programme.questionnaires[series.questionnaire].title)
    informant = report.programme.informants.get(series.informant or "", "")
    how = ", ".join(part for part in (plain(informant), mode_words(newest.mode)) if part)
    if how:
        yield _("Answered by"), said(how)
    yield _("Day"), said(format_date(newest.answered_on))
    yield _("Round"), said(str(len(series.points)))


def drawn_part(part: ReportPart) -> DrawnPart:
    """One part with its heading, the programme's where it has one; where nobody here can draw it, a sentence."""
    for kind, title, draw in _DRAWN:
        if isinstance(part.value, kind):
            return DrawnPart(title=part.title or _(_own_title(part.value, title)), body=draw(part.value))
    sentence = _("The part {name} cannot be shown on a page.").format(name=plain(part.section))
    return DrawnPart(title=part.title, body=rendered("parts/sentence.html.jinja", sentence=sentence))


def _own_title(value: object, title: str) -> str:
    """Our own heading, by what is in the value."""
    if isinstance(value, Answers) and value.only_changed:
        return N_("Answers that changed")
    if isinstance(value, Development) and value.before is None:
        return N_("Now")
    if isinstance(value, Development) and value.since_first:
        return N_("Now and the first time")
    return title


_DRAWN: tuple[tuple[type, str, Callable[..., Markup]], ...] = (
    (Development, N_("Now and last time"), development_html),
    (tuple, N_("The most important to talk about"), points_html),
    (Answers, N_("Answers"), answers_html),
    (Course, N_("The course over time"), history_html),
    (SideBySide, N_("Side by side: what each has said last"), side_by_side_html),
    (OpenAnswers, OPEN_ANSWERS, open_answers_html),
    (Notes, NOTES, notes_html),
    (Missing, MISSING, missing_html),
    (Rounds, ROUNDS, rounds_html),
    (TalkSheet, "", talk_sheet_body),
    (str, "", words_html),
    (Mapping, "", listed_html),
)
