"""``sipforms store``: make a store, look after it, copy it, or say what one is."""

import click

from sipforms.cli.command import Group
from sipforms.cli.founding import init, show
from sipforms.cli.store_copies import backup, restore_command
from sipforms.cli.store_looks import doctor, verify
from sipforms.cli.store_protect import protect_command
from sipforms.render.language import N_


@click.group("store", cls=Group, help=N_("Make a store for case files, look after it, copy it, or show what one is."))
@click.help_option()
def command() -> None: ...


for one in (init, show, doctor, verify, backup, restore_command, protect_command):
    command.add_command(one)
