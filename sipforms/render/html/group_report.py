"""A report about a group as a page: what it is about, what is withheld, then its parts in order."""

from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import Markup

from sipforms.engine.gather.development_table import DevelopmentTable
from sipforms.engine.gather.facility.compared import Compared
from sipforms.engine.gather.facility.coverage import Coverage
from sipforms.engine.gather.facility.distribution import Distribution
from sipforms.engine.gather.facility.importance import Importance
from sipforms.engine.gather.table import InterventionTable
from sipforms.engine.report import GroupReport, ReportPart
from sipforms.render.groups.parts import drawing_of
from sipforms.render.groups.text import before_words
from sipforms.render.groups.words import report_title, scope_words
from sipforms.render.html.frame import Sheet, page_html, rendered, said
from sipforms.render.html.parts.audits import audits_html
from sipforms.render.html.parts.compared import compared_html
from sipforms.render.html.parts.coverage import coverage_html
from sipforms.render.html.parts.distribution import distribution_html
from sipforms.render.html.parts.group_development import group_development_html
from sipforms.render.html.parts.importance import importance_html
from sipforms.render.html.parts.interventions import interventions_html
from sipforms.render.html.report import DrawnPart, drawn_part, left_out
from sipforms.render.html.table import EMPTY
from sipforms.render.language import _, format_date
from sipforms.render.plain import plain


def group_report_html(report: GroupReport) -> str:
    """The whole page. Tables of interventions are wide: with one of them the page is printed lying down."""
    is_wide = any(isinstance(part.value, InterventionTable) for part in report.parts)
    parts = [_part(one) for one in report.parts]
    title = report_title(report)
    body = rendered(
        "group_report.html.jinja",
        eyebrow=f"{plain(report.programme.title)} {report.programme.version}",
        title=title,
        facts=tuple(_facts(report)),
        above=tuple(before_words(report)),
        parts=[one for one in parts if one.body],
        left_out=left_out(report.withheld),
        audits=EMPTY if report.audit is None else audits_html(report.audit),
    )
    return page_html(title, body, sheet=Sheet.LANDSCAPE if is_wide else Sheet.PORTRAIT)


def _facts(report: GroupReport) -> Iterator[tuple[str, Markup]]:
    yield _("About"), said(scope_words(report))
    if report.made is not None:
        yield _("Made"), said(format_date(report.made))


def _part(part: ReportPart) -> DrawnPart:
    if isinstance(part.value, InterventionTable):  # often several without a title: their outcomes are the headings
        return DrawnPart(title=part.title, body=interventions_html(part.value, top=3 if part.title else 2))
    draw, told = _DRAWN.get(type(part.value)), drawing_of(part)
    if draw is None:
        return drawn_part(part)
    usual = told.title if told is not None else ""
    return DrawnPart(title=part.title or _(usual), body=draw(part.value))


_DRAWN: dict[type, Callable[[Any], Markup]] = {
    Compared: compared_html,
    Coverage: coverage_html,
    DevelopmentTable: group_development_html,
    Distribution: distribution_html,
    Importance: importance_html,
}
