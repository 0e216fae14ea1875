"""``sipforms test --write``: what came out is written as expected, each value after somebody has confirmed it."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

import click

from sipforms.actions.trying.folders import TriedFolder, try_folder, try_folders
from sipforms.actions.trying.proposals import Expectation, Proposal, proposals
from sipforms.actions.trying.run import Tried
from sipforms.actions.trying.writing import ExampleFiles, Refusal
from sipforms.cli.asking import NO, YES, is_anybody_there
from sipforms.cli.opening import Chosen
from sipforms.cli.refusals import refusal
from sipforms.cli.trying_asked import Asked
from sipforms.render.language import N_, _, ngettext
from sipforms.render.plain import plain
from sipforms.render.trying.differences import place_words
from sipforms.render.trying.proposals import proposal_lines
from sipforms.render.trying.summary import nothing_text, refused_text
from sipforms.store.failures import StoreUnavailable

PROBLEMS_FOUND = 1
_WIDEST = 100
_ALL, _QUIT = frozenset({"a", "all", "alle"}), frozenset({"q", "quit", "s", "stop"})
_REFUSALS: dict[Refusal, str] = {
    "changed": N_("{file} has been changed by somebody else meanwhile. Nothing was written in it; start again."),
    "notOwn": N_("{file} is not a file of this programme, so nothing was written in it."),
    "cannotPlace": N_("{file} is written in a way that cannot be added to. Write the values by hand."),
}


@dataclass(slots=True)
class Tally:
    """What has become of the values so far."""

    written: int = 0
    declined: int = 0
    refused: int = 0
    stopped: bool = False
    here: list[Expectation] = field(default_factory=list)


def confirm(asked: Asked, chosen: Chosen) -> int:
    """Ask about every value, write those confirmed, and give the exit code."""
    if not asked.unconfirmed and not is_anybody_there():
        raise click.UsageError(
            _(
                "`--write` asks you to confirm each value, and there is nobody to ask. "
                "`--write --unconfirmed` writes them with a mark that says so."
            )
        )
    wanted, tally, wrong = asked.wanted(chosen), Tally(), False
    for one in try_folders(asked.paths, wanted):
        if one.trying is None or not one.known:
            wrong = wrong or one.trying is None
            click.echo(refused_text(one) if one.trying is None else nothing_text(one))
            continue
        _confirm_folder(one, asked, tally)
        wrong = wrong or bool(try_folder(one.folder, wanted).differing)
        if tally.stopped:
            break
    if not wrong or tally.written or tally.declined:
        click.echo(_summary(asked, tally))
    return PROBLEMS_FOUND if wrong or tally.refused else 0


def _confirm_folder(folder: TriedFolder, asked: Asked, tally: Tally) -> None:
    files = ExampleFiles(folder=folder.folder, known=dict(folder.checked.own.files))
    for one in folder.tried:
        open_ones = tuple(_open_proposals(one, folder, asked))
        if not open_ones:
            continue
        if asked.unconfirmed:
            tally.here = [proposal.expectation for proposal in open_ones]
        else:
            click.echo(f"\n{place_words(one.example.place('example'), folder.folder)}  {plain(one.example.name)}")
            _ask_about(one, folder, open_ones, tally)
        _write(one, folder, files, tally, confirmed=not asked.unconfirmed)
        if tally.stopped:
            return


def _open_proposals(one: Tried, folder: TriedFolder, asked: Asked) -> Iterator[Proposal]:
    """What there is to confirm. Without anybody to ask nothing that an author wrote is ever changed."""
    if folder.programme is not None:
        found = proposals(one, folder.programme, folder.written, missing=asked.missing)
        yield from (proposal for proposal in found if proposal.why == "missing" or not asked.unconfirmed)


def _ask_about(one: Tried, folder: TriedFolder, open_ones: tuple[Proposal, ...], tally: Tally) -> None:
    width = min(_WIDEST, shutil.get_terminal_size((80, 24)).columns)
    everything = False
    for at, proposal in enumerate(open_ones, 1):
        if folder.trying is None:
            return
        click.echo()
        click.echo("\n".join(proposal_lines(proposal, one, folder.trying, width)))
        answer = "y" if everything else _answer(at, len(open_ones))
        everything = everything or answer in _ALL
        if answer in _QUIT:
            tally.stopped = True
            return
        if answer in NO:
            tally.declined += 1
        else:
            tally.here.append(proposal.expectation)


def _answer(at: int, count: int) -> str:
    """One of the answers; the end of the input means to stop."""
    question = _("Is this right? y yes, n no, a all of this example, q quit ({at} of {count}): ")
    while True:
        click.echo(question.format(at=at, count=count), nl=False)
        line = sys.stdin.readline()
        answer = line.strip().lower()
        if not line:
            click.echo()
            return "q"
        if answer in YES | NO | _ALL | _QUIT:
            return answer


def _write(one: Tried, folder: TriedFolder, files: ExampleFiles, tally: Tally, *, confirmed: bool) -> None:
    wanted, tally.here = tally.here, []
    if not wanted:
        return
    file = folder.folder / one.example.file
    try:
        refused = files.write(one.example, wanted, confirmed=confirmed)
    except StoreUnavailable as fault:
        raise click.ClickException(
            _("{file} could not be written. {reason}").format(file=file, reason=refusal(fault))
        ) from fault
    if refused is None:
        tally.written += len(wanted)
    else:
        tally.refused += len(wanted)
        click.echo(_(_REFUSALS[refused]).format(file=plain(str(file))), err=True)


def _summary(asked: Asked, tally: Tally) -> str:
    count = tally.written
    if not count and not tally.declined and not tally.refused:
        if tally.stopped:
            return _("Nothing was written.")
        if asked.unconfirmed:
            return _("Nothing is missing. Without `--unconfirmed` you are asked about the values that are marked.")
        return _("There is nothing to confirm.")
    if asked.unconfirmed:
        said = ngettext(
            "{count} value written, marked as not confirmed.", "{count} values written, marked as not confirmed.", count
        )
        return said.format(count=count)
    said = ngettext("{count} value confirmed and written.", "{count} values confirmed and written.", count)
    line = "\n" + said.format(count=count)
    if not tally.declined:
        return line
    declined = ngettext("{count} was not right.", "{count} were not right.", tally.declined)
    return f"{line} {declined.format(count=tally.declined)}"
