"""``sipforms log``: who did what; whether the log is whole; where it ends; its older part removed."""

from collections.abc import Iterator
from pathlib import Path

import click

from sipforms.actions.access_log import (
    NotPruned,
    printable_heads,
    proposed_pruning,
    pruned,
    verified,
)
from sipforms.cli.asking import agreed, is_anybody_there
from sipforms.cli.command import Command, Group
from sipforms.cli.log_show import show
from sipforms.cli.opening import Chosen, now
from sipforms.cli.signed_in import signed_in
from sipforms.render.language import N_, _, format_date, ngettext
from sipforms.render.log_findings import verified_lines
from sipforms.render.log_words import when
from sipforms.store.log.entries import Anchor
from sipforms.store.log.heads import head_line, heads_in_text
from sipforms.store.log.pruning import Proposal

PROBLEMS_FOUND = 1


@click.group("log", cls=Group, help=N_("Show and check the log of who used which case file."))
@click.help_option()
def command() -> None: ...


command.add_command(show)


@command.command(
    "verify",
    cls=Command,
    help=N_(
        "Check that nothing in the log was changed, taken out or put in.\n\n"
        "Also that every save of a case file stands in the log, and that no case file was put back to an older one."
    ),
    examples=("sipforms log verify", "sipforms log verify --against loghoved.txt"),
)
@click.option(
    "--against",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help=N_("A text that `sipforms log head` printed earlier; `-` reads it from standard input."),
)
@click.help_option()
@click.pass_obj
def verify(chosen: Chosen, against: Path | None) -> int:
    heads = _heads_from(against)
    with signed_in(chosen) as (workplace, session):
        found = verified(workplace, heads)
        for line in verified_lines(found, session.register):
            click.echo(line)
    if heads and found.is_whole:
        click.echo(_("Everything that was printed then is still there as it was."))
    return 0 if found.is_whole else PROBLEMS_FOUND


@command.command(
    "head",
    cls=Command,
    help=N_(
        "Print where the log ends now, as a few lines to put on paper or in a letter.\n\n"
        "Whoever keeps them outside the store can prove later that nothing before them was changed or taken out: "
        "`sipforms log verify --against FILE`."
    ),
)
@click.help_option()
@click.pass_obj
def head(chosen: Chosen) -> int:
    with signed_in(chosen) as (workplace, session):
        heads = printable_heads(workplace)
        store = session.register.store
    click.echo(_("Where the access log of store {store} ended on {when}:").format(store=store, when=when(now())))
    for one in heads:
        click.echo(head_line(one))
    click.echo(_("Keep this outside the store. Compare later with `sipforms log verify --against FILE`."))
    return 0


@command.command(
    "prune",
    cls=Command,
    help=N_(
        "Remove the part of the log that is older than it is to be kept.\n\n"
        "Shows what would go, and removes it only after a yes."
    ),
)
@click.option("--yes", is_flag=True, help=N_("Answer yes beforehand."))
@click.help_option()
@click.pass_obj
def prune(chosen: Chosen, *, yes: bool) -> int:
    with signed_in(chosen) as (workplace, _session):
        proposal = proposed_pruning(workplace)
        if isinstance(proposal, NotPruned):
            raise click.ClickException(
                _(
                    "Nobody has decided how long the log is kept. "
                    "Decide it first: `sipforms retention set --log 24` keeps it two years."
                )
            )
        for line in _proposed(proposal):
            click.echo(line)
        if not proposal.chains:
            return 0
        if not (yes or _is_meant()):
            click.echo(_("Nothing was changed."))
            return PROBLEMS_FOUND
        done = pruned(workplace, proposal)
    click.echo(ngettext("{count} entry removed.", "{count} entries removed.", done.entries).format(count=done.entries))
    if done.left:
        click.echo(_("What somebody had open was left for next time."))
    return 0


def _heads_from(file: Path | None) -> tuple[Anchor, ...]:
    if file is None:
        return ()
    try:
        with click.open_file(str(file), encoding="utf-8", errors="replace") as opened:
            heads = heads_in_text(opened.read())
    except OSError as fault:
        raise click.UsageError(_("{file} cannot be read.").format(file=file)) from fault
    if not heads:
        raise click.UsageError(
            _("{file} holds nothing that `sipforms log head` printed. Use the text just as it was printed.").format(
                file=file
            )
        )
    return heads


def _proposed(proposal: Proposal) -> Iterator[str]:
    day = format_date(proposal.before.date())
    if not proposal.chains:
        yield _("Nothing in the log is older than {day}.").format(day=day)
        return
    count = proposal.entries
    yield ngettext(
        "{count} entry from before {day} would be removed for good:",
        "{count} entries from before {day} would be removed for good:",
        count,
    ).format(count=count, day=day)
    for one in proposal.chains:
        line = ngettext("{first} to {last}: {count} entry", "{first} to {last}: {count} entries", one.entries)
        days = {"first": format_date(one.first.date()), "last": format_date(one.last.date())}
        yield "  " + line.format(count=one.entries, **days)
        if not one.is_whole:
            yield "    " + _("This file is broken: see what `sipforms log verify` says before it goes.")
    if proposal.is_clock_doubtful:
        yield _("The newest entry is old: check that the date of this machine is right before you say yes.")


def _is_meant() -> bool:
    if not is_anybody_there():
        raise click.UsageError(_("There is nobody to ask. `--yes` answers yes."))
    return agreed(_("Shall they be removed? This cannot be undone. (yes or no)") + " ")
