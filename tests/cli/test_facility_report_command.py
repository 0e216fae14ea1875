"""``sipforms report`` about a facility and a period: compared with other houses or a file, and what is refused."""

import csv
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sipforms.engine.people import Citizen
from sipforms.store.casefile import CaseFile, keep_response, new_case, put_episode
from sipforms.store.opening import create_store, open_store
from sipforms.store.protocol import fresh_id
from tests.cli.conftest import Ended, Run
from tests.engine.checking import bundle
from tests.engine.facility.house import home, home_files, rated, said, stay

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
HOUSES = {
    "Nord": [3, 4, 2, 5, 4, 3, 3],
    "Syd": [1, 2, 3, 4, 5] * 2,
    "Øst": [2, 3, 4] * 3,
    "Vest": [1, 5, 3] * 3,
    "Lille": [2, 4],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programme on a disk."""
    where = tmp_path_factory.mktemp("hjem") / "hjem"
    for name, text in home_files().items():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_text(text, "utf-8")
    return where


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Path:
    """Five houses, of which one has too few to be told of."""
    where = tmp_path_factory.mktemp("huse") / "store"
    create_store(where, purpose="demo", created=NOW)
    opened = open_store(where)
    opened.keep_bundle(home().digest, bundle(home_files(), name="hjem").defining_files)
    for house, ratings in HOUSES.items():
        for number, rating in enumerate(ratings):
            answers = rated(ro=rating, ro_vigtigt=rating % 4 + 2, mad=5 - rating // 2)
            one = stay(f"{house}{number}", said(f"{house}{number}", answers), place=house, came=date(2025, 1, 1))
            citizen = Citizen(id=fresh_id(), code=f"HEMMELIG-{house}{number}", name="Opdigtet Person", created_at=NOW)
            file = new_case(opened, citizen)
            assert isinstance(file, CaseFile)
            put_episode(opened, file, one.episode)
            keep_response(opened, citizen.id, one.responses[0])
    opened.close()
    return where


@pytest.fixture
def store(full: Path, tmp_path: Path) -> Path:
    """A copy of it, in which nothing has been told yet."""
    from shutil import copytree

    return copytree(full, tmp_path / "store")


def asked(run: Run, folder: Path, store: Path, *further: object, report: str = "tilbud") -> Ended:
    return run("--programmes", folder, "--store", store, "report", "--programme", "hjem", "--report", report, *further)


def section(ended: Ended, name: str) -> dict[str, Any]:
    assert ended.code == 0, ended.err
    found: dict[str, Any] = next(one for one in json.loads(ended.out)["sections"] if one["section"] == name)
    return found


def calm(ended: Ended) -> dict[str, Any]:
    questions = section(ended, "distribution")["groups"][0]["questions"]
    found: dict[str, Any] = next(one for one in questions if one["question"] == "hjem.ro.tilfreds")
    return found


def test_a_house_and_its_year_beside_the_others(run: Run, folder: Path, store: Path) -> None:
    ended = asked(run, folder, store, "--period", 2025, "--unit", "Nord", "--compare", "--width", 80)
    assert ended.code == 0
    assert ended.out.startswith(
        "Husets rapport · Hjem 1.0.0\nAnswers from 1 Oct 2025 to 30 Sep 2026. Living in Nord.\n"
    )
    assert "  - Lille: nobody, or too few people there, answered in the period" in ended.out
    row = next(line.split() for line in ended.out.splitlines() if line.startswith("  Ro · Tilfreds?"))
    assert row == ["Ro", "·", "Tilfreds?", "0", "14", "43", "29", "14", "7"]  # 0, 1, 3, 2 and 1 of 7
    assert max(map(len, ended.out.splitlines())) <= 80
    assert "HEMMELIG" not in ended.out
    assert "Opdigtet" not in ended.out


@pytest.mark.parametrize("report", ["tilbud", "landet"])
def test_without_a_period_it_is_the_newest_year_of_answers_as_on_the_screens(
    run: Run, folder: Path, store: Path, report: str
) -> None:
    usual = json.loads(asked(run, folder, store, "--format", "json", report=report).out)
    assert usual == json.loads(asked(run, folder, store, "--period", 2025, "--format", "json", report=report).out)


def test_text_data_and_table_hold_the_same_figures(run: Run, folder: Path, store: Path, tmp_path: Path) -> None:
    one = calm(asked(run, folder, store, "--period", 2025, "--unit", "Nord", "--format", "json"))
    shares = {share["values"][0]: (share["n"], round(100 * share["share"])) for share in one["own"]["answers"]}
    assert shares == {1: (0, 0), 2: (1, 14), 3: (3, 43), 4: (2, 29), 5: (1, 14)}
    file = tmp_path / "tal.csv"
    assert asked(run, folder, store, "--period", 2025, "--unit", "Nord", "--format", "csv", "--output", file).code == 0
    rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
    mine = [row for row in rows if row["question"] == "hjem.ro.tilfreds" and row["line"] == "own"]
    assert {int(row["answers"]): int(row["n"]) for row in mine} == {value: n for value, (n, _) in shares.items()}
    assert {row["fewest_people"] for row in rows} == {"5"}


def test_a_house_can_be_left_out_with_a_reason(run: Run, folder: Path, store: Path) -> None:
    further = ("--unit", "Nord", "--compare", "--leave-out", "Syd=bygget om", "--format", "json")
    made = section(asked(run, folder, store, *further), "compared")
    assert made["places"] == ["Vest", "Øst"]
    assert made["left_out"] == [
        {"place": "Lille", "why": "few", "reason": ""},
        {"place": "Syd", "why": "leftOut", "reason": "bygget om"},
    ]
    assert made["why_nothing"] == "tooFewPlaces"


def test_a_report_of_all_houses_is_what_a_house_compares_with(
    run: Run, folder: Path, store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "landet.json"
    assert asked(run, folder, store, "--format", "json", "--output", file, report="landet").code == 0
    ended = asked(run, folder, store, "--unit", "Nord", "--compare-with", file, "--format", "json")
    theirs = calm(ended)["comparison"]
    assert theirs["answered"] == 37
    assert sum(one["n"] for one in theirs["answers"]) == 37
    assert section(ended, "compared")["places"] == ["Lille", "Nord", "Syd", "Vest", "Øst"]


def test_a_country_with_two_houses_is_nothing_to_compare_with(
    run: Run, folder: Path, store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "landet.json"
    assert asked(run, folder, store, "--format", "json", "--output", file, report="landet").code == 0
    made = json.loads(file.read_text("utf-8"))
    compared = next(one for one in made["sections"] if one["section"] == "compared")
    compared["places"] = ["Nord", "Syd", "Nord"]
    file.write_text(json.dumps(made), "utf-8")
    ended = asked(run, folder, store, "--unit", "Nord", "--compare-with", file)
    assert (ended.code, ended.out) == (2, "")
    assert "does not say that it is about at least three places" in ended.err


THREE = b'{"section": "compared", "places": ["a", "b", "c"]}'
ASKED = b'{"questionnaire": "liv", "way": "own", "questions": [{"question": "hjem", "signature": "x", "own": 7}]}'
OF_ANOTHER = (
    b'{"format": 1, "programme": {"id": "andet"}, "about": "country", "sections": ['
    + THREE
    + b', {"section": "distribution", "groups": ['
    + ASKED
    + b"]}]}"
)


@pytest.mark.parametrize(
    ("content", "said_"),
    [
        (b"", "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]", "is not a report"),
        (b"{}", "is not a report"),
        (b'{"format": 1, "programme": "hjem", "sections": [{}]}', "is not a report"),
        (b'{"format": 99}', "newer sipforms"),
        (b'{"format": 1, "programme": {"id": "hjem"}, "about": "facility", "sections": [{}]}', "about one facility"),
        (OF_ANOTHER, "about another programme (andet)"),
        (
            b'{"format": 1, "programme": {"id": "hjem"}, "about": "country", "sections": [' + THREE + b"]}",
            "no question",
        ),
    ],
)
def test_a_file_that_is_no_such_report_is_refused_in_a_sentence(
    run: Run, folder: Path, store: Path, tmp_path: Path, content: bytes, said_: str
) -> None:
    file = tmp_path / "andres.json"
    file.write_bytes(content)
    ended = asked(run, folder, store, "--unit", "Nord", "--compare-with", file)
    assert (ended.code, ended.out) == (2, "")
    assert said_ in ended.err


@pytest.mark.parametrize(
    ("further", "said_"),
    [
        (("--compare",), "Say which unit is compared with the others, with `--unit`."),
        (("--unit", "Nord", "--compare", "--compare-with", "x"), "Write either `--compare` or `--compare-with`."),
        (("--unit", "Nord", "--leave-out", "Syd=ombygget"), "`--leave-out` belongs to `--compare`."),
        (("--unit", "Nord", "--compare", "--leave-out", "Syd"), "`--leave-out` takes a unit and a reason"),
        (
            ("--unit", "Nord", "--compare", "--leave-out", "Sydd=x"),
            "No stay says that anybody lives in `Sydd`. Did you mean",
        ),
        (("--period", 2025, "--from", "2026-01-01"), "Write either `--period`, or `--from` and `--to`."),
        (("--compare-with", "er/ikke/her.json"), "cannot be read"),
        (("--period", "sidste"), "--period cannot be used"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(
    run: Run, folder: Path, full: Path, further: tuple[object, ...], said_: str
) -> None:
    ended = asked(run, folder, full, *further)
    assert (ended.code, ended.out) == (2, "")
    assert said_ in ended.err


def test_a_report_of_all_houses_is_compared_with_nothing(run: Run, folder: Path, full: Path) -> None:
    ended = asked(run, folder, full, "--unit", "Nord", "--compare", report="landet")
    assert ended.code == 2
    assert "`landet` is about all places together." in ended.err


@pytest.mark.parametrize("year", [2019, 2150])
def test_a_period_without_stays_is_said(run: Run, folder: Path, full: Path, year: int) -> None:
    ended = asked(run, folder, full, "--period", year)
    assert (ended.code, ended.out) == (1, "")
    assert "Nobody had a stay under Hjem in the period. Choose another period." in ended.err


def test_a_period_without_answers_has_right_figures(run: Run, folder: Path, store: Path) -> None:
    ended = asked(run, folder, store, "--from", "2025-02-01", "--to", "2025-03-01", "--format", "json")
    forms = section(ended, "coverage")["forms"]
    assert [(one["questionnaire"], one["due"], one["states"]) for one in forms] == [
        ("liv", 37, [{"states": ["overdue"], "n": 37}])
    ]
    assert section(ended, "distribution")["groups"] == []


def test_the_same_report_twice_is_the_same(run: Run, folder: Path, store: Path) -> None:
    first, second = (asked(run, folder, store, "--unit", "Nord", "--compare", "--format", "json") for _ in range(2))
    assert first.out == second.out
    assert first.code == 0


def test_a_programme_without_a_report_of_a_facility_has_one_all_the_same(run: Run, tmp_path: Path, store: Path) -> None:
    where = tmp_path / "hjem"
    for name, text in home_files().items():
        if name != "reports.yaml":
            (where / name).parent.mkdir(parents=True, exist_ok=True)
            (where / name).write_text(text, "utf-8")
    ended = asked(run, where, store, report="facility")
    assert ended.code == 0
    assert ended.out.startswith("Report about a facility · Hjem")
    assert ended.out.count("How the same people developed\n") == 1


def test_one_answer_more_shows_the_earlier_figures_again_and_says_why(run: Run, folder: Path, store: Path) -> None:
    before = calm(asked(run, folder, store, "--unit", "Nord", "--period", 2025, "--format", "json"))["own"]
    opened = open_store(store)
    citizen = Citizen(id=fresh_id(), code="HEMMELIG-ny", name="Opdigtet Ny", created_at=NOW)
    file = new_case(opened, citizen)
    assert isinstance(file, CaseFile)
    one = stay("ny", said("ny", rated(ro=1, ro_vigtigt=5, mad=2)), place="Nord", came=date(2026, 2, 1))
    put_episode(opened, file, one.episode)
    keep_response(opened, citizen.id, one.responses[0])
    opened.close()
    again = calm(asked(run, folder, store, "--unit", "Nord", "--period", 2025, "--format", "json"))["own"]
    assert (again["answers"], again["answered"]) == (before["answers"], before["answered"])
    assert (before["as_of"], again["as_of"], again["waiting"]) == (None, str(datetime.now(UTC).date()), 1)
    text = asked(run, folder, store, "--unit", "Nord", "--period", 2025).out
    assert text.count("1 new answer waits.") == 4  # of who stayed, of the forms, of importance, of the answers
    assert "7 people stayed here in the period.\nAs of " in text
