"""A protected store in a real terminal: signed in, locked, killed, signed in again; and nothing is left to be read."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.signed_in import NAME, PASSPHRASE, citizen, founded
from tests.tui.terminal import Terminal

pytestmark = [
    pytest.mark.tmux,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed, so there is no terminal to drive"),
]
CODE = "47x11"
CANARIES = ("B-1042", "Ahorn", "humør", "Livskvalitet", "hemmelig", PASSPHRASE, CODE)


@pytest.fixture
def opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Terminal]]:
    """Terminals on one store with one citizen."""
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    founded(tmp_path / "store")
    citizen(tmp_path / "store")
    terminals: list[Terminal] = []

    def make() -> Terminal:
        command = [sys.executable, "-m", "sipforms", "--store", str(tmp_path / "store")]
        name = f"sipforms-in-{os.getpid()}-{len(terminals)}"
        terminals.append(Terminal(name, command, tmp_path))
        return terminals[-1]

    yield make
    for one in terminals:
        one.close()


def sign_in(terminal: Terminal) -> None:
    terminal.wait_for("Adgangssætning")
    assert "B-1042" not in terminal.text
    terminal.press(NAME, "Enter")
    terminal.press("-l", PASSPHRASE)
    assert PASSPHRASE not in terminal.text
    terminal.press("Enter")
    terminal.wait_for("Kort kode")
    terminal.wait_for("▶")


def test_answers_survive_a_lock_and_a_kill_and_nothing_is_left_to_be_read(opens: Callable[[], Terminal]) -> None:
    terminal = opens()
    sign_in(terminal)
    terminal.press("-l", CODE)
    terminal.press("Enter")
    terminal.wait_for("▶ B-1042")
    terminal.press("c")
    terminal.wait_for("Skal udfyldes")
    while not (marked := terminal.marked).startswith("▶ Livskvalitet"):
        terminal.press("Down")
        terminal.wait_until_left(marked)
    terminal.press("Enter")
    terminal.wait_for("svares der")
    terminal.press("1")
    terminal.wait_for("Dit humør")
    terminal.press("5", "4", "5")
    terminal.wait_for(" 3/66")
    terminal.press("F8")
    nothing_in(terminal.wait_for("Skjult"))
    terminal.press("l")
    nothing_in(terminal.wait_for("låst"))
    terminal.press("-l", "0000")
    terminal.press("Enter")
    terminal.wait_for("ikke din korte kode")
    terminal.press("-l", CODE)
    terminal.press("Enter")
    terminal.wait_for(" 3/66")
    terminal.press("4")
    terminal.wait_for(" 4/66")
    os.kill(terminal.program, signal.SIGKILL)
    terminal.wait_until_gone(" 4/66")
    nothing_in(terminal.all_text)
    again = opens()
    sign_in(again)
    assert "Livskvalitet · 4 svar" in again.wait_for("▶ B-1042")
    again.press("Enter")
    again.press("Enter")
    again.wait_for(" 4/66")
    again.press("F7")
    nothing_in(again.wait_for("Hvem er du"))
    sign_in(again)
    again.press("C-q")
    again.wait_for("left with 0")
    nothing_in(again.all_text)


def nothing_in(text: str) -> None:
    assert [word for word in CANARIES if word in text] == []
