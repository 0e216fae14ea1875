"""``sipforms report``: one citizen's report as text, why a number in it is what it is, and reports about a group."""

import shutil
import sys
from collections.abc import Mapping
from typing import Any

import click

from sipforms.actions.follow import programmes_of, why
from sipforms.actions.report import individual, of_citizens
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
_DAY = click.DateTime(["%Y-%m-%d"])
_OPTIONS = {"begins": "from", "ends": "to", "format_": "format"}


@click.command(
    "report",
    cls=Command,
    help=N_(
        "Show one citizen's report: now, last time, and what to talk about.\n\n"
        "With `--report` and no citizen: a report of the programme about everybody here, as text or data. Nothing is "
        "told that rests on too few people."
    ),
    examples=(
        "sipforms --demo report B-1042",
        "sipforms --demo report B-1042 --why relationer_tilfredshed",
        "sipforms report --programme boern --report hvad_hjaelper --from 2026-01-01",
    ),
)
@click.argument("citizen", metavar="[CITIZEN]", required=False)
@click.argument("questionnaire", metavar="[QUESTIONNAIRE]", required=False)
@click.option("--why", "indicator", metavar="INDICATOR", help=N_("Show why one number is what it is, item by item."))
@click.option(
    "--width",
    metavar="INTEGER",
    type=click.IntRange(60, 200),
    help=N_("How many letters wide; the terminal's width otherwise."),
)
@click.option("--report", "report", metavar="ID", help=N_("Which of the programme's reports, by its id."))
@click.option("--programme", metavar="ID", help=N_("The programme that the report is of."))
@click.option(
    "--from", "begins", type=_DAY, help=N_("Only stays that ended, or were last answered about, from then on.")
)
@click.option("--to", "ends", type=_DAY, help=N_("... and no later than this day."))
@click.option("--unit", metavar="TEXT", help=N_("Only of those who live in this house or group, as their stays say."))
@click.option(
    "--format",
    "format_",
    metavar="text|json|csv|html",
    help=N_("How a report about a group is written; text otherwise."),
)
@click.option("--output", metavar="FILE|-", help=N_("The file to write; `-` is standard output."))
@click.option("--overwrite", is_flag=True, help=N_("Write over files that are there already."))
@click.option(
    "--separator",
    type=click.Choice([",", ";", "tab"]),
    metavar=",|;|tab",
    help=N_("What stands between cells; `;` suits a Danish spreadsheet."),
)
@click.help_option()
@click.pass_obj
def command(chosen: Chosen, /, citizen: str | None, questionnaire: str | None, **said: Any) -> int:  # noqa: ANN401 - click's values
    page, indicator = page_here(said.pop("width")), said.pop("indicator")
    if citizen is not None:
        report = said.pop("report")
        _refuse_stray(said)
        return _individual(chosen, (citizen, questionnaire, report), indicator, page)
    if said["report"] is None:
        raise click.UsageError(_("Name a citizen, or a report about a group with `--report ID --programme ID`."))
    if indicator is not None:
        raise click.UsageError(_("`--why` explains a number of one citizen: name the citizen."))
    from sipforms.cli.report_group import Asked, group_command  # only those who report about groups load what it takes

    return group_command(chosen, Asked(**said), page)


def _refuse_stray(said: Mapping[str, object]) -> None:
    """Wrong use where something is said of a group and a citizen is named."""
    stray = next((name for name, value in said.items() if value), None)
    if stray is not None:
        option = f"--{_OPTIONS.get(stray, stray)}"
        raise click.UsageError(
            _("{option} belongs to a report about a group: leave out the citizen, or the option.").format(option=option)
        )


def _individual(chosen: Chosen, what: tuple[str, str | None, str | None], indicator: str | None, page: Page) -> int:
    """``what`` is the citizen, and perhaps the questionnaire and the report."""
    citizen, questionnaire, report = what
    workplace = workplace_from(chosen)
    file = case_with(workplace, citizen)
    programmes = programmes_of(workplace, file)
    if questionnaire is not None:
        _known(questionnaire, programmes)
    if report is not None:
        _known_report(report, programmes)
    reports = individual(workplace, file, questionnaire, report)
    if not reports:
        click.echo(_("There is nothing to report about {citizen} yet.").format(citizen=citizen), err=True)
        return PROBLEMS_FOUND
    if indicator is not None:
        return _explain(workplace, reports, indicator, page)
    click.echo("\n\n\n".join(report_text(one, page).plain for one in reports))
    return 0


def _known(questionnaire: str, programmes: Mapping[str, Programme]) -> None:
    """Wrong use unless the citizen has answered a programme with that questionnaire, or nothing at all yet."""
    names = {name for one in programmes.values() for name in one.questionnaires}
    if names and questionnaire not in names:
        said = _("There is no questionnaire `{name}`.").format(name=questionnaire)
        raise click.UsageError(said + nearest(questionnaire, sorted(names)))


def _known_report(report: str, programmes: Mapping[str, Programme]) -> None:
    """Wrong use unless a programme that the citizen has answered has such a report about a citizen."""
    names = [found.id for one in programmes.values() for found in of_citizens(one)]
    if programmes and report not in names:
        said = _("There is no report `{name}` about a citizen here.").format(name=report)
        raise click.UsageError(said + nearest(report, names))


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
