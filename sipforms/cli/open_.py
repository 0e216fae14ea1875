"""``sipforms open``: a sealed export, opened with the recipient's own key."""

from pathlib import Path

import click

from sipforms.actions.export_files import FileThere
from sipforms.actions.sealed_exports import BadName, open_sealed
from sipforms.cli.command import Command
from sipforms.cli.opening import Chosen
from sipforms.cli.passphrases import secret_in
from sipforms.cli.refusals import refusal
from sipforms.cli.terminal import this_terminal
from sipforms.render.language import N_, _, ngettext
from sipforms.store.failures import StoreUnavailable
from sipforms.store.protection import Unsealable
from sipforms.store.sealing.boxes import BoxKey
from sipforms.store.sealing.recipients import (
    LARGEST,
    NotARecipient,
    PrivateFile,
    fingerprint_bytes,
    grouped,
    private_in,
    unlocked,
)
from sipforms.store.sealing.sealed_files import NotSealed, fingerprint_in

_TRIES = 3


@click.command(
    "open",
    cls=Command,
    help=N_(
        "Open a sealed export with your own key, and write its files to a folder: all of them, or none.\n\n"
        "That it opens says that nothing in it was changed, and not who sent it: ask the sender."
    ),
    examples=("sipforms open svar.sav.sealed --key sekretariat.private --output svar",),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--key", required=True, metavar="FILE", type=click.Path(path_type=Path), help=N_("Your private file."))
@click.option(
    "--output", required=True, metavar="FOLDER", type=click.Path(path_type=Path), help=N_("The folder for its files.")
)
@click.option("--overwrite", is_flag=True, help=N_("Write over files that are there already."))
@click.help_option()
@click.pass_obj
def command(chosen: Chosen, file: Path, key: Path, output: Path, *, overwrite: bool) -> int:
    if output.exists() and not output.is_dir():
        raise click.UsageError(_("{file} is no folder. Name a folder with `--output`.").format(file=output))
    private = _private(key)
    _must_be_for(file, private)
    pair = _unlocked(chosen, private, key)
    try:
        written = open_sealed(file, pair, output, overwrite=overwrite)
    except FileThere as fault:
        said = _("{file} is there already. Name another folder with `--output`, or add `--overwrite`.")
        raise click.ClickException(said.format(file=fault.file)) from fault
    except (Unsealable, BadName) as fault:
        said = _("{file} was changed or cut short on its way. Nothing of it was written: ask for it again.")
        raise click.ClickException(said.format(file=file)) from fault
    except StoreUnavailable as fault:
        raise click.ClickException(_("{reason} No file was written.").format(reason=refusal(fault))) from fault
    count = len(written)
    click.echo(ngettext("{count} file was opened.", "{count} files were opened.", count).format(count=count))
    for one in written:
        click.echo(f"  {one}")
    return 0


def _private(key: Path) -> PrivateFile:
    try:
        with key.open("rb") as opened:
            return private_in(opened.read(LARGEST + 1))
    except OSError as fault:
        raise click.UsageError(_("The file {file} cannot be opened.").format(file=key)) from fault
    except NotARecipient as fault:
        said = _("{file} is no private file of a recipient. It is the one that ends in `.private`.")
        raise click.UsageError(said.format(file=key)) from fault


def _must_be_for(file: Path, private: PrivateFile) -> None:
    """Refuse what is no sealed file, or sealed for somebody else, before a passphrase is asked for."""
    try:
        with file.open("rb") as opened:
            found = fingerprint_in(opened)
    except OSError as fault:
        raise click.UsageError(_("The file {file} cannot be opened.").format(file=file)) from fault
    except NotSealed as fault:
        said = (
            _("{file} was sealed by a newer sipforms. Install the newer version.")
            if fault.is_newer
            else _("{file} is no sealed export. Its name usually ends in `.sealed`.")
        )
        raise click.ClickException(said.format(file=file)) from fault
    own = fingerprint_bytes(private.recipient.public)
    if found != own:
        said = _(
            "{file} is sealed for another key, with the fingerprint {theirs}; yours has {own}. Take the private file "
            "that belongs to it, or ask for the export again with your own public file."
        )
        raise click.ClickException(said.format(file=file, theirs=grouped(found), own=grouped(own)))


def _unlocked(chosen: Chosen, private: PrivateFile, key: Path) -> BoxKey:
    """The key, by the passphrase of its file: from a file for scripts, or typed, three times at most."""
    by_file = chosen.get("passphrase_file")
    for _try in range(1 if by_file is not None else _TRIES):
        passphrase = (
            secret_in(by_file)
            if by_file is not None
            else this_terminal().ask_hidden(_("Passphrase of {file}:").format(file=key.name))
        )
        try:
            return unlocked(private, passphrase)
        except Unsealable:
            click.echo(_("That is not the passphrase of {file}.").format(file=key), err=True)
    raise click.ClickException(_("Nothing was opened."))
