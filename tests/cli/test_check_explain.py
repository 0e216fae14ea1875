"""``sipforms check --explain``: a number worked out for each example."""

import shutil
from pathlib import Path

import pytest

from sipforms.engine.shelf import shipped
from tests.cli.conftest import Run

VOKSEN = shipped() / "voksen"


def test_every_example_is_worked_out_item_by_item(run: Run) -> None:
    ended = run("check", VOKSEN, "--explain", "relationer_tilfredshed")
    assert ended.code == 0
    assert ended.out.count("Example: ") == ended.out.count("Missing answers: ") > 3
    assert "The example expects " in ended.out
    assert f"{VOKSEN / 'examples' / 'livskvalitet_tal.yaml'}:" in ended.out


def test_an_unknown_indicator_is_wrong_use_with_the_nearest(run: Run) -> None:
    ended = run("check", VOKSEN, "--explain", "relationer_tilfredhed")
    assert (ended.code, ended.out) == (2, "")
    assert "Did you mean `relationer_tilfredshed`?" in ended.err


def test_without_examples_it_says_how_to_write_one(run: Run, tmp_path: Path) -> None:
    folder = shutil.copytree(VOKSEN, tmp_path / "voksen", ignore=shutil.ignore_patterns("examples"))
    ended = run("check", folder, "--explain", "relationer_tilfredshed")
    assert ended.code == 1
    assert "there is nothing to work out yet" in ended.out
    assert "  - example: " in ended.out
    assert "      scores: {relationer_tilfredshed: ...}" in ended.out


def test_a_broken_programme_tells_its_mistakes_instead(run: Run, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(VOKSEN, tmp_path / "voksen"))
    (folder / "scales.yaml").write_text("$defs: [\n")
    ended = run("check", folder, "--explain", "relationer_tilfredshed")
    assert ended.code == 1
    assert "yaml-unclosed-bracket" in ended.out


@pytest.mark.parametrize("beside", [["--fix"], ["--format", "json"]])
def test_it_goes_alone(run: Run, beside: list[str]) -> None:
    assert run("check", VOKSEN, "--explain", "relationer_tilfredshed", *beside).code == 2
