"""``sipforms unit``: the parts of the facility, each with citizens of its own that only its members can read about."""

import click

from sipforms.cli.columns import aligned
from sipforms.cli.command import Command, Group
from sipforms.cli.opening import Chosen
from sipforms.cli.signed_in import changed, signed_in, unit_named
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.store.access import changes


@click.group("unit", cls=Group, help=N_("Divide the facility into units: add, list, rename."))
@click.help_option()
def command() -> None: ...


@command.command(
    "add", cls=Command, help=N_("Make a unit; you become its first member."), examples=("sipforms unit add Nord",)
)
@click.argument("title", metavar="TEXT")
@click.help_option()
@click.pass_obj
def add(chosen: Chosen, title: str) -> int:
    with signed_in(chosen) as (workplace, session):
        unit = changed(
            changes.add_unit(session, " ".join(title.split()), now=workplace.now(), witness=workplace.witness)
        )
        click.echo(_("The unit {unit} is made, and you are its first member.").format(unit=plain(unit.title)))
        click.echo(
            _("Let a colleague in with `sipforms user join ID {unit}`, a new one with `sipforms user add`.").format(
                unit=_quoted(unit.title)
            )
        )
    return 0


def _quoted(title: str) -> str:
    shown = plain(title)
    return f'"{shown}"' if " " in shown else shown


@command.command("list", cls=Command, help=N_("List the units with their members."))
@click.help_option()
@click.pass_obj
def list_(chosen: Chosen) -> int:
    with signed_in(chosen) as (_workplace, session):
        register = session.refresh()
        rows = [
            (plain(one.title), ", ".join(plain(user.name) for user in register.members(one.id)))
            for one in register.units_in_use
        ]
        for line in aligned(rows):
            click.echo(line)
    return 0


@command.command("rename", cls=Command, help=N_("Give a unit, or the whole house, another name."))
@click.argument("title", metavar="TEXT")
@click.argument("new", metavar="TEXT")
@click.help_option()
@click.pass_obj
def rename(chosen: Chosen, title: str, new: str) -> int:
    with signed_in(chosen) as (workplace, session):
        unit = unit_named(session.refresh(), title)
        renamed = changed(
            changes.rename_unit(session, unit.id, " ".join(new.split()), now=workplace.now(), witness=workplace.witness)
        )
        click.echo(_("The unit is called {unit} now.").format(unit=plain(renamed.title)))
    return 0
