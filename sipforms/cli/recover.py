"""``sipforms recover``: back into a store by a recovery code on paper, when nobody is left who can let others in."""

from pathlib import Path

import click

from sipforms.actions.doors import Door
from sipforms.actions.recovering import come_back, take_over_restricted
from sipforms.actions.signing_in import leave
from sipforms.actions.workplace import Workplace
from sipforms.cli.command import Command, command_line
from sipforms.cli.founding_talk import FIRST_ROLES
from sipforms.cli.opening import Chosen, door_from
from sipforms.cli.passphrases import chosen_passphrase, required_strength, secret_in
from sipforms.cli.sign_in import refused_entry
from sipforms.cli.signed_in import changed, no_users, session_of
from sipforms.cli.terminal import Terminal, is_at_terminal, tell_lines, this_terminal
from sipforms.render.language import N_, _, ngettext
from sipforms.render.plain import plain
from sipforms.store.access.founding import NewUser
from sipforms.store.failures import StoreError
from sipforms.store.sealing.recovery_codes import is_code

_TRIES = 3


@click.command(
    "recover",
    cls=Command,
    help=N_("Come back into the store by a recovery code, when nobody is left who can let others in."),
)
@click.option("--name", metavar="TEXT", help=N_("For scripts, with `--user` and `--passphrase-file`: the whole name."))
@click.option(
    "--code-file", type=click.Path(path_type=Path), help=N_("… the recovery code, on the first line of a file.")
)
@click.option(
    "--restricted",
    is_flag=True,
    help=N_("Open case files that are restricted to others, too; it stands in the access log."),
)
@click.help_option()
@click.pass_obj
def command(chosen: Chosen, name: str | None, code_file: Path | None, restricted: bool) -> int:  # noqa: FBT001 - click's
    door = door_from(chosen)
    if not door.needs_sign_in:
        raise no_users()
    if code_file is not None or not is_at_terminal():
        code, founder = _by_script(chosen, name, code_file)
    else:
        code, founder = _asked(this_terminal(), str(chosen.get("user") or ""))
    workplace = _entered(door, code, founder)
    try:
        tell_lines(_welcome(founder))
        if restricted:
            taken = take_over_restricted(workplace, session_of(workplace), code) or ()
            said = ngettext(
                "{count} restricted case file is open to you now.",
                "{count} restricted case files are open to you now.",
                len(taken),
            )
            click.echo(said.format(count=len(taken)))
    finally:
        leave(workplace)
    return 0


def _by_script(chosen: Chosen, name: str | None, code_file: Path | None) -> tuple[str, NewUser]:
    needed = {
        "--user": chosen.get("user"),
        "--passphrase-file": chosen.get("passphrase_file"),
        "--name": name,
        "--code-file": code_file,
    }
    missing = [option for option, value in needed.items() if not value]
    if missing or name is None or code_file is None:
        said = _("You come back in a conversation at a terminal, or with all of the options. Missing: {options}.")
        raise click.UsageError(said.format(options=", ".join(missing)))
    initials = str(chosen["user"]).strip()
    passphrase = required_strength(secret_in(chosen["passphrase_file"]), (initials, name, *name.split()))
    return secret_in(code_file), NewUser(name=initials, title=name, roles=FIRST_ROLES, passphrase=passphrase)


def _asked(terminal: Terminal, initials: str) -> tuple[str, NewUser]:
    terminal.say(
        _(
            "With a recovery code you come into the store as leader and administrator, when nobody is left who can "
            "let you in. It stands in the access log that you did."
        )
    )
    code = code_asked(terminal)
    while not initials:
        initials = terminal.ask(_("Your initials, which you sign in with, such as AB:"))
    name = terminal.ask(_("Your whole name, as colleagues know you:"))
    passphrase = chosen_passphrase(terminal, (initials, name, *name.split()))
    return code, NewUser(name=initials, title=name, roles=FIRST_ROLES, passphrase=passphrase)


def code_asked(terminal: Terminal) -> str:
    """A code without a mistake in it, typed on a page that is wiped; whether it opens anything is not said here."""
    for _try in range(_TRIES):
        terminal.turn_page()
        try:
            terminal.say(_("Type the recovery code from the paper, all eleven groups. Small letters are fine."))
            code = terminal.ask(_("Recovery code:"))
        finally:
            terminal.turn_back()
        if is_code(code):
            return code
        terminal.say(_("A sign in it is wrong, missing or too many. Compare it with the paper, group by group."))
    raise click.ClickException(_("Nothing was changed."))


def _entered(door: Door, code: str, founder: NewUser) -> Workplace:
    try:
        return changed(come_back(door, code, founder))
    except StoreError as fault:
        raise refused_entry(fault, door) from fault


def _welcome(founder: NewUser) -> tuple[str, ...]:
    return (
        _("You are in again: {name} is leader and administrator, and in every unit.").format(name=plain(founder.name)),
        _("See who else can sign in: {command}").format(command=command_line("user", "list")),
        _("Put the paper back where it was; the code still works."),
    )
