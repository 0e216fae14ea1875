"""``sipforms citizen-screen``: a second terminal that shows the citizen the form which staff have open in another."""

import sys

import click

from sipforms.cli.command import Command
from sipforms.render.language import N_, _


@click.command(
    "citizen-screen",
    cls=Command,
    help=N_(
        "Show the citizen the form that staff have open, in a second terminal on this machine. Ctrl+T on the form "
        "gives the number and the code."
    ),
    examples=("sipforms citizen-screen 49152",),
)
@click.argument("number", metavar="NUMBER", type=click.IntRange(1, 65535))
@click.help_option()
def command(number: int) -> int:
    if not sys.stdout.isatty():
        raise click.UsageError(_("This is drawn on a terminal. Open one beside the form, and run it there."))
    from sipforms.cli.screens import run_second_terminal

    return run_second_terminal(number)
