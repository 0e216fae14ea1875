"""``sipforms user``: who may sign in, as what, and in which units."""

from pathlib import Path

import click

from sipforms.actions.case_access import alone_with
from sipforms.actions.signing_in import leave
from sipforms.cli.asking import agreed, is_anybody_there
from sipforms.cli.columns import aligned
from sipforms.cli.command import Command, Group
from sipforms.cli.opening import Chosen, door_from
from sipforms.cli.passphrases import chosen_passphrase, required_strength, secret_in
from sipforms.cli.roles import typed_role
from sipforms.cli.sign_in import signed_in as signed_in_as
from sipforms.cli.signed_in import (
    changed,
    no_users,
    session_of,
    signed_in,
    unit_named,
    user_line,
    user_named,
)
from sipforms.cli.terminal import tell_lines, this_terminal
from sipforms.render.access_words import role_words
from sipforms.render.language import N_, _, ngettext
from sipforms.render.plain import plain
from sipforms.store.access import changes
from sipforms.store.access.founding import NewUser
from sipforms.store.access.roles import Role

_FILE = click.option(
    "--new-passphrase-file",
    "file",
    type=click.Path(path_type=Path),
    help=N_("The new passphrase on the first line of a file; otherwise it is typed unseen."),
)


@click.group("user", cls=Group, help=N_("Say who may sign in, as what, and in which units."))
@click.help_option()
def command() -> None: ...


@command.command(
    "add",
    cls=Command,
    help=N_("Let a colleague in, who sits at the keyboard and chooses a passphrase."),
    examples=('sipforms user add KHO "Karen Holm" --role staff --unit Nord',),
)
@click.argument("name", metavar="ID")
@click.argument("title", metavar="TEXT")
@click.option(
    "--role",
    "roles",
    type=typed_role,
    metavar="WORD",
    multiple=True,
    default=(Role.STAFF,),
    help=N_("What the colleague is: staff, leader, designer, secretariat or administrator; several may be given."),
)
@click.option("--unit", "units", metavar="TEXT", multiple=True, help=N_("A unit, yours otherwise; may be given again."))
@_FILE
@click.help_option()
@click.pass_obj
def add(
    chosen: Chosen, name: str, title: str, roles: tuple[Role, ...], units: tuple[str, ...], file: Path | None
) -> int:
    with signed_in(chosen) as (workplace, session):
        register = session.refresh()
        joined = tuple(unit_named(register, one).id for one in units) or (session.home_unit,)
        new = NewUser(
            name=name.strip(),
            title=title.strip(),
            roles=tuple(dict.fromkeys(roles)),
            passphrase=_new_passphrase(file, name, title),
        )
        user = changed(changes.add_user(session, new, joined, now=workplace.now(), witness=workplace.witness))
        click.echo(_("{name} can sign in now.").format(name=plain(user.name)))
    return 0


def _new_passphrase(file: Path | None, name: str, title: str) -> str:
    """From the file, or typed twice by the one it is for."""
    names = (name, title, *title.split())
    if file is not None:
        return required_strength(secret_in(file), names)
    terminal = this_terminal()
    terminal.say(_("Let {name} sit down at the keyboard now, and look away.").format(name=plain(name)))
    return chosen_passphrase(terminal, names)


@command.command("list", cls=Command, help=N_("List the users with their roles and units."))
@click.option("--all", "also_left", is_flag=True, help=N_("Those who have left, too."))
@click.help_option()
@click.pass_obj
def list_(chosen: Chosen, also_left: bool) -> int:  # noqa: FBT001 - click's
    with signed_in(chosen) as (_workplace, session):
        register = session.refresh()
        shown = register.users if also_left else register.active_users
        for line in aligned([user_line(register, one) for one in sorted(shown, key=lambda one: one.name.casefold())]):
            click.echo(line)
    return 0


@command.command(
    "roles", cls=Command, help=N_("Change what a user is; the roles named are all the user has afterwards.")
)
@click.argument("name", metavar="ID")
@click.argument("roles", type=typed_role, metavar="WORD...", nargs=-1, required=True)
@click.help_option()
@click.pass_obj
def roles_(chosen: Chosen, name: str, roles: tuple[Role, ...]) -> int:
    with signed_in(chosen) as (workplace, session):
        user = user_named(session.refresh(), name)
        wanted = tuple(dict.fromkeys(roles))
        user = changed(changes.change_roles(session, user.id, wanted, now=workplace.now(), witness=workplace.witness))
        said = _("{name} is now: {roles}.").format(name=plain(user.name), roles=role_words(user.roles))
        click.echo(said)
    return 0


@command.command(
    "rename", cls=Command, help=N_("Give a user other initials and another name; old answers keep the old ones.")
)
@click.argument("name", metavar="ID")
@click.argument("new", metavar="ID")
@click.argument("title", metavar="TEXT")
@click.help_option()
@click.pass_obj
def rename(chosen: Chosen, name: str, new: str, title: str) -> int:
    with signed_in(chosen) as (workplace, session):
        user = user_named(session.refresh(), name)
        named = changed(
            changes.rename_user(session, user.id, new, title, now=workplace.now(), witness=workplace.witness)
        )
        said = _("{name} signs in as {new} from now on.").format(name=plain(user.title), new=plain(named.name))
        click.echo(said)
    return 0


@command.command("join", cls=Command, help=N_("Let a user into a unit: the user can read all that is kept there."))
@click.argument("name", metavar="ID")
@click.argument("unit", metavar="TEXT")
@click.help_option()
@click.pass_obj
def join(chosen: Chosen, name: str, unit: str) -> int:
    with signed_in(chosen) as (workplace, session):
        register = session.refresh()
        user, joined = user_named(register, name), unit_named(register, unit)
        changed(changes.join_unit(session, user.id, joined.id, now=workplace.now(), witness=workplace.witness))
        click.echo(_("{name} is in {unit} now.").format(name=plain(user.name), unit=plain(joined.title)))
    return 0


@command.command("leave", cls=Command, help=N_("Take a user out of a unit; its key is changed."))
@click.argument("name", metavar="ID")
@click.argument("unit", metavar="TEXT")
@click.help_option()
@click.pass_obj
def leave_(chosen: Chosen, name: str, unit: str) -> int:
    with signed_in(chosen) as (workplace, session):
        register = session.refresh()
        user, left = user_named(register, name), unit_named(register, unit)
        changed(changes.leave_unit(session, user.id, left.id, now=workplace.now(), witness=workplace.witness))
        click.echo(_("{name} is in {unit} no more.").format(name=plain(user.name), unit=plain(left.title)))
        click.echo(_("What the user has read until now cannot be unread; what is kept from now on is closed."))
    return 0


@command.command("retire", cls=Command, help=N_("Close the door to a user who has left; old answers keep the name."))
@click.argument("name", metavar="ID")
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
@click.help_option()
@click.pass_obj
def retire(chosen: Chosen, name: str, yes: bool) -> int:  # noqa: FBT001 - click's
    with signed_in(chosen) as (workplace, session):
        user = user_named(session.refresh(), name)
        _warn_of_locked_up(alone_with(session, user.id), plain(user.name))
        if not yes and not _is_meant(plain(user.name)):
            click.echo(_("Nothing was changed."))
            return 1
        changed(changes.retire_user(session, user.id, now=workplace.now(), witness=workplace.witness))
        said = _("{name} can sign in no more, and the keys of the user's units are changed.")
        click.echo(said.format(name=plain(user.name)))
    return 0


def _warn_of_locked_up(count: int, name: str) -> None:
    """Say that case files go out of everybody's reach with this user."""
    said = ngettext(
        "{name} alone can open {count} restricted case file; afterwards only a recovery code does. "
        "Better let {name} name others first: `sipforms case restrict`.",
        "{name} alone can open {count} restricted case files; afterwards only a recovery code does. "
        "Better let {name} name others first: `sipforms case restrict`.",
        count,
    )
    if count:
        tell_lines([said.format(name=name, count=count)], err=True)


def _is_meant(name: str) -> bool:
    if not is_anybody_there():
        raise click.UsageError(_("There is nobody to ask. `--yes` answers yes."))
    question = _("Shall {name} sign in no more? This cannot be undone. (yes or no)").format(name=name)
    return agreed(f"{question} ")


@command.command("passphrase", cls=Command, help=N_("Change your own passphrase."))
@_FILE
@click.help_option()
@click.pass_obj
def passphrase_(chosen: Chosen, file: Path | None) -> int:
    door = door_from(chosen)
    if not door.needs_sign_in:
        raise no_users()
    workplace, known = signed_in_as(chosen, door)
    session = session_of(workplace)
    try:
        names = (known.name, session.user.title, *session.user.title.split())
        if file is not None:
            new = required_strength(secret_in(file), names)
        else:
            new = chosen_passphrase(this_terminal(), names, forbidden=lambda one: one == known.passphrase)
        changed(
            changes.change_passphrase(session, known.passphrase, new, now=workplace.now(), witness=workplace.witness)
        )
        click.echo(_("Your passphrase is changed. The old one opens nothing any more, but for old backups."))
    finally:
        leave(workplace)
    return 0


@command.command(
    "reset", cls=Command, help=N_("Give a new start to a user who has forgotten the passphrase; a leader does it.")
)
@click.argument("name", metavar="ID")
@_FILE
@click.help_option()
@click.pass_obj
def reset(chosen: Chosen, name: str, file: Path | None) -> int:
    with signed_in(chosen) as (workplace, session):
        user = user_named(session.refresh(), name)
        new = _new_passphrase(file, user.name, user.title)
        renewed = changed(
            changes.reset_passphrase(session, user.id, new, now=workplace.now(), witness=workplace.witness)
        )
        click.echo(_("{name} can sign in with the new passphrase.").format(name=plain(user.name)))
        for unit in session.register.units_in_use:
            if unit.id in user.units and unit.id not in renewed.units:
                said = _(
                    "{unit} is not yours: a member lets {name} in there again with `sipforms user join {name} {unit}`."
                )
                click.echo(said.format(unit=plain(unit.title), name=plain(user.name)))
    return 0
