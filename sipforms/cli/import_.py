"""``sipforms import``: read responses back."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from sipforms.actions.import_responses import LineOutcome, import_responses
from sipforms.actions.response_lines import Refusal
from sipforms.actions.workplace import Workplace
from sipforms.cli.command import Command, Group
from sipforms.cli.opening import Chosen, workplace_from
from sipforms.cli.refusals import refusal
from sipforms.cli.refused_lines import refused_line
from sipforms.render.language import N_, _, ngettext
from sipforms.store.failures import StoreUnavailable

PROBLEMS_FOUND = 1
STANDARD_INPUT = Path("-")
MOST_TOLD = 100


@click.group("import", cls=Group, help=N_("Read responses back from JSON Lines."))
@click.help_option()
def command() -> None: ...


@command.command(
    "responses",
    cls=Command,
    help=N_(
        "Read responses from a file that `sipforms export --format jsonl` wrote; `-` is standard input.\n\n"
        "Every line is judged as if it were handed in here. Good lines are kept, the others are refused with their "
        "number and the reason. Reading the same file again changes nothing."
    ),
)
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--create-missing",
    is_flag=True,
    help=N_("Make a case file, with the code on the line, for a citizen who has none here."),
)
@click.help_option()
@click.pass_obj
def responses(chosen: Chosen, file: Path, *, create_missing: bool) -> int:
    workplace = workplace_from(chosen)
    tally = Tally(workplace)
    try:
        with _opened(file) as stream, _progress(file) as advance:
            for outcome in import_responses(workplace, stream, create_missing=create_missing):
                tally.add(outcome)
                advance(outcome.end)
    except StoreUnavailable as fault:
        tally.tell()
        raise click.ClickException(
            _("{reason} What is counted above is kept; run the same command again for the rest.").format(
                reason=refusal(fault)
            )
        ) from fault
    except OSError as fault:
        tally.tell()
        raise click.ClickException(_("{file} cannot be read.").format(file=file)) from fault
    return tally.tell()


class Tally:
    """Counts what becomes of the lines, and remembers why lines were refused."""

    def __init__(self, workplace: Workplace) -> None:
        """Begin to count."""
        self._workplace = workplace
        self._counts: Counter[str] = Counter()
        self._refused: list[str] = []

    def add(self, line: LineOutcome) -> None:
        """One line more."""
        self._counts["made"] += line.made_case
        if not isinstance(line.outcome, Refusal):
            self._counts[line.outcome] += 1
            return
        self._counts["refused"] += 1
        if len(self._refused) < MOST_TOLD:
            self._refused.append(refused_line(self._workplace, line.number, line.outcome))

    def tell(self) -> int:
        """Say why lines were refused, and how many became what; the exit code."""
        for said in self._refused:
            click.echo(said, err=True)
        untold = self._counts["refused"] - len(self._refused)
        if untold:
            more = ngettext("... and {count} more line refused.", "... and {count} more lines refused.", untold)
            click.echo(more.format(count=untold), err=True)
        for said in self._sums():
            click.echo(said)
        return PROBLEMS_FOUND if self._counts["refused"] else 0

    def _sums(self) -> Iterator[str]:
        kept, there, made = self._counts["kept"], self._counts["already-there"], self._counts["made"]
        yield ngettext("{count} response kept.", "{count} responses kept.", kept).format(count=kept)
        if made:
            yield ngettext("{count} case file made.", "{count} case files made.", made).format(count=made)
        if there:
            said = ngettext("{count} response was there already.", "{count} responses were there already.", there)
            yield said.format(count=there)
        refused = self._counts["refused"]
        if refused:
            yield ngettext("{count} line refused.", "{count} lines refused.", refused).format(count=refused)


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    if file == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with file.open("rb") as stream:
        yield stream


@contextmanager
def _progress(file: Path) -> Iterator[Callable[[int], None]]:
    """A bar on standard error where that is a terminal, and nothing where it is not; told how many bytes are read."""
    if not sys.stderr.isatty():
        yield lambda _read: None
        return
    size = None if file == STANDARD_INPUT else file.stat().st_size
    with click.progressbar(length=size or 0, label=_("Reading"), file=sys.stderr) as bar:
        yield lambda read: bar.update(read - bar.pos)
