"""What tests need besides Python is installed once, renewed when it changes, and told where it cannot be had."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.house.reading import ROOT
from tools import outside


class Commands:
    """The commands that would have run, with what each is to answer."""

    def __init__(self) -> None:
        self.run_so_far: list[list[str]] = []
        self.fails: tuple[str, ...] = ()

    def run(self, command: list[str], **settings: Any) -> subprocess.CompletedProcess[str]:
        self.run_so_far.append(command)
        if command[:2] == ["npm", "install"]:
            (settings["cwd"] / "node_modules").mkdir(exist_ok=True)
        code = 1 if any(word in self.fails for word in command) else 0
        return subprocess.CompletedProcess(command, code, stdout="v20.1.0\n" if command[0] == "node" else "")

    def named(self, *words: str) -> list[list[str]]:
        return [command for command in self.run_so_far if all(word in command for word in words)]


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    made = Commands()
    monkeypatch.setattr(subprocess, "run", made.run)
    return made


def having(monkeypatch: pytest.MonkeyPatch, *programs: str) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in programs else None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("package.json", ".npmrc"):
        (tmp_path / name).write_bytes((outside.NODE / name).read_bytes())
    return tmp_path


def test_packages_are_installed_once_and_again_when_the_list_changes(
    folder: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    having(monkeypatch, "node", "npm")
    for _ in range(2):
        assert outside.node_is_missing(print, folder) == ""
    assert len(commands.named("npm")) == 1
    (folder / "package.json").write_text("{}", encoding="utf-8")
    assert outside.node_is_missing(print, folder) == ""
    assert len(commands.named("npm")) == 2


def test_an_installation_that_failed_is_told_and_tried_again(
    folder: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    having(monkeypatch, "node", "npm")
    commands.fails = ("npm",)
    assert "cannot be installed" in outside.node_is_missing(print, folder)
    commands.fails = ()
    assert outside.node_is_missing(print, folder) == ""


def test_an_old_node_is_told(folder: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    having(monkeypatch, "node", "npm")
    monkeypatch.setattr(outside, "OLDEST_NODE", 99)
    assert outside.node_is_missing(print, folder) == "node is 20.1.0, and version 99 or newer is needed"
    assert commands.named("npm") == []


def test_on_debian_as_root_each_absent_program_is_installed(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    having(monkeypatch, "apt-get", "tmux", "node")
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    outside.install_programs(print)
    assert [command[-1] for command in commands.named("install")] == ["chromium", "nodejs", "npm"]
    assert "chromium, nodejs, npm" in capsys.readouterr().out


def test_nobody_elses_machine_is_touched(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    having(monkeypatch, "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    outside.install_programs(print)
    assert commands.run_so_far == []


def test_what_cannot_be_had_is_told_by_marker(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    having(monkeypatch)
    monkeypatch.setattr(outside, "suite_file", lambda _kept=None: None)
    told = outside.missing_surroundings(tmp_path / "python", print)
    assert told.keys() == {"tmux", "node", "browser", "suite"}
    assert told["browser"] == told["node"] == "node and npm are not installed"
    assert len(commands.named("download")) == 1


def test_packages_stand_with_exact_versions_and_run_nothing_when_installed() -> None:
    listed = json.loads((outside.NODE / "package.json").read_text(encoding="utf-8"))
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in listed["dependencies"].values())
    settings = (outside.NODE / ".npmrc").read_text(encoding="utf-8").split()
    assert {"package-lock=false", "ignore-scripts=true"} <= set(settings)
    assert not [line for line in settings if "registry" in line]


def test_every_need_is_a_marker() -> None:
    marked = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert all(f'"{marker}: ' in marked for marker in ("tmux", "node", "browser", "suite"))
