"""``sipforms store backup`` and ``store restore``: a copy while colleagues work, and a store out of a copy."""

from pathlib import Path

import click

from sipforms.actions.signing_in import leave
from sipforms.actions.store_care import KeptElsewhere, backed_up
from sipforms.actions.workstation import this_workstation
from sipforms.cli.command import Command
from sipforms.cli.opening import Chosen, now, workplace_from
from sipforms.cli.progress import progress_bar
from sipforms.cli.terminal import tell_lines
from sipforms.render.language import N_, _
from sipforms.render.store_care import backed_up_lines, not_copied, restore_refused, restored_lines
from sipforms.store.care.backing_up import NotCopied
from sipforms.store.care.copying import Means
from sipforms.store.care.restoring import Request, RestoreRefused, restore, told_restored
from sipforms.store.failures import StoreDamaged, UnknownFormat

PROBLEMS_FOUND = 1


@click.command(
    "backup",
    cls=Command,
    help=N_(
        "Copy the store into a new folder, and read the copy back.\n\n"
        "Colleagues can go on working meanwhile. Nobody's answers are read: what is encrypted is copied encrypted. "
        "The copy has two folders: `data` with the answers and `keys` with what opens them."
    ),
    examples=("sipforms store backup E:/sipforms-2026-11-22",),
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@click.help_option()
@click.pass_obj
def backup(chosen: Chosen, folder: Path) -> int:
    workplace = workplace_from(chosen)
    try:
        with progress_bar(_("Copying the store")) as tell:
            made = backed_up(workplace, folder, tell)
    except KeptElsewhere as fault:
        raise kept_elsewhere() from fault
    finally:
        leave(workplace)
    if isinstance(made, NotCopied):
        raise click.ClickException(not_copied(made))
    tell_lines(backed_up_lines(made, is_protected=workplace.session is not None))
    return PROBLEMS_FOUND if made.wrong or made.damaged else 0


@click.command(
    "restore",
    cls=Command,
    help=N_(
        "Make a store out of a backup, in a new folder.\n\n"
        "Everything is checked first. What was erased stays erased, also what was erased after the backup: name the "
        "newest store or backup there is with `--ledger`, so that it is known."
    ),
    examples=("sipforms store restore E:/sipforms-2026-11-22 --into D:/sipforms",),
)
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="FOLDER")
@click.option("--into", type=click.Path(path_type=Path), required=True, help=N_("The new folder for the store."))
@click.option(
    "--keys", type=click.Path(path_type=Path), help=N_("The folder with the keys, when it is not beside the answers.")
)
@click.option(
    "--ledger",
    "ledgers",
    type=click.Path(path_type=Path),
    multiple=True,
    help=N_("The folder of a newer store or backup that knows what was erased since; may be given again."),
)
@click.option("--leave-out-damaged", is_flag=True, help=N_("Bring back all else when some files are damaged."))
@click.help_option()
def restore_command(
    folder: Path, into: Path, keys: Path | None, ledgers: tuple[Path, ...], *, leave_out_damaged: bool
) -> int:
    request = Request(backup=folder, into=into, keys=keys, ledgers=ledgers, leaving_out=leave_out_damaged)
    try:
        into.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with progress_bar(_("Restoring the store")) as tell:
            back = restore(request, told_restored(this_workstation(), now), Means(tell=tell))
    except OSError as fault:
        raise click.ClickException(_("{folder} cannot be written to.").format(folder=into)) from fault
    except StoreDamaged as fault:
        raise click.ClickException(
            _("The backup is damaged where all depends on it, and no store was made. Try another copy.")
        ) from fault
    except UnknownFormat as fault:
        raise click.ClickException(_("The backup was made by a newer sipforms. Install the newer version.")) from fault
    if isinstance(back, RestoreRefused):
        raise click.ClickException("\n".join(restore_refused(back)))
    tell_lines(restored_lines(back))
    return PROBLEMS_FOUND if back.left_out or back.without_keys else 0


def kept_elsewhere() -> click.ClickException:
    """That the store is a plug-in's."""
    return click.ClickException(_("This store is kept by a plug-in, which has its own way of copying and checking it."))
