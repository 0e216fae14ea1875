"""``sipforms store doctor`` and ``store verify``: how the folder and the store in it are, with and without keys."""

from pathlib import Path

import click

from sipforms.actions.doors import Standing, door_to
from sipforms.actions.settings import Settings
from sipforms.actions.signing_in import leave
from sipforms.actions.store_care import KeptElsewhere, verified
from sipforms.cli.command import Command
from sipforms.cli.opening import Chosen, now, settings_from, workplace_from
from sipforms.cli.progress import progress_bar
from sipforms.cli.store_copies import kept_elsewhere
from sipforms.cli.terminal import tell_lines
from sipforms.render.language import N_, _, ngettext
from sipforms.render.log_findings import verified_lines
from sipforms.render.store_care import folder_lines, health_lines, verified_store_lines, verified_without_keys_lines
from sipforms.store.access.register import Register
from sipforms.store.care.copying import Means
from sipforms.store.care.doctor import examine_store
from sipforms.store.care.sweeping import is_unfinished, tidy
from sipforms.store.care.verifying import VerifiedStore, verify_store
from sipforms.store.failures import NotAStore, UnknownFormat
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.log.heads import head_line
from sipforms.store.probing.folder import examine_folder, refused

PROBLEMS_FOUND = 1


@click.command(
    "doctor",
    cls=Command,
    help=N_(
        "Try whether a folder can hold a store, and say how the store in it is.\n\n"
        "Nobody needs to sign in, and no answer is read. Do it before a store is made in a folder, and now and then "
        "afterwards."
    ),
    examples=("sipforms store doctor", "sipforms --store D:/sipforms store doctor"),
)
@click.option("--tidy", "is_tidying", is_flag=True, help=N_("Take away what interrupted saves left."))
@click.help_option()
@click.pass_obj
def doctor(chosen: Chosen, *, is_tidying: bool) -> int:
    settings = settings_from(chosen)
    folder = settings.store
    click.echo(_("Folder: {folder}").format(folder=folder))
    try:
        if is_tidying:
            _tidy(folder)
        with progress_bar(_("Looking at the store")) as tell:
            health = examine_store(folder, now().date(), Means(tell=tell))
    except NotAStore:
        return _of_folder(settings)
    except UnknownFormat as fault:
        raise _newer(folder) from fault
    tell_lines(health_lines(health))
    if health.heads:
        click.echo("")
        click.echo(_("The access log ends here; `sipforms log head` says what that is good for:"))
        tell_lines(f"  {head_line(head)}" for head in health.heads)
    return 0 if health.is_well else PROBLEMS_FOUND


def _of_folder(settings: Settings) -> int:
    findings = examine_folder(settings.store)
    tell_lines(folder_lines(findings))
    click.echo("")
    standing = door_to(settings, now).standing
    if is_unfinished(settings.store):
        click.echo(_("A restoring or encrypting was interrupted here. Begin the same again: it clears this away."))
    elif standing is Standing.HEADLESS:
        click.echo(_("A store lies here, but its file `store.json` is gone. Change nothing; fetch it from a backup."))
    elif standing is Standing.FOREIGN:
        click.echo(_("The folder holds something else than a store. Choose another one."))
    elif refused(findings):
        click.echo(_("No store can be kept in this folder."))
    else:
        click.echo(_("There is no store in the folder yet. One can be kept there: `sipforms store init`."))
        return 0
    return PROBLEMS_FOUND


def _tidy(folder: Path) -> None:
    count = len(tidy(folder, LocalFilesystem()))
    click.echo(
        ngettext("{count} left-over file was taken away.", "{count} left-over files were taken away.", count).format(
            count=count
        )
    )


@click.command(
    "verify",
    cls=Command,
    help=N_(
        "Look at every file of the store: is it what was written, and does it open?\n\n"
        "Case files that are not for you are checked from outside. The access log is checked too."
    ),
)
@click.option("--without-keys", is_flag=True, help=N_("Sign nobody in, and compare checksums only."))
@click.help_option()
@click.pass_obj
def verify(chosen: Chosen, *, without_keys: bool) -> int:
    if without_keys:
        return _without_keys(settings_from(chosen).store)
    workplace = workplace_from(chosen)
    try:
        with progress_bar(_("Looking at the store")) as tell:
            found = verified(workplace, tell)
        register = workplace.session.register if workplace.session is not None else None
        _tell_all(found, register)
    except KeptElsewhere as fault:
        raise kept_elsewhere() from fault
    finally:
        leave(workplace)
    return 0 if found.is_whole else PROBLEMS_FOUND


def _tell_all(found: VerifiedStore, register: Register | None) -> None:
    tell_lines(verified_store_lines(found))
    if found.log is not None and register is not None:
        click.echo("")
        tell_lines(verified_lines(found.log, register))


def _without_keys(folder: Path) -> int:
    try:
        with progress_bar(_("Looking at the store")) as tell:
            found = verify_store(folder, means=Means(tell=tell))
    except NotAStore as fault:
        raise click.ClickException(_("There is no store in {folder}.").format(folder=folder)) from fault
    except UnknownFormat as fault:
        raise _newer(folder) from fault
    tell_lines(verified_without_keys_lines(found))
    return 0 if found.is_whole else PROBLEMS_FOUND


def _newer(folder: Path) -> click.ClickException:
    return click.ClickException(
        _("The store in {folder} was made by a newer sipforms. Install the newer version.").format(folder=folder)
    )
