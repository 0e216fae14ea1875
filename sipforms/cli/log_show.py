"""... its entries: of a citizen, of a user, of some days."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import click

from sipforms.actions.access_log import Listed, codes_in, listed
from sipforms.actions.workplace import Workplace
from sipforms.cli.command import Command
from sipforms.cli.opening import Chosen
from sipforms.cli.signed_in import signed_in
from sipforms.cli.who import case_with
from sipforms.render.language import N_, _
from sipforms.render.log_listing import log_csv, log_json, log_lines
from sipforms.render.suggestion import nearest
from sipforms.store.access.register import Register, folded
from sipforms.store.log.reading import Wanted
from sipforms.store.protocol import is_id
from sipforms.store.uses import Action

_SEPARATORS = {",": ",", ";": ";", "tab": "\t"}
_USUAL = 100
_DAY = click.DateTime(formats=["%Y-%m-%d", "%d-%m-%Y"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for, as typed."""

    citizen: str | None
    by: str | None
    since: datetime | None
    until: datetime | None
    action: tuple[str, ...]
    format_: str
    separator: str
    last: int | None
    ids: bool


@click.command(
    "show",
    cls=Command,
    help=N_(
        "Show who did what with which case file, oldest first. Looking at the log is itself an entry in it.\n\n"
        "Citizens stand there by their codes where you may see them; of others, and of those who were erased, only the "
        "beginning of the case file's number is shown."
    ),
    examples=(
        "sipforms log show --since 2026-11-01",
        "sipforms log show --citizen B-1042",
        "sipforms log show --by KHO --format csv",
    ),
)
@click.option("--citizen", metavar="CITIZEN", help=N_("Only what was done with this citizen's case file."))
@click.option("--by", metavar="WHO", help=N_("Only what the user with these initials did."))
@click.option("--since", type=_DAY, help=N_("Only from this day on."))
@click.option("--until", type=_DAY, help=N_("Only up to this day, the day itself too."))
@click.option(
    "--action", multiple=True, metavar="WORD", help=N_("Only this kind of use, such as `read`; may be given again.")
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json", "csv")),
    default="text",
    metavar="text|json|csv",
    help=N_("For people, for other programs, or for a spreadsheet."),
)
@click.option(
    "--separator",
    default=",",
    type=click.Choice(list(_SEPARATORS)),
    metavar=",|;|tab",
    help=N_("What stands between cells; `;` suits a Danish spreadsheet."),
)
@click.option(
    "--last", type=click.IntRange(min=1), metavar="INTEGER", help=N_("Only so many of the newest entries; 100 as text.")
)
@click.option("--ids", is_flag=True, help=N_("The case files' numbers instead of the citizens' codes."))
@click.help_option()
@click.pass_obj
def show(chosen: Chosen, /, **said: object) -> int:
    asked = Asked(**said)  # type: ignore[arg-type]
    with signed_in(chosen) as (workplace, session):
        last = asked.last or (_USUAL if asked.format_ == "text" else None)
        found = listed(workplace, _wanted(workplace, session.register, asked), last)
        codes = {} if asked.ids else codes_in(workplace, found.entries)
        register = session.register
    _write(found, register, codes, asked)
    if not found.is_whole:
        click.echo(_("The log is not whole: see what `sipforms log verify` says."), err=True)
    return 0 if found.is_whole else 1


def _wanted(workplace: Workplace, register: Register, asked: Asked) -> Wanted:
    since, until = asked.since, asked.until
    if since is not None and until is not None and until < since:
        raise click.UsageError(_("The period ends before it begins."))
    return Wanted(
        case=_case(workplace, asked.citizen) if asked.citizen else "",
        user=_user(register, asked.by) if asked.by else "",
        since=since.astimezone() if since else None,
        until=(until + timedelta(days=1)).astimezone() if until else None,
        actions=frozenset(map(_action, asked.action)),
    )


def _case(workplace: Workplace, citizen: str) -> str:
    """The id of the case file: by the citizen's code, or the id itself, which is all that is left after an erasure."""
    return citizen if is_id(citizen) else case_with(workplace, citizen).id


def _user(register: Register, name: str) -> str:
    """The id of the user with these initials; of those who left too, the newest last."""
    found = [one for one in register.users if folded(one.name) == folded(name) or one.id == name]
    if not found:
        names = [one.name for one in register.users]
        raise click.UsageError(_("There is no user `{name}`.").format(name=name) + nearest(name, names))
    return max(found, key=lambda one: (one.is_active, one.since)).id


def _action(word: str) -> Action:
    known = [one.value for one in Action]
    if word not in known:
        raise click.UsageError(_("There is no kind of use `{name}`.").format(name=word) + nearest(word, known))
    return Action(word)


def _write(found: Listed, register: Register, codes: Mapping[str, str], asked: Asked) -> None:
    if asked.format_ == "text":
        _tell(found, register, codes)
        return
    separator = _SEPARATORS[asked.separator]
    if asked.format_ == "json":
        text = log_json(found.entries, register, codes)
    else:
        text = log_csv(found.entries, register, separator, codes)
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _tell(found: Listed, register: Register, codes: Mapping[str, str]) -> None:
    if not found.entries:
        click.echo(_("The log holds nothing of the kind."))
        return
    for line in log_lines(found.entries, register, codes):
        click.echo(line)
    if found.has_earlier:
        click.echo(_("Earlier entries are not shown: choose days with `--since`, or more with `--last`."))
