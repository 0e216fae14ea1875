"""``sipforms report``: one citizen's report as text, and why a number in it is what it is."""

import shutil
import sys
from collections.abc import Mapping

import click

from sipforms.actions.follow import programmes_of, why
from sipforms.actions.report import individual
from sipforms.actions.workplace import Workplace
from sipforms.cli.command import Command
from sipforms.cli.opening import Chosen, workplace_from
from sipforms.cli.who import case_with
from sipforms.engine.programme import Programme
from sipforms.engine.report import Report
from sipforms.render.charts.glyphs import glyphs_for
from sipforms.render.explanation import explanation_text
from sipforms.render.language import N_, _
from sipforms.render.report import Page, report_text
from sipforms.render.suggestion import nearest

PROBLEMS_FOUND = 1
_WIDEST = 100


@click.command(
    "report",
    cls=Command,
    help=N_("Show one citizen's report: now, last time, and what to talk about."),
    examples=("sipforms --demo report B-1042", "sipforms --demo report B-1042 --why relationer_tilfredshed"),
)
@click.argument("citizen", metavar="CITIZEN")
@click.argument("questionnaire", metavar="[QUESTIONNAIRE]", required=False)
@click.option("--why", "indicator", metavar="INDICATOR", help=N_("Show why one number is what it is, item by item."))
@click.option(
    "--width",
    metavar="INTEGER",
    type=click.IntRange(60, 200),
    help=N_("How many letters wide; the terminal's width otherwise."),
)
@click.help_option()
@click.pass_obj
def command(chosen: Chosen, citizen: str, questionnaire: str | None, indicator: str | None, width: int | None) -> int:
    workplace = workplace_from(chosen)
    file = case_with(workplace, citizen)
    if questionnaire is not None:
        _known(questionnaire, programmes_of(workplace, file))
    reports = individual(workplace, file, questionnaire)
    if not reports:
        click.echo(_("There is nothing to report about {citizen} yet.").format(citizen=citizen), err=True)
        return PROBLEMS_FOUND
    if indicator is not None:
        return _explain(workplace, reports, indicator, page_here(width))
    page = page_here(width)
    click.echo("\n\n\n".join(report_text(one, page).plain for one in reports))
    return 0


def _known(questionnaire: str, programmes: Mapping[str, Programme]) -> None:
    """Wrong use unless the citizen has answered a programme with that questionnaire, or nothing at all yet."""
    names = {name for one in programmes.values() for name in one.questionnaires}
    if names and questionnaire not in names:
        said = _("There is no questionnaire `{name}`.").format(name=questionnaire)
        raise click.UsageError(said + nearest(questionnaire, sorted(names)))


def page_here(width: int | None = None) -> Page:
    """The page that standard output is: the terminal's width, and the signs that its encoding has."""
    columns = shutil.get_terminal_size((80, 24)).columns
    return Page(width=width or min(columns, _WIDEST), glyphs=glyphs_for(sys.stdout.encoding))


def _explain(workplace: Workplace, reports: tuple[Report, ...], indicator: str, page: Page) -> int:
    for report in reports:
        newest = report.series.points[-1]
        explanation = why(workplace, newest.response, indicator) if indicator in newest.scores else None
        if explanation is not None:
            click.echo(explanation_text(explanation, page.width, page.glyphs))
            return 0
    known = [name for report in reports for name in report.series.points[-1].scores]
    raise click.UsageError(_("There is no indicator `{name}` here.").format(name=indicator) + nearest(indicator, known))
