"""``sipforms report --report``: a report about everybody here, as text and data, and what is refused in a sentence."""

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from sipforms.engine.people import Citizen
from sipforms.engine.read.bundle import read
from sipforms.store.casefile import CaseFile, keep_response, new_case, put_episode
from sipforms.store.opening import create_store, open_store
from sipforms.store.protocol import fresh_id
from tests.cli.conftest import Ended, Run
from tests.engine.checking import BUNDLES
from tests.engine.stays import secure, stays

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SECURE = BUNDLES / "good" / "lille_sikret"
THESE: list[dict[str, Any]] = [
    {"times": 7, "given": ["undervisning"], "skole": [1, 3], "koen": "dreng", "alder": 14, "unit": "Nord"},
    {"times": 6, "given": [], "skole": [2, 2], "koen": "pige", "alder": 16, "unit": "Syd"},
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirteen invented stays, seven in one unit."""
    folder = tmp_path_factory.mktemp("secure") / "store"
    create_store(folder, purpose="demo", created=NOW)
    opened = open_store(folder)
    opened.keep_bundle(secure().digest, read(SECURE).defining_files)
    for number, one in enumerate(stays(THESE)):
        citizen = Citizen(id=fresh_id(), code=f"HEMMELIG-{number}", name="Opdigtet Person", created_at=NOW)
        file = new_case(opened, citizen)
        assert isinstance(file, CaseFile)
        put_episode(opened, file, one.episode)
        for response in one.responses:
            keep_response(opened, citizen.id, response)
    opened.close()
    return folder


def asked(run: Run, store: Path, *further: object, report: str = "hvad_hjaelper") -> Ended:
    command = ("report", "--programme", "lille_sikret", "--report", report, *further)
    return run("--programmes", SECURE, "--store", store, *command)


def test_the_table_is_printed_without_a_citizens_code(run: Run, store: Path) -> None:
    ended = asked(run, store, "--width", 80)
    assert ended.code == 0
    assert ended.err == ""
    row = next(line for line in ended.out.splitlines() if "Undervisning" in line)
    assert row.split()[4:] == ["7", "7/0/0", "+2.00", "6", "0/6/0", "±0"]
    assert "not what caused what" in ended.out
    assert "HEMMELIG" not in ended.out
    assert max(map(len, ended.out.splitlines())) <= 80


def test_the_same_as_data_in_files(run: Run, store: Path, tmp_path: Path) -> None:
    for name in ("json", "csv"):
        ended = asked(run, store, "--format", name, "--output", tmp_path / f"tal.{name}")
        assert (ended.code, ended.out) == (0, "")
        assert f"The report is in {tmp_path / f'tal.{name}'}." in ended.err
    section = json.loads((tmp_path / "tal.json").read_text("utf-8"))["sections"][0]
    assert section["rows"][0]["given"] == {"n": 7, "mean_change": 2.0, "rose": 7, "same": 0, "fell": 0}
    rows = list(csv.DictReader((tmp_path / "tal.csv").read_text("utf-8").splitlines()))
    assert (rows[0]["given_n"], rows[0]["otherwise_n"]) == ("7", "6")
    assert not any(word in (tmp_path / "tal.json").read_text("utf-8") for word in ("HEMMELIG", "Opdigtet"))


def test_a_danish_spreadsheet_opens_the_report_by_itself(run: Run, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "tal.csv"
    assert asked(run, store, "--format", "csv", "--separator", ";", "--output", file).code == 0
    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0]["given_mean_change"] == "2,0"
    assert "belongs to `--format csv`" in asked(run, store, "--separator", ";").err


def test_a_file_that_is_there_is_not_written_over(run: Run, store: Path, tmp_path: Path) -> None:
    (tmp_path / "tal.json").write_text("mit")
    ended = asked(run, store, "--format", "json", "--output", tmp_path / "tal.json")
    assert ended.code != 0
    assert "is there already" in ended.err
    assert (tmp_path / "tal.json").read_text() == "mit"
    assert asked(run, store, "--format", "json", "--output", tmp_path / "tal.json", "--overwrite").code == 0
    ended = asked(run, store, "--output", tmp_path, "--overwrite")
    assert (ended.code, "is a folder" in ended.err) == (2, True)


def test_the_report_itself_says_that_a_case_file_could_not_be_read(run: Run, store: Path, tmp_path: Path) -> None:
    damaged = copytree(store, tmp_path / "store")
    for revision in next(damaged.glob("cases/*/*")).glob("r*.sfc"):
        revision.write_bytes(b"half")
    for form in ("text", "json", "html"):
        ended = asked(run, damaged, "--format", form)
        assert (ended.code, ended.err) == (1, "1 case file cannot be read and is not in the report.\n")
        assert "1 case file cannot be read and is not in the report." in " ".join(ended.out.split())


def test_a_unit_is_a_smaller_group(run: Run, store: Path) -> None:
    ended = asked(run, store, "--unit", "Nord", "--format", "json")
    assert json.loads(ended.out)["sections"][0]["stays"] == 7


def test_a_stay_that_lasts_belongs_to_the_day_of_its_last_answer(run: Run, store: Path) -> None:
    # the first form is answered on 1 January and the one about interventions 60 days after, on 2 March
    last = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=60)
    assert asked(run, store, "--from", f"{last:%Y-%m-%d}").code == 0
    ended = asked(run, store, "--from", f"{last + timedelta(days=1):%Y-%m-%d}")
    assert ended.code == 1
    assert "No stay under Lille sikret ended, or was last answered about, in the period." in ended.err


@pytest.mark.parametrize(
    ("further", "said"),
    [
        (("--unit", "Nrod"), "No stay says that anybody lives in `Nrod`. Did you mean `Nord`?"),
        (("--from", "2026-05-01", "--to", "2026-01-01"), "The period ends before it begins."),
        (("--from", "snart"), "--from cannot be used: it must be a day, such as 2026-11-22."),
        (("--format", "jsn"), "There is no format `jsn`. Did you mean `json`?"),
        (("--why", "skole_status"), "`--why` is about one citizen: name the citizen."),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(run: Run, store: Path, further: tuple[str, ...], said: str) -> None:
    ended = asked(run, store, *further)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_a_report_that_is_not_there_names_those_that_are(run: Run, store: Path) -> None:
    ended = asked(run, store, report="hvad_hjalper")
    assert ended.code == 2
    assert "Lille sikret has no report `hvad_hjalper`. Did you mean `hvad_hjaelper`?" in ended.err


def test_a_report_about_a_citizen_says_how_it_is_shown(run: Run, store: Path) -> None:
    ended = asked(run, store, report="individuel")
    assert ended.code == 2
    assert "`individuel` is about one citizen: `sipforms report CITIZEN` shows it." in ended.err


def test_neither_citizen_nor_report_is_told_what_to_name(run: Run, store: Path) -> None:
    ended = run("--store", store, "report")
    assert ended.code == 2
    assert "Name a citizen, or a report about a group" in ended.err


def test_a_citizen_and_a_report_about_a_group_do_not_go_together(run: Run, store: Path) -> None:
    ended = asked(run, store, "--report", "hvad_hjaelper")
    assert ended.code == 0
    ended = run("--store", store, "report", "HEMMELIG-1", "--unit", "Nord")
    assert ended.code == 2
    assert "--unit belongs to a report about a group" in ended.err


def test_an_empty_store_has_nothing_to_tell(run: Run, tmp_path: Path) -> None:
    create_store(tmp_path / "tomt", purpose="demo", created=NOW)
    ended = asked(run, tmp_path / "tomt")
    assert (ended.code, ended.out) == (1, "")
    assert "There are no stays under Lille sikret here." in ended.err


def test_a_programmes_page_lists_its_reports(run: Run) -> None:
    ended = run("--programmes", SECURE, "programmes", "show", "lille_sikret")
    assert "  hvad_hjaelper: Hvilke indsatser til hvilke unge" in ended.out
    assert "      about the facility · read by: staff" in ended.out
    shown = run("--programmes", SECURE, "programmes", "show", "lille_sikret", "--format", "json")
    assert json.loads(shown.out)["reports"]["hvad_hjaelper"]["sections"] == ["interventionsByOutcome"]


def test_side_by_side_stands_once_in_a_citizens_report(run: Run, store: Path) -> None:
    ended = run("--programmes", SECURE, "--store", store, "report", "HEMMELIG-1")
    assert ended.code == 0
    assert ended.out.count("Side by side: what each has said last") == 1
    assert "Has not answered: Den unge, Læreren." in ended.out


def test_another_report_about_a_citizen_is_named(run: Run, store: Path) -> None:
    shown = run("--programmes", SECURE, "--store", store, "report", "HEMMELIG-1", "--report", "til_den_unge")
    assert shown.code == 0
    assert shown.out.startswith("HEMMELIG-1 · Til den unge · Status")
    assert "Side by side" not in shown.out
    wrong = run("--programmes", SECURE, "--store", store, "report", "HEMMELIG-1", "--report", "til_den_ung")
    assert wrong.code == 2
    assert "There is no report `til_den_ung` about a citizen here. Did you mean `til_den_unge`?" in wrong.err
