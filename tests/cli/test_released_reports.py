"""A report asked for twice with one person's difference, and the list of what reports have told."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sipforms.engine.people import Citizen
from sipforms.engine.read.bundle import read
from sipforms.store.casefile import CaseFile, keep_response, new_case, put_episode
from sipforms.store.group_records import GroupKind
from sipforms.store.opening import create_store, open_store
from sipforms.store.protocol import fresh_id
from tests.cli.conftest import Run
from tests.engine.checking import BUNDLES
from tests.engine.stays import secure, stays

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SECURE = BUNDLES / "good" / "lille_sikret"
FIRST: list[dict[str, Any]] = [
    {"times": 6, "given": ["undervisning"], "skole": [1, 3]},
    {"times": 5, "given": [], "skole": [2, 5]},
]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    create_store(folder, purpose="demo", created=NOW)
    opened = open_store(folder)
    opened.keep_bundle(secure().digest, read(SECURE).defining_files)
    opened.close()
    add(folder, FIRST)
    return folder


def add(folder: Path, these: list[dict[str, Any]]) -> None:
    """Keeps invented stays in the store, with other ids than those that are there."""
    opened = open_store(folder)
    there = len(opened.list_cases())
    for number, one in enumerate(stays([{"times": there}, *these])[there:]):
        citizen = Citizen(id=fresh_id(), code=f"O-{number}-{fresh_id()}", name="Opdigtet Person", created_at=NOW)
        file = new_case(opened, citizen)
        assert isinstance(file, CaseFile)
        put_episode(opened, file, one.episode)
        for response in one.responses:
            keep_response(opened, citizen.id, response)
    opened.close()


def rows(run: Run, store: Path) -> list[dict[str, Any]]:
    """What is told of each intervention, all stays together."""
    command = ("--programmes", SECURE, "--store", store, "report", "--programme", "lille_sikret", "--format", "json")
    ended = run(*command, "--report", "hvad_hjaelper")
    assert ended.code == 0, ended.err
    section = json.loads(ended.out)["sections"][0]
    return [row for row in section["rows"] if row["variable"] is None and row["outcome"] == "skole_status"]


def listed(run: Run, store: Path, *further: object) -> str:
    ended = run("--programmes", SECURE, "--store", store, "report", "--released", *further)
    assert (ended.code, ended.err) == (0, "")
    return ended.out


def test_one_new_person_waits_and_five_are_told(run: Run, store: Path) -> None:
    before = rows(run, store)[0]
    assert before["given"]["n"] == 6
    add(store, [{"given": ["undervisning"], "skole": [5, 1]}])
    again = rows(run, store)[0]
    assert again["given"] == {**before["given"], "as_of": again["given"]["as_of"]}
    assert again["otherwise"] == before["otherwise"]
    assert again["effect"] is None
    add(store, [{"times": 4, "given": ["undervisning"], "skole": [4, 4]}])
    told = rows(run, store)[0]
    assert (told["given"]["n"], "as_of" in told["given"]) == (11, False)


def test_the_text_says_of_when_figures_are(run: Run, store: Path) -> None:
    rows(run, store)
    add(store, [{"given": ["undervisning"], "skole": [5, 1]}])
    command = ("report", "--programme", "lille_sikret", "--report", "hvad_hjaelper", "--width", 100)
    ended = run("--programmes", SECURE, "--store", store, *command)
    assert "6*" in ended.out
    assert "so few stays are new since then" in " ".join(ended.out.split())


def test_the_same_report_twice_is_remembered_once(run: Run, store: Path) -> None:
    assert listed(run, store) == "No report about a group has been given out.\n"
    assert rows(run, store) == rows(run, store)
    opened = open_store(store)
    records = opened.group_records(GroupKind.RELEASED).records
    opened.close()
    assert len(records) == 1
    assert "Opdigtet" not in json.dumps(dict(records[0].content))


def test_what_reports_told_is_listed(run: Run, store: Path) -> None:
    rows(run, store)
    said = listed(run, store)
    assert "lille_sikret hvad_hjaelper" in said
    (one,) = json.loads(listed(run, store, "--format", "json"))["reports"]
    assert (one["programme"], one["report"]) == ("lille_sikret", "hvad_hjaelper")
    assert one["figures"] > 0
    ended = run("--programmes", SECURE, "--store", store, "report", "--released", "--format", "csv")
    assert (ended.code, ended.out) == (2, "")
    assert "There is no format `csv`" in ended.err


def test_a_record_that_cannot_be_read_is_told_of(run: Run, store: Path) -> None:
    rows(run, store)
    (file,) = (store / "groups" / "released").glob("*.sfg")
    file.write_bytes(file.read_bytes()[:-3])
    assert "1 earlier report cannot be read here" in " ".join(listed(run, store).split())
    command = ("report", "--programme", "lille_sikret", "--report", "hvad_hjaelper", "--format", "json")
    ended = run("--programmes", SECURE, "--store", store, *command)
    assert json.loads(ended.out)["earlier_reports_not_read"] == 1


def test_a_record_that_was_taken_out_is_missed(run: Run, store: Path) -> None:
    rows(run, store)
    (file,) = (store / "groups" / "released").glob("*.sfg")
    add(store, [{"times": 5, "given": ["undervisning"], "skole": [4, 4]}])
    rows(run, store)
    assert "cannot be read here" not in listed(run, store)
    file.unlink()
    assert "1 earlier report cannot be read here" in " ".join(listed(run, store).split())
