"""``sipforms export``: responses to files, sealed or not, or to standard output."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from sipforms.actions.export import Selection, Survey, Wish, blocks, export_to, survey
from sipforms.actions.export_files import FileThere, scratch_folder
from sipforms.actions.signing_in import leave
from sipforms.actions.workplace import Workplace
from sipforms.cli.command import Command
from sipforms.cli.export_asked import STANDARD_OUTPUT, as_wished, format_for, recipient_from, target_named
from sipforms.cli.export_citizen import hand_out
from sipforms.cli.export_told import not_fitting, tell_export
from sipforms.cli.named import programme_named
from sipforms.cli.opening import Chosen, workplace_from
from sipforms.cli.refusals import refusal
from sipforms.engine.offers import AUDIENCES, DoesNotFit
from sipforms.render.language import N_, _
from sipforms.render.suggestion import nearest
from sipforms.store.failures import StoreUnavailable, outside_world


@click.command(
    "export",
    cls=Command,
    help=N_(
        "Write responses for other programs: CSV, Excel, SPSS, Parquet or JSON Lines.\n\n"
        "Tables have one row for each response, a file (in Excel a sheet) for each kind of rows inside them, and a "
        "codebook that explains every column; with `--form long` one row for each answer. Citizens' names are never "
        "written, and free text only with `--include-text`. JSON Lines always hold the whole response, free text too, "
        "so that `sipforms import responses` can read it back: keep such a file as safe as the store itself.\n\n"
        "With `--seal-to` only the recipient can read what is written; `sipforms recipient` makes one, and "
        "`sipforms open` opens it again."
    ),
    examples=(
        "sipforms --demo export --questionnaire livskvalitet --output svar.csv",
        "sipforms --demo export --output svar.xlsx",
        "sipforms export --output svar.sav --seal-to sekretariat.recipient",
        "sipforms --demo export --citizen B-1042 --output kopi",
    ),
)
@click.option(
    "--format",
    "format_",
    metavar="csv|xlsx|sav|parquet|jsonl",
    help=N_("The format; otherwise what the file's ending says, or csv."),
)
@click.option(
    "--form",
    default="wide",
    type=click.Choice(["wide", "long"]),
    metavar="wide|long",
    help=N_("A row for each response, or a row for each answer; wide otherwise."),
)
@click.option("--programme", metavar="ID", help=N_("Only responses of this programme."))
@click.option("--questionnaire", metavar="ID", help=N_("Only responses to this questionnaire."))
@click.option("--withdrawn", is_flag=True, help=N_("Withdrawn responses too; JSON Lines only."))
@click.option("--output", metavar="FILE|-", help=N_("The file to write; `-` is standard output."))
@click.option("--overwrite", is_flag=True, help=N_("Write over files that are there already."))
@click.option(
    "--seal-to",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("Seal everything in one file that only this recipient can open; the recipient's public file."),
)
@click.option("--include-text", is_flag=True, help=N_("Free text, notes and reasons too."))
@click.option("--include-identity", is_flag=True, help=N_("Answers that can tell who somebody is, too."))
@click.option("--include-codes", is_flag=True, help=N_("The facility's codes for the citizens, too."))
@click.option(
    "--audience",
    default="staff",
    type=click.Choice(AUDIENCES),
    metavar="WHO",
    help=N_("Who will read it (staff, citizen, relatives, commissioner); questions not for them are left out."),
)
@click.option(
    "--separator",
    type=click.Choice([",", ";", "tab"]),
    metavar=",|;|tab",
    help=N_("What stands between cells of CSV; `;` suits a Danish spreadsheet."),
)
@click.option(
    "--citizen",
    metavar="CITIZEN",
    help=N_("One citizen's own copy instead, to read and for other programs; `--output` is then a new folder."),
)
@click.option("--with-names", is_flag=True, help=N_("With `--citizen`: the log also says who of the staff it was."))
@click.option("--bom", is_flag=True, help=N_("Begin files of CSV with a mark that tells Excel the encoding."))
@click.help_option()
@click.pass_obj
def command(chosen: Chosen, /, format_: str | None, output: str | None, **said: Any) -> int:  # noqa: ANN401 - click's values
    citizen, with_names = said.pop("citizen"), said.pop("with_names")
    if citizen is not None:
        if said["seal_to"] is not None:
            raise click.UsageError(_("`--seal-to` has no place here: the copy is for the citizen to read."))
        return _copy(chosen, citizen, output, with_names=with_names)
    seal_to, overwrite = said.pop("seal_to"), said.pop("overwrite")
    target = target_named(output, is_sealed=seal_to is not None)
    recipient = recipient_from(seal_to)
    selection = Selection(**{name: said.pop(name) for name in ("programme", "questionnaire", "withdrawn")})
    workplace = workplace_from(chosen)
    wish = as_wished(format_for(workplace, format_, target), selection, said, recipient)
    return Writing(workplace=workplace, wish=wish, target=target).write(selection, overwrite=overwrite)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """An export on its way: to a file, or to standard output where there is no ``target``."""

    workplace: Workplace
    wish: Wish
    target: Path | None

    def write(self, selection: Selection, *, overwrite: bool) -> int:
        """Write it, and say how it went."""
        try:
            found = survey(self.workplace, selection)
            _refuse_unknown(self.workplace, found)
            if self.target is None:
                self._print(found)
                return tell_export(found, self.wish, ())
            with _progress(self.wish) as wish:
                files = export_to(self.workplace, found, wish, self.target, overwrite=overwrite)
            return tell_export(found, self.wish, files)
        except FileThere as fault:
            raise click.ClickException(
                _("{file} is there already. Choose another name, or add `--overwrite`.").format(file=fault.file)
            ) from fault
        except DoesNotFit as fault:
            raise click.ClickException(not_fitting(fault, self.wish.form.name)) from fault
        except StoreUnavailable as fault:
            raise click.ClickException(_("{reason} No file was written.").format(reason=refusal(fault))) from fault

    def _print(self, found: Survey) -> None:
        """The main file alone on standard output."""
        form = self.wish.form
        names = [one.name for one in found.tables]
        if not form.whole and not form.joins and names not in ([], [""]):
            known = dict.fromkeys(one.questionnaire for one in found.tables)
            raise click.UsageError(
                _("Standard output has room for one table: choose one with `--questionnaire`, or write to a file.")
                + nearest("", list(known))
            )
        try:
            with outside_world("exporting"), scratch_folder(None) as scratch:
                for ending, content in blocks(self.workplace, found, self.wish, scratch):
                    if ending == form.ending:
                        sys.stdout.buffer.write(content)
                sys.stdout.buffer.flush()
        except StoreUnavailable as fault:
            if isinstance(fault.__cause__, BrokenPipeError):
                raise fault.__cause__ from None  # whoever read it has had enough, which is no fault
            raise


@contextmanager
def _progress(wish: Wish) -> Iterator[Wish]:
    """How far the writing is, on standard error where somebody looks at it."""
    if not sys.stderr.isatty():
        yield wish
        return
    with click.progressbar(length=1, label=_("Writing responses"), file=sys.stderr) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield replace(wish, tell=tell)


def _copy(chosen: Chosen, citizen: str, output: str | None, *, with_names: bool) -> int:
    if output in (None, STANDARD_OUTPUT):
        raise click.UsageError(_("Say where: `--output FOLDER`, a new folder for the copy."))
    workplace = workplace_from(chosen)
    try:
        return hand_out(workplace, citizen, Path(str(output)), with_names=with_names)
    finally:
        leave(workplace)


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
