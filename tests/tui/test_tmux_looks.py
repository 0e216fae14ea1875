"""The program in terminals that can do less: no colour, no locale, nothing to draw on."""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tui.terminal import Terminal
from tests.tui.test_tmux import demonstration

__all__ = ["demonstration"]
pytestmark = [
    pytest.mark.tmux,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed, so there is no terminal to drive"),
]
Opened = Callable[..., Terminal]
COLOUR = re.compile(r"\x1b\[[0-9;]*\b(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])\b")
DRAWN = re.compile(r"[\u2500-\u25ff]")


@pytest.fixture
def opened(demonstration: Path, tmp_path: Path) -> Iterator[Opened]:
    terminals: list[Terminal] = []

    def open_with(**settings: str) -> Terminal:
        command = [sys.executable, "-m", "sipforms", "--store", str(demonstration)]
        terminals.append(Terminal(f"sipforms-looks-{os.getpid()}", command, tmp_path, **settings))
        return terminals[-1]

    yield open_with
    for one in terminals:
        one.close()


def test_without_colour_the_mark_and_the_sentences_are_there(opened: Opened) -> None:
    terminal = opened(NO_COLOR="1")
    terminal.wait_for("▶ B-")
    assert COLOUR.findall(terminal.painted) == []


def test_a_locale_without_letters_shows_letters_and_no_escapes(opened: Opened) -> None:
    terminal = opened(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    shown = terminal.wait_for("B-1")
    assert "\\u" not in shown
    assert "\\x" not in shown
    assert "borger" in shown


def test_a_terminal_that_cannot_be_drawn_on_is_asked_line_by_line(opened: Opened) -> None:
    terminal = opened(TERM="dumb")
    shown = terminal.wait_for("B-1")
    assert DRAWN.findall(shown) == []
    assert "\x1b[" not in terminal.painted.replace("\x1b[0m", "").replace("\x1b[39m", "").replace("\x1b[49m", "")
