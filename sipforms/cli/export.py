"""``sipforms export``: responses to files, or to standard output."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from sipforms.actions.export import Selection, Survey, blocks, export_to, survey
from sipforms.actions.export_files import FileThere
from sipforms.actions.signing_in import leave
from sipforms.actions.workplace import Workplace
from sipforms.cli.command import Command
from sipforms.cli.export_citizen import hand_out
from sipforms.cli.named import programme_named
from sipforms.cli.opening import Chosen, workplace_from
from sipforms.cli.refusals import refusal
from sipforms.engine.offers import ExportFormat, ExportOptions
from sipforms.render.language import N_, _, ngettext
from sipforms.render.suggestion import nearest
from sipforms.store.failures import StoreUnavailable, outside_world

PROBLEMS_FOUND = 1
STANDARD_OUTPUT = "-"
_SEPARATORS = {",": ",", ";": ";", "tab": "\t"}


@click.command(
    "export",
    cls=Command,
    help=N_(
        "Write responses as CSV with a codebook, or as JSON Lines.\n\n"
        "CSV has one row for each response, a file for each kind of rows inside them, and a codebook that explains "
        "every column. Citizens' names are never written, and free text only with `--include-text`. JSON Lines "
        "always hold the whole response, free text too, so that `sipforms import responses` can read it back: keep "
        "such a file as safe as the store itself."
    ),
    examples=(
        "sipforms --demo export --questionnaire livskvalitet --output svar.csv",
        "sipforms --demo export --citizen B-1042 --output kopi",
    ),
)
@click.option("--format", "format_", default="csv", metavar="csv|jsonl", help=N_("The format; csv otherwise."))
@click.option("--programme", metavar="ID", help=N_("Only responses of this programme."))
@click.option("--questionnaire", metavar="ID", help=N_("Only responses to this questionnaire."))
@click.option("--withdrawn", is_flag=True, help=N_("Withdrawn responses too; JSON Lines only."))
@click.option("--output", metavar="FILE|-", help=N_("The file to write; `-` is standard output."))
@click.option("--overwrite", is_flag=True, help=N_("Write over files that are there already."))
@click.option("--include-text", is_flag=True, help=N_("Free text, notes and reasons too."))
@click.option("--include-identity", is_flag=True, help=N_("Answers that can tell who somebody is, too."))
@click.option("--include-codes", is_flag=True, help=N_("The facility's codes for the citizens, too."))
@click.option(
    "--audience", default="staff", metavar="WHO", help=N_("Who will read it; questions not for them are left out.")
)
@click.option(
    "--separator",
    default=",",
    type=click.Choice(list(_SEPARATORS)),
    metavar=",|;|tab",
    help=N_("What stands between cells; `;` suits a Danish spreadsheet."),
)
@click.option(
    "--citizen",
    metavar="CITIZEN",
    help=N_("One citizen's own copy instead, to read and for other programs; `--output` is then a new folder."),
)
@click.option("--with-names", is_flag=True, help=N_("With `--citizen`: the log also says who of the staff it was."))
@click.option("--bom", is_flag=True, help=N_("Begin the files with a mark that tells Excel the encoding."))
@click.help_option()
@click.pass_obj
def command(chosen: Chosen, /, format_: str, output: str | None, **said: Any) -> int:  # noqa: ANN401 - click's values
    citizen, with_names = said.pop("citizen"), said.pop("with_names")
    if citizen is not None:
        return _copy(chosen, citizen, output, with_names=with_names)
    target = _target(output)
    workplace = workplace_from(chosen)
    form = _format_named(workplace, format_)
    overwrite = said.pop("overwrite")
    selection = Selection(**{name: said.pop(name) for name in ("programme", "questionnaire", "withdrawn")})
    if selection.withdrawn and not form.whole:
        raise click.UsageError(_("`--withdrawn` has no place here: {format} counts rounds.").format(format=form.name))
    options = ExportOptions(**{**said, "separator": _SEPARATORS[said["separator"]]})
    if form.whole and options.audience != "staff":
        raise click.UsageError(_("`--audience` has no place here: {format} holds everything.").format(format=form.name))
    try:
        found = survey(workplace, selection)
        _refuse_unknown(workplace, found)
        if target is None:
            _print(blocks(workplace, form, found, options), form, found)
            return _tell(found, form, ())
        return _tell(found, form, export_to(workplace, form, found, options, target, overwrite=overwrite))
    except FileThere as fault:
        raise click.ClickException(
            _("{file} is there already. Choose another name, or add `--overwrite`.").format(file=fault.file)
        ) from fault
    except StoreUnavailable as fault:
        raise click.ClickException(_("{reason} No file was written.").format(reason=refusal(fault))) from fault


def _copy(chosen: Chosen, citizen: str, output: str | None, *, with_names: bool) -> int:
    if output in (None, STANDARD_OUTPUT):
        raise click.UsageError(_("Say where: `--output FOLDER`, a new folder for the copy."))
    workplace = workplace_from(chosen)
    try:
        return hand_out(workplace, citizen, Path(str(output)), with_names=with_names)
    finally:
        leave(workplace)


def _target(output: str | None) -> Path | None:
    """The file, or nothing for standard output, which has to be asked for where it is a screen."""
    if output is None and sys.stdout.isatty():
        raise click.UsageError(_("Say where: `--output FILE`. Answers are printed on a screen only with `--output -`."))
    if output is None or output == STANDARD_OUTPUT:
        return None
    if Path(output).is_dir():  # the files would stand beside it, named after it
        raise click.UsageError(
            _("{folder} is a folder. Name a file in it, such as {file}.").format(
                folder=output, file=Path(output) / "svar.csv"
            )
        )
    return Path(output)


def _format_named(workplace: Workplace, name: str) -> ExportFormat:
    formats = workplace.vocabulary.export_formats
    if name not in formats:
        raise click.UsageError(_("There is no format `{name}`.").format(name=name) + nearest(name, formats))
    return formats[name].offer


def _refuse_unknown(workplace: Workplace, found: Survey) -> None:
    """Wrong use where a programme or questionnaire is neither at hand nor in any response."""
    programme, questionnaire = found.selection.programme, found.selection.questionnaire
    if found.count or found.tables:
        return
    named = None if programme is None else programme_named(workplace.programmes, programme)
    if questionnaire is not None:
        inside = workplace.programmes.by_id.values() if named is None else [named]
        known = [name for one in inside for name in one.questionnaires]
        if questionnaire not in known:
            raise click.UsageError(
                _("There is no questionnaire `{name}`.").format(name=questionnaire) + nearest(questionnaire, known)
            )


def _print(written: Iterable[tuple[str, bytes]], form: ExportFormat, found: Survey) -> None:
    """The main file alone on standard output."""
    names = [one.name for one in found.tables]
    if not form.whole and names not in ([], [""]):
        known = dict.fromkeys(one.questionnaire for one in found.tables)
        raise click.UsageError(
            _("Standard output has room for one table: choose one with `--questionnaire`, or write to a file.")
            + nearest("", list(known))
        )
    try:
        with outside_world("exporting"):
            for ending, content in written:
                if ending == form.ending:
                    sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
    except StoreUnavailable as fault:
        if isinstance(fault.__cause__, BrokenPipeError):
            raise fault.__cause__ from None  # whoever read it has had enough, which is no fault
        raise


def _tell(found: Survey, form: ExportFormat, files: tuple[Path, ...]) -> int:
    """How it went, on standard error, so that standard output holds nothing but the export."""
    lost = 0 if form.whole else found.homeless
    for said in (*_written(found.count - lost, files), *_left_out(len(found.unreadable), lost)):
        click.echo(said, err=True)
    if form.whole and files:
        click.echo(_("It holds every answer, free text too: keep it as safe as the store itself."), err=True)
    return PROBLEMS_FOUND if found.unreadable or lost else 0


def _written(count: int, files: tuple[Path, ...]) -> Iterator[str]:
    yield ngettext("{count} response exported.", "{count} responses exported.", count).format(count=count)
    yield from (f"  {file}" for file in files)


def _left_out(unreadable: int, lost: int) -> Iterator[str]:
    if unreadable:
        yield ngettext(
            "{count} case file cannot be read and is not in the export.",
            "{count} case files cannot be read and are not in the export.",
            unreadable,
        ).format(count=unreadable)
    if lost:
        yield ngettext(
            "{count} response is not in the export: its version of the programme is not here.",
            "{count} responses are not in the export: their version of the programme is not here.",
            lost,
        ).format(count=lost)
