"""``sipforms fill --answers``: a round from a file is handed in, or what must be mended is told without an answer."""

import io
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sipforms.actions.people import Refused, Stay, admit, people
from sipforms.actions.settings import Settings
from sipforms.actions.workplace import open_workplace
from sipforms.engine.shelf import shipped
from sipforms.store.opening import open_store
from tests.cli.conftest import Run
from tests.engine.checking import BUNDLES, SMALL

GOOD = """
questionnaire: livskvalitet
mode: interview
informant: borger
answers:
  psykisk_velbefindende:
    humoer: {vigtighed: 5, tilfredshed: 2}
"""


@pytest.fixture
def store(demo_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo_store, tmp_path / "store"))


@pytest.fixture
def written(tmp_path: Path) -> Path:
    file = tmp_path / "round.yaml"
    file.write_text(GOOD, "utf-8")
    return file


def test_a_file_that_is_no_answers_is_told_with_its_place(run: Run, store: Path, written: Path) -> None:
    written.write_text('answers: "\n', "utf-8")
    ended = run("--store", store, "fill", "B-1042", "--answers", written)
    assert (ended.code, ended.out) == (1, "")
    assert f"{written}:1:" in ended.err
    written.write_text("a: 1", "utf-8")
    assert "This is not a file with answers." in run("--store", store, "fill", "B-1042", "--answers", written).err


def test_answers_to_another_questionnaire_are_wrong_use(run: Run, store: Path, written: Path) -> None:
    ended = run("--store", store, "fill", "B-1042", "baggrund", "--answers", written)
    assert ended.code == 2
    assert "holds answers to `livskvalitet`, not to `baggrund`" in ended.err


def test_unknown_questionnaires_and_citizens_are_suggested(run: Run, store: Path, written: Path) -> None:
    assert "Did you mean" in run("--store", store, "fill", "B-104", "--answers", written).err
    written.write_text(GOOD.replace("livskvalitet", "livskvalite"), "utf-8")
    ended = run("--store", store, "fill", "B-1042", "--answers", written)
    assert ended.code == 2
    assert "Did you mean `livskvalitet`?" in ended.err


def test_of_two_stays_the_one_whose_programme_has_the_questionnaire_is_meant(
    run: Run, store: Path, written: Path, tmp_path: Path
) -> None:
    other = tmp_path / "programmes" / "lille"
    (other / "questionnaires").mkdir(parents=True)
    for file, text in SMALL.items():
        (other / file).write_text(text, "utf-8")
    shelves = (shipped(), other.parent)
    workplace = open_workplace(
        Settings(programmes=shelves, store=store), open_store(store, unprotected=True), lambda: datetime.now(UTC)
    )
    case = next(one for one in people(workplace).files if one.citizen and one.citizen.code == "B-1042")
    today = datetime.now(UTC).date()
    assert not isinstance(admit(workplace, case, Stay(programme="lille", admission=today)), Refused)
    workplace.store.close()
    ended = run("--store", store, "--programmes", other.parent, "fill", "B-1042", "--answers", written)
    assert (ended.code, ended.err) == (0, "")
    written.write_text("questionnaire: puls\nanswers: {glad: true}\n", "utf-8")
    ended = run("--store", store, "--programmes", other.parent, "fill", "B-1042", "--answers", written)
    assert (ended.code, ended.err) == (0, "")


def test_what_does_not_fit_is_told_by_question_and_never_by_answer(run: Run, store: Path, written: Path) -> None:
    written.write_text(GOOD.replace("tilfredshed: 2", "tilfredshed: 8765") + "    findes_ikke: hemmeligt\n", "utf-8")
    ended = run("--store", store, "fill", "B-1042", "--answers", written)
    assert "This is none of the options." in ended.err
    assert "There is no such question." in ended.err
    for secret in ("8765", "hemmeligt"):
        assert secret not in ended.out + ended.err


def test_what_looks_like_a_cpr_number_is_told_and_handed_in(run: Run, store: Path, written: Path) -> None:
    example = (shipped() / "voksen" / "examples" / "demonstration.yaml").read_text("utf-8")
    written.write_text(example.replace("larm på gangen", "010203-1234 larmer"), "utf-8")
    ended = run("--store", store, "fill", "B-1042", "livskvalitet", "--answers", written)
    assert ended.code == 0
    assert "CPR" in ended.err
    assert "010203" not in ended.out + ended.err


def test_without_a_terminal_it_is_asked_line_by_line(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
    ended = run("--store", store, "fill", "B-1042")
    assert (ended.code, ended.err) == (0, "")
    assert "Rounds so far:" in ended.out


def test_a_whole_round_is_handed_in_and_is_there_afterwards(run: Run, store: Path) -> None:
    example = shipped() / "voksen" / "examples" / "demonstration.yaml"
    before = run("--store", store, "report", "B-1042", "livskvalitet").out
    ended = run("--store", store, "fill", "B-1042", "livskvalitet", "--answers", example)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith("answers kept and handed in.\n")
    after = run("--store", store, "report", "B-1042", "livskvalitet").out
    assert "round 4" in before
    assert "round 5" in after


def test_what_must_be_mended_leaves_the_draft_open(run: Run, store: Path, written: Path) -> None:
    written.write_text("questionnaire: baggrund\nanswers: {}\n", "utf-8")
    ended = run("--store", store, "fill", "B-1042", "--answers", written)
    assert (ended.code, ended.out) == (1, "")
    assert "This must be answered." in ended.err
    assert ended.err.splitlines()[-1] == "The draft is kept; mend this on the screen and hand in there."


def test_what_does_not_fit_is_not_handed_in(run: Run, store: Path, written: Path) -> None:
    written.write_text(GOOD.replace("tilfredshed: 2", "tilfredshed: 55"), "utf-8")
    ended = run("--store", store, "fill", "B-1042", "--answers", written)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.splitlines()[-1] == "The draft is kept; mend this on the screen and hand in there."
    assert "round 5" not in run("--store", store, "report", "B-1042", "livskvalitet").out


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [("mode: interview", "mode: telepati", "`mode:`"), ("informant: borger", "informant: naboen", "`informant:`")],
)
def test_a_way_in_which_nobody_is_asked_is_refused(
    run: Run, store: Path, written: Path, before: str, after: str, named: str
) -> None:
    written.write_text(GOOD.replace(before, after), "utf-8")
    ended = run("--store", store, "fill", "B-1042", "--answers", written)
    assert (ended.code, ended.out) == (1, "")
    assert named in ended.err
    assert "There are: " in ended.err


def test_the_facilitys_questionnaire_is_kept_with_the_facility(run: Run, store: Path, written: Path) -> None:
    written.write_text("questionnaire: rammer\nanswers: {}\n", "utf-8")
    run("--store", store, "fill", "B-1042", "--answers", written)
    opened = open_store(store)
    assert opened.facts.facility in [one.header.case for one in opened.list_drafts().drafts]


@pytest.mark.parametrize(
    "wrong", ["a: !x HEMMELIGT", "a: @HEMMELIGT", "{a: Ja, HEMMELIGT}", "HEMMELIGT: 1\nHEMMELIGT: 2"]
)
def test_a_mistake_in_a_file_of_answers_quotes_nothing_of_it(run: Run, store: Path, written: Path, wrong: str) -> None:
    written.write_text(wrong + "\n", "utf-8")
    ended = run("--store", store, "fill", "B-1042", "--answers", written)
    assert ended.code == 1
    assert "HEMMELIGT" not in ended.out + ended.err


def test_a_file_that_is_not_there_is_wrong_use_with_the_nearest(run: Run, store: Path, written: Path) -> None:
    ended = run("--store", store, "fill", "B-1042", "--answers", written.with_name("roundd.yaml"))
    assert ended.code == 2
    assert "Did you mean `round.yaml`?" in ended.err


def test_what_is_not_for_a_stay_is_refused_with_the_form_that_is(
    run: Run, store: Path, written: Path, tmp_path: Path
) -> None:
    shelf = tmp_path / "programmes"
    shutil.copytree(BUNDLES / "good" / "former", shelf / "former")
    settings = Settings(programmes=(shipped(), shelf), store=store)
    workplace = open_workplace(settings, open_store(store, unprotected=True), lambda: datetime.now(UTC))
    case = next(one for one in people(workplace).files if one.citizen and one.citizen.code == "B-1042")
    stay = Stay(programme="former", variant="smaa", admission=datetime.now(UTC).date())
    assert not isinstance(admit(workplace, case, stay), Refused)
    workplace.store.close()
    told = "Use this form of it: Sådan har du det, med tre svar"
    for name, code, said in (("trivsel", 1, told), ("trivsel_tre", 0, "")):
        written.write_text(f"questionnaire: {name}\nmode: interview\ninformant: barn\nanswers: {{hjem: 2}}\n", "utf-8")
        ended = run("--store", store, "--programmes", shelf, "fill", "B-1042", "--answers", written)
        assert ended.code == code
        assert said in ended.err.replace("\n", " ")
