"""``sipforms trust``: read a programme's Python code, and allow it to run at this workplace."""

import getpass
import shutil
import sys
import textwrap
from pathlib import Path

import click

from sipforms.actions.settings import Settings
from sipforms.actions.trusting import Trusted, TrustListUnreadable, distrust, matching, read_trust, trust
from sipforms.cli.asking import is_anybody_there
from sipforms.cli.command import Command
from sipforms.cli.opening import Chosen, now, settings_from
from sipforms.cli.refusals import refusal
from sipforms.engine.hooks.outline import hooks_digest, hooks_in, outlined
from sipforms.engine.shelf import bundle_folders, shipped
from sipforms.render.code_listing import listed_code
from sipforms.render.language import N_, _, format_date, ngettext
from sipforms.render.plain import plain
from sipforms.render.suggestion import nearest
from sipforms.store.failures import StoreUnavailable

WIDTH = 80
TYPED = 8
"""How many digits of the digest are typed to say yes: more than a habit, and only there once the file was shown."""


@click.command(
    "trust",
    cls=Command,
    help=N_("Read the Python code that a programme carries (hooks.py), and allow it to run at this workplace."),
    examples=(
        "sipforms trust voksen",
        "sipforms trust --list",
    ),
)
@click.argument("programme", required=False, metavar="[FOLDER|ID]")
@click.option("--yes", "digest", metavar="DIGEST", help=N_("Trust without asking, if the file has this whole digest."))
@click.option("--list", "lists", is_flag=True, help=N_("List what is trusted here."))
@click.option("--revoke", metavar="DIGEST", help=N_("Trust it no longer; the first digits of the digest are enough."))
@click.help_option()
@click.pass_obj
def command(chosen: Chosen, programme: str | None, digest: str | None, revoke: str | None, *, lists: bool) -> int:
    settings = settings_from(chosen)
    if sum((programme is not None, lists, revoke is not None)) != 1:
        raise click.UsageError(_("Name a programme's folder or id, or say `--list` or `--revoke DIGEST`."))
    try:
        if lists:
            return _list(settings)
        if revoke is not None:
            return _revoke(settings, revoke)
        return _trust(settings, _folder(settings, programme or ""), digest)
    except TrustListUnreadable as fault:
        raise click.ClickException(
            _("The list of trusted hooks, {file}, cannot be read. Move it away, and trust them again.").format(
                file=fault.file
            )
        ) from fault
    except (StoreUnavailable, OSError) as fault:
        reason = refusal(fault) if isinstance(fault, StoreUnavailable) else ""
        said = _("The list of trusted hooks, {file}, cannot be written.").format(file=settings.trust_list)
        raise click.ClickException(f"{said} {reason}".rstrip()) from fault


def _folder(settings: Settings, named: str) -> Path:
    """The folder of that path, or else of the programme with that id; of two shelves the later is used."""
    if Path(named).is_dir():
        return Path(named).resolve()
    there = {folder.name: folder for folder in bundle_folders((shipped(), *settings.programmes))}
    if named not in there:
        raise click.UsageError(_("There is no programme `{name}`.").format(name=named) + nearest(named, there))
    return there[named]


def _trust(settings: Settings, folder: Path, given: str | None) -> int:
    content = hooks_in(folder)
    if content is None:
        raise click.ClickException(
            _("{folder} carries no hooks.py, so there is nothing to trust.").format(folder=folder)
        )
    digest = hooks_digest(content)
    known = read_trust(settings.trust_list).find(digest)
    if known is not None:
        click.echo(_trusted_already(known))
        return 0
    if outlined(content).fault_line:
        raise click.ClickException(
            _("hooks.py cannot be read as Python from line {line} on, so it cannot be trusted.").format(
                line=outlined(content).fault_line
            )
        )
    _agree(folder, content, digest, given)
    by = settings.user or getpass.getuser()
    trust(settings.trust_list, Trusted(digest=digest, programme=folder.name, by=by, at=now()))
    click.echo(_("hooks.py of {programme} is trusted at this workplace.").format(programme=plain(folder.name)))
    click.echo(_("Take it back with `sipforms trust --revoke {digest}`.").format(digest=digest[:TYPED]))
    return 0


def _agree(folder: Path, content: bytes, digest: str, given: str | None) -> None:
    """Return where somebody has said yes to exactly these bytes; otherwise leave with a sentence."""
    if given is not None:
        if given.lower() == digest:
            return
        raise click.ClickException(
            _("hooks.py has another digest, {digest}; nothing was trusted. Read the file again.").format(digest=digest)
        )
    _show(folder, content, digest)
    if not is_anybody_there():
        raise click.UsageError(
            _("Nobody can be asked here. When the file has been read: `sipforms trust {folder} --yes {digest}`").format(
                folder=folder, digest=digest
            )
        )
    asked = _("To trust it, type the first {count} signs of the digest").format(count=TYPED)
    typed = click.prompt(asked, default="", show_default=False)
    if typed.strip().lower() != digest[:TYPED]:
        raise click.ClickException(_("That is not the beginning of the digest; nothing was trusted."))


def _show(folder: Path, content: bytes, digest: str) -> None:
    lines = list(listed_code(content))
    if sys.stdout.isatty() and is_anybody_there() and len(lines) > shutil.get_terminal_size().lines - 12:
        click.echo_via_pager("\n".join(lines) + "\n")
    else:
        click.echo("\n".join(lines))
    click.echo()
    offered = ", ".join(outlined(content).offered)
    count = ngettext("{count} line", "{count} lines", len(lines)).format(count=len(lines))
    click.echo(f"{plain(str(folder / 'hooks.py'))} ({count})")
    click.echo(_("Offers: {hooks}").format(hooks=offered or _("nothing")))
    click.echo(_("Digest: {digest}").format(digest=digest))
    click.echo()
    for said in (
        _("This is a program, and nothing keeps it in: there is no sandbox."),
        _("Run here, it can do all that you can: read and change answers, delete files, use the network."),
        _("Trust it only if you have read it, or trust whoever wrote it. A changed file must be trusted again."),
    ):
        click.echo(textwrap.fill(said, WIDTH))
    click.echo()


def _trusted_already(known: Trusted) -> str:
    return _("hooks.py of {programme} is already trusted here: by {by} on {day}.").format(
        programme=plain(known.programme), by=plain(known.by), day=format_date(known.at.date())
    )


def _list(settings: Settings) -> int:
    known = read_trust(settings.trust_list).trusted
    if not known:
        click.echo(_("No hooks.py is trusted here."))
    width = max((len(plain(one.programme)) for one in known), default=0)
    for one in known:
        who = _("by {by} on {day}").format(by=plain(one.by), day=format_date(one.at.date()))
        click.echo(f"{plain(one.programme).ljust(width)}  {one.digest}  {who}")
    return 0


def _revoke(settings: Settings, start: str) -> int:
    found = matching(read_trust(settings.trust_list), start)
    if len(found) != 1:
        said = _("No trusted hooks.py has a digest that begins with {start}.").format(start=start)
        many = _("More than one digest begins with {start}; write more of it.").format(start=start)
        raise click.ClickException(many if found else f"{said} " + _("`sipforms trust --list` shows them."))
    distrust(settings.trust_list, found[0].digest)
    click.echo(_("hooks.py of {programme} is no longer trusted here.").format(programme=plain(found[0].programme)))
    return 0
