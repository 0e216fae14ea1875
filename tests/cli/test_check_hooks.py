"""Checking never runs the code that a bundle carries, trusted or not; trying its examples does, where it is trusted."""

import hashlib
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.docs.test_hooks import examples
from tests.engine.checking import SMALL

FILES = {
    **SMALL,
    "questionnaires/puls.yaml": "title: Puls\nproperties:\n"
    "  a: {title: Har du ro?, enum: [1, 2, 3]}\n  b: {title: Har du plads?, enum: [1, 2, 3]}\n",
    "indicators.yaml": "spredning: {title: Spredning, questionnaire: puls, scorer: spread, items: [a, b], "
    "missing: {maxShare: 0}}\n",
    "examples/a.yaml": "- {example: Et, questionnaire: puls, answers: {a: 1, b: 3}, "
    "expect: {scores: {spredning: 2}}}\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A programme whose own code computes its number, and leaves a trace when it is run."""
    ran = tmp_path / "ran"
    code = f"import pathlib\npathlib.Path({str(ran)!r}).touch()\n" + examples("en")["scorers"]
    for name, text in {**FILES, "hooks.py": code}.items():
        (tmp_path / "lille" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "lille" / name).write_text(text, encoding="utf-8")
    return tmp_path / "lille"


def trusted(run: Run, folder: Path) -> None:
    digest = hashlib.sha256((folder / "hooks.py").read_bytes()).hexdigest()
    assert run("trust", folder, "--yes", digest).code == 0


@pytest.mark.parametrize("is_trusted", [False, True])
@pytest.mark.parametrize("profile", ["draft", "production"])
def test_check_tells_of_the_code_and_never_runs_it(run: Run, folder: Path, profile: str, *, is_trusted: bool) -> None:
    if is_trusted:
        trusted(run, folder)
    ended = run("check", folder, "--profile", profile)
    assert "word-in-hooks" in ended.out
    assert "example-differs" not in ended.out
    assert not (folder.parent / "ran").exists()


def test_a_word_that_the_code_does_not_mention_is_unknown(run: Run, folder: Path) -> None:
    file = folder / "indicators.yaml"
    file.write_text(file.read_text("utf-8").replace("spread", "spred"), encoding="utf-8")
    assert "unknown-scorer" in run("check", folder).out


def test_the_examples_are_tried_with_the_code_once_it_is_trusted(run: Run, folder: Path) -> None:
    assert run("test", folder).code == 1
    assert not (folder.parent / "ran").exists()
    trusted(run, folder)
    assert not (folder.parent / "ran").exists()
    ended = run("test", folder)
    assert ended.code == 0, ended.out
    assert (folder.parent / "ran").exists()
