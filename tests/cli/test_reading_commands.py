"""Commands that only show something: programmes, plugins, schema, report."""

import json
from pathlib import Path

import pytest

from sipforms.cli.opening import now, settings_from
from sipforms.store.casefile import open_case
from sipforms.store.opening import open_store
from tests.cli.conftest import Run


def test_programmes_are_listed_and_shown(run: Run) -> None:
    listed = run("programmes", "list")
    assert listed.code == 0
    assert any(line.startswith("voksen  ") for line in listed.lines)
    shown = run("programmes", "show", "voksen")
    assert shown.code == 0
    assert "  livskvalitet: " in shown.out


def test_a_programme_that_cannot_be_used_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "more" / "tom").mkdir(parents=True)
    (tmp_path / "more" / "tom" / "programme.yaml").write_text("id: tom\n", "utf-8")
    ended = run("--programmes", tmp_path / "more", "programmes", "list")
    assert ended.code == 1
    assert f"`sipforms check {tmp_path / 'more' / 'tom'}` says why" in ended.err
    assert "voksen" in ended.out


def test_plugins_are_listed_with_where_they_come_from(run: Run) -> None:
    ended = run("plugins")
    assert ended.code == 0
    for word in ("mean", "development", "csv", "bundle:voksen"):
        assert any(line.split()[:1] == [word] for line in ended.lines), word


def test_a_questionnaire_is_printed_as_json_schema(run: Run) -> None:
    ended = run("schema", "voksen", "livskvalitet", "--mode", "interview")
    assert ended.code == 0
    assert json.loads(ended.out)["$schema"].endswith("2020-12/schema")


def test_a_report_of_an_invented_citizen(run: Run, demo_store: Path) -> None:
    ended = run("--store", demo_store, "report", "b-1042", "--width", 70)
    assert ended.code == 0
    assert ended.err == ""
    assert "The most important to talk about" in ended.out
    assert max(map(len, ended.out.splitlines())) <= 70


def test_why_a_number_is_what_it_is(run: Run, demo_store: Path) -> None:
    ended = run("--store", demo_store, "report", "B-1042", "--why", "relationer_tilfredshed")
    assert ended.code == 0
    assert "Missing answers: at most 1/3 may be missing." in ended.out


def test_two_informants_have_a_report_each(run: Run, demo_store: Path) -> None:
    store = open_store(demo_store)
    asked = {
        case: {one.informant for one in file.responses if one.questionnaire == "livskvalitet"}
        for case in store.list_cases()
        if (file := open_case(store, case)).citizen
    }
    both = next(case for case, informants in asked.items() if len(informants) > 1)
    citizen = open_case(store, both).citizen
    ended = run("--store", demo_store, "report", citizen.code if citizen else "")
    assert ended.out.count("Quality of life · ") == 2
    assert "observation by staff" in ended.out


def test_a_report_of_topics_and_answers_is_shown_without_naming_the_questionnaire(run: Run, demo_store: Path) -> None:
    ended = run("--store", demo_store, "report", "B-1042", "--report", "ord_for_ord")
    assert "What we can talk about" in ended.out
    assert ended.out.count("What was answered") == 1, "background and interventions have no topics"


@pytest.mark.parametrize("questionnaire", ["rammer", "baggrund"])
def test_nothing_to_report_is_told(run: Run, demo_store: Path, questionnaire: str) -> None:
    store = open_store(demo_store)
    codes = {open_case(store, one).citizen.code for one in store.list_cases() if open_case(store, one).citizen}  # type: ignore[union-attr]
    assert "B-1042" in codes
    ended = run("--store", demo_store, "report", "B-1042", questionnaire)
    assert ended.code in (0, 1)
    assert ended.code == 0 or "nothing to report" in ended.err


def test_the_clock_has_an_offset_and_settings_hold_without_a_file(home: Path) -> None:
    assert now().utcoffset() is not None
    assert settings_from({}).programmes == ()
