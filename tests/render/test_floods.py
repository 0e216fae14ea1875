"""A flood of one kind of mistake buries nothing else; what belongs to one mistake is in every format."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sipforms.actions.checking import Criteria, Inspection, Profile, check_folders
from sipforms.render.checking import github, junit, sarif, text
from sipforms.render.checking import json as as_json
from sipforms.render.checking.told import Report
from sipforms.render.language import speak
from sipforms.render.starting import Beginning, starting_files
from tests.engine.checking import words

MANY = 40
Slip = Callable[[str], str]


def report(folder: Path, slip: Slip, file: str = "questionnaires/samtale.yaml") -> Report:
    """What is told of a new programme with something changed in one file."""
    speak("en")
    for name, content in starting_files(Beginning(id="puls", title="Puls", language="da")).items():
        (folder / "puls" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "puls" / name).write_bytes(content)
    changed = folder / "puls" / file
    changed.write_text(slip(changed.read_text(encoding="utf-8")), encoding="utf-8")
    inspection: Inspection = check_folders(
        (folder / "puls",), Criteria(vocabulary=words(), today=date(2026, 11, 22), profile=Profile.DRAFT)
    )
    return Report(inspection=inspection, root=folder, language="en", version="0")


def flooded(written: str) -> str:
    strange = "".join(f"      q{number}: {{titel: Nummer {number}, type: boolean}}\n" for number in range(MANY))
    return written.replace("      # 3. Ja", strange + "      # 3. Ja").replace("element: outcome", "element: virkning")


def without_missing(written: str) -> str:
    return written.replace("  missing: {maxShare: 1/2} ", "  ")


def without_scale(written: str) -> str:
    return written.replace("  fem_trin:\n", "  fem_grader:\n")


def test_of_a_flood_the_first_few_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    flood = report(tmp_path, flooded)
    told = "\n".join(text.parts(flood, every=False))
    assert told.count("error: unknown-keyword") == text.FEW
    assert f"{MANY - text.FEW} more of the kind unknown-keyword" in told
    assert "sipforms check --all" in told
    assert "error: unknown-word" in told


def test_a_few_of_a_kind_are_all_told(tmp_path: Path) -> None:
    some = report(tmp_path, lambda written: written.replace("title: Har du", "titel: Har du"))
    told = "\n".join(text.parts(some, every=False))
    assert told.count("error: unknown-keyword") == 2
    assert "--all" not in told


@pytest.mark.parametrize("shown", [text.render, as_json.render, sarif.render, junit.render, github.render])
def test_in_a_file_all_of_a_flood_is_told(shown: Callable[[Report], str], tmp_path: Path) -> None:
    assert shown(report(tmp_path, flooded)).count("titel") >= MANY


def test_what_to_paste_is_in_every_format(tmp_path: Path) -> None:
    told = report(tmp_path, without_missing, "indicators.yaml")
    line = "missing: {maxShare: 1/3}"
    assert f"    {line}" in text.render(told)
    assert json.loads(as_json.render(told))["programmes"][0]["problems"][0]["paste"] == [line]
    assert line in json.loads(sarif.render(told))["runs"][0]["results"][0]["message"]["text"]
    assert line in junit.render(told)
    assert f"%0A    {line}" in github.render(told)


def test_every_place_of_one_mistake_is_in_what_machines_read(tmp_path: Path) -> None:
    told = report(tmp_path, without_scale, "scales.yaml")
    (problem,) = json.loads(as_json.render(told))["programmes"][0]["problems"]
    assert [one["line"] for one in problem["elsewhere"]] == [25, 29]
    (result,) = json.loads(sarif.render(told))["runs"][0]["results"]
    assert [one["id"] for one in result["relatedLocations"]] == [1, 2]
    assert "2 other places: " in text.render(told).replace("\n  ", " ")
