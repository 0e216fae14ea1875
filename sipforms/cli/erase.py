"""``sipforms erase``: a citizen's case file removed for good."""

import sys
from pathlib import Path

import click

from sipforms.actions.erasing import Receipt, erase_case
from sipforms.actions.whole_files import write_whole
from sipforms.cli.asking import is_anybody_there
from sipforms.cli.command import Command
from sipforms.cli.opening import Chosen
from sipforms.cli.signed_in import signed_in
from sipforms.cli.terminal import tell_lines
from sipforms.cli.who import case_with
from sipforms.render.erasing_words import receipt_lines
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import StoreUnavailable

PROBLEMS_FOUND = 1


@click.command(
    "erase",
    cls=Command,
    help=N_(
        "Erase a citizen's case file for good: answers, drafts, notes, and the keys to them.\n\n"
        "Nothing of it comes back, also not out of a backup. You type the citizen's code once more. The receipt names "
        "no person; it says which backups still hold the case file sealed."
    ),
    examples=("sipforms erase B-1042 --receipt kvittering.txt",),
)
@click.argument("citizen", metavar="CITIZEN")
@click.option("--receipt", type=click.Path(path_type=Path), metavar="FILE", help=N_("Write the receipt here too."))
@click.option("--confirm", metavar="CITIZEN", help=N_("The code once more, where nobody can be asked."))
@click.help_option()
@click.pass_obj
def command(chosen: Chosen, citizen: str, receipt: Path | None, confirm: str | None) -> int:
    if receipt is not None and receipt.exists():
        raise click.UsageError(_("{file} is there already. Choose another name.").format(file=receipt))
    with signed_in(chosen) as (workplace, _session):
        file = case_with(workplace, citizen)
        if not _is_meant(file, confirm):
            click.echo(_("Nothing was erased."))
            return PROBLEMS_FOUND
        done = erase_case(workplace, file)
    _tell(done, receipt)
    return 0


def _is_meant(file: CaseFile, confirm: str | None) -> bool:
    code = file.citizen.code if file.citizen else ""
    if confirm is None:
        if not is_anybody_there():
            raise click.UsageError(_("Nobody can be asked here: say the code once more with `--confirm`."))
        click.echo(_("Everything about {code} is erased for good.").format(code=plain(code)), err=True)
        click.echo(_("Type the code once more, or nothing:") + " ", nl=False, err=True)
        confirm = sys.stdin.readline()
    return bool(code) and confirm.strip().casefold() == code.casefold()


def _tell(done: Receipt, file: Path | None) -> None:
    lines = tuple(receipt_lines(done))
    tell_lines(lines)
    if file is not None:
        try:
            write_whole({file: "\n".join((*lines, "")).encode()})
        except (StoreUnavailable, OSError) as fault:
            said = _("The case file is erased, but the receipt could not be written to {file}: copy it from above.")
            raise click.ClickException(said.format(file=file)) from fault
