"""``sipforms case``: whom a citizen's case file is for."""

import click

from sipforms.actions.case_access import move_to_unit, open_to_unit, place_of, restrict
from sipforms.cli.command import Command, Group
from sipforms.cli.opening import Chosen
from sipforms.cli.signed_in import signed_in, unit_named, user_named
from sipforms.cli.who import case_with
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.store.access.case_key_file import CasePlace
from sipforms.store.access.register import Register


@click.group("case", cls=Group, help=N_("Say whom a citizen's case file is for: show, restrict, open, move."))
@click.help_option()
def command() -> None: ...


@command.command("show", cls=Command, help=N_("Show which unit a case file belongs to, and whom it is restricted to."))
@click.argument("citizen", metavar="CITIZEN")
@click.help_option()
@click.pass_obj
def show(chosen: Chosen, citizen: str) -> int:
    with signed_in(chosen) as (workplace, session):
        place = place_of(session, case_with(workplace, citizen).id)
        for line in _place_lines(session.refresh(), place):
            click.echo(line)
    return 0


def _place_lines(register: Register, place: CasePlace) -> tuple[str, ...]:
    unit = register.unit(place.unit)
    title = "" if unit is None else plain(unit.title)
    users = sorted(plain(found.name) for one in place.users if (found := register.user(one)) is not None)
    if place.is_restricted:
        names = ", ".join(users)
        return (
            _("Unit: {unit}").format(unit=title),
            _("Restricted to: {names}").format(names=names),
        )
    members = ", ".join(plain(one.name) for one in register.members(place.unit))
    return (_("Unit: {unit}").format(unit=title), _("Open to its members: {names}").format(names=members))


@command.command(
    "restrict",
    cls=Command,
    help=N_("Let only these users open a case file; name yourself too, if you are to be one of them."),
    examples=("sipforms case restrict B-1042 KHO AB",),
)
@click.argument("citizen", metavar="CITIZEN")
@click.argument("names", metavar="ID...", nargs=-1, required=True)
@click.help_option()
@click.pass_obj
def restrict_(chosen: Chosen, citizen: str, names: tuple[str, ...]) -> int:
    with signed_in(chosen) as (workplace, session):
        register = session.refresh()
        users = [user_named(register, one) for one in names]
        restrict(workplace, session, case_with(workplace, citizen).id, [one.id for one in users])
        who = ", ".join(dict.fromkeys(plain(one.name) for one in users))
        click.echo(_("Only these can open it from now on: {names}.").format(names=who))
        if session.user.id not in {one.id for one in users}:
            click.echo(_("You are not one of them, and do not see the citizen any more."))
        click.echo(_("What others have read until now cannot be unread."))
    return 0


@command.command("open", cls=Command, help=N_("Let all members of its unit open a restricted case file again."))
@click.argument("citizen", metavar="CITIZEN")
@click.help_option()
@click.pass_obj
def open_(chosen: Chosen, citizen: str) -> int:
    with signed_in(chosen) as (workplace, session):
        case = case_with(workplace, citizen).id
        open_to_unit(workplace, session, case)
        for line in _place_lines(session.refresh(), place_of(session, case)):
            click.echo(line)
    return 0


@command.command("move", cls=Command, help=N_("Give a case file to another unit, as when the citizen moves."))
@click.argument("citizen", metavar="CITIZEN")
@click.argument("unit", metavar="TEXT")
@click.help_option()
@click.pass_obj
def move(chosen: Chosen, citizen: str, unit: str) -> int:
    with signed_in(chosen) as (workplace, session):
        to = unit_named(session.refresh(), unit)
        move_to_unit(workplace, session, case_with(workplace, citizen).id, to.id)
        click.echo(
            _("It belongs to {unit} now; those who are only in other units cannot open it any more.").format(
                unit=plain(to.title)
            )
        )
    return 0
