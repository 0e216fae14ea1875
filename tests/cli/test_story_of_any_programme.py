"""The demonstration as text, of another programme than the shipped one."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.engine.checking import SMALL


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "programmes" / "lille"
    (folder / "questionnaires").mkdir(parents=True)
    for file, text in SMALL.items():
        (folder / file).write_text(text, "utf-8")
    rule = "schedule:\n  - {questionnaire: puls, every: P12M, from: admission}\n"
    (folder / "programme.yaml").write_text(SMALL["programme.yaml"] + rule, "utf-8")
    return folder.parent


def test_a_short_interview_is_told_whole(run: Run, shelf: Path) -> None:
    """Its rounds are counted, and nothing is left of it to count below nought."""
    (shelf / "lille" / "examples").mkdir()
    example = "- example: En\n  questionnaire: puls\n  answers: {glad: true}\n  expect: {problems: []}\n"
    (shelf / "lille" / "examples" / "demonstration.yaml").write_text(example, "utf-8")
    ended = run("--programmes", shelf, "demo", "--programme", "lille", "--text", "--today", "2026-11-22")
    assert (ended.code, ended.err.splitlines()[1:]) == (0, [])
    assert "Ahorn Opdigtet: 4 rounds" in ended.out
    assert "Er du glad?  yes" in ended.out
    assert "more" not in ended.out.partition("Handed in")[0]


def test_without_an_interview_it_says_where_to_write_one(run: Run, shelf: Path) -> None:
    ended = run("--programmes", shelf, "demo", "--programme", "lille", "--text")
    assert ended.code == 1
    assert "write one in examples/demonstration.yaml" in ended.err
