"""``sipforms retention``: how long answers, drafts and the log are kept; what has outlived it; erased after a yes."""

import sys
from collections.abc import Iterator

import click

from sipforms.actions.erasing import erase_case
from sipforms.actions.retention import Outlived, Sweep, sweep
from sipforms.actions.workplace import Workplace
from sipforms.cli.asking import is_anybody_there
from sipforms.cli.columns import aligned
from sipforms.cli.command import Command, Group
from sipforms.cli.named import programme_named
from sipforms.cli.opening import Chosen
from sipforms.cli.signed_in import changed, signed_in
from sipforms.render.erasing_words import receipt_lines
from sipforms.render.language import N_, _, format_date, ngettext
from sipforms.render.plain import plain
from sipforms.store.access import changes
from sipforms.store.access.register import Register

PROBLEMS_FOUND = 1


@click.group("retention", cls=Group, help=N_("Decide how long answers are kept, and erase what has outlived it."))
@click.help_option()
def command() -> None: ...


@command.command("show", cls=Command, help=N_("Show what has been decided, and what has not."))
@click.help_option()
@click.pass_obj
def show(chosen: Chosen) -> int:
    with signed_in(chosen) as (workplace, session):
        for line in aligned(tuple(_decided(workplace, session.refresh()))):
            click.echo(line)
    return 0


@command.command(
    "set",
    cls=Command,
    help=N_(
        "Decide how long something is kept.\n\n"
        "Answers are kept so many months after the last day of a stay. Nothing is erased by itself: what has outlived "
        "its time is proposed, and a person confirms."
    ),
    examples=(
        "sipforms retention set voksen 60",
        "sipforms retention set --log 24",
        "sipforms retention set --drafts 30",
    ),
)
@click.argument("programme", metavar="PROGRAMME", required=False)
@click.argument("months", metavar="MONTHS", type=click.IntRange(min=1), required=False)
@click.option("--log", metavar="MONTHS", type=click.IntRange(min=1), help=N_("So many months for the access log."))
@click.option("--drafts", metavar="DAYS", type=click.IntRange(min=1), help=N_("So many days for untouched drafts."))
@click.help_option()
@click.pass_obj
def set_(chosen: Chosen, programme: str | None, months: int | None, log: int | None, drafts: int | None) -> int:
    if (programme is None) != (months is None) or (programme, log, drafts) == (None, None, None):
        raise click.UsageError(
            _("Say what and how long: `sipforms retention set voksen 60`, `--log 24`, `--drafts 30`.")
        )
    with signed_in(chosen) as (workplace, session):
        now, witness = workplace.now(), workplace.witness
        if programme is not None:
            id_ = programme if programme in session.refresh().retention else _known(workplace, programme)
            changed(changes.set_retention(session, id_, months, now=now, witness=witness))
        if log is not None:
            changed(changes.set_log_retention(session, log, now=now, witness=witness))
        if drafts is not None:
            changed(changes.set_draft_retention(session, drafts, now=now, witness=witness))
        for line in aligned(tuple(_decided(workplace, session.refresh()))):
            click.echo(line)
    return 0


@command.command("due", cls=Command, help=N_("List the case files that have outlived their time. Nothing is erased."))
@click.help_option()
@click.pass_obj
def due(chosen: Chosen) -> int:
    with signed_in(chosen) as (workplace, _session):
        found = sweep(workplace)
        for line in _proposed(workplace, found):
            click.echo(line)
    return 0


@command.command(
    "erase",
    cls=Command,
    help=N_(
        "Erase every case file that has outlived its time.\n\n"
        "They are listed first, and you type how many they are. One alone is erased with `sipforms erase`."
    ),
)
@click.option("--confirm", metavar="COUNT", type=int, help=N_("How many they are, where nobody can be asked."))
@click.help_option()
@click.pass_obj
def erase(chosen: Chosen, confirm: int | None) -> int:
    with signed_in(chosen) as (workplace, _session):
        found = sweep(workplace)
        for line in _proposed(workplace, found):
            click.echo(line)
        if not found.outlived:
            return 0
        if not _is_meant(len(found.outlived), confirm):
            click.echo(_("Nothing was erased."))
            return PROBLEMS_FOUND
        for one in found.outlived:
            for line in receipt_lines(erase_case(workplace, one.file)):
                click.echo(line)
    return 0


def _known(workplace: Workplace, programme: str) -> str:
    return programme_named(workplace.programmes, programme).id


def _decided(workplace: Workplace, register: Register) -> Iterator[tuple[str, str]]:
    for id_ in sorted({*workplace.programmes.by_id, *register.retention}):
        programme = workplace.programmes.by_id.get(id_)
        months = register.retention.get(id_)
        yield id_ if programme is None else f"{id_}, {plain(programme.title)}", _months(months)
    yield _("The access log"), _months(register.log_retention)
    days = register.draft_retention
    kept = _("not decided") if days is None else ngettext("{count} day", "{count} days", days).format(count=days)
    yield _("Untouched drafts"), kept


def _months(months: int | None) -> str:
    return (
        _("not decided") if months is None else ngettext("{count} month", "{count} months", months).format(count=months)
    )


def _proposed(workplace: Workplace, found: Sweep) -> Iterator[str]:
    rows = [_row(one) for one in found.outlived]
    if rows:
        yield from aligned([(_("Code"), _("Last day"), _("Kept until")), *rows])
    else:
        yield _("No case file has outlived its time.")
    for id_ in found.undecided:
        programme = workplace.programmes.by_id.get(id_)
        title = id_ if programme is None else plain(programme.title)
        said = _(
            "Nobody has decided how long {programme} is kept, so its case files are left out: "
            "`sipforms retention set {id} ...`"
        )
        yield said.format(programme=title, id=id_)
    if found.unreadable:
        said = ngettext(
            "{count} case file cannot be read and is left out.",
            "{count} case files cannot be read and are left out.",
            found.unreadable,
        )
        yield said.format(count=found.unreadable)


def _row(one: Outlived) -> tuple[str, str, str]:
    code = plain(one.file.citizen.code) if one.file.citizen else "–"
    return code, format_date(one.last), format_date(one.since)


def _is_meant(count: int, confirm: int | None) -> bool:
    if confirm is None:
        if not is_anybody_there():
            raise click.UsageError(_("Nobody can be asked here: say how many they are with `--confirm`."))
        click.echo(_("They are erased for good. Type how many they are, or nothing:") + " ", nl=False, err=True)
        typed = sys.stdin.readline().strip()
        confirm = int(typed) if typed.isdecimal() else None
    return confirm == count
