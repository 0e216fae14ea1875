"""Talking with whoever sits at the terminal: sentences, questions, and answers that are never shown while typed."""

import getpass
import os
import shutil
import sys
import textwrap
import warnings
from collections.abc import Iterable
from typing import Protocol

import click

from sipforms.render.language import _
from sipforms.render.plain import plain

_WIDEST = 100
_OTHER_PAGE, _BACK = "\x1b[?1049h\x1b[H\x1b[2J", "\x1b[2J\x1b[3J\x1b[?1049l"
"""A page of the terminal beside the one that can be scrolled back in: what is shown there is gone afterwards."""


class Terminal(Protocol):
    """Somebody to ask. Every question raises ``click.Abort`` at the end of the input."""

    def say(self, text: str = "") -> None:
        """Tell something, on standard error: standard output may be going to a file."""
        ...

    def ask(self, question: str) -> str:
        """What is typed after the question, without blanks around it; may be empty."""
        ...

    def ask_hidden(self, question: str) -> str:
        """The same, unseen, and exactly as it was typed."""
        ...

    def turn_page(self) -> None:
        """Go on to a page that leaves nothing behind."""
        ...

    def turn_back(self) -> None:
        """Wipe that page and go back."""
        ...


class ThisTerminal:
    """The terminal that the program was started in.

    Consoles of Windows may know no second page, and what click writes there loses the signs for one: they are wiped.
    """

    def __init__(self, system: str = os.name) -> None:
        self._pages = system != "nt"

    def say(self, text: str = "") -> None:
        for line in _wrapped(text):
            click.echo(line, err=True)

    def ask(self, question: str) -> str:
        click.echo(f"{question} ", nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            raise click.Abort
        return plain(line).strip()

    def ask_hidden(self, question: str) -> str:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)  # it would go on, and show what is typed
            try:
                return getpass.getpass(f"{question} ")
            except EOFError as end:
                raise click.Abort from end
            except getpass.GetPassWarning as shown:
                raise unhidden() from shown

    def turn_page(self) -> None:
        if self._pages:
            click.echo(_OTHER_PAGE, nl=False, err=True)
        else:
            click.clear()

    def turn_back(self) -> None:
        if self._pages:
            click.echo(_BACK, nl=False, err=True)
        else:
            click.clear()


def tell_lines(lines: Iterable[str], *, err: bool = False) -> None:
    """Print sentences: folded between words at a terminal, elsewhere each on a line of its own."""
    is_folded = (sys.stderr if err else sys.stdout).isatty()
    for line in lines:
        for part in _wrapped(line) if is_folded else (line,):
            click.echo(part, err=err)


def _wrapped(text: str) -> list[str]:
    """As many lines as are needed; what begins with a blank stands as it is, and no option is divided."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    return [
        part
        for line in text.split("\n")
        for part in (
            [line]
            if not line or line[0] == " "
            else textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
        )
    ]


def is_at_terminal(system: str = os.name) -> bool:
    """Whether somebody can be asked, nothing that is told goes to a file, and all of it can be wiped."""
    return sys.stdin.isatty() and sys.stderr.isatty() and (system != "nt" or sys.stdout.isatty())


def this_terminal() -> Terminal:
    """The terminal, or wrong use where there is none."""
    if not is_at_terminal():
        raise unhidden()
    return ThisTerminal()


def unhidden() -> click.UsageError:
    """That nobody can type anything unseen here, and the other way."""
    return click.UsageError(
        _("A passphrase can only be typed at a terminal. Without one, give `--user` and `--passphrase-file`.")
    )
