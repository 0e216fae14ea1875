"""``sipforms schema``: a questionnaire as one plain JSON Schema 2020-12, and schemas for editors."""

from pathlib import Path
from typing import Any

import click

from sipforms.cli.command import Command
from sipforms.cli.opening import Chosen
from sipforms.render.language import N_, _


@click.command(
    "schema",
    cls=Command,
    help=N_(
        "Print a questionnaire as one plain JSON Schema 2020-12 that any validator understands.\n\n"
        "PROGRAMME is a programme's id or its folder. With `--all FOLDER` every questionnaire is written to a file "
        "there. With `--editor` schemas of the bundle format are put into a folder of programmes, so that your editor "
        "completes, explains and underlines while you write."
    ),
    examples=(
        "sipforms schema voksen livskvalitet",
        "sipforms schema --editor programs",
    ),
)
@click.argument("programme", metavar="[PROGRAMME|FOLDER]", required=False)
@click.argument("questionnaire", metavar="[QUESTIONNAIRE]", required=False)
@click.option("--mode", help=N_("How it is answered; the questionnaire's first mode otherwise."))
@click.option("--informant", help=N_("Who answers; the questionnaire's first informant otherwise."))
@click.option("--variant", help=N_("The target group; none otherwise."))
@click.option("--occasion", help=N_("first or later; first otherwise."))
@click.option(
    "--parameter",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help=N_("What the facility has set; may be given again."),
)
@click.option(
    "--latest",
    multiple=True,
    metavar="FILE|PATH=VALUE",
    help=N_(
        "What was answered last in other questionnaires: a file, or an answer such as baggrund.ramme.setting=hjem; "
        "may be given again."
    ),
)
@click.option(
    "--format", "form", default="json", type=click.Choice(("json", "yaml")), help=N_("json or yaml; json otherwise.")
)
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help=N_("Write to this file."))
@click.option(
    "--all",
    "every",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help=N_("Write every questionnaire to a file in this folder."),
)
@click.option("--overwrite", is_flag=True, help=N_("Write over files that are there already."))
@click.option("--editor", is_flag=True, help=N_("Put schemas for editors into a folder; this one otherwise."))
@click.help_option()
@click.pass_obj
def command(  # noqa: PLR0913 - one for each option
    chosen: Chosen,
    /,
    programme: str | None,
    questionnaire: str | None,
    form: str,
    output: Path | None,
    every: Path | None,
    *,
    overwrite: bool,
    editor: bool,
    **constants: Any,  # noqa: ANN401 - click's values
) -> int:
    if editor:
        return _for_editors(chosen, programme, questionnaire)
    if programme is None:
        raise click.UsageError(_("Which programme? `sipforms programmes list` names them."))
    from sipforms.cli.schema_asking import Asking  # who writes for an editor reads no programme

    asking = Asking(chosen, programme, constants, form)
    if every is not None:
        if questionnaire is not None or output is not None:
            raise click.UsageError(_("`--all` writes every questionnaire: name no questionnaire and no `--output`."))
        return asking.write_all(every, overwrite=overwrite)
    return asking.write_one(questionnaire, output, overwrite=overwrite)


def _for_editors(chosen: Chosen, folder: str | None, further: str | None) -> int:
    if further is not None:
        raise click.UsageError(_("`--editor` takes one folder."))
    from sipforms.cli.schema_editor import write_for_editors  # as above, the other way round

    return write_for_editors(chosen, Path(folder or "."))
