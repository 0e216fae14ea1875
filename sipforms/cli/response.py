"""``sipforms response``: what is done with a response after it was handed in."""

from collections.abc import Callable
from pathlib import Path

import click

from sipforms.actions.moving import codes_of, move
from sipforms.actions.versions import Done, Refused, erase, reinstate, sign, unlock, withdraw
from sipforms.actions.workplace import Workplace, programme_with
from sipforms.cli.asking import agreed, is_anybody_there
from sipforms.cli.command import Command, Group
from sipforms.cli.opening import Chosen, workplace_from
from sipforms.cli.response_correct import corrected_from
from sipforms.cli.response_named import case_named, reason_given, reference, response_named
from sipforms.cli.who import case_with
from sipforms.engine.newest import in_time
from sipforms.engine.response import Response
from sipforms.engine.versions import happenings, versions_of
from sipforms.render.due_words import round_words
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.render.response_words import numbered, refused_words, sitting_words, state_words
from sipforms.render.version_text import answer_lines
from sipforms.store.amending import ResponseChanged
from sipforms.store.casefile import CaseFile

PROBLEMS_FOUND = 1
REASON = N_("Why; it is kept with the answers. Asked for at a terminal when it is left out.")


@click.group(
    "response",
    cls=Group,
    help=N_("Show, correct, sign, unlock, move or withdraw what was handed in."),
)
@click.help_option()
def command() -> None: ...


def _citizen(function: Callable[..., int]) -> Callable[..., int]:
    """The citizen whose response it is."""
    return click.argument("citizen", metavar="CITIZEN|facility")(function)


def _named(function: Callable[..., int]) -> Callable[..., int]:
    """The citizen and the response."""
    return _citizen(click.argument("response", metavar="RESPONSE")(function))


def _why(function: Callable[..., int]) -> Callable[..., int]:
    """The reason."""
    return click.option("--reason", metavar="TEXT", help=REASON)(function)


@command.command(
    "history",
    cls=Command,
    help=N_(
        "List a citizen's responses, or tell what was done with one.\n\n"
        "Each line begins with the name that the other commands know the response by."
    ),
    examples=("sipforms --demo response history B-1042",),
)
@_citizen
@click.argument("response", metavar="[RESPONSE]", required=False)
@click.option(
    "--version", "number", type=click.IntRange(min=1), metavar="NUMBER", help=N_("Print this version's answers.")
)
@click.help_option()
@click.pass_obj
def history(chosen: Chosen, citizen: str, response: str | None, number: int | None) -> int:
    workplace = workplace_from(chosen)
    file = case_named(workplace, citizen)
    if response is None:
        return _list(workplace, file)
    return _tell(workplace, response_named(file, response), number)


def _list(workplace: Workplace, file: CaseFile) -> int:
    everything = sorted((*file.responses, *file.uncounted), key=in_time, reverse=True)
    for one in everything:
        words = (*round_words(workplace.programmes.by_id.get(one.programme), one), state_words(one))
        click.echo(f"{reference(file, one)}  {'  '.join(part for part in words if part)}")
    if not everything:
        click.echo(_("Nothing has been handed in."))
    return 0


def _tell(workplace: Workplace, response: Response, number: int | None) -> int:
    if number is not None:
        return _print_version(workplace, response, number)
    codes = codes_of(workplace, response)
    programme = workplace.programmes.by_id.get(response.programme)
    click.echo("  ".join(part for part in round_words(programme, response) if part))
    for one in happenings(response):
        click.echo(f"  {numbered(one, lambda case: plain(codes.get(case, '')) or _('another citizen'))}")
        for line in sitting_words(one.sittings) if isinstance(one, Response) else ():
            click.echo(f"    {line}")
    return 0


def _print_version(workplace: Workplace, response: Response, number: int) -> int:
    version = next((one for one in versions_of(response) if one.number == number), None)
    if version is None or response.is_moved:
        raise click.UsageError(_("There is no version {number} of it here.").format(number=number))
    for line in answer_lines(programme_with(workplace, version.digest), version):
        click.echo(line)
    return 0


@command.command(
    "correct",
    cls=Command,
    help=N_(
        "Correct a response from a file of answers; the version before stays readable.\n\n"
        "The file is like that of `sipforms fill --answers`. Answers in it take the place of those to the same "
        "questions, `null` takes an answer out, and all others stay as they are."
    ),
)
@_named
@click.option("--answers", required=True, type=click.Path(path_type=Path), help=N_("A YAML or JSON file with answers."))
@_why
@click.help_option()
@click.pass_obj
def correct(chosen: Chosen, citizen: str, response: str, answers: Path, reason: str | None) -> int:
    workplace = workplace_from(chosen)
    file = case_named(workplace, citizen)
    return corrected_from(workplace, file, response_named(file, response), answers, reason)


@command.command("sign", cls=Command, help=N_("Sign a response; that locks it."))
@_named
@click.help_option()
@click.pass_obj
def sign_command(chosen: Chosen, citizen: str, response: str) -> int:
    workplace = workplace_from(chosen)
    file = case_named(workplace, citizen)
    return _told(sign(workplace, file, response_named(file, response)), _("Signed and locked."))


@command.command(
    "unlock", cls=Command, help=N_("Unlock a signed response, so that it can be corrected; the signature goes.")
)
@_named
@_why
@click.help_option()
@click.pass_obj
def unlock_command(chosen: Chosen, citizen: str, response: str, reason: str | None) -> int:
    return _with_reason(chosen, citizen, response, reason, unlock, _("Unlocked; the signature no longer stands."))


@command.command("withdraw", cls=Command, help=N_("Let a response count nowhere any more; it can still be read."))
@_named
@_why
@click.help_option()
@click.pass_obj
def withdraw_command(chosen: Chosen, citizen: str, response: str, reason: str | None) -> int:
    done = _("Withdrawn. It counts nowhere and can still be read.")
    return _with_reason(chosen, citizen, response, reason, withdraw, done)


@command.command("reinstate", cls=Command, help=N_("Let a withdrawn response count again."))
@_named
@_why
@click.help_option()
@click.pass_obj
def reinstate_command(chosen: Chosen, citizen: str, response: str, reason: str | None) -> int:
    return _with_reason(chosen, citizen, response, reason, reinstate, _("It counts again."))


@command.command(
    "erase",
    cls=Command,
    help=N_(
        "Erase a response's answers for good, in all its versions.\n\n"
        "That there was a response stays, with the day and the reason. Withdraw it instead if it may still be read."
    ),
)
@_named
@_why
@click.option("--yes", is_flag=True, help=N_("Answer yes beforehand."))
@click.help_option()
@click.pass_obj
def erase_command(chosen: Chosen, citizen: str, response: str, reason: str | None, *, yes: bool) -> int:
    workplace = workplace_from(chosen)
    file = case_named(workplace, citizen)
    found, why = response_named(file, response), reason_given(reason)
    if not (yes or _is_meant()):
        click.echo(_("Nothing was erased."))
        return PROBLEMS_FOUND
    return _told(erase(workplace, file, found, why), _("Erased for good. Backups may still hold it sealed."))


def _is_meant() -> bool:
    if not is_anybody_there():
        raise click.UsageError(_("Nobody can be asked here: add `--yes`."))
    return agreed(_("The answers are erased for good. Go on? (y/n)") + " ")


@command.command("move", cls=Command, help=N_("Move a response that was given for the wrong citizen to the right one."))
@_named
@click.option(
    "--to", "to", required=True, metavar="CITIZEN", help=N_("The code of the citizen whose answers these are.")
)
@_why
@click.help_option()
@click.pass_obj
def move_command(chosen: Chosen, citizen: str, response: str, to: str, reason: str | None) -> int:
    workplace = workplace_from(chosen)
    file, there = case_named(workplace, citizen), case_with(workplace, to)
    found = response_named(file, response)
    return _told(move(workplace, file, found, there, reason_given(reason)), _("Moved. Only the trace stands here."))


def _with_reason(
    chosen: Chosen,
    citizen: str,
    response: str,
    reason: str | None,
    doing: Callable[[Workplace, CaseFile, Response, str], Done],
    done: str,
) -> int:
    workplace = workplace_from(chosen)
    file = case_named(workplace, citizen)
    found = response_named(file, response)
    return _told(doing(workplace, file, found, reason_given(reason)), done)


def _told(outcome: Done, done: str) -> int:
    if isinstance(outcome, Refused):
        raise click.ClickException(refused_words(outcome))
    if isinstance(outcome, ResponseChanged):
        raise click.ClickException(_("A colleague changed this meanwhile. Look at it, and try again."))
    click.echo(done)
    return 0
