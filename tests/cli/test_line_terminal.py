"""Line mode in a real terminal: asked for by a variable, nothing drawn, and nothing left to be read afterwards."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.signed_in import NAME, PASSPHRASE, citizen, founded
from tests.tui.terminal import Terminal

pytestmark = [
    pytest.mark.tmux,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed, so there is no terminal to drive"),
]
CODE = "47x11"
CANARIES = ("B-1042", "Ahorn", "humør", "Meget", PASSPHRASE, CODE)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    founded(tmp_path / "store")
    citizen(tmp_path / "store")
    command = [sys.executable, "-m", "sipforms", "--store", str(tmp_path / "store"), "fill", "B-1042", "livskvalitet"]
    opened = Terminal(f"sipforms-line-{os.getpid()}", command, tmp_path, SIPFORMS_LINE="1")
    yield opened
    opened.close()


def test_somebody_signs_in_answers_hides_and_leaves_nothing_behind(terminal: Terminal) -> None:
    terminal.wait_for("initialer")
    terminal.press(NAME, "Enter")
    terminal.wait_for("Adgangssætning for")
    terminal.press("-l", PASSPHRASE)
    terminal.press("Enter")
    terminal.wait_for("Kort kode")
    terminal.press("-l", "1234")
    terminal.press("Enter")
    terminal.wait_for("gættes")
    terminal.press("-l", CODE)
    terminal.press("Enter")
    terminal.wait_for("Hvordan svares der")
    assert PASSPHRASE not in terminal.all_text
    terminal.press("1", "Enter")
    terminal.wait_for("1 af 66")
    terminal.press("meget", "Enter")
    terminal.wait_for("4 Meget")
    terminal.press("skjul", "Enter")
    terminal.wait_for("Låst")
    assert [word for word in CANARIES if word in terminal.all_text] == []
    terminal.press("-l", CODE)
    terminal.press("Enter")
    terminal.wait_for("2 af 66")
    terminal.press("q", "Enter")
    terminal.wait_for("Fortsæt")
    terminal.press("q", "Enter")
    terminal.wait_for("left with")
    assert [word for word in CANARIES if word in terminal.all_text] == []
