"""Two programs in two real terminals on one draft: told, looked on, waited for, copied, merged; one of them killed."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sipforms.actions.demonstration.store import Invention, make_demo_store
from sipforms.engine.build import build
from sipforms.engine.read.bundle import read
from sipforms.engine.shelf import shipped
from tests.tui.terminal import Terminal
from tests.tui.test_tmux import to_the_form

pytestmark = [
    pytest.mark.tmux,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed, so there is no terminal to drive"),
]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terminals") / "store"
    bundle = read(shipped() / "voksen")
    invention = Invention(bundle=bundle, programme=build(bundle), text="Opdigtet.", citizens=1)
    for _progress in make_demo_store(folder, invention, datetime.now(UTC)):
        pass
    return folder


@pytest.fixture
def terminal(demonstration: Path, tmp_path: Path) -> Iterator[Callable[[str], Terminal]]:
    """One more terminal with the program in it."""
    opened: list[Terminal] = []

    def open_one(name: str) -> Terminal:
        command = [sys.executable, "-m", "sipforms", "--store", str(demonstration)]
        opened.append(Terminal(f"sipforms-{name}-{os.getpid()}", command, tmp_path))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def to_the_draft(terminal: Terminal) -> None:
    terminal.wait_for("▶ B-")
    terminal.press("c")
    terminal.wait_for("▶ Livskvalitet · ")
    terminal.press("Enter")


def test_two_programs_on_one_draft(terminal: Callable[[str], Terminal]) -> None:
    first = terminal("first")
    to_the_form(first)
    first.wait_for("svares der")
    first.press("1")
    first.wait_for("Dit humør")
    first.press("5", "4")
    first.wait_for(" 2/66")

    second = terminal("second")
    to_the_draft(second)
    told = second.wait_for("(sidst set")
    assert "har skemaet åbent på" in told
    second.press("1")
    second.wait_for("Kun se med")
    first.press("5")
    first.wait_for(" 3/66")
    second.wait_for(" 3/")  # it follows by itself
    second.press("Escape")
    second.wait_for("Gå videre i en kopi")
    second.press("2")
    second.wait_for("Venter.")
    os.kill(first.program, signal.SIGKILL)
    first.wait_until_gone(" 3/66")
    second.wait_for(" 3/66")  # what the killed program left behind stands in nobody's way
    second.press("4")
    second.wait_for(" 4/66")

    third = terminal("third")
    to_the_draft(third)
    third.wait_for("Gå videre i en kopi")
    third.press("3")
    third.wait_for(" 4/66")
    third.press("5")
    third.wait_for(" 5/66")
    third.press("Escape")
    third.wait_for("kopi")
    second.press("2")
    second.wait_for(" 5/66")
    second.press("Escape")
    second.wait_for("der er også en kopi")
    second.press("Home", "m")
    second.wait_for("Saml to skemaer")
    second.resize(120, 40)
    second.wait_for("0 af 1 valgt")
    second.press("2")
    second.wait_for("1 af 1 valgt")
    second.press("F2")
    second.wait_for(" 5/66")
    second.press("Escape")
    second.wait_for("Livskvalitet · 5 svar")
    assert "kopi" not in second.wait_for("Runder indtil nu")
