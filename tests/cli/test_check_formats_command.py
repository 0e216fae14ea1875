"""``sipforms check --format``: what goes to the screen and what to files, and files that are whole or not there."""

import json
import os
import shutil
from pathlib import Path

import pytest

from sipforms.engine.shelf import shipped
from tests.cli.conftest import Run


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(shipped() / "voksen", tmp_path / "voksen"))
    file = folder / "indicators.yaml"
    file.write_text(file.read_text("utf-8").replace("scorer: mean", "scorrer: mean", 1), "utf-8")
    return folder


def test_one_format_takes_the_screen_and_the_others_their_files(run: Run, broken: Path, tmp_path: Path) -> None:
    sarif, junit = tmp_path / "a.sarif", tmp_path / "b.xml"
    ended = run("check", "--format", f"sarif={sarif}", "--format", "github", "--format", f"junit={junit}", broken)
    assert ended.code == 1
    assert ended.out.startswith("::error file=voksen/indicators.yaml,line=")
    assert json.loads(sarif.read_text("utf-8"))["version"] == "2.1.0"
    assert junit.read_text("utf-8").startswith("<?xml")


def test_where_all_go_to_files_people_still_read_text(run: Run, broken: Path, tmp_path: Path) -> None:
    ended = run("check", "--format", f"json={tmp_path / 'a.json'}", broken)
    assert ended.out == run("check", broken).out
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["summary"]["errors"] == 1


def test_a_report_of_nothing_wrong_is_a_report_too(run: Run) -> None:
    ended = run("check", "--format", "json", shipped() / "voksen")
    assert ended.code == 0
    assert json.loads(ended.out)["passed"] is True


@pytest.mark.parametrize(
    ("formats", "said"),
    [
        (["sariff"], "There is no format `sariff`. Did you mean `sarif`?"),
        (["json", "sarif"], "Only one format can go to standard output"),
        (["json=a.json", "sarif=a.json"], "Two formats would be written to"),
        (["json="], "json= wants the name of a file after it."),
        (["json=."], "json= wants the name of a file after it."),
        (["json=findes/ikke.json"], "There is no folder findes."),
    ],
)
def test_what_cannot_be_is_wrong_use(run: Run, broken: Path, formats: list[str], said: str) -> None:
    asked = [word for one in formats for word in ("--format", one)]
    ended = run("check", *asked, broken)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(said)


def test_a_report_that_cannot_be_written_leaves_the_old_one(
    run: Run, broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "a.json"
    old.write_text("gammel")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sipforms.actions.whole_files.os.fsync", full)
    ended = run("check", "--format", f"json={old}", broken)
    assert ended.code == 1
    assert "The disk is full." in ended.err
    assert old.read_text() == "gammel"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_when_the_second_report_cannot_be_written_the_first_is_not_either(
    run: Run, broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[int] = []
    sync = os.fsync

    def full(handle: int) -> None:
        done.append(handle)
        if len(done) > 1:
            raise OSError(28, "No space left on device")
        sync(handle)

    monkeypatch.setattr("sipforms.actions.whole_files.os.fsync", full)
    before = sorted(tmp_path.iterdir())
    ended = run("check", "--format", f"json={tmp_path / 'a.json'}", "--format", f"junit={tmp_path / 'b.xml'}", broken)
    assert (ended.code, len(done)) == (1, 2)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(os.name == "nt", reason="there is no such file on Windows")
def test_a_report_may_go_to_what_is_no_file(run: Run, broken: Path) -> None:
    assert run("check", "--format", "json=/dev/null", broken).code == 1
    assert not Path("/dev/null").is_file()


def test_in_production_warnings_are_mistakes_unless_allowed(run: Run, broken: Path) -> None:
    shutil.rmtree(broken)
    shutil.copytree(shipped() / "voksen", broken)
    assert run("check", "--profile", "production", broken).code == 0
    translation = broken / "translations" / "en.yaml"
    lines = [one for one in translation.read_text("utf-8").splitlines() if not one.startswith("programme.title")]
    translation.write_text("\n".join(lines) + "\n", "utf-8")
    assert run("check", broken).code == 0
    ended = run("check", "--profile", "production", "--format", "json", broken)
    (problem,) = json.loads(ended.out)["programmes"][0]["problems"]
    assert (ended.code, problem["level"], problem["usualLevel"]) == (1, "error", "warning")
    lines.insert(problem["place"]["line"] - 1, "# sipforms: allow missing-texts because titlen er et navn")
    translation.write_text("\n".join(lines) + "\n", "utf-8")
    ended = run("check", "--profile", "production", broken)
    assert ended.code == 0
    assert "1 allowed, with the reason:" in ended.out
    assert "missing-texts: titlen er et navn" in ended.out


def test_a_draft_without_a_readme_or_examples_is_told_in_production_only(run: Run, broken: Path) -> None:
    shutil.rmtree(broken)
    shutil.copytree(shipped() / "voksen", broken, ignore=shutil.ignore_patterns("README.md", "examples"))
    assert run("check", broken).out == "1 programme checked: nothing to mend.\n"
    ended = run("check", "--profile", "production", broken)
    assert ended.code == 1
    assert "error: no-readme" in ended.out
    assert "error: no-examples" in ended.out


def test_an_example_that_comes_out_otherwise_is_told_in_production(run: Run, broken: Path) -> None:
    shutil.rmtree(broken)
    shutil.copytree(shipped() / "voksen", broken)
    file = broken / "examples" / "livskvalitet_tal.yaml"
    text = file.read_text("utf-8")
    assert "relationer_tilfredshed: " in text
    head, _, rest = text.partition("relationer_tilfredshed: ")
    file.write_text(f"{head}relationer_tilfredshed: 1.2345{rest[rest.index(chr(10)) :]}", "utf-8")
    assert run("check", broken).code == 0
    ended = run("check", "--profile", "production", broken)
    assert ended.code == 1
    assert "error: example-differs" in ended.out


@pytest.mark.parametrize("name", ["indicators.yaml", "questionnaires/livskvalitet.yaml"])
def test_a_file_of_a_programme_stands_for_the_programme(run: Run, broken: Path, name: str) -> None:
    assert run("check", broken / name, broken / "programme.yaml").out == run("check", broken).out


def test_files_of_no_programme_are_passed_over_when_asked(run: Run, broken: Path, tmp_path: Path) -> None:
    (tmp_path / "examples").mkdir()
    other = tmp_path / "examples" / "andet.yaml"
    other.write_text("a: b\n")
    assert "not-a-folder" in run("check", other).out
    ended = run("check", "--skip-others", other, broken / "scales.yaml")
    assert ended.out.splitlines()[-1] == "1 programme checked: 1 problem, 1 must be mended."
    assert run("check", "--skip-others", other).code == 0
