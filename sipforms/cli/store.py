"""``sipforms store``: make a store, or say what one is."""

import click

from sipforms.cli.command import Group
from sipforms.cli.founding import init, show
from sipforms.render.language import N_


@click.group("store", cls=Group, help=N_("Make a store for case files, or show what one is."))
@click.help_option()
def command() -> None: ...


command.add_command(init)
command.add_command(show)
