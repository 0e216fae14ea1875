"""``sipforms check`` interrupted by a real signal while it works or asks: 130, and nothing half-written."""

import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.engine.checking import SMALL

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither pseudo-terminals nor this signal")

ROOT = Path(__file__).resolve().parent.parent.parent
MANY = 400
PATIENCE = 60.0


@dataclass
class Watched:
    """A command that believes that it is on a terminal, and what has been seen of it."""

    process: "subprocess.Popen[bytes]"
    screen: int
    seen: str = ""

    def wait_for(self, text: str) -> None:
        until = time.monotonic() + PATIENCE
        while text not in self.seen:
            assert time.monotonic() < until, self.seen
            assert self.read(), self.seen

    def read(self) -> bool:
        ready, _, _ = select.select([self.screen], [], [], 1.0)
        if not ready:
            return True
        try:
            part = os.read(self.screen, 65536)
        except OSError:  # how Linux says that the other end is closed
            return False
        self.seen += part.decode("utf-8", "replace")
        return bool(part)

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        while self.read():
            pass
        return self.process.wait(PATIENCE)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def watched(folder: Path, home: Path, *words: str) -> Watched:
    import pty

    screen, terminal = pty.openpty()
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(home)}
    process = subprocess.Popen(
        [sys.executable, "-m", "sipforms", "--language", "en", "check", *words],
        cwd=folder,
        env=environment,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    return Watched(process=process, screen=screen)


@pytest.fixture
def slipped(tmp_path: Path) -> Path:
    for name, text in SMALL.items():
        (tmp_path / "lille" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "lille" / name).write_text(text.replace("type: boolean", "tpye: boolean"), "utf-8")
    return tmp_path / "lille"


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_while_it_asks_about_mending(slipped: Path, home: Path) -> None:
    before = content(slipped)
    command = watched(slipped.parent, home, "--fix", "lille")
    command.wait_for("[y/n]")
    assert command.end() == 130
    assert "Interrupted. Nothing is half-written." in command.seen
    assert content(slipped) == before


def test_while_it_checks_many_for_a_report(tmp_path: Path, home: Path) -> None:
    for number in range(MANY):
        for name, text in SMALL.items():
            file = tmp_path / "alle" / f"p{number}" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text.replace("id: lille", f"id: p{number}"), "utf-8")
    (tmp_path / "gammel.json").write_text("gammel")
    command = watched(tmp_path, home, "--format", "json=gammel.json", "--format", "sarif=ny.sarif", "alle")
    command.wait_for(f"1 of {MANY} programmes checked")
    assert command.end() == 130
    assert (tmp_path / "gammel.json").read_text() == "gammel"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["alle", "gammel.json", "home"]
