"""``sipforms codebook``: what every column of an export means, as a document."""

import shutil
from pathlib import Path
from typing import Any

import click

from sipforms.actions.export_files import FileThere, publish
from sipforms.cli.command import Command
from sipforms.cli.named import questionnaire_named
from sipforms.cli.opening import Chosen, workplace_from
from sipforms.cli.refusals import refusal
from sipforms.engine.codebook import Codebook
from sipforms.engine.offers import AUDIENCES, ExportOptions
from sipforms.render.codebook import codebook_text
from sipforms.render.language import N_, _
from sipforms.store.failures import StoreUnavailable
from sipforms.store.protocol import fresh_id

STANDARD_OUTPUT = "-"
TEXT = "text"
FORMATS = (TEXT, "html", "csv")
_BY_ENDING = {".html": "html", ".htm": "html", ".csv": "csv"}
_WIDEST = 100


@click.command(
    "codebook",
    cls=Command,
    help=N_(
        "Print what every column of an export means: what was asked, what the numbers stand for, why there is no "
        "answer, and where a changed question breaks the comparison.\n\n"
        "PROGRAMME is a programme's id or its folder. With `--responses` it is about every version of the programme "
        "that the responses here were made with."
    ),
    examples=(
        "sipforms codebook voksen livskvalitet",
        "sipforms codebook sikret --output kodebog.html",
    ),
)
@click.argument("programme", metavar="PROGRAMME|FOLDER")
@click.argument("questionnaire", metavar="[QUESTIONNAIRE]", required=False)
@click.option(
    "--form",
    default="wide",
    type=click.Choice(["wide", "long"]),
    metavar="wide|long",
    help=N_("Of exports with a row for each response, or for each answer; wide otherwise."),
)
@click.option(
    "--audience",
    default="staff",
    type=click.Choice(AUDIENCES),
    metavar="WHO",
    help=N_("Who will read the export (staff, citizen, relatives, commissioner)."),
)
@click.option("--responses", is_flag=True, help=N_("Of every version that responses here were made with."))
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    metavar="text|html|csv",
    help=N_("How it is written; otherwise what the file's ending says, or text."),
)
@click.option("--output", metavar="FILE|-", help=N_("The file to write; `-` is standard output."))
@click.option("--overwrite", is_flag=True, help=N_("Write over files that are there already."))
@click.help_option()
@click.pass_obj
def command(
    chosen: Chosen,
    /,
    programme: str,
    questionnaire: str | None,
    *,
    responses: bool,
    overwrite: bool,
    **said: Any,  # noqa: ANN401 - click's values
) -> int:
    format_, output = said.pop("format_"), said.pop("output")
    options = ExportOptions(**said)
    book = (
        _here(chosen, programme, questionnaire, options)
        if responses
        else _as_it_is(chosen, programme, questionnaire, options)
    )
    way = format_ or _BY_ENDING.get(Path(output or "").suffix.lower(), TEXT)
    is_shown = output in (None, STANDARD_OUTPUT)
    text = _drawn(book, way, min(shutil.get_terminal_size().columns, _WIDEST) if is_shown else _WIDEST)
    if is_shown:
        click.echo(text.encode(), nl=False)  # the same bytes whatever the terminal's encoding
    else:
        _write(text, Path(str(output)), overwrite=overwrite)
    return 0


def _as_it_is(chosen: Chosen, name: str, questionnaire: str | None, options: ExportOptions) -> Codebook:
    """Of the programme as it is; no store is opened."""
    from sipforms.actions.codebook import codebook_for  # who reads the help loads no programme
    from sipforms.cli.schema_subject import programme_at

    found = programme_at(chosen, name)
    wanted = found.questionnaires if questionnaire is None else [questionnaire_named(found, questionnaire).id]
    return codebook_for(found, tuple(wanted), options)


def _here(chosen: Chosen, name: str, questionnaire: str | None, options: ExportOptions) -> Codebook:
    """Of the responses that there are."""
    from sipforms.actions.codebook import codebook_here  # as above
    from sipforms.actions.export import Selection, survey
    from sipforms.actions.signing_in import leave

    workplace = workplace_from(chosen)
    try:
        found = survey(workplace, Selection(programme=name, questionnaire=questionnaire))
    except StoreUnavailable as fault:
        raise click.ClickException(refusal(fault)) from fault
    finally:
        leave(workplace)
    if not found.tables:
        raise click.ClickException(
            _("There are no such responses here. Leave out `--responses` for the codebook of the programme as it is.")
        )
    return codebook_here(found, options)


def _drawn(book: Codebook, way: str, width: int) -> str:
    match way:
        case "html":
            from sipforms.render.html.codebook import codebook_html  # loads a library

            return codebook_html(book)
        case "csv":
            from sipforms.plugins.formats.comma_separated import codebook_sheet

            entries = ((one, one.file or None) for table in book.tables for one in table.entries)
            return codebook_sheet(entries, ExportOptions(), "")[1].decode()
    return "\n".join(codebook_text(book, width)) + "\n"


def _write(text: str, target: Path, *, overwrite: bool) -> None:
    """To a file that appears whole or not at all."""
    try:
        content = iter([(target.suffix, text.encode())])
        publish(target, target.suffix, content, fresh=fresh_id(), overwrite=overwrite)
    except FileThere as fault:
        raise click.ClickException(
            _("{file} is there already. Choose another name, or add `--overwrite`.").format(file=fault.file)
        ) from fault
    except StoreUnavailable as fault:
        raise click.ClickException(_("{reason} No file was written.").format(reason=refusal(fault))) from fault
    click.echo(_("The codebook is in {file}.").format(file=target), err=True)
