"""``sipforms paper``: a questionnaire as a blank form for printing."""

from pathlib import Path
from typing import Any

import click

from sipforms.cli.command import Command
from sipforms.cli.opening import Chosen
from sipforms.render.language import N_, _

MOST_ROWS = 20
STANDARD_OUTPUT = Path("-")


@click.command(
    "paper",
    cls=Command,
    help=N_(
        "Print a questionnaire as a blank form: with the numbers and keys of the screen, and in words when a question "
        "is asked.\n\n"
        "PROGRAMME is a programme's id or its folder. A file that ends in .html is a page for a browser, which prints "
        "it on A4; everything else is text. With `--all FOLDER` every questionnaire is written to a page there, for "
        "everybody who answers it. What stands on a filled-in paper is keyed in with P on the citizen's page."
    ),
    examples=(
        "sipforms paper voksen livskvalitet --output livskvalitet.html",
        "sipforms paper sikret --all papir",
    ),
)
@click.argument("programme", metavar="PROGRAMME|FOLDER")
@click.argument("questionnaire", metavar="[QUESTIONNAIRE]", required=False)
@click.option("--informant", help=N_("Who answers; the questionnaire's first informant otherwise."))
@click.option("--mode", help=N_("How it is answered; ticked on the paper otherwise."))
@click.option("--variant", help=N_("The target group; none otherwise."))
@click.option(
    "--parameter",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help=N_("What the facility has set; may be given again."),
)
@click.option(
    "--rows",
    metavar="INTEGER",
    type=click.IntRange(1, MOST_ROWS),
    default=None,
    help=N_("How many rows there is room for in each list; 3 otherwise."),
)
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE|-", help=N_("Write to this file."))
@click.option(
    "--all",
    "every",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help=N_("Write every questionnaire to a page in this folder."),
)
@click.option("--overwrite", is_flag=True, help=N_("Write over files that are there already."))
@click.help_option()
@click.pass_obj
def command(  # noqa: PLR0913 - one for each option
    chosen: Chosen,
    /,
    programme: str,
    questionnaire: str | None,
    output: Path | None,
    every: Path | None,
    rows: int | None,
    *,
    overwrite: bool,
    **constants: Any,  # noqa: ANN401 - click's values
) -> int:
    from sipforms.cli.paper_forms import Printing  # who only reads the help loads no programme

    printing = Printing(chosen, programme, constants, rows)
    if every is not None:
        if questionnaire is not None or output is not None:
            raise click.UsageError(_("`--all` writes every questionnaire: name no questionnaire and no `--output`."))
        return printing.write_all(every, overwrite=overwrite)
    return printing.write_one(questionnaire, None if output == STANDARD_OUTPUT else output, overwrite=overwrite)
