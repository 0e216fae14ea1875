"""The demonstration as text, of another programme than the shipped one."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.engine.checking import SMALL

LILLE = ("--programme", "lille", "--text", "--today", "2026-11-22")


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


def test_without_an_interview_the_round_that_is_due_is_invented(run: Run, shelf: Path) -> None:
    ended = run("--programmes", shelf, "demo", "--programme", "lille", "--text", "--today", "2026-11-22")
    assert ended.code == 0
    assert "Ahorn Opdigtet: 4 rounds" in ended.out
    assert "Er du glad?" in ended.out
    assert "round 5" in ended.out
    assert "sipforms --demo-of lille export" in ended.out


def test_a_programme_of_which_nothing_is_due_shows_what_there_is(run: Run, shelf: Path) -> None:
    once = "schedule:\n  - {questionnaire: puls, at: admission}\n"
    (shelf / "lille" / "programme.yaml").write_text(SMALL["programme.yaml"] + once, "utf-8")
    ended = run(
        "--programmes", shelf, "demo", "--programme", "lille", "--text", "--today", "2026-11-22", "--citizens", 1
    )
    assert ended.code == 0
    assert "Nothing is due today of anybody." in ended.out
    assert "1 response written as CSV:" in ended.out


def test_a_facility_alone_answers_for_itself(run: Run, shelf: Path) -> None:
    folder = shelf / "lille"
    own = (folder / "questionnaires" / "puls.yaml").read_text("utf-8").replace("title:", "subject: facility\ntitle:", 1)
    (folder / "questionnaires" / "puls.yaml").write_text(own, "utf-8")
    rule = "schedule:\n  - {questionnaire: puls, every: P1M, from: period}\n"
    (folder / "programme.yaml").write_text(SMALL["programme.yaml"] + rule, "utf-8")
    ended = run(
        "--programmes", shelf, "demo", "--programme", "lille", "--text", "--today", "2026-11-22", "--citizens", 1
    )
    assert (ended.code, ended.err.splitlines()[1:]) == (0, [])
    assert "written as CSV:" in ended.out


def test_a_country_of_unknown_size_is_not_guessed(run: Run, shelf: Path) -> None:
    ended = run("--programmes", shelf, "demo", "--programme", "lille", "--text", "--country")
    assert ended.code == 2
    assert "does not say how large the country is" in ended.err
    assert run("demo", "--text", "--country", "--citizens", 3).code == 2


def test_a_country_has_as_many_facilities_as_the_programme_says(run: Run, shelf: Path) -> None:
    manifest = SMALL["programme.yaml"] + "demonstration: {stay: P2M, facilities: 3, placements: 12}\n"
    (shelf / "lille" / "programme.yaml").write_text(manifest, "utf-8")
    ended = run("--programmes", shelf, "demo", "--programme", "lille", "--text", "--country", "--today", "2026-11-22")
    assert ended.code == 0
    assert "written as CSV:" in ended.out


def test_the_country_of_the_demonstration_is_there_for_every_command(run: Run, shelf: Path) -> None:
    """A secretariat tries its reports and exports on the country, not only the screens."""
    size = "demonstration: {facilities: 2, placements: 6}\n"
    written = (shelf / "lille" / "programme.yaml").read_text("utf-8")
    (shelf / "lille" / "programme.yaml").write_text(written + size, "utf-8")
    told = run("--programmes", shelf, "demo", "--programme", "lille", "--country", "--text")
    assert "`sipforms --demo-of lille --country export --format csv`" in told.out
    export = ("export", "--format", "jsonl", "--output", "-")
    country = run("--programmes", shelf, "--demo-of", "lille", "--country", *export)
    facility = run("--programmes", shelf, "--demo-of", "lille", *export)
    assert (country.code, facility.code) == (0, 0)
    assert country.out != facility.out


def test_a_country_without_a_size_and_without_a_programme_is_refused(run: Run, shelf: Path) -> None:
    sizeless = run("--programmes", shelf, "--demo-of", "lille", "--country", "export")
    assert "does not say how large the country is" in sizeless.err
    assert "`--country` goes with `--demo-of" in run("--country", "export").err
