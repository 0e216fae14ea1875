"""The whole program in a real terminal: answered, resized, killed in the middle, gone on with."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sipforms.actions.demonstration.store import Invention, make_demo_store
from sipforms.engine.build import build
from sipforms.engine.read.bundle import read
from sipforms.engine.shelf import shipped

pytestmark = [
    pytest.mark.tmux,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed, so there is no terminal to drive"),
]
PATIENCE = 30  # seconds for a state to come


class Terminal:
    """A terminal that tests type into and read."""

    def __init__(self, name: str, command: list[str], home: Path) -> None:
        self._name = name
        settings = {"HOME": str(home), "TERM": "xterm-256color", "SIPFORMS_LANGUAGE": "da", "PATH": os.environ["PATH"]}
        self._environment = {**settings, "PYTHONUTF8": "1", "LANG": "C.UTF-8"}
        line = " ".join([*command, "; echo left with $?; exec cat"])
        self._tmux("-f", os.devnull, "new-session", "-d", "-x", "80", "-y", "24", line)

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-u", "-L", self._name, *arguments],
            capture_output=True,
            text=True,
            check=True,
            env=self._environment,
        )
        return done.stdout

    def press(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def resize(self, width: int, height: int) -> None:
        self._tmux("resize-window", "-x", str(width), "-y", str(height))

    @property
    def text(self) -> str:
        return self._tmux("capture-pane", "-p")

    def wait_for(self, words: str) -> str:
        """The screen once these words stand on it."""
        until = time.monotonic() + PATIENCE
        while words not in (text := self.text):
            assert time.monotonic() < until, f"{words!r} never came:\n{text}"
        return text

    @property
    def marked(self) -> str:
        """The line of a list that the mark stands on."""
        return self.wait_for("▶").partition("▶")[1] + self.text.partition("▶")[2].partition("\n")[0]

    def wait_until_left(self, marked: str) -> None:
        """Wait until the mark stands on another line."""
        until = time.monotonic() + PATIENCE
        while self.marked == marked:
            assert time.monotonic() < until, f"the mark stays:\n{self.text}"

    @property
    def program(self) -> int:
        """The process number of the program."""
        shell = self._tmux("display-message", "-p", "#{pane_pid}").strip()
        return int(subprocess.run(["pgrep", "-P", shell], capture_output=True, text=True, check=True).stdout.split()[0])

    def close(self) -> None:
        self._tmux("kill-server")


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terminal") / "store"
    bundle = read(shipped() / "voksen")
    invention = Invention(bundle=bundle, programme=build(bundle), text="Opdigtet.", citizens=1)
    for _progress in make_demo_store(folder, invention, datetime.now(UTC)):
        pass
    return folder


@pytest.fixture
def terminal(demonstration: Path, tmp_path: Path) -> Iterator[Terminal]:
    command = [sys.executable, "-m", "sipforms", "--store", str(demonstration)]
    opened = Terminal(f"sipforms-{os.getpid()}", command, tmp_path)
    yield opened
    opened.close()


def to_the_form(terminal: Terminal) -> None:
    terminal.wait_for("▶ B-")
    terminal.press("Enter")
    terminal.wait_for("Runder indtil nu")
    while not (marked := terminal.marked).startswith("▶ Livskvalitet"):
        terminal.press("Down")
        terminal.wait_until_left(marked)
    terminal.press("Enter")


def test_answers_survive_resizing_and_a_kill(terminal: Terminal, demonstration: Path, tmp_path: Path) -> None:
    to_the_form(terminal)
    terminal.wait_for("Hvordan svares der")
    terminal.press("1")
    terminal.wait_for("Dit humør")
    terminal.press("4", "4", "5", "4", "-")
    terminal.wait_for(" 5/66")
    terminal.resize(60, 20)
    terminal.wait_for("  Tilfreds?   1 2 3[4]5")
    terminal.press("4")
    terminal.wait_for(" 6/66")
    terminal.resize(120, 40)
    terminal.wait_for("4 Selvbestemmelse")
    assert "6/66" in terminal.wait_for("gemt ")
    os.kill(terminal.program, signal.SIGKILL)
    terminal.wait_for("left with 137")
    again = Terminal(
        f"sipforms-again-{os.getpid()}", [sys.executable, "-m", "sipforms", "--store", str(demonstration)], tmp_path
    )
    try:
        again.wait_for("▶ B-")
        again.press("Enter")
        again.wait_for("Livskvalitet · 6 svar")
        again.press("Enter")
        text = again.wait_for("6/66")
        assert "1 2 3[4]5" in text
        assert "[-]" in text
        again.press("C-q")
        left = again.wait_for("left with 0")
        assert "Dit humør" not in left
        assert "B-1" not in left
    finally:
        again.close()


def test_no_terminal_is_told_in_a_sentence(demonstration: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sipforms", "--store", str(demonstration)],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "SIPFORMS_LANGUAGE": "da"},
    )
    assert done.returncode == 2
    assert "kræver en terminal" in done.stderr
    assert done.stdout == ""
