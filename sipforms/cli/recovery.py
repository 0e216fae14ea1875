"""``sipforms recovery``: the recovery codes on paper: which there are, whether they work, one more, one less."""

import secrets
from pathlib import Path

import click

from sipforms.cli.columns import aligned
from sipforms.cli.command import Command, Group
from sipforms.cli.founding_options import write_codes
from sipforms.cli.founding_talk import hand_out
from sipforms.cli.opening import Chosen
from sipforms.cli.passphrases import secret_in
from sipforms.cli.recover import code_asked
from sipforms.cli.signed_in import changed, signed_in
from sipforms.cli.terminal import this_terminal
from sipforms.render.language import N_, _, format_date
from sipforms.render.plain import plain
from sipforms.render.suggestion import nearest
from sipforms.store.access import changes
from sipforms.store.access.founding import Paper
from sipforms.store.access.register import RecoveryKey, folded
from sipforms.store.sealing.recovery_codes import new_code


@click.group("recovery", cls=Group, help=N_("Look after the recovery codes on paper: list, try, add, remove."))
@click.help_option()
def command() -> None: ...


@command.command("list", cls=Command, help=N_("List who keeps a recovery code, and when it was last tried."))
@click.help_option()
@click.pass_obj
def list_(chosen: Chosen) -> int:
    with signed_in(chosen) as (_workplace, session):
        for line in aligned([_row(one) for one in session.refresh().recovery_keys]):
            click.echo(line)
    return 0


def _row(key: RecoveryKey) -> tuple[str, ...]:
    made = _("made {day}").format(day=format_date(key.made))
    tried = _("never tried") if key.proved is None else _("tried {day}").format(day=format_date(key.proved))
    return plain(key.holder), made, tried


@command.command("try", cls=Command, help=N_("Type a code from its paper, to see that it works; do it once a year."))
@click.option("--code-file", type=click.Path(path_type=Path), help=N_("The recovery code on the first line of a file."))
@click.help_option()
@click.pass_obj
def try_(chosen: Chosen, code_file: Path | None) -> int:
    with signed_in(chosen) as (workplace, session):
        code = code_asked(this_terminal()) if code_file is None else secret_in(code_file)
        key = changed(changes.prove_recovery_key(session, code, now=workplace.now(), witness=workplace.witness))
        click.echo(_("The recovery code of {holder} works.").format(holder=plain(key.holder)))
    return 0


@command.command("add", cls=Command, help=N_("Make one more recovery code; it is shown once, and read back in part."))
@click.argument("holder", metavar="TEXT")
@click.option("--recovery-file", type=click.Path(path_type=Path), help=N_("For scripts: a new file for the code."))
@click.help_option()
@click.pass_obj
def add(chosen: Chosen, holder: str, recovery_file: Path | None) -> int:
    with signed_in(chosen) as (workplace, session):
        paper = Paper(holder=holder, code=new_code(), is_proved=recovery_file is None)
        if recovery_file is None:
            hand_out(this_terminal(), paper.code, holder, secrets.randbelow)
        else:
            write_codes(recovery_file, (paper,))
        outcome = changes.add_recovery_key(session, paper, now=workplace.now(), witness=workplace.witness)
        if isinstance(outcome, changes.Refusal) and recovery_file is not None:
            recovery_file.unlink(missing_ok=True)  # a code that opens nothing; where that is not known it stays
        changed(outcome)
        click.echo(_("{holder} keeps a recovery code now.").format(holder=plain(holder)))
    return 0


@command.command(
    "remove", cls=Command, help=N_("Make a recovery code worthless, when its paper is lost or its keeper leaves.")
)
@click.argument("holder", metavar="TEXT")
@click.help_option()
@click.pass_obj
def remove(chosen: Chosen, holder: str) -> int:
    with signed_in(chosen) as (workplace, session):
        key = _kept_by(session.refresh().recovery_keys, holder)
        changed(changes.remove_recovery_key(session, key.id, now=workplace.now(), witness=workplace.witness))
        click.echo(_("The recovery code of {holder} opens nothing any more.").format(holder=plain(key.holder)))
    return 0


def _kept_by(keys: tuple[RecoveryKey, ...], holder: str) -> RecoveryKey:
    """The code that somebody keeps; of several the one made first."""
    found = next((one for one in keys if folded(one.holder) == folded(holder)), None)
    if found is None:
        said = _("Nobody called {holder} keeps a recovery code.").format(holder=holder)
        raise click.UsageError(said + nearest(holder, [one.holder for one in keys]))
    return found
