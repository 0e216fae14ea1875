"""``sipforms recipient``: a key that exports can be sealed for: made once, handed out, and its fingerprint shown."""

from pathlib import Path

import click

from sipforms.actions.export_files import FileThere
from sipforms.actions.sealed_exports import make_recipient
from sipforms.cli.command import Command, Group
from sipforms.cli.opening import Chosen
from sipforms.cli.passphrases import chosen_passphrase, required_strength, secret_in
from sipforms.cli.refusals import refusal
from sipforms.cli.terminal import tell_lines, this_terminal
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.store.failures import StoreUnavailable
from sipforms.store.sealing.recipients import LARGEST, NotARecipient, Recipient, private_in, recipient_in

_LONGEST_NAME = 100


@click.group("recipient", cls=Group, help=N_("Make the key that sealed exports are sent to, or show whose it is."))
@click.help_option()
def command() -> None: ...


@command.command(
    "new",
    cls=Command,
    help=N_(
        "Make a new key: FILE.recipient, to hand out to whoever sends you exports, and FILE.private, to keep.\n\n"
        "The private file opens what was sealed for you, together with its passphrase. Without either nobody can open "
        "it, you neither."
    ),
    examples=('sipforms recipient new sekretariat --name "Sekretariatet for SIP"',),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--name", metavar="TEXT", required=True, help=N_("Who you are, as the senders know you."))
@click.help_option()
@click.pass_obj
def new(chosen: Chosen, file: Path, name: str) -> int:
    title = name.strip()
    if not title or len(title) > _LONGEST_NAME:
        raise click.UsageError(_("A name has at least one letter and at most {most}.").format(most=_LONGEST_NAME))
    if chosen.get("passphrase_file") is not None:
        passphrase = required_strength(secret_in(chosen["passphrase_file"]), (title, *title.split()))
    else:
        passphrase = chosen_passphrase(this_terminal(), (title, *title.split()))
    try:
        made = make_recipient(title, file, passphrase)
    except FileThere as fault:
        said = _("{file} is there already, and may be the only key to something. Choose another name.")
        raise click.ClickException(said.format(file=fault.file)) from fault
    except StoreUnavailable as fault:
        raise click.ClickException(_("{reason} No file was written.").format(reason=refusal(fault))) from fault
    tell_lines(
        (
            _("{file} is to hand out: whoever has it can seal exports for you.").format(file=made.public),
            _("{file} is yours alone: keep it, and a copy of it, where nobody else comes.").format(file=made.private),
            _("The fingerprint, to read aloud when somebody asks: {fingerprint}").format(
                fingerprint=made.recipient.fingerprint
            ),
        )
    )
    return 0


@command.command(
    "show",
    cls=Command,
    help=N_("Show whose key a file holds, and its fingerprint."),
    examples=("sipforms recipient show sekretariat.recipient",),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.help_option()
def show(file: Path) -> int:
    found = _recipient(file)
    click.echo(plain(found.name))
    click.echo(_("Fingerprint: {fingerprint}").format(fingerprint=found.fingerprint))
    return 0


def _recipient(file: Path) -> Recipient:
    """Whose file it is, the public or the private one."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as fault:
        raise click.UsageError(_("The file {file} cannot be opened.").format(file=file)) from fault
    try:
        return recipient_in(content)
    except NotARecipient:
        pass
    try:
        return private_in(content).recipient
    except NotARecipient as fault:
        said = _("{file} is neither the public nor the private file of a recipient.")
        raise click.ClickException(said.format(file=file)) from fault
