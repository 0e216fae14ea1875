"""``sipforms check``: what is wrong, where, and an exit code that a build can use."""

import shutil
from pathlib import Path

import pytest

from sipforms.engine.shelf import shipped
from tests.cli.conftest import Run

VOKSEN = shipped() / "voksen"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """SIP-voksen with one mistyped keyword."""
    folder = Path(shutil.copytree(VOKSEN, tmp_path / "voksen"))
    file = folder / "indicators.yaml"
    file.write_text(file.read_text("utf-8").replace("scorer: mean", "scorrer: mean", 1), "utf-8")
    return folder


def test_a_good_programme(run: Run) -> None:
    ended = run("check", VOKSEN)
    assert (ended.code, ended.out, ended.err) == (0, "1 programme checked: nothing to mend.\n", "")


def test_a_broken_one_is_told_with_place_sentence_and_next_step(run: Run, broken: Path) -> None:
    ended = run("check", broken)
    first, *rest = ended.out.splitlines()
    assert ended.code == 1
    assert first.startswith(f"{broken / 'indicators.yaml'}:")
    assert first.endswith("error: unknown-keyword")
    assert "  An indicator has no setting called `scorrer`." in rest
    assert "  Did you mean `scorer`?" in rest
    assert rest[-1] == "1 programme checked: 1 problem, 1 must be mended."


def test_several_folders_a_tree_and_the_manifest_itself_once_each(run: Run, broken: Path) -> None:
    ended = run("check", VOKSEN, broken, broken.parent, broken / "programme.yaml")
    assert ended.code == 1
    assert ended.out.splitlines()[-1] == "2 programmes checked: 1 problem, 1 must be mended."


def test_an_empty_folder_and_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    (tmp_path / "brev.txt").write_text("x")
    empty = run("check", tmp_path / "tom")
    assert empty.code == 1
    assert "no-programme-file" in empty.out
    file = run("check", tmp_path / "brev.txt")
    assert file.code == 1
    assert file.out.startswith(f"{tmp_path / 'brev.txt'}:1:1  error: not-a-folder")


def test_a_warning_alone_is_no_failure(run: Run, broken: Path) -> None:
    shutil.rmtree(broken)
    shutil.copytree(VOKSEN, broken)
    translation = broken / "translations" / "en.yaml"
    lines = translation.read_text("utf-8").splitlines()
    translation.write_text("\n".join(line for line in lines if not line.startswith("programme.title")) + "\n", "utf-8")
    ended = run("check", broken)
    assert ended.code == 0
    assert "warning: missing-texts" in ended.out


def test_not_a_line_is_wider_than_a_terminal(run: Run, broken: Path) -> None:
    lines = run("check", broken).out.splitlines()
    assert all(len(line) <= 80 for line in lines if line.startswith("  "))


def test_a_folder_that_is_not_there_is_wrong_use_with_the_nearest(run: Run, broken: Path) -> None:
    ended = run("check", broken.with_name("voksn"))
    assert ended.code == 2
    assert "Did you mean `voksen`?" in ended.err
