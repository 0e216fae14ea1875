"""Hostile bundles achieve nothing: each is told about, nothing crashes, and nothing is touched but the bundle itself.

All are checked in one process of their own, which an audit hook watches. To add a case, add a folder.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from sipforms.engine.checks.codes import CODES
from tests.engine import evil_child
from tests.engine.evil import evil_folders, made

FOLDERS = evil_folders()
NAMES = [folder.name for folder in FOLDERS]
SECONDS = 240


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, Any]]:
    """What the child process said of each bundle."""
    top = tmp_path_factory.mktemp("evil")
    for folder in FOLDERS:
        made(folder, top / folder.name)
    command = [sys.executable, str(Path(evil_child.__file__)), str(top)]
    child = subprocess.run(command, cwd=top, capture_output=True, text=True, timeout=SECONDS, check=False)
    told = {one["name"]: one for one in map(json.loads, child.stdout.splitlines())}
    assert child.returncode == 0, (
        f"crashed at {next((name for name in NAMES if name not in told), '?')}: {child.stderr}"
    )
    return told


@cache
def expected(name: str) -> Mapping[str, Any]:
    folder = next(folder for folder in FOLDERS if folder.name == name)
    return dict(yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_told_about(name: str, results: Mapping[str, Mapping[str, Any]]) -> None:
    told = [one for one in results[name]["told"] if not CODES[one[0]].production]
    assert Counter(code for code, *_ in told) == Counter(expected(name)["problems"])
    if told:
        assert f"{told[0][1]}:{told[0][2]}" == expected(name)["first"]


@pytest.mark.parametrize("name", NAMES)
def test_it_touches_nothing_but_itself(name: str, results: Mapping[str, Mapping[str, Any]]) -> None:
    assert results[name]["did"] == []
    assert results[name]["loaded"] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_of_it_commands_no_terminal(name: str, results: Mapping[str, Mapping[str, Any]]) -> None:
    assert all(sign.isprintable() or sign == "\n" for text in results[name]["said"] for sign in text)


def test_what_is_good_in_spite_of_all_can_be_built(results: Mapping[str, Mapping[str, Any]]) -> None:
    good = {name for name in NAMES if not any(CODES[code].level == "error" for code in expected(name)["problems"])}
    assert {name for name in NAMES if results[name]["built"]} == good


def test_there_are_enough() -> None:
    assert len(FOLDERS) >= 200


def test_a_hostile_bundle_that_got_somewhere_would_be_seen(tmp_path: Path) -> None:
    """The watch itself is tried: what a bundle could make a careless program do is noticed."""
    watch = evil_child.Watch()
    watch.bundle = tmp_path
    watch("socket.connect", (None, ("example.org", 80)))
    watch("open", ("/etc/passwd", "r", 0))
    watch("open", (str(tmp_path / "reports.yaml"), "w", 0))
    watch("import", ("hooks", str(tmp_path / "hooks.py"), None, None, None))
    watch("compile", (b"x", str(tmp_path / "hooks.py")))
    watch("subprocess.Popen", ("sh", [], None, None))
    watch("open", (str(tmp_path / "reports.yaml"), "r", 0))
    assert len(watch.seen) == 6
