"""Hostile bundles achieve nothing: each is told about, nothing crashes, and nothing is touched but the bundle itself.

All are checked in one process of their own, which an audit hook watches. To add a case, add a folder.
"""

import json
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from sipforms.engine.checks.codes import CODES
from tests.engine import evil_child
from tests.engine.evil import evil_folders, made
from tests.engine.evil_faces import FEW

FOLDERS = evil_folders()
NAMES = [folder.name for folder in FOLDERS]
SECONDS = 240


LITERAL = re.compile(r"markup-|command-|overlay-base-markup")
MARKED = re.compile(r"\[/b\]|::error|##|</testcase>|\+\+\+|---|sipforms:|level")
ON_THE_FORM = frozenset({"area-title", "option", "questionnaire-title", "row-title", "say", "description"})


@pytest.fixture(scope="module")
def top(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all of them are made."""
    return tmp_path_factory.mktemp("evil")


@pytest.fixture(scope="module")
def results(top: Path) -> Mapping[str, Mapping[str, Any]]:
    """What the child process said of each bundle."""
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
def test_no_face_of_it_commands_a_terminal_or_misleads(name: str, results: Mapping[str, Mapping[str, Any]]) -> None:
    faces = results[name]["said"]
    assert {"text", "json", "sarif", "junit", "github"} <= {face for face, _text in faces}
    assert [(face, hex(ord(sign))) for face, text in faces for sign in text if not is_harmless(sign)] == []


def is_harmless(sign: str) -> bool:
    """What is seen, a new line, and signs that some alphabet of one's own may have."""
    return sign.isprintable() or sign == "\n" or unicodedata.category(sign) == "Co"


@pytest.mark.parametrize("name", NAMES)
def test_reports_of_it_are_whole(name: str, results: Mapping[str, Mapping[str, Any]]) -> None:
    """No text of a bundle ends a record, or begins one."""
    said = dict(results[name]["said"])
    told = min(len(results[name]["told"]), FEW)
    report, log = json.loads(said["json"]), json.loads(said["sarif"])
    assert [len(one["problems"]) for one in report["programmes"]] == [told]
    assert len(log["runs"][0]["results"]) == told
    errors = sum(one["level"] == "error" for one in report["programmes"][0]["problems"])
    assert len(ET.fromstring(said["junit"]).findall(".//failure")) == errors  # noqa: S314 - our own
    *commands, summary = said["github"].splitlines()
    assert len(commands) == told
    assert all(re.match(r"::(?:error|warning|notice) file=[^:,]*,line=[0-9]+,endLine", line) for line in commands)
    assert not summary.startswith("::")


@pytest.mark.parametrize("name", [name for name in NAMES if LITERAL.match(name)])
def test_markup_and_commands_are_shown_as_they_stand(name: str, results: Mapping[str, Mapping[str, Any]]) -> None:
    said = dict(results[name]["said"])
    folder = next(folder for folder in FOLDERS if folder.name == name)
    written = {text for file in folder.rglob("*.yaml") for text in texts_of(file) if MARKED.search(text)}
    shown = {face: "".join(said[face].split()) for face in ("resolved", "form")}
    assert written
    for text in written:
        as_written = json.dumps(text, ensure_ascii=False)
        assert "".join(as_written.split()) in shown["resolved"] or name.endswith("-example-name")
        assert name.removeprefix("markup-in-") not in ON_THE_FORM or "".join(text.split()) in shown["form"]


def texts_of(file: Path) -> Iterator[str]:
    """Every text in a file but what the test itself keeps there."""
    if file.name == "expected.yaml":
        return
    waiting = [yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        waiting += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()


def test_no_code_was_run(results: Mapping[str, Mapping[str, Any]], top: Path) -> None:
    assert results
    assert {path.name for path in top.iterdir()} == set(NAMES)


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
