"""Nothing that arrived from elsewhere leads our reading or writing to other places, or makes us wait."""

import os
import shutil
import time
from pathlib import Path

import pytest

from sipforms.actions import jsonc
from sipforms.actions.preview.session import Preview
from sipforms.actions.preview.view import View
from sipforms.actions.whole_files import leads_away
from sipforms.engine.hooks.outline import hooks_in
from sipforms.engine.problem import Level
from sipforms.engine.read.bundle import MAX_NAMES, read
from tests.cli.conftest import Run
from tests.engine.checking import SMALL, words
from tests.engine.evil_faces import NOW, criteria_with

needs_links = pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links want a right on Windows")


@pytest.fixture
def lille(tmp_path: Path) -> Path:
    """A small good programme with an example that lacks its expected values."""
    folder = tmp_path / "shelf" / "lille"
    files = {**SMALL, "examples/a.yaml": "- example: En\n  questionnaire: puls\n  answers: {glad: true}\n"}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@needs_links
@pytest.mark.parametrize(
    "link",
    [".vscode", ".sipforms", ".sipforms/schemas", ".vscode/settings.json", ".vscode/extensions.json",
     ".sipforms/schemas/scales.json"],
)  # fmt: skip
def test_editors_files_are_not_written_through_a_link(link: str, run: Run, lille: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    mine = outside / "mine.json"
    mine.write_text('{"my": 1}', "utf-8")
    (lille.parent / link).parent.mkdir(parents=True, exist_ok=True)
    (lille.parent / link).symlink_to(mine if link.endswith(".json") else outside)
    ended = run("schema", "--editor", lille.parent)
    assert ended.code == 1
    assert "is behind a link" in ended.err
    assert {one.name: one.read_text("utf-8") for one in outside.iterdir()} == {"mine.json": '{"my": 1}'}
    there = [path for path in lille.parent.rglob("*.json") if path.is_file() and not path.is_symlink()]
    assert not [path for path in there if not path.resolve().is_relative_to(outside)]


@needs_links
def test_editors_settings_that_are_a_pipe_hold_nobody_up(run: Run, lille: Path) -> None:
    (lille.parent / ".vscode").mkdir()
    os.mkfifo(lille.parent / ".vscode" / "settings.json")
    assert run("schema", "--editor", lille.parent).code == 1


@pytest.mark.parametrize(
    "text",
    [
        "{" + ",\n" + "//" * 5_000 + "\nx",
        "{" + "/*" * 200_000,
        "{" + ", /* */" * 50_000,
        "[" * 200_000,
        "{" + '"\\' * 200_000,
        "/" * 400_000,
        "," + " " * 300_000,
    ],
    ids=["slashes", "open-comments", "commas", "deep", "backslashes", "lines", "spaces"],
)
def test_settings_made_to_take_for_ever_do_not(text: str) -> None:
    began = time.process_time()
    assert jsonc.with_entry(text, "a", 1) is None
    assert time.process_time() - began < 5


@needs_links
@pytest.mark.parametrize("link", ["examples", "examples/a.yaml"])
def test_confirmed_values_are_not_written_through_a_link(link: str, run: Run, lille: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    (lille / link).rename(moved)
    (lille / link).symlink_to(moved)
    before = (moved / "a.yaml" if moved.is_dir() else moved).read_bytes()
    run("test", "--write", "--yes", lille)
    run("test", "--write", lille)
    assert (moved / "a.yaml" if moved.is_dir() else moved).read_bytes() == before
    assert leads_away(lille, "examples/a.yaml")


@needs_links
def test_what_is_mended_is_not_written_through_a_link(run: Run, lille: Path, tmp_path: Path) -> None:
    (lille / "questionnaires" / "puls.yaml").write_text("titel: Puls\nproperties: {}\n", "utf-8")
    moved = tmp_path / "moved"
    (lille / "questionnaires").rename(moved)
    (lille / "questionnaires").symlink_to(moved)
    run("check", "--fix", "--yes", lille)
    assert (moved / "puls.yaml").read_text("utf-8").startswith("titel:")


def test_a_misnamed_giant_is_not_read_to_be_renamed(run: Run, lille: Path) -> None:
    with (lille / "scales.yml").open("wb") as file:
        file.truncate(8 << 30)
    ended = run("check", "--fix", "--yes", lille)
    assert ended.code in (0, 1)
    assert (lille / "scales.yml").exists()


@needs_links
def test_a_pipe_in_place_of_the_code_holds_nobody_up(lille: Path) -> None:
    os.mkfifo(lille / "hooks.py")
    assert hooks_in(lille) is None


@needs_links
def test_a_programme_beside_another_is_not_extended_through_a_link(run: Run, lille: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "private" / "lille"
    elsewhere.parent.mkdir()
    lille.rename(elsewhere)
    over = lille.parent / "over"
    over.mkdir()
    (over / "programme.yaml").write_text("id: over\ntitle: Over\nversion: 1.0.0\nextends: lille@1\n", "utf-8")
    shutil.copytree(elsewhere, lille)
    assert "Er du glad" in run("check", "--resolved", over).out
    shutil.rmtree(lille)
    lille.symlink_to(elsewhere)
    ended = run("check", "--resolved", over)
    assert ended.code == 1
    assert "unknown-base" in ended.out + ended.err
    assert "Er du glad" not in ended.out + ended.err


def test_a_folder_of_very_many_names_is_not_gone_through(lille: Path) -> None:
    for number in range(MAX_NAMES):
        (lille / f"!{number}").mkdir()
    assert [problem.code for problem in read(lille).problems] == ["too-many-files"]


@needs_links
@pytest.mark.parametrize("swap", ["pipe", "link", "giant", "folder"])
def test_a_preview_keeps_its_form_when_a_file_is_swapped_under_it(swap: str, lille: Path, tmp_path: Path) -> None:
    preview = Preview(lille, criteria_with(words()), lambda: NOW, lambda: "Made up.", View())
    assert preview.programme is not None
    file = lille / "questionnaires" / "puls.yaml"
    file.rename(tmp_path / "moved.yaml")
    if swap == "pipe":
        os.mkfifo(file)
    elif swap == "link":
        file.symlink_to(tmp_path / "moved.yaml")
    elif swap == "giant":
        with file.open("wb") as opened:
            opened.truncate(8 << 30)
    else:
        file.mkdir()
    preview.take(preview.read(), None)
    assert preview.programme.questionnaires["puls"].title == "Puls"
    assert any(problem.level is Level.ERROR for problem in preview.look.problems)
