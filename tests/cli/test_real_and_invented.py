"""Invented and real people never share a store, and neither stands in for the other."""

import shutil
from pathlib import Path

import pytest

from sipforms.actions.settings import Settings
from sipforms.cli.demo_store import demo_folder
from tests.cli.conftest import Run
from tests.signed_in import founded


@pytest.fixture
def real_in_its_place(home: Path) -> Path:
    """A store of real people where the demonstration would be."""
    folder = demo_folder()
    founded(folder)
    return folder


@pytest.mark.parametrize("arguments", [["--demo", "report", "B-1042"], ["--demo-of", "voksen", "report", "B-1042"]])
def test_the_demonstration_never_opens_a_real_store(run: Run, real_in_its_place: Path, arguments: list[str]) -> None:
    before = {one: one.read_bytes() for one in real_in_its_place.rglob("*") if one.is_file()}
    ended = run(*arguments)
    assert ended.code == 1
    assert "is a store of real people" in ended.err
    assert {one: one.read_bytes() for one in real_in_its_place.rglob("*") if one.is_file()} == before


def test_beginning_the_demonstration_again_never_takes_a_real_store_away(
    run: Run, real_in_its_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    ended = run("demo", "--fresh")
    assert ended.code == 1
    assert "is a store of real people" in ended.err
    assert (real_in_its_place / "store.json").is_file()


def test_a_demonstration_in_the_place_of_the_real_store_is_not_taken_for_it(
    run: Run, home: Path, demo_store: Path
) -> None:
    place = Settings().store
    shutil.copytree(demo_store, place)
    ended = run("report", "B-1042")
    assert ended.code == 1
    assert "Open it with `sipforms --demo`." in ended.err
    assert run("--store", place, "report", "B-1042", "livskvalitet").code == 0  # named, and so meant
