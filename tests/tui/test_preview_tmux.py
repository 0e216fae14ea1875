"""The preview in a real terminal: a file is written beside it, and the new text comes where the cursor is."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sipforms.engine.shelf import shipped
from tests.tui.terminal import Terminal

pytestmark = [
    pytest.mark.tmux,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed, so there is no terminal to drive"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped() / "voksen", tmp_path / "voksen"))


@pytest.fixture
def terminal(folder: Path, tmp_path: Path) -> Iterator[Terminal]:
    command = [sys.executable, "-m", "sipforms", "preview", str(folder), "--questionnaire", "livskvalitet"]
    opened = Terminal(f"sipforms-preview-{os.getpid()}", command, tmp_path)
    yield opened
    opened.close()


def write(folder: Path, old: str, new: str) -> None:
    """As editors do it: a new file beside the old one, then a rename."""
    path = folder / "questionnaires" / "livskvalitet.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    fresh = path.with_name("4913")
    fresh.write_text(text.replace(old, new), encoding="utf-8")
    fresh.replace(path)


def test_a_save_is_seen_where_one_is(terminal: Terminal, folder: Path) -> None:
    terminal.wait_for("▶ 1.1 Dit humør")
    terminal.press("5", "4", "Down", "Down")
    terminal.wait_for("▶ 1.4")
    write(folder, "title: Dit humør", "title: Humøret lige nu")
    text = terminal.wait_for("Humøret lige nu")
    assert "▶ 1.4" in text
    assert "1 2 3[4]5" in text
    write(folder, "title: Humøret lige nu", "titel: Humøret lige nu")
    text = terminal.wait_for("✗ 1")
    assert "Humøret lige nu" in text
    assert "▶ 1.4" in text
    terminal.press("Tab")
    terminal.wait_for("`titel`")
    terminal.press("Enter")
    terminal.wait_for("▶ 1.1 Humøret")
    write(folder, "titel: Humøret lige nu", "title: Dit humør")
    text = terminal.wait_for("1.1 Dit humør")
    assert "✗" not in text
    terminal.press("Tab", "Escape")
    terminal.resize(120, 40)
    terminal.wait_for("4.5 At kunne være i fred")
    terminal.press("C-q")
    left = terminal.wait_for("left with 0")
    assert "humør" not in left
