"""``sipforms store protect``: an encrypted store out of one that is not, in a conversation or by a script."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from sipforms.actions.settings import Settings, settings_file
from sipforms.actions.workstation import this_workstation
from sipforms.cli.command import Command
from sipforms.cli.founding import STOPPED, init, programmes_of
from sipforms.cli.founding_options import Given, wanted_from, write_codes
from sipforms.cli.founding_talk import talk
from sipforms.cli.opening import Chosen, now, settings_from
from sipforms.cli.progress import progress_bar
from sipforms.cli.terminal import is_at_terminal, tell_lines, this_terminal
from sipforms.render.language import N_, _
from sipforms.render.probes import finding_sentence, finding_step
from sipforms.render.store_care import not_protected, protected_lines
from sipforms.store.access.founding import Founding
from sipforms.store.care.copying import Means
from sipforms.store.care.protecting import NotProtected, ProtectedStore, Wish, protect
from sipforms.store.failures import NotAStore, StoreExists, UnknownFormat
from sipforms.store.opening import read_facts
from sipforms.store.probing.folder import examine_folder, refused
from sipforms.store.protocol import StoreFacts
from sipforms.store.sealing.recovery_codes import new_code


@click.command(
    "protect",
    cls=Command,
    help=N_(
        "Make an encrypted store in a new folder out of one that is not encrypted.\n\n"
        "The old store is only read, and stays. Have everybody close the program first. You are asked for the same as "
        "by `sipforms store init`, or give it as options."
    ),
    examples=("sipforms --store D:/gammel store protect D:/sipforms",),
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--invented", is_flag=True, help=N_("Protect a demonstration, as if its citizens were real."))
@click.option(
    "--leave-out-damaged", is_flag=True, help=N_("Leave in the old store what cannot be read, and take all else over.")
)
@click.help_option()
@click.pass_obj
def protect_command(chosen: Chosen, /, folder: Path, *, invented: bool, leave_out_damaged: bool, **given: Any) -> int:  # noqa: ANN401 - click's
    settings = settings_from(chosen)
    _must_be_protectable(settings.store, invented=invented)
    _must_be_fit(folder)
    wanted, recovery_file = _wanted(chosen, settings, folder, Given(**given))
    if wanted is None:
        return STOPPED
    made = _made(settings.store, folder, wanted, recovery_file, leaving_out=leave_out_damaged)
    tell_lines(protected_lines(made, settings.store))
    tell_lines(where_to_look(chosen, folder))
    if recovery_file is not None:
        click.echo(_("The recovery codes are in {file}: print them, and delete the file.").format(file=recovery_file))
    return 0


protect_command.params[1:1] = [option for option in init.params if option.name != "help"]


def where_to_look(chosen: Chosen, folder: Path) -> Iterable[str]:
    """How the program gets to know that the store is in this folder from now on."""
    file = chosen.get("settings_path") or settings_file()
    yield _("The program looks for it in another place. Write this line in {file}:").format(file=file)
    yield f"  store = {json.dumps(str(folder.absolute()), ensure_ascii=False)}"


def _must_be_protectable(old: Path, *, invented: bool) -> StoreFacts:
    try:
        facts = read_facts(old)
    except NotAStore as fault:
        raise click.ClickException(_("There is no store in {folder}.").format(folder=old)) from fault
    except UnknownFormat as fault:
        raise click.ClickException(
            _("The store in {folder} was made by a newer sipforms. Install the newer version.").format(folder=old)
        ) from fault
    if facts.is_protected:
        raise click.ClickException(not_protected(NotProtected.PROTECTED_ALREADY))
    if facts.is_demo and not invented:
        raise click.ClickException(
            _("This is a demonstration with invented citizens. Add `--invented` if they are to be taken for real ones.")
        )
    return facts


def _must_be_fit(folder: Path) -> None:
    unfit = refused(examine_folder(folder))
    if unfit:
        said = [_("{folder} cannot hold a store; nothing was made.").format(folder=folder)]
        for one in unfit:
            said += [finding_sentence(one), finding_step(one)]
        raise click.ClickException(" ".join(filter(None, said)))


def _wanted(chosen: Chosen, settings: Settings, folder: Path, given: Given) -> tuple[Founding | None, Path | None]:
    programmes = programmes_of(replace(settings, store=folder))
    if given.is_anything or not is_at_terminal():
        wanted, recovery_file = wanted_from(chosen, given, programmes.by_id, new_code)
        write_codes(recovery_file, wanted.papers)
        return wanted, recovery_file
    terminal = this_terminal()
    terminal.say(_("Here an encrypted store is made out of the one in {folder}.").format(folder=settings.store))
    terminal.say(_("Folder: {folder}").format(folder=folder))
    terminal.say(_("Nothing is made before you say yes at the end. Ctrl-C stops."))
    terminal.say()
    known = tuple(programmes.by_id.values())
    talked = talk(terminal, lambda: known, new_code, secrets.randbelow, str(chosen.get("user") or ""))
    if talked is None:
        terminal.say(_("Nothing was made. The recovery codes that you wrote down open nothing; throw them away."))
    return talked, None


def _made(old: Path, new: Path, wanted: Founding, recovery_file: Path | None, *, leaving_out: bool) -> ProtectedStore:
    wish = Wish(old=old, new=new, founding=wanted, workstation=this_workstation(), clock=now, leaving_out=leaving_out)
    try:
        new.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with progress_bar(_("Encrypting the store")) as tell:
            made = protect(wish, Means(tell=tell))
        if isinstance(made, NotProtected):
            raise click.ClickException(not_protected(made))
    except StoreExists as fault:
        raise click.ClickException(not_protected(NotProtected.TAKEN)) from fault
    except OSError as fault:
        raise click.ClickException(_("{folder} cannot be written to.").format(folder=new)) from fault
    finally:
        if recovery_file is not None and not (new / "store.json").exists():
            recovery_file.unlink(missing_ok=True)  # codes of a store that is not there
    return made
