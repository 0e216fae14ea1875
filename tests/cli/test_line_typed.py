"""What a terminal does to what is typed before line mode can read it: cut off, held back, typed just when it locks."""

import io
import os
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import pytest

from sipforms.cli.line.guard import Guarded
from sipforms.cli.line.talk import LONGEST_LINE, Lines, forget_typed
from sipforms.cli.line.texts import typed_text
from sipforms.render.language import speak
from tests.cli.typed import typing
from tests.signed_in import PASSPHRASE, entered, founded

posix = pytest.mark.skipif(sys.platform == "win32", reason="a terminal of this kind is not to be had on Windows")


@dataclass
class Keyboard:
    """A terminal: what is typed on it, and where it is read."""

    number: int
    source: TextIO

    def type_(self, text: str) -> None:
        os.write(self.number, text.encode())


@pytest.fixture
def keyboard() -> Iterator[Keyboard]:
    import termios

    number, other = os.openpty()
    modes = termios.tcgetattr(other)
    modes[3] &= ~termios.ECHO
    termios.tcsetattr(other, termios.TCSANOW, modes)
    with os.fdopen(other, encoding="utf-8") as source:
        yield Keyboard(number=number, source=source)
    os.close(number)


@posix
def test_a_line_that_the_terminal_cuts_off_is_told_and_not_used(keyboard: Keyboard) -> None:
    speak("en")
    target = io.StringIO()
    talk = Lines(keyboard.source, target)
    keyboard.type_("x" * (LONGEST_LINE + 500) + "\n")
    keyboard.type_("x" * (LONGEST_LINE - 1000) + "\n")
    assert talk.ask("Text:") == "x" * (LONGEST_LINE - 1000)
    assert "cuts so long a line off" in target.getvalue()


def test_a_line_of_any_length_comes_through_a_pipe() -> None:
    line = "x" * 10_000
    assert Lines(io.StringIO(f"{line}\n"), io.StringIO()).ask("Text:") == line


@posix
def test_half_a_line_is_not_there_any_more_after_locking(keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", keyboard.source)
    keyboard.type_("half an answ")
    forget_typed()
    keyboard.type_("er\n")
    assert keyboard.source.readline() == "er\n"


class AtTheSameTime(Guarded):
    """Begins to lock just when somebody has typed a line, and takes its time."""

    def __init__(self, talk: "Typist") -> None:
        super().__init__(talk, lock_after=0.01, can_unlock=True)
        self.typist = talk

    def _lock(self, told: str) -> None:
        self.typist.begun.set()
        self.typist.ended.wait(0.2)
        super()._lock(told)


class Typist:
    """Types one line too late, and then the passphrase."""

    def __init__(self) -> None:
        self.begun, self.ended = threading.Event(), threading.Event()
        self.lines = ["too late"]

    def say(self, text: str = "") -> None: ...

    def clear(self) -> None: ...

    def ask(self, _prompt: str) -> str:
        if not self.lines:
            return "4"
        self.begun.wait(20)
        return self.lines.pop(0)

    def ask_hidden(self, _prompt: str) -> str:
        return PASSPHRASE


def test_nobody_goes_on_while_it_is_being_locked(tmp_path: Path) -> None:
    founded(tmp_path / "store")
    with entered(tmp_path / "store") as workplace:
        talk = AtTheSameTime(Typist())
        talk.watch(workplace)
        assert talk.ask("Answer:") == "4"
        talk.typist.ended.set()
        assert workplace.session is not None
        assert not workplace.session.is_locked


def test_colons_inside_a_text_stay_as_they_are() -> None:
    talk = typing(["::Kaffe", "::og te", ":b", "."])
    assert typed_text(talk, "Text:").text == ":Kaffe\n::og te\n:b"  # type: ignore[arg-type]  # it asks and says alike
