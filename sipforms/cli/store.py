"""``sipforms store``: make a store, or say what one is."""

import click

from sipforms.cli.command import Command, Group
from sipforms.cli.opening import Chosen, now, settings_from
from sipforms.render.language import N_, _, format_date
from sipforms.store.failures import NotAStore, StoreExists, StoreUnavailable, UnknownFormat
from sipforms.store.opening import create_store, read_facts


@click.group("store", cls=Group, help=N_("Make a store for case files, or show what one is."))
@click.help_option()
def command() -> None: ...


@command.command("init", cls=Command, help=N_("Make an empty store in the folder that `--store` or the settings name."))
@click.help_option()
@click.pass_obj
def init(chosen: Chosen) -> int:
    folder = settings_from(chosen).store
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        create_store(folder, purpose="real", created=now())
    except StoreExists as fault:
        raise click.ClickException(
            _("{folder} is not empty. Choose another folder; nothing was changed.").format(folder=folder)
        ) from fault
    except (StoreUnavailable, OSError) as fault:
        raise click.ClickException(_("{folder} cannot be written to.").format(folder=folder)) from fault
    click.echo(_("An empty store stands in {folder}.").format(folder=folder))
    click.echo(_("This version keeps answers without encryption: open it with `sipforms --unprotected`,"))
    click.echo(_("and only in a folder that nobody else can read, on an encrypted disk."))
    return 0


@command.command("show", cls=Command, help=N_("Show what the store is: for whom, since when, how it is protected."))
@click.help_option()
@click.pass_obj
def show(chosen: Chosen) -> int:
    folder = settings_from(chosen).store
    try:
        facts = read_facts(folder)
    except NotAStore as fault:
        raise click.ClickException(_("There is no store in {folder}.").format(folder=folder)) from fault
    except (UnknownFormat, StoreUnavailable) as fault:
        raise click.ClickException(
            _("The store in {folder} cannot be read by this version.").format(folder=folder)
        ) from fault
    click.echo(_("Folder: {folder}").format(folder=folder))
    click.echo(_("For: {purpose}").format(purpose=_("demonstration") if facts.is_demo else _("real people")))
    click.echo(_("Since: {day}").format(day=format_date(facts.created.date())))
    click.echo(_("Encrypted: {answer}").format(answer=_("yes") if facts.is_protected else _("no")))
    return 0
