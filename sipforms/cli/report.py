"""``sipforms report``: one citizen's report or talk sheet, why a number in it is what it is, reports about a group."""

from collections.abc import Mapping
from typing import Any

import click

from sipforms.cli.command import Command
from sipforms.cli.opening import Chosen
from sipforms.cli.report_individual import AskedOfOne, individual_command, page_here
from sipforms.render.language import N_, _

_DAY = click.DateTime(["%Y-%m-%d"])
_OPTIONS = {"begins": "from", "ends": "to", "left_out": "leave-out", "compare_with": "compare-with"}
_OF_ONE = {"indicator": "--why", "explain": "--explain", "sheet": "--sheet"}


@click.command(
    "report",
    cls=Command,
    help=N_(
        "Show one citizen's report: now, last time, and what to talk about.\n\n"
        "With `--sheet` the talk sheet instead: the one page that the citizen keeps.\n\n"
        "With `--report` and no citizen: a report of the programme about everybody here, as text or data. Nothing is "
        "told that rests on too few people."
    ),
    examples=(
        "sipforms --demo report B-1042",
        "sipforms --demo report B-1042 --why relationer_tilfredshed",
        "sipforms --demo report B-1042 --sheet --format html --output ark.html",
        "sipforms report --programme boern --report hvad_hjaelper --from 2026-01-01",
        "sipforms report --programme voksen --report tilbud --period 2025",
    ),
)
@click.argument("citizen", metavar="[CITIZEN]", required=False)
@click.argument("questionnaire", metavar="[QUESTIONNAIRE]", required=False)
@click.option("--why", "indicator", metavar="INDICATOR", help=N_("Show why one number is what it is, item by item."))
@click.option("--explain", is_flag=True, help=N_("Let the report end with why each of its numbers is what it is."))
@click.option(
    "--sheet", is_flag=True, help=N_("The talk sheet: one page for the citizen, in plain sentences and dots.")
)
@click.option(
    "--width",
    metavar="INTEGER",
    type=click.IntRange(60, 200),
    help=N_("How many letters wide; the terminal's width otherwise."),
)
@click.option("--report", "report", metavar="ID", help=N_("Which of the programme's reports, by its id."))
@click.option("--programme", metavar="ID", help=N_("The programme that the report is of."))
@click.option(
    "--from", "begins", type=_DAY, help=N_("Only from this day on: answers that were given, or stays that ended.")
)
@click.option("--to", "ends", type=_DAY, help=N_("... and no later than this day."))
@click.option(
    "--period",
    metavar="YEAR",
    type=click.IntRange(1900, 2200),
    help=N_("Only answers from the programme's reporting year that begins in this year."),
)
@click.option("--unit", metavar="TEXT", help=N_("Only of those who live in this house or group, as their stays say."))
@click.option("--compare", is_flag=True, help=N_("Beside the answers of the other units here, of three at least."))
@click.option(
    "--compare-with", metavar="FILE", help=N_("Beside a report about a target group or the country, written as JSON.")
)
@click.option(
    "--leave-out",
    "left_out",
    metavar="UNIT=REASON",
    multiple=True,
    help=N_("A unit that is not compared with, and why: `Nord=rebuilt all year`."),
)
@click.option(
    "--public", is_flag=True, help=N_("So that it may be published: answers that few gave are told together.")
)
@click.option(
    "--format",
    "format_",
    metavar="text|json|csv|html",
    help=N_("How the report is written; text otherwise. CSV is for reports about a group."),
)
@click.option(
    "--released",
    is_flag=True,
    help=N_("List what reports about groups have told, and what they withheld by which rule."),
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
    page = page_here(said.pop("width"), said["output"])
    of_one = {name: said.pop(name) for name in _OF_ONE}
    if said.pop("released"):
        from sipforms.cli.report_released import released_command  # loaded by those who ask for it

        return released_command(chosen, said["programme"], said["format_"] or "text", page)
    if citizen is not None:
        of_one |= {name: said.pop(name) for name in ("report", "format_", "output", "overwrite")}
        _refuse_stray(said)
        return individual_command(chosen, AskedOfOne(citizen=citizen, questionnaire=questionnaire, **of_one), page)
    if said["report"] is None:
        raise click.UsageError(_("Name a citizen, or a report about a group with `--report ID --programme ID`."))
    stray = next((name for name, value in of_one.items() if value), None)
    if stray is not None:
        raise click.UsageError(_("`{option}` is about one citizen: name the citizen.").format(option=_OF_ONE[stray]))
    from sipforms.cli.report_comparing import Wanted  # loaded by those who report about groups
    from sipforms.cli.report_group import Asked, group_command

    compared = {name: said.pop(name) for name in ("compare", "compare_with", "left_out", "public")}
    return group_command(chosen, Asked(**said, comparing=Wanted(unit=said["unit"], **compared)), page)


def _refuse_stray(said: Mapping[str, object]) -> None:
    """Wrong use where something is said of a group and a citizen is named."""
    stray = next((name for name, value in said.items() if value), None)
    if stray is not None:
        option = f"--{_OPTIONS.get(stray, stray)}"
        raise click.UsageError(
            _("{option} belongs to a report about a group: leave out the citizen, or the option.").format(option=option)
        )
