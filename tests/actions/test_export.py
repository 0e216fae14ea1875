"""Exports of an invented facility: which responses, in which files, whole or not at all."""

import csv
import errno
import io
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sipforms.actions.export import Selection, Survey, Wish, export_to, survey
from sipforms.actions.export_files import FileThere, publish
from sipforms.actions.programmes import Programmes
from sipforms.actions.workplace import Workplace
from sipforms.engine.offers import Export, ExportOptions
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle
from sipforms.store.casefile import keep_response, open_case, open_facility
from sipforms.store.failures import Reason, StoreDamaged, StoreUnavailable
from sipforms.store.sealing.boxes import new_box_key
from sipforms.store.sealing.recipients import Recipient
from tests.actions.exported import TOLD, facility, named, written

QUALITY = Selection(questionnaire="livskvalitet")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, voksen_bundle: Bundle, voksen: Programme) -> Workplace:
    return facility(tmp_path_factory.mktemp("data") / "demo", voksen_bundle, voksen)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_a_survey_counts_what_lies_in_the_case_files(here: Workplace) -> None:
    cases = [open_case(here.store, case) for case in here.store.list_cases()]
    everything = sum(len(file.responses) for file in (*cases, open_facility(here.store)))
    found = survey(here, Selection())
    assert (found.count, found.homeless, found.unreadable) == (everything, 0, ())
    answered = {one.questionnaire for file in (*cases, open_facility(here.store)) for one in file.responses}
    assert [table.name for table in found.tables] == [f"voksen.{name}" for name in sorted(answered)]
    assert answered >= {"baggrund", "indsats", "livskvalitet", "rammer"}


@pytest.mark.parametrize(
    ("selection", "names"),
    [
        (Selection(questionnaire="livskvalitet"), [""]),
        (Selection(programme="voksen", questionnaire="livskvalitet"), [""]),
        (Selection(programme="ukendt"), []),
    ],
    ids=str,
)
def test_a_table_is_named_after_what_the_selection_leaves_open(
    here: Workplace, selection: Selection, names: list[str]
) -> None:
    assert [table.name for table in survey(here, selection).tables] == names


def test_a_table_of_one_programme_is_named_after_its_questionnaire(here: Workplace) -> None:
    names = [table.name for table in survey(here, Selection(programme="voksen")).tables]
    assert names == sorted(names)
    assert {"baggrund", "indsats", "livskvalitet", "rammer"} <= set(names)


def test_every_number_in_the_table_is_the_answer_in_the_case_file(here: Workplace) -> None:
    exported = {row["response_id"]: row for row in rows(written(here, "csv", QUALITY)[".csv"])}
    compared = 0
    for case in here.store.list_cases():
        for response in open_case(here.store, case).responses:
            if response.questionnaire != "livskvalitet":
                continue
            row = exported.pop(response.id)
            assert row["case_id"] == case
            for area, items in response.answers.items():
                for item, answers in items.items() if isinstance(items, dict) else ():
                    for dimension, value in answers.items() if isinstance(answers, dict) else ():
                        if isinstance(value, int):
                            assert row[f"{area}.{item}.{dimension}"] == str(value)
                            compared += 1
    assert exported == {}
    assert compared > 500


def test_hidden_and_missing_are_different_cells(here: Workplace) -> None:
    tables = written(here, "csv").values()
    cells = {cell for table in tables for row in rows(table) for cell in row.values()}
    assert {"-8", "-1", "1", "5"} <= cells


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_an_export_never_holds_a_name_and_a_code_only_when_asked(here: Workplace, name: str) -> None:
    citizens = [file.citizen for case in here.store.list_cases() if (file := open_case(here.store, case)).citizen]
    most = ExportOptions(include_text=True, include_identity=True)
    without, with_codes = (
        b"".join(written(here, name, options=options).values()).decode()
        for options in (most, replace(most, include_codes=True))
    )
    for citizen in citizens:
        assert citizen is not None
        assert citizen.name not in without + with_codes
        assert citizen.code not in without
        assert citizen.code in with_codes


def test_tables_hold_free_text_only_when_asked(here: Workplace) -> None:
    assert TOLD not in b"".join(written(here, "csv").values()).decode()
    assert TOLD in b"".join(written(here, "csv", options=ExportOptions(include_text=True)).values()).decode()


def test_a_json_line_is_the_whole_response(here: Workplace) -> None:
    lines = [json.loads(line) for line in written(here, "jsonl")[".jsonl"].splitlines()]
    kept = {one.id: one for case in here.store.list_cases() for one in open_case(here.store, case).responses}
    assert {line["case"] for line in lines} == {*here.store.list_cases(), "facility"}
    for line in lines:
        response = kept.get(line["id"])
        if response is not None:
            assert line["answers"] == response.answers
            assert line["begun_at"] == response.begun_at.isoformat()
            assert (line["format"], line["digest"], line["notes"]) == (2, response.digest, response.notes)


def test_the_same_store_gives_the_same_bytes(here: Workplace) -> None:
    for name in ("csv", "jsonl"):
        assert written(here, name) == written(here, name)


def test_a_named_questionnaire_that_nobody_answered_is_an_empty_table(here: Workplace, workplace: Workplace) -> None:
    empty = replace(workplace, vocabulary=here.vocabulary)
    files = written(empty, "csv", QUALITY)
    assert rows(files[".csv"]) == []
    assert b"relationer.venner.vigtighed" in files[".csv"]
    assert written(empty, "jsonl") == {".jsonl": b""}


def test_a_damaged_case_is_told_and_the_others_are_exported(here: Workplace) -> None:
    damaged, *others = here.store.list_cases()
    store: Any = _Damaged(here.store, damaged)
    found = survey(replace(here, store=store), Selection())
    assert found.unreadable == (damaged,)
    lines = [json.loads(line) for line in written(replace(here, store=store), "jsonl")[".jsonl"].splitlines()]
    assert {line["case"] for line in lines} == {*others, "facility"}


def test_a_response_to_a_lost_version_is_counted_and_still_a_json_line(here: Workplace, workplace: Workplace) -> None:
    there = replace(workplace, vocabulary=here.vocabulary, built={}, programmes=Programmes())
    case = here.store.list_cases()[0]
    lost = open_case(here.store, case).responses[0]
    keep_response(there.store, case, lost)
    found = survey(there, Selection())
    assert (found.count, found.homeless, found.tables) == (1, 1, ())
    assert len(written(there, "jsonl")[".jsonl"].splitlines()) == 1


class _Damaged:
    """A store in which one case file cannot be read."""

    def __init__(self, store: Any, case: str) -> None:
        self._store, self._case = store, case

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def load(self, case: str) -> Any:
        if case == self._case:
            raise StoreDamaged(what="case", which=case)
        return self._store.load(case)

    def load_many(self, cases: Any, criterion: str) -> Any:
        for case, loaded in self._store.load_many(cases, criterion):
            yield case, StoreDamaged(what="case", which=case) if case == self._case else loaded


def out(workplace: Workplace, target: Path, name: str = "csv", *, overwrite: bool = False) -> tuple[Path, ...]:
    found: Survey = survey(workplace, QUALITY)
    return export_to(workplace, found, Wish(form=named(workplace, name)), target, overwrite=overwrite)


def test_files_lie_beside_each_other_and_only_their_owner_reads_them(here: Workplace, tmp_path: Path) -> None:
    files = out(here, tmp_path / "svar.csv")
    assert {one.name for one in files} == {"svar.csv", "svar.codebook.csv"} == names(tmp_path)
    if os.name == "posix":
        assert {one.stat().st_mode & 0o777 for one in files} == {0o600}


@pytest.mark.parametrize("taken", ["svar.csv", "svar.codebook.csv"])
def test_a_file_that_is_there_is_left_alone_unless_it_may_go(here: Workplace, tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_text("min egen")
    with pytest.raises(FileThere) as found:
        out(here, tmp_path / "svar.csv")
    assert found.value.file.name == taken
    assert names(tmp_path) == {taken}
    assert (tmp_path / taken).read_text() == "min egen"
    out(here, tmp_path / "svar.csv", overwrite=True)
    assert (tmp_path / taken).read_text() != "min egen"


def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "svar.csv").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    before = names(tmp_path)
    for target in (tmp_path / "svar.csv", Path(), *tmp_path.glob("pipe")):
        with pytest.raises(FileThere):
            publish(target, ".csv", [(".csv", b"1")], fresh="ny", overwrite=True)
    assert names(tmp_path) == before


def test_a_disk_without_links_will_do(here: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuses)
    out(here, tmp_path / "svar.csv")
    assert names(tmp_path) == {"svar.csv", "svar.codebook.csv"}


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_a_full_disk_leaves_nothing_behind(
    here: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    whole = os.write

    def full(handle: int, content: bytes) -> int:
        if len(content) > 1000:
            whole(handle, content[:100])
            raise OSError(errno.ENOSPC, "full")
        return whole(handle, content)

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(StoreUnavailable) as found:
        out(here, tmp_path / "svar", name)
    assert found.value.reason is Reason.FULL
    assert names(tmp_path) == set()


def test_an_interruption_leaves_nothing_there(here: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        out(here, tmp_path / "svar.csv")
    assert names(tmp_path) == set()


def test_a_folder_that_is_not_there_is_told(here: Workplace, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable) as found:
        out(here, tmp_path / "ikke" / "svar.csv")
    assert found.value.reason is Reason.VANISHED


@pytest.mark.parametrize("is_sealed", [True, False])
def test_what_is_sealed_is_put_together_elsewhere_than_where_it_will_lie(
    here: Workplace, tmp_path: Path, *, is_sealed: bool
) -> None:
    scratches: list[Path] = []

    def write(export: Export) -> Iterator[tuple[str, bytes]]:
        scratches.append(export.scratch)
        yield ".csv", b"1"

    form = replace(named(here, "csv"), write=write)
    recipient = Recipient(name="A", public=new_box_key().public) if is_sealed else None
    export_to(here, survey(here, QUALITY), Wish(form=form, seal_to=recipient), tmp_path / "svar.csv", overwrite=False)
    (scratch,) = scratches
    assert (scratch.parent == tmp_path) is not is_sealed
    assert not scratch.exists()
