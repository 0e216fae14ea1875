"""`sipforms schema --editor`: what it writes, what it leaves alone, and what it tells people to do."""

import json
import shutil
from pathlib import Path

import pytest

from sipforms.engine.read.bundle import read
from tests.cli.conftest import Run
from tests.engine.bundles import ROOT


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "mine" / "programmer"
    shutil.copytree(ROOT / "programs" / "voksen", folder / "voksen")
    return folder.parent


def settings_of(folder: Path) -> dict[str, list[str]]:
    said = json.loads((folder / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert isinstance(said, dict)
    return said


def test_schemas_and_settings_are_written_for_every_kind_of_file(run: Run, shelf: Path) -> None:
    ended = run("schema", "--editor", shelf)
    assert ended.code == 0
    assert ended.lines[0] == f"9 files written in {shelf}."
    assert settings_of(shelf)["./.sipforms/schemas/questionnaire.json"] == ["programmer/*/questionnaires/*.yaml"]
    assert len(settings_of(shelf)) == 7
    for name in settings_of(shelf):
        assert json.loads((shelf / name).read_text(encoding="utf-8"))["$schema"].endswith("2020-12/schema")
    assert "# yaml-language-server: $schema=../../../.sipforms/schemas/questionnaire.json" in ended.out


def test_a_second_time_nothing_changes(run: Run, shelf: Path) -> None:
    run("schema", "--editor", shelf)
    assert run("schema", "--editor", shelf).lines[0] == f"Everything is in place already in {shelf}."


def test_inside_one_programme_its_own_files_are_meant_and_it_is_the_same_programme(run: Run, shelf: Path) -> None:
    bundle = shelf / "programmer" / "voksen"
    before = read(bundle)
    assert run("schema", "--editor", bundle).code == 0
    assert settings_of(bundle)["./.sipforms/schemas/scales.json"] == ["scales.yaml"]
    assert read(bundle).digest == before.digest
    assert read(bundle).problems == before.problems


def test_names_of_the_programmes_and_plug_ins_are_offered(run: Run, shelf: Path) -> None:
    run("schema", "--editor", shelf)
    folder = shelf / ".sipforms" / "schemas"
    asked = json.loads((folder / "questionnaire.json").read_text(encoding="utf-8"))
    scales = asked["$defs"]["item"]["properties"]["scale"]["defaultSnippets"]
    assert "fem_trin" in {one["label"] for one in scales}
    numbers = json.loads((folder / "indicators.json").read_text(encoding="utf-8"))["$defs"]["indicator"]["properties"]
    assert {"mean", "difference"} <= {one["label"] for one in numbers["scorer"]["defaultSnippets"]}
    assert {"livskvalitet", "rammer"} <= {one["label"] for one in numbers["questionnaire"]["defaultSnippets"]}


def test_settings_that_are_there_are_kept(run: Run, shelf: Path) -> None:
    file = shelf / ".vscode" / "settings.json"
    file.parent.mkdir()
    file.write_text('{\n  // my own\n  "editor.rulers": [100],\n}\n', encoding="utf-8")
    assert run("schema", "--editor", shelf).code == 0
    text = file.read_text(encoding="utf-8")
    assert "// my own" in text
    assert '"editor.rulers": [100],' in text
    assert '"yaml.schemas"' in text


def test_settings_that_cannot_be_added_to_safely_are_told_and_left(run: Run, shelf: Path) -> None:
    file = shelf / ".vscode" / "settings.json"
    file.parent.mkdir()
    mine = '{\n  "yaml.schemas": {"k.json": "k/*.yaml"}, // mine\n}\n'
    file.write_text(mine, encoding="utf-8")
    ended = run("schema", "--editor", shelf)
    assert ended.code == 1
    assert file.read_text(encoding="utf-8") == mine
    assert "was left as it is" in ended.out
    assert '"./.sipforms/schemas/programme.json"' in ended.out


def test_without_any_programme_every_file_of_the_right_name_is_meant(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("schema", "--editor", "empty").code == 0
    assert settings_of(tmp_path / "empty")["./.sipforms/schemas/programme.json"] == ["**/programme.yaml"]


@pytest.mark.parametrize("arguments", [("--editor", "nowhere"), ("--editor", ".", "x")])
def test_wrong_use_is_told(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("schema", *arguments).code == 2


def test_the_words_are_those_of_the_language_asked_for(run: Run, shelf: Path) -> None:
    def meaning() -> str:
        schema = json.loads((shelf / ".sipforms" / "schemas" / "questionnaire.json").read_text(encoding="utf-8"))
        return str(schema["$defs"]["item"]["properties"]["multiline"]["description"])

    run("schema", "--editor", shelf, language="en")
    english = meaning()
    run("schema", "--editor", shelf, language="da")
    assert english == "A longer text on several lines."
    assert meaning() != english
