"""``sipforms report CITIZEN``: the talk sheet, formats, files, what is told to the log, and what is refused."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sipforms.engine.people import Citizen
from sipforms.engine.read.bundle import read
from sipforms.store.casefile import CaseFile, keep_response, new_case, put_episode
from sipforms.store.failures import Reason, StoreUnavailable
from sipforms.store.files import FileStore
from sipforms.store.opening import create_store, open_store
from sipforms.store.protocol import fresh_id
from sipforms.store.uses import Action, Subject, Use
from tests.cli.conftest import Run
from tests.engine.checking import BUNDLES
from tests.engine.stays import response, secure, stay

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SECURE = BUNDLES / "good" / "lille_sikret"
AT = ("--programmes", SECURE, "--store")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One youth: what staff and the youth have said, twice."""
    folder = tmp_path_factory.mktemp("one") / "store"
    create_store(folder, purpose="demo", created=NOW)
    opened = open_store(folder)
    opened.keep_bundle(secure().digest, read(SECURE).defining_files)
    citizen = Citizen(id=fresh_id(), code="B-1042", name="Opdigtet Person", created_at=NOW)
    file = new_case(opened, citizen)
    assert isinstance(file, CaseFile)
    one = stay(1, {"skole": [1, 3], "hverdag": [2, 4], "given": []})
    put_episode(opened, file, one.episode)
    own = (
        response("status_ung", 1, day, {"skole": day // 30 + 1}, mode="interview", informant="ung") for day in (0, 60)
    )
    for written in (*one.responses, *own):
        keep_response(opened, citizen.id, written)
    opened.close()
    return folder


def test_the_sheet_is_for_the_citizen_and_says_no_code(run: Run, store: Path) -> None:
    ended = run(*AT, store, "report", "B-1042", "--sheet")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("A sheet for our talk: ")
    assert "B-1042" not in ended.out
    assert "This sheet is yours." in ended.out


def test_the_data_is_the_same_report(run: Run, store: Path) -> None:
    told = json.loads(run(*AT, store, "report", "B-1042", "--format", "json").out)
    report = next(one for one in told["reports"] if one["questionnaire"]["id"] == "status")
    assert (report["citizen"], report["informant"]["id"], report["round"]) == ("B-1042", "kontaktperson", 2)
    assert report["sections"][0]["section"] == "development"
    assert report["explanations"] == []
    assert [row["main"]["now"]["value"] for row in report["sections"][0]["rows"]] == [3.0, 4.0]
    shown = run(*AT, store, "report", "B-1042").out
    for row in report["sections"][0]["rows"]:
        value = row["main"]["now"]["value"]
        assert value is None or f"{value + 1e-9:.1f}" in shown


def test_the_appendix_explains_every_number_that_stands_in_the_report(run: Run, store: Path) -> None:
    command = (*AT, store, "report", "B-1042", "--explain")
    told = json.loads(run(*command, "--format", "json").out)
    report = next(one for one in told["reports"] if one["questionnaire"]["id"] == "status")
    explained = {one["indicator"] for one in report["explanations"]}
    named = {row["main"]["indicator"] for row in report["sections"][0]["rows"]}
    assert named
    assert named <= explained
    assert "Why the numbers are what they are" in run(*command).out


def test_why_one_number_is_what_it_is_can_be_data(run: Run, store: Path) -> None:
    why = (*AT, store, "report", "B-1042", "--why", "skole_status")
    told = json.loads(run(*why, "--format", "json").out)["explanation"]
    assert told["indicator"] == "skole_status"
    assert sum(one["used"] for one in told["behind"]) == told["score"]["answered"]


@pytest.mark.parametrize(
    ("further", "said"),
    [
        (("--format", "csv"), "A report about one citizen is no table"),
        (("--format", "htm"), "There is no format `htm`. Did you mean `html`?"),
        (("--sheet", "--explain"), "`--sheet` is the talk sheet alone: leave out `--explain`."),
        (("--sheet", "--report", "individuel"), "leave out `--report`."),
        (("--why", "x", "--format", "html"), "`--why` is told as text or json"),
        (("--unit", "Hus A"), "--unit belongs to a report about a group"),
        (("statu",), "There is no questionnaire `statu`. Did you mean `status`?"),
        (("--why", "skole"), "There is no indicator `skole` here."),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(run: Run, store: Path, further: tuple[str, ...], said: str) -> None:
    ended = run(*AT, store, "report", "B-1042", *further)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


@pytest.mark.parametrize("option", ["--sheet", "--explain"])
def test_what_is_about_one_citizen_wants_a_citizen(run: Run, store: Path, option: str) -> None:
    command = ("report", "--programme", "lille_sikret", "--report", "hvad_hjaelper", option)
    ended = run(*AT, store, *command)
    assert ended.code == 2
    assert f"`{option}` is about one citizen: name the citizen." in ended.err


def test_a_questionnaire_that_only_staff_are_asked_gives_no_sheet(run: Run, store: Path) -> None:
    ended = run(*AT, store, "report", "B-1042", "status", "--sheet")
    assert (ended.code, ended.out) == (1, "")
    assert "There is no talk sheet of B-1042 yet" in ended.err


@pytest.mark.parametrize(("kind", "begins"), [("html", "<!doctype html>"), ("json", "{")])
def test_a_file_appears_whole_and_only_where_none_was(
    run: Run, store: Path, tmp_path: Path, kind: str, begins: str
) -> None:
    target = tmp_path / f"ark.{kind}"
    command = (*AT, store, "report", "B-1042", "--sheet", "--format", kind, "--output", target)
    ended = run(*command)
    assert (ended.code, ended.out) == (0, "")
    assert str(target) in ended.err
    assert target.read_text("utf-8").casefold().startswith(begins.casefold())
    again = run(*command)
    assert again.code == 1
    assert "is there already" in again.err
    assert run(*command, "--overwrite").code == 0


def test_the_log_is_told_before_a_file_is_there(
    run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, told = tmp_path / "ark.txt", list[Use]()

    def note(_store: FileStore, use: Use) -> None:
        assert not target.exists()
        told.append(use)

    monkeypatch.setattr(FileStore, "note", note)
    assert run(*AT, store, "report", "B-1042", "--sheet", "--output", target).code == 0
    assert [(one.action, one.subject, one.criterion) for one in told] == [
        (Action.EXPORT, Subject.CASE, "talk-sheet"),
    ]
    assert told[0].id
    assert target.exists()


def test_where_the_log_cannot_be_told_no_file_is_written(
    run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_store: FileStore, _use: Use) -> None:
        raise StoreUnavailable(reason=Reason.READ_ONLY, doing="exporting")

    monkeypatch.setattr(FileStore, "note", gone)
    ended = run(*AT, store, "report", "B-1042", "--output", tmp_path / "r.txt")
    assert (ended.code, ended.out) == (1, "")
    assert "No file was written." in ended.err
    assert list(tmp_path.glob("r.txt*")) == []
