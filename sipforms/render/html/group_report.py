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
from sipforms.render.groups.development_words import TITLE
from sipforms.render.groups.text import about_tables
from sipforms.render.groups.words import ASSOCIATION, rules_words, scope_words
from sipforms.render.html.frame import Sheet, page_html, rendered, said
from sipforms.render.html.parts.audit import audit_html
from sipforms.render.html.parts.compared import compared_html
from sipforms.render.html.parts.coverage import coverage_html
from sipforms.render.html.parts.distribution import distribution_html
from sipforms.render.html.parts.group_development import group_development_html
from sipforms.render.html.parts.importance import importance_html
from sipforms.render.html.parts.interventions import interventions_html
from sipforms.render.html.report import DrawnPart, drawn_part, left_out
from sipforms.render.language import N_, _, format_date
from sipforms.render.plain import plain


def group_report_html(report: GroupReport) -> str:
    """The whole page. Tables of interventions are wide: with one of them the page is printed lying down."""
    is_wide = any(isinstance(part.value, InterventionTable) for part in report.parts)
    parts = [_part(one) for one in report.parts]
    if report.audit is not None:
        parts.append(DrawnPart(title=_("From audits"), body=audit_html(report.audit)))
    title = report.title or _("Report about a group")
    body = rendered(
        "group_report.html.jinja",
        eyebrow=f"{plain(report.programme.title)} {report.programme.version}",
        title=title,
        facts=tuple(_facts(report)),
        above=tuple(_above(report)),
        parts=[one for one in parts if one.body],
        left_out=left_out(report.withheld),
    )
    return page_html(title, body, sheet=Sheet.LANDSCAPE if is_wide else Sheet.PORTRAIT)


def _facts(report: GroupReport) -> Iterator[tuple[str, Markup]]:
    yield _("About"), said(scope_words(report))
    if report.made is not None:
        yield _("Made"), said(format_date(report.made))


def _above(report: GroupReport) -> Iterator[str]:
    """What all tables of interventions have in common, once: what they are, how many stays, what is withheld."""
    tables = [part.value for part in report.parts if isinstance(part.value, InterventionTable)]
    if tables:
        yield _(ASSOCIATION)
        yield about_tables(tables)
        if tables[0].stays is not None and any(one.withheld for one in tables):
            yield _("Withheld: {rules}.").format(rules=rules_words(tables))


def _part(part: ReportPart) -> DrawnPart:
    if isinstance(part.value, InterventionTable):  # often several without a title: their outcomes are the headings
        return DrawnPart(title=part.title, body=interventions_html(part.value, top=3 if part.title else 2))
    draw = _DRAWN.get(type(part.value))
    usual = _TITLES.get(type(part.value), "")
    title = part.title or _(usual)
    return drawn_part(part) if draw is None else DrawnPart(title=title, body=draw(part.value))


_DRAWN: dict[type, Callable[[Any], Markup]] = {
    Compared: compared_html,
    Coverage: coverage_html,
    DevelopmentTable: group_development_html,
    Distribution: distribution_html,
    Importance: importance_html,
}
_TITLES: dict[type, str] = {
    Compared: N_("What this report rests on"),
    Coverage: N_("How much was answered"),
    DevelopmentTable: TITLE,
    Distribution: N_("How the answers are spread"),
    Importance: N_("What is important, and how satisfied people are"),
}
