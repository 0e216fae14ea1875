"""Passphrases: from a file that nobody else may read, or typed unseen; never from the command line itself."""

import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from sipforms.cli.terminal import Terminal
from sipforms.render.language import N_, _
from sipforms.render.signing_in import weak
from sipforms.store.sealing.passphrases import Weakness, weakness

_ADVICE = N_(
    "A passphrase is a row of words that only you know, and its length is what makes it strong: four or five words "
    "that have nothing to do with each other, at least 12 signs. Take none that you use anywhere else. "
    "Nobody can look it up for you, neither the leader nor whoever made the program."
)
LONGEST = 4096
"""Bytes that are read of a file: far more than anybody remembers, far less than a file named by mistake may hold."""


def secret_in(file: Path) -> str:
    """The first line of the file: a passphrase or a code. Wrong use where others may read it, and where it is empty.

    Who may read is asked of the file after it was opened, so that it cannot be exchanged in between. Windows does not
    tell it in the same way, and there nothing is refused.
    """
    try:
        with file.open("rb") as opened:
            is_open = is_open_to_others(os.fstat(opened.fileno()))
            content = b"" if is_open else opened.read(LONGEST)
    except OSError as fault:
        raise click.UsageError(_("The file {file} cannot be opened.").format(file=file)) from fault
    if is_open:
        said = _("Others may read {file}. Make it yours alone with `chmod 600 {file}`, and try again.")
        raise click.UsageError(said.format(file=file))
    return _first_line(content, file)


def is_open_to_others(state: os.stat_result, system: str = os.name) -> bool:
    """Whether anybody but its owner may read or write the file; where the system does not tell, no."""
    return system == "posix" and stat.S_ISREG(state.st_mode) and bool(state.st_mode & 0o077)


def _first_line(content: bytes, file: Path) -> str:
    lines = content.removeprefix(b"\xef\xbb\xbf").splitlines()
    try:
        secret = lines[0].decode() if lines else ""
    except UnicodeDecodeError:
        secret = ""
    if not secret:
        said = _("The first line of {file} is empty, or is not written as UTF-8.")
        raise click.UsageError(said.format(file=file))
    return secret


def chosen_passphrase(
    terminal: Terminal, names: Iterable[str], *, forbidden: Callable[[str], bool] = lambda _one: False
) -> str:
    """A new passphrase, typed twice, with honest advice until it is not plainly too easy.

    ``names`` are those that must not be most of it, and ``forbidden`` says whether it must not be used again.
    """
    near = tuple(names)
    terminal.say(_(_ADVICE))
    while True:
        first = terminal.ask_hidden(_("New passphrase (you do not see what you type):"))
        found = weakness_beside(first, near)
        if found is not None:
            terminal.say(weak(found))
        elif forbidden(first):
            terminal.say(_("That is the one you have. Find a new one."))
        elif terminal.ask_hidden(_("The same once more:")) == first:
            return first
        else:
            terminal.say(_("The two were not the same. Try again from the first."))


def weakness_beside(passphrase: str, names: Iterable[str]) -> Weakness | None:
    """Why the passphrase is too easy for somebody about whom these names are known."""
    return next(filter(None, (weakness(passphrase, name=one) for one in ("", *names))), None)


def required_strength(passphrase: str, names: Iterable[str]) -> str:
    """The passphrase from a file, or wrong use with what is wrong with it."""
    found = weakness_beside(passphrase, names)
    if found is not None:
        raise click.UsageError(weak(found))
    return passphrase
