"""``sipforms check --resolved``: one programme with what it extends, as YAML on standard output."""

import shutil
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Run
from tests.engine.overlaying import BASES, OVERLAYS


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    shutil.copytree(BASES, tmp_path, dirs_exist_ok=True)
    return Path(shutil.copytree(OVERLAYS / "lille_grund", tmp_path / "lille_grund"))


def test_it_prints_yaml_and_nothing_else(run: Run, overlay: Path) -> None:
    ended = run("check", "--resolved", overlay)
    assert (ended.code, ended.err) == (0, "")
    assert list(yaml.safe_load(ended.out))[:2] == ["programme.yaml", "questionnaires/start.yaml"]
    assert "# 10 of 17 questions in grund 1.2.0 are asked here exactly as there.\n" in ended.out


def test_check_itself_says_nothing_of_it(run: Run, overlay: Path) -> None:
    ended = run("check", overlay)
    assert (ended.code, ended.out) == (0, "1 programme checked: nothing to mend.\n")


def test_a_programme_with_mistakes_is_shown_and_they_are_counted(run: Run, overlay: Path) -> None:
    (overlay / "questionnaires" / "natten.yaml").write_text("title: Natten\nproperties: {a: {title: A}}\n", "utf-8")
    ended = run("check", "--resolved", overlay)
    assert ended.code == 1
    assert "natten" in ended.out
    assert "mistakes in it; `sipforms check" in ended.err


def test_without_its_base_there_is_nothing_to_show_but_that(run: Run, overlay: Path) -> None:
    shutil.rmtree(overlay.parent / "grund")
    ended = run("check", "--resolved", overlay)
    assert (ended.code, ended.out) == (1, "")
    assert "There is no programme `grund` to extend." in ended.err


def test_a_base_with_mistakes_is_named_with_its_folder(run: Run, overlay: Path) -> None:
    manifest = overlay / "programme.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("grund@1.2", "i_stykker@1"), "utf-8")
    ended = run("check", "--resolved", overlay)
    assert (ended.code, ended.out) == (1, "")
    assert "../i_stykker" in ended.err


def test_several_programmes_are_wrong_use(run: Run, overlay: Path) -> None:
    ended = run("check", "--resolved", overlay, overlay.parent / "grund")
    assert ended.code == 2
    assert "name one folder" in ended.err


def test_a_base_on_a_shelf_of_the_workplace_is_found(run: Run, tmp_path: Path) -> None:
    folder = shutil.copytree(OVERLAYS / "lille_grund", tmp_path / "alene" / "lille_grund")
    assert run("check", folder).code == 1
    assert run("--programmes", BASES, "check", folder).code == 0


def test_places_in_the_base_can_be_opened(run: Run, overlay: Path) -> None:
    manifest = overlay / "programme.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("  - hverdag.soevn.ro.title\n", ""), "utf-8")
    ended = run("check", overlay)
    assert ended.code == 1
    place = f"{overlay.parent / 'grund' / 'questionnaires' / 'hverdag.yaml'}:27:"
    assert f"The other place: {place}" in ended.out


def test_places_in_the_base_are_written_straight_for_other_programs(run: Run, overlay: Path) -> None:
    manifest = overlay / "programme.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("  - hverdag.soevn.ro.title\n", ""), "utf-8")
    ended = run("check", "--format", "json", overlay)
    assert ended.code == 1
    assert 'grund/questionnaires/hverdag.yaml"' in ended.out
    assert ".." not in ended.out
