"""The whole program in a real terminal: answered, resized, killed in the middle, gone on with."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sipforms.actions.demonstration.store import Invention, make_demo_store
from sipforms.engine.build import build
from sipforms.engine.read.bundle import read
from sipforms.engine.shelf import shipped
from tests.tui.terminal import Terminal

pytestmark = [
    pytest.mark.tmux,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed, so there is no terminal to drive"),
]


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
    terminal.press("c")
    terminal.wait_for("Runder indtil nu")
    while not (marked := terminal.marked).startswith("▶ Livskvalitet"):
        terminal.press("Down")
        terminal.wait_until_left(marked)
    terminal.press("Enter")


def test_answers_survive_resizing_and_a_kill(terminal: Terminal, demonstration: Path, tmp_path: Path) -> None:
    to_the_form(terminal)
    terminal.wait_for("svares der")
    terminal.press("1")
    terminal.wait_for("Dit humør")
    terminal.press("5", "4", "5", "4", "-")
    terminal.wait_for(" 5/66")
    terminal.resize(60, 20)
    terminal.wait_for("  Tilfreds?   1 2 3[4]5")
    terminal.press("4")
    terminal.wait_for(" 6/66")
    terminal.resize(120, 40)
    terminal.wait_for("4 Selvbestemmelse")
    assert "6/66" in terminal.wait_for("gemt ")
    os.kill(terminal.program, signal.SIGKILL)
    assert "Dit humør" not in terminal.wait_until_gone(" 6/66")
    again = Terminal(
        f"sipforms-again-{os.getpid()}", [sys.executable, "-m", "sipforms", "--store", str(demonstration)], tmp_path
    )
    try:
        again.wait_for("▶ B-")
        again.press("c")
        again.wait_for("Livskvalitet · 6 svar")
        again.press("Enter")
        again.wait_for("1 2 3[4]5")  # a screen is drawn from above: each part is waited for
        assert "6/66" in again.wait_for("[-]")
        again.press("C-q")
        left = again.wait_for("left with 0")
        assert "Dit humør" not in left
        assert "B-1" not in left
    finally:
        again.close()


def test_without_a_terminal_it_is_asked_line_by_line(demonstration: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sipforms", "--store", str(demonstration)],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "SIPFORMS_LANGUAGE": "da"},
    )
    assert done.returncode == 0
    assert "linje for linje" in done.stdout
    assert "\x1b" not in done.stdout
