"""``sipforms preview`` without a terminal: the form as text, the problems, and the exit code."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sipforms.cli.commands import sipforms
from sipforms.engine.shelf import shipped

VOKSEN = shipped() / "voksen"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(VOKSEN, tmp_path / "voksen"))


def preview(*arguments: object, language: str = "en") -> Result:
    return CliRunner().invoke(
        sipforms, ["--language", language, "preview", *map(str, arguments)], standalone_mode=False
    )


def test_the_form_is_printed_with_keys_and_conditions(folder: Path) -> None:
    done = preview(folder, "--questionnaire", "livskvalitet")
    assert done.return_value == 0
    lines = done.output.splitlines()
    assert "  1.1 Your mood" in lines
    assert "    “How important is it to you to be in a good mood?”" in lines
    assert any("1 Not at all   2 A little" in line for line in lines)
    assert "  Asked only when the way of answering is observation by staff." in lines
    assert max(map(len, lines)) <= 80
    assert "at least 66 of 80 keys" in done.output
    assert "✓ nothing to mend" in done.output


def test_every_questionnaire_is_printed_unless_one_is_named(folder: Path) -> None:
    done = preview(folder, language="da")
    assert [title in done.output.splitlines() for title in ("Livskvalitet", "Rammer for stedet")].count(True) >= 1
    assert done.output.count("\n=====") == 8


def test_a_question_that_another_informant_is_asked_otherwise_is_asked_of_the_first(folder: Path) -> None:
    done = preview(folder, "--questionnaire", "livskvalitet", language="da")
    assert "Hvor vigtigt er det for dig at være i godt humør?" in done.output
    assert "Hvor vigtigt virker det for borgeren" not in done.output


def test_what_comes_before_a_question_is_printed_with_it(folder: Path) -> None:
    path = folder / "questionnaires" / "samtaletjek.yaml"
    assert "preface: " in path.read_text(encoding="utf-8")
    done = preview(folder, "--questionnaire", "samtaletjek", language="da")
    assert "“Vi øver os. Jeg spørger om noget, vi begge kan se." in " ".join(done.output.split())


def test_errors_are_told_and_the_exit_code_is_that_of_check(folder: Path) -> None:
    path = folder / "questionnaires" / "livskvalitet.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Dit humør", "titel: Dit humør"), encoding="utf-8")
    slip = path.read_text(encoding="utf-8").splitlines().index("        titel: Dit humør") + 1
    done = preview(folder)
    assert done.return_value == 1
    assert f":{slip}:" in done.output
    assert "✗ 1 error" in done.output
    assert "1.1" not in done.output, "there is no form to show"


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "voksen").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "sipforms", "--language", "en", "preview", str(tmp_path / "voxen")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "There is no folder" in done.stderr
    assert "Did you mean `voksen`?" in done.stderr


def test_a_folder_without_a_programme_says_what_is_missing(tmp_path: Path) -> None:
    done = preview(tmp_path)
    assert done.return_value == 1
    assert "programme.yaml" in done.output


def test_a_questionnaire_that_is_not_there_is_wrong_use(folder: Path) -> None:
    done = preview(folder, "--questionnaire", "livskvalitett")
    assert "Did you mean `livskvalitet`?" in str(done.exception)


def test_several_programmes_are_printed_one_after_the_other(folder: Path) -> None:
    other = Path(shutil.copytree(folder, folder.with_name("en_til")))
    manifest = other / "programme.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("id: voksen", "id: en_til"), encoding="utf-8")
    done = preview(folder.parent, "--questionnaire", "indsats")
    assert done.return_value == 0
    assert done.output.count("✓ nothing to mend") == 2


def test_nothing_in_a_programme_can_command_the_terminal(folder: Path) -> None:
    path = folder / "questionnaires" / "livskvalitet.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: Dit humør", 'title: "Dit \\u202Ehumør [red]x[/red]"'), encoding="utf-8")
    done = preview(folder, "--questionnaire", "livskvalitet", language="da")
    assert "\u202e" not in done.output
    assert "\x1b" not in done.output
