"""A citizen's own copy: all of it, readable, in the words of the time, and nobody else in it."""

import json
from datetime import date
from pathlib import Path

from sipforms.actions.people import Stay, admit, create
from sipforms.engine.shelf import shipped
from sipforms.store.casefile import CaseFile
from tests.cli.conftest import Run
from tests.signed_in import NAME, entered

EXAMPLE = shipped() / "voksen" / "examples" / "demonstration.yaml"


def citizen(folder: Path, code: str, name: str) -> str:
    with entered(folder) as workplace:
        file = create(workplace, code, name)
        assert isinstance(file, CaseFile)
        stay = Stay(programme="voksen", admission=date(2026, 1, 1), unit="Hus B")
        assert isinstance(admit(workplace, file, stay), CaseFile)
        return file.id


def test_everything_about_one_and_nothing_about_another(signed_in: Run, protected: Path, tmp_path: Path) -> None:
    case = citizen(protected, "B-1042", "Ahorn Opdigtet")
    other = citizen(protected, "B-7", "Birk Opdigtet")
    for code in ("B-1042", "B-7"):
        assert signed_in("fill", code, "--answers", EXAMPLE).code == 0
    corrected = tmp_path / "ret.yaml"
    corrected.write_text(
        "questionnaire: livskvalitet\nanswers:\n  psykisk_velbefindende: {humoer: {tilfredshed: 1}}\n", "utf-8"
    )
    listed = signed_in("response", "history", "B-1042").out.split()[0]
    assert (
        signed_in("response", "correct", "B-1042", listed, "--answers", corrected, "--reason", "misforstået").code == 0
    )
    folder = tmp_path / "copy"
    ended = signed_in("export", "--citizen", "B-1042", "--output", folder)
    assert ended.code == 0, ended.err
    assert {file.name for file in folder.iterdir()} == {"read-me.txt", "answers.jsonl", "case-file.json"}
    assert {file.stat().st_mode & 0o77 for file in folder.iterdir()} == {0}
    text = (folder / "read-me.txt").read_text("utf-8")
    for said in ("Ahorn Opdigtet", "Hus B", "SIP", "misforstået", "larm på gangen", "Version 1:", "Version 2:"):
        assert said in text
    whole = "".join(file.read_text("utf-8") for file in folder.iterdir())
    for strange in ("B-7", "Birk", other):
        assert strange not in whole
    written = json.loads((folder / "case-file.json").read_text("utf-8"))
    assert written["citizen"]["id"] == case
    assert {entry["action"] for entry in written["log"]} >= {"add", "change", "read", "export"}
    assert not any("user" in entry for entry in written["log"])
    log = text.split("Who has looked")[1]
    assert NAME not in log.split()


def test_the_names_in_the_log_are_a_decision_of_its_own(signed_in: Run, protected: Path, tmp_path: Path) -> None:
    citizen(protected, "B-1042", "Ahorn Opdigtet")
    folder = tmp_path / "copy"
    assert signed_in("export", "--citizen", "B-1042", "--with-names", "--output", folder).code == 0
    log = (folder / "read-me.txt").read_text("utf-8").split("Who has looked")[1]
    assert NAME in log.split()
    assert all(entry["user"] == NAME for entry in json.loads((folder / "case-file.json").read_text("utf-8"))["log"])


def test_a_copy_is_whole_or_not_there(signed_in: Run, protected: Path, tmp_path: Path) -> None:
    citizen(protected, "B-1042", "Ahorn Opdigtet")
    folder = tmp_path / "copy"
    folder.mkdir()
    (folder / "case-file.json").write_text("mine", "utf-8")
    assert signed_in("export", "--citizen", "B-1042", "--output", folder).code == 1
    assert [(file.name, file.read_text("utf-8")) for file in folder.iterdir()] == [("case-file.json", "mine")]
    assert signed_in("export", "--citizen", "B-1042").code == 2


def test_who_may_not_export_gets_no_copy(run: Run, signed_in: Run, protected: Path, tmp_path: Path) -> None:
    citizen(protected, "B-1042", "Ahorn Opdigtet")
    secret = tmp_path / "staff.txt"
    secret.touch(mode=0o600)
    secret.write_text("seks grå gæs i græsset\n", encoding="utf-8")
    assert signed_in("user", "add", "KHO", "Karen Holm", "--new-passphrase-file", secret).code == 0
    as_staff = ("--store", protected, "--user", "KHO", "--passphrase-file", secret)
    assert run(*as_staff, "export", "--citizen", "B-1042", "--output", tmp_path / "copy").code == 1
    assert not (tmp_path / "copy").exists()


def test_a_demonstration_hands_out_copies_without_a_log(run: Run, demo_store: Path, tmp_path: Path) -> None:
    assert run("--store", demo_store, "export", "--citizen", "B-1042", "--output", tmp_path / "copy").code == 0
    assert "No log is kept here." in (tmp_path / "copy" / "read-me.txt").read_text("utf-8")
