"""Lines out, lines in: none is ever drawn over, so that a screen reader reads each once and a pipe keeps them."""

import shutil
import sys
import textwrap
from collections.abc import Iterable
from contextlib import suppress
from typing import Protocol, TextIO

from sipforms.render.language import _
from sipforms.render.plain import plain

WIDEST = 100
LONGEST_LINE = 1023 if sys.platform == "darwin" else 4095
"""Bytes of a line, from which on the system may have thrown away what was typed or pasted behind (MAX_CANON there)."""
_SPOKEN = {" · ": ", ", "…": "...", "–": "-", "→": "->", "·": ",", "⌫": "Backspace", "±0": "0"}
"""Signs that a screen reader spells out or passes over, as what it reads well."""


class EndOfInput(Exception):
    """Nobody types any more: the input has ended, or whoever typed has asked to stop."""


class Talk(Protocol):
    """Somebody who reads lines and types lines."""

    def say(self, text: str = "") -> None:
        """One line or several; an empty one between paragraphs."""
        ...

    def ask(self, prompt: str) -> str:
        """The line that is typed after the prompt (without one, below what was said), exactly as it was typed.

        Raises EndOfInput.
        """
        ...

    def ask_hidden(self, prompt: str) -> str:
        """The same, unseen, and exactly as typed. Raises EndOfInput; wrong use where nobody can type unseen."""
        ...

    def clear(self) -> None:
        """Take everything off the terminal that it still shows or can be scrolled back to; nothing elsewhere."""
        ...


def say_all(talk: Talk, lines: Iterable[str]) -> None:
    """Say these lines, each by itself."""
    for line in lines:
        talk.say(line)


def spoken(text: str) -> str:
    """The text with signs that are read aloud badly replaced."""
    if text.isascii():
        return text
    for sign, said in _SPOKEN.items():
        text = text.replace(sign, said)
    return text


class Lines:
    """Standard input and output. At a terminal lines are folded between words; through a pipe none is."""

    def __init__(self, source: TextIO | None = None, target: TextIO | None = None, *, can_clear: bool = False) -> None:
        self._source, self._target = source or sys.stdin, target or sys.stdout
        self._can_clear = can_clear

    def say(self, text: str = "") -> None:
        for line in spoken(plain(text)).split("\n"):
            for part in self._folded(line):
                self._target.write(f"{part}\n")

    def ask(self, prompt: str) -> str:
        """A line that is more than text (bytes that are no letters), or less than was typed, is asked for again."""
        while True:
            self._prompt(spoken(prompt))
            line = self._source.readline()
            if not line:
                self._target.write("\n" if self._source.isatty() else "")
                raise EndOfInput
            if not is_readable(line):
                self.say(_("That line holds signs that are not text, and was not used. Type it again."))
            elif self._source.isatty() and len(line.encode()) >= LONGEST_LINE:
                self.say(
                    _(
                        "The terminal cuts so long a line off, so it was not used. "
                        "Type it in several lines, or answer this on the screens."
                    )
                )
            else:
                return line.rstrip("\r\n")

    def _prompt(self, prompt: str) -> None:
        """What comes through a pipe is not echoed, so that the prompt stands on a line of its own there."""
        if prompt:
            self._target.write(f"{prompt} " if self._source.isatty() else f"{prompt}\n")
        self._target.flush()

    def ask_hidden(self, prompt: str) -> str:
        import click

        from sipforms.cli.terminal import ThisTerminal

        self._target.flush()
        try:
            return ThisTerminal().ask_hidden(spoken(prompt))
        except click.Abort as end:
            raise EndOfInput from end

    def clear(self) -> None:
        if self._can_clear:
            self._target.write("\x1b[H\x1b[2J\x1b[3J")
            self._target.flush()

    def _folded(self, line: str) -> list[str]:
        if not self._target.isatty():
            return [line]
        width = min(shutil.get_terminal_size().columns, WIDEST)
        return textwrap.wrap(line, max(20, width), break_long_words=False, break_on_hyphens=False) or [""]


def forget_typed() -> None:
    """Throw away what was typed and not read yet: half an answer could be called back after locking.

    And the rest of a pasted text would go to whatever reads the terminal when this program has ended, to be kept there.
    """
    if not sys.stdin.isatty():
        return
    try:
        import termios
    except ImportError:  # no such terminal: Windows
        return
    with suppress(termios.error, OSError):
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


def is_readable(line: str) -> bool:
    """Whether everything in the line is text: no half characters, no commands to a terminal (an arrow key sends one).

    Such a line must not become an answer, and leaving out what is not text would change what was meant.
    """
    return not any(sign in {"\x1b", "\ufffd"} or "\ud800" <= sign <= "\udfff" for sign in line)
