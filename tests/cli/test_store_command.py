"""A store is made, shown and refused in sentences; what is not a store is left alone."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_store_is_made_once_and_shown(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "store"
    made = run("--store", folder, "store", "init")
    assert made.code == 0
    assert "--unprotected" in made.out
    shown = run("--store", folder, "store", "show")
    assert shown.code == 0
    assert "real people" in shown.out
    assert "Encrypted: no" in shown.out
    again = run("--store", folder, "store", "init")
    assert (again.code, again.out) == (1, "")
    assert "is not empty" in again.err


def test_without_a_store_it_says_how_to_make_one(run: Run, tmp_path: Path) -> None:
    ended = run("--store", tmp_path / "none", "report", "B-1")
    assert ended.code == 1
    assert "store init" in ended.err
    assert "sipforms demo" in ended.err
    assert not (tmp_path / "none").exists()


def test_a_folder_with_something_else_is_no_store_and_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "letter.txt").write_text("x")
    for arguments in (["report", "B-1"], ["store", "init"], ["store", "show"]):
        ended = run("--store", folder, *arguments)
        assert (ended.code, ended.out) == (1, "")
        assert "store init" not in ended.err
    assert [one.name for one in folder.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for arguments in (["report", "B-1"], ["store", "init"], ["store", "show"]):
        assert run("--store", tmp_path / "file", *arguments).code == 1


def test_a_store_of_real_people_opens_only_when_told_so(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    run("--store", folder, "store", "init")
    refused = run("--store", folder, "report", "B-1")
    assert refused.code == 1
    assert "store protect" in refused.err
    opened = run("--store", folder, "--unprotected", "report", "B-1")
    assert opened.code == 2
    assert "There is no citizen `B-1`." in opened.err


def test_a_store_of_a_newer_version_is_not_touched(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    run("--store", folder, "store", "init")
    marks = [one for one in folder.iterdir() if one.is_file() and b'"format"' in one.read_bytes()]
    assert marks
    facts = json.loads(marks[0].read_text("utf-8"))
    marks[0].chmod(0o600)
    marks[0].write_text(json.dumps({**facts, "format": 99}), "utf-8")
    ended = run("--store", folder, "--unprotected", "report", "B-1")
    assert ended.code == 1
    assert "newer" in ended.err
