"""The commands over an encrypted store: they do the same work, and nothing of it can be read on the disk afterwards."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sipforms.engine.shelf import shipped
from tests.cli.conftest import Ended, Run
from tests.signed_in import HOUSE, NAME, PASSPHRASE, TITLE, citizen, founded, written_passphrase

EXAMPLE = shipped() / "voksen" / "examples" / "demonstration.yaml"
CODE, PERSON = "KAN-4711", "Kanarie Opdigtet Fugl"


@pytest.fixture
def answered(signed_in: Run, protected: Path) -> Run:
    """The leader of a store with one citizen and one round of answers."""
    citizen(protected, CODE, PERSON)
    kept = signed_in("fill", CODE, "livskvalitet", "--answers", EXAMPLE)
    assert (kept.code, kept.err) == (0, "")
    return signed_in


def exported(run: Run, file: Path) -> list[dict[str, object]]:
    ended = run("export", "--format", "jsonl", "--include-codes", "--output", file)
    assert ended.code == 0, ended.err
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_answers_from_a_file_come_out_in_report_and_export(answered: Run, tmp_path: Path) -> None:
    report = answered("report", CODE, "livskvalitet")
    assert report.code == 0, report.err
    assert "round 1" in report.out
    (response,) = exported(answered, tmp_path / "out.jsonl")
    assert NAME in json.dumps(response)  # who entered it


def test_what_was_exported_is_read_back_into_another_encrypted_store(answered: Run, run: Run, tmp_path: Path) -> None:
    before = exported(answered, tmp_path / "out.jsonl")
    founded(tmp_path / "other")
    who = ("--store", tmp_path / "other", "--user", NAME, "--passphrase-file", written_passphrase(tmp_path / "p"))

    def other(*arguments: object, **settings: str | None) -> Ended:
        return run(*who, *arguments, **settings)

    taken = other("import", "responses", "--create-missing", tmp_path / "out.jsonl")
    assert taken.code == 0, taken.err
    assert exported(other, tmp_path / "again.jsonl") == before


def test_a_group_report_and_the_log_are_for_the_leader(answered: Run) -> None:
    group = answered("report", "--programme", "boern", "--report", "hvad_hjaelper")
    assert group.err == "There are no stays under SIP children here.\n"
    shown = answered("log", "show")
    assert shown.code == 0, shown.err
    checked = answered("log", "verify")
    assert checked.code == 0, checked.out + checked.err


def words_on_the_disk(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for file in sorted(folder.rglob("*")):
        yield file, str(file.relative_to(folder)).encode() + (file.read_bytes() if file.is_file() else b"")


def test_nothing_on_the_disk_tells_who_or_what(answered: Run, protected: Path) -> None:
    assert answered("case", "restrict", CODE, NAME).code == 0
    secrets = [CODE, PERSON, "Kanarie", PASSPHRASE, "livskvalitet", "relationer"]
    found = [
        (file, one) for file, content in words_on_the_disk(protected) for one in secrets if one.encode() in content
    ]
    outside = [(file, one) for file, one in found if "bundles" not in file.parts]  # what was asked is no secret
    assert outside == []


def test_the_register_is_all_that_can_be_read_and_says_nothing_about_citizens(answered: Run, protected: Path) -> None:
    readable = {
        file.relative_to(protected).parts[:2]
        for file, content in words_on_the_disk(protected)
        if file.is_file() and (TITLE.encode() in content or HOUSE.encode() in content)
    }
    assert readable <= {("keys", "register")}
