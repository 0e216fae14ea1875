"""Bundles in which nothing is wrong: nothing is said about them, and they build."""

import shutil
from pathlib import Path

import pytest

from sipforms.actions.library import Library
from sipforms.engine.build import build, texts_of
from sipforms.engine.check import check
from sipforms.engine.problem import Level
from sipforms.engine.read.bundle import read
from tests.engine.checking import BUNDLES, PROGRAMS, folders, problems, words

GOOD = [*folders(BUNDLES / "good"), *folders(PROGRAMS)]


@pytest.mark.parametrize("folder", GOOD, ids=lambda path: path.name)
def test_nothing_stops_a_good_bundle(folder: Path) -> None:
    bundle = Library().open(folder)
    assert [problem for problem in check(bundle, words()) if problem.level is Level.ERROR] == []
    for language in build(bundle).languages:
        programme = build(bundle, language)
        assert programme.language == language
        assert all(list(one.questions()) for one in programme.questionnaires.values())


def test_nothing_at_all_is_wrong_with_everything_that_can_be_said() -> None:
    assert check(read(BUNDLES / "good" / "det_hele"), words()) == ()


def test_the_smallest_bundle_is_good() -> None:
    assert problems() == ()


def test_every_text_can_be_translated_and_is_found() -> None:
    bundle = read(BUNDLES / "good" / "det_hele")
    translated = bundle.sources["translations/en.yaml"].data
    assert isinstance(translated, dict)
    assert set(texts_of(bundle)) - set(translated) == {"samtale.familie.rowTitle"}


def test_a_readme_hidden_files_and_hooks_are_no_part_of_the_data(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BUNDLES / "good" / "det_hele", tmp_path / "det_hele"))
    before = read(folder)
    (folder / "hooks.py").write_text("raise SystemExit('never imported')")
    (folder / ".git").mkdir()
    (folder / "CHANGES.md").write_text("x")
    after = read(folder)
    assert [one.code for one in check(after, words())] == ["carries-hooks"]
    assert (before.digest, before.carries_hooks) == (after.digest, False)
    assert after.carries_hooks
