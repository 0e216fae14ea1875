"""A new programme is right from the first moment, never overwrites anything, and is there whole or not at all."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.actions.beginning import FolderThere, begin, is_id, suggested_id
from sipforms.actions.checking import Criteria, Profile, check_folder
from sipforms.actions.vocabulary import open_vocabulary
from sipforms.engine.build import build
from sipforms.render.starting import template_languages
from tests.cli.conftest import Run

TODAY = date(2026, 11, 22)
WORDS = open_vocabulary(installed=False)


@pytest.mark.parametrize("language", template_languages())
def test_it_is_ready_to_be_used_at_once(run: Run, tmp_path: Path, language: str) -> None:
    ended = run("new", "min_bundle", "--language", language)
    assert ended.code == 0
    assert "sipforms check min_bundle" in ended.out
    checked = check_folder(tmp_path / "min_bundle", Criteria(vocabulary=WORDS, today=TODAY, profile=Profile.PRODUCTION))
    assert [(one.code, one.place) for one in checked.problems] == []
    assert checked.allowed == ()
    assert run("check", "--profile", "production", "min_bundle").code == 0
    coverage = run("test", "--coverage", "min_bundle")
    assert (coverage.code, ": 100 %" in coverage.out) == (0, True)
    mutants = run("test", "--mutants", "--at-least", "100", "min_bundle")
    assert mutants.code == 0, mutants.out


@pytest.mark.parametrize("language", template_languages())
def test_it_asks_in_five_different_ways_and_says_why(run: Run, tmp_path: Path, language: str) -> None:
    run("new", "min_bundle", "--language", language)
    (asked,) = (tmp_path / "min_bundle" / "questionnaires").iterdir()
    text = asked.read_text("utf-8")
    for what in ("scale:", "type: boolean", "type: integer", "type: string", "visibleIf:"):
        assert what in text
    remarks = [
        line
        for path in (tmp_path / "min_bundle").rglob("*.yaml")
        for line in path.read_text("utf-8").splitlines()
        if "#" in line
    ]
    assert len(remarks) > 25
    readme = (tmp_path / "min_bundle" / "README.md").read_text("utf-8")
    assert "## " in readme
    assert "%%" not in readme + text


@pytest.mark.parametrize(
    "title", ['Hvad: "ja" # nej', "true", "null", "- liste", "{x}", "Æblegrød & co. *", "1 2 3", "\\n", "a\nb"]
)
def test_any_title_can_be_given(run: Run, tmp_path: Path, title: str) -> None:
    assert run("new", "titel", "--title", title).code == 0
    checked = check_folder(tmp_path / "titel", Criteria(vocabulary=WORDS, today=TODAY))
    assert [one.code for one in checked.problems] == []
    assert build(checked.bundle).title == " ".join(title.split())


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("Min Bundle", "min_bundle"),
        ("Årlig status!", "aarlig_status"),
        ("2026-plan", "p_2026_plan"),
        ("../x", "x"),
        ("con", "con_1"),
        ("ØL", "oel"),
        ("a" * 80, "a" * 64),
    ],
)
def test_what_cannot_be_an_id_gets_a_suggestion(run: Run, tmp_path: Path, typed: str, suggested: str) -> None:
    ended = run("new", typed)
    assert ended.code == 2
    assert f"Write: sipforms new {suggested}\n" in ended.err
    assert [one.name for one in tmp_path.iterdir()] == ["home"]


@given(st.text())
def test_a_suggestion_can_be_used(typed: str) -> None:
    suggestion = suggested_id(typed)
    assert suggestion == "" or is_id(suggestion)


def test_nothing_is_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "der").write_text("mine", "utf-8")
    ended = run("new", "der")
    assert (ended.code, "nothing was written over" in ended.err) == (1, True)
    assert (tmp_path / "der").read_text("utf-8") == "mine"
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FolderThere):
        begin(tmp_path / "link", {"a": b""}, "x")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["der", "home", "link"]


def test_the_folder_can_be_named_either_way(run: Run, tmp_path: Path) -> None:
    (tmp_path / "hylde").mkdir()
    assert run("new", "en", "hylde").code == 0
    assert run("new", "to", Path("hylde") / "to").code == 0
    assert {one.name for one in (tmp_path / "hylde").iterdir()} == {"en", "to"}
    missing = run("new", "tre", "hylden")
    assert (missing.code, "Did you mean `hylde`?" in missing.err) == (2, True)


def test_a_programme_that_builds_on_another(run: Run, tmp_path: Path) -> None:
    assert run("new", "voksen-ung", "--extends", "voksen@1").code == 0
    assert "extends: voksen@1" in (tmp_path / "voksen-ung" / "programme.yaml").read_text("utf-8")
    ended = run("check", "voksen-ung")
    assert (ended.code, "nothing to mend" in ended.out) == (0, True), ended.out
    assert run("test", "voksen-ung").code == 0


def test_one_that_builds_on_a_programme_in_english(run: Run) -> None:
    run("new", "base", "--language", "en")
    assert run("--programmes", ".", "new", "ny", "--extends", "base").code == 0
    assert run("--programmes", ".", "check", "ny").code == 0
    assert run("--programmes", ".", "test", "ny").code == 0


@pytest.mark.parametrize(
    ("extends", "said"),
    [
        ("voksne@1", "Did you mean `voksen`?"),
        ("voksen@7", "write voksen@1"),
        ("voksen@x", "is no programme to build on"),
        ("../voksen", "is no programme to build on"),
    ],
)
def test_what_cannot_be_built_on_is_told(run: Run, tmp_path: Path, extends: str, said: str) -> None:
    ended = run("new", "ny", "--extends", extends)
    assert (ended.code, said in ended.err) == (2, True)
    assert not (tmp_path / "ny").exists()


INTERRUPTED = """
import os, signal, sys
from pathlib import Path
from sipforms.actions import beginning
from sipforms.cli.door import main

write = beginning.write_folder

def half(folder, files):
    write(folder, dict(list(files.items())[:3]))
    os.kill(os.getpid(), signal.SIGINT)

beginning.write_folder = half
main(["--language", "en", "new", "halv"])
"""


@pytest.mark.skipif(os.name == "nt", reason="there a program cannot send itself Ctrl-C; the way out is the same")
def test_interrupted_nothing_is_half_written(home: Path, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", INTERRUPTED], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 128 + signal.SIGINT
    assert "Nothing is half-written" in ended.stderr
    assert [one.name for one in tmp_path.iterdir()] == [home.name]
