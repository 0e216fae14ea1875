"""Signing in on the command line: the name and the passphrase from whoever is there, or from a file for scripts."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import click

from sipforms.actions.doors import Door
from sipforms.actions.reminding import reminders
from sipforms.actions.signing_in import enter, leave
from sipforms.actions.workplace import Workplace
from sipforms.cli.passphrases import secret_in
from sipforms.cli.refusals import refusal
from sipforms.cli.terminal import Terminal, tell_lines, this_terminal
from sipforms.render.language import _
from sipforms.render.signing_in import refused, reminded
from sipforms.store.failures import SignInRefused, StoreError, StoreUnavailable

TRIES = 3
"""How often somebody may try before the command ends; the store itself makes a thief wait longer and longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Who wants in, and the proof."""

    name: str
    passphrase: str = field(repr=False)


def credentials_from(chosen: Mapping[str, Any], door: Door) -> Credentials:
    """From the options, and asked for where they do not say it. Wrong use where nobody can be asked."""
    name = str(chosen.get("user") or door.settings.user)
    if chosen.get("passphrase_file") is not None:
        if not name:
            raise click.UsageError(_("`--passphrase-file` goes with `--user`: whose passphrase is it?"))
        return Credentials(name=name, passphrase=secret_in(chosen["passphrase_file"]))
    return _asked(this_terminal(), name)


def _asked(terminal: Terminal, name: str) -> Credentials:
    if not name:
        name = terminal.ask(_("Your initials:"))
    return Credentials(name=name, passphrase=terminal.ask_hidden(_("{name}'s passphrase:").format(name=name)))


def signed_in(chosen: Mapping[str, Any], door: Door) -> tuple[Workplace, Credentials]:
    """The workplace behind a protected door, and who came in; a slip of the finger at a terminal may be mended."""
    for left in range(TRIES - 1, -1, -1):
        known = credentials_from(chosen, door)
        try:
            workplace = enter(door, known.name, known.passphrase)
        except SignInRefused as fault:
            if not left or chosen.get("passphrase_file") is not None:
                raise refused_entry(fault, door) from fault
            tell_lines([refused(fault, door.folder)], err=True)
        except StoreError as fault:
            raise refused_entry(fault, door) from fault
        else:
            _welcome(workplace)
            return workplace, known
    raise AssertionError


def _welcome(workplace: Workplace) -> None:
    """Say what is to be settled, and see to it that whoever came in signs out when the command has ended."""
    if is_watched():
        tell_lines(reminded(reminders(workplace)), err=True)
    command = click.get_current_context(silent=True)  # the screens sign out themselves
    if command is not None:
        command.call_on_close(lambda: leave(workplace))


def is_watched() -> bool:
    """Whether somebody reads what is told on the way in: a script that runs every night is told nothing."""
    return sys.stderr.isatty()


def refused_entry(fault: StoreError, door: Door) -> click.ClickException:
    """Why nobody came in, as the end of a command."""
    said = refused(fault, door.folder)
    return click.ClickException(f"{said} {refusal(fault)}" if isinstance(fault, StoreUnavailable) else said)
