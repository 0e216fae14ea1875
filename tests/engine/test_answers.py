"""Judging whole responses: limits before any validator, problems in our own words, never an answer in them."""

import json
from datetime import date
from random import Random

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.engine.ask.answers import AnswerValidator, Examiner, examiner, oversized
from sipforms.engine.ask.situation import Situation
from sipforms.engine.paths import dotted
from sipforms.engine.problem import AnswerProblem, Level
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.response import Json
from tests.engine.bundles import all_questionnaires, name_of, small
from tests.engine.generate import TODAY, answers_of, drafts, filled

SECRET = "Hemmelig-Hansen"
PAIR: Json = {"vigtighed": 1, "tilfredshed": 2}
GOOD: dict[str, Json] = {
    "skala": 3,
    "par": PAIR,
    "tal": 4,
    "omraade": {"inderst": PAIR, "dybt": {"bunden": False}},
}


def judge(bundle: str, questionnaire: str, **situation: object) -> tuple[Examiner, Situation]:
    programme, now = small(bundle), Situation(today=TODAY, **situation)  # type: ignore[arg-type]
    return examiner(programme, programme.questionnaires[questionnaire], now), now


def found(answers: dict[str, Json]) -> list[tuple[str, str]]:
    by, now = judge("svarmaader", "alle")
    return sorted((problem.code, dotted(problem.path)) for problem in by.problems(answers, now))


def row(**fields: Json) -> dict[str, Json]:
    return {"id": "r1", "navn": "Bo", "forhold": PAIR, **fields}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"tal": 4.0}, []),
        ({"familie": [row(), {**row(), "id": "r2"}]}, []),
        ({"skala": 9}, [("not-an-option", "skala")]),
        ({"skala": None}, [("not-an-option", "skala")]),
        ({"ja": 1}, [("wrong-kind", "ja")]),
        ({"tal": 3}, [("not-a-multiple", "tal")]),
        ({"tal": 99}, [("above-maximum", "tal")]),
        ({"tal": 4.5}, [("wrong-kind", "tal")]),
        ({"dag": "2026-02-30"}, [("not-a-date", "dag")]),
        ({"klokken": "7:30"}, [("not-a-time", "klokken")]),
        ({"linje": "  "}, [("blank", "linje")]),
        ({"linje": "x" * 41}, [("too-long", "linje")]),
        ({"kode": "ab"}, [("wrong-pattern", "kode")]),
        ({"hjaelp": []}, [("blank", "hjaelp")]),
        ({"hjaelp": ["samtale", "samtale"]}, [("option-twice", "hjaelp")]),
        ({"hjaelp": ["samtale", SECRET]}, [("not-an-option", "hjaelp")]),
        ({"heraf": ["samtale", "gaatur", "ingen_oplysning"]}, []),
        ({"heraf": ["ingen_oplysning"]}, [("too-few-of-these", "heraf")]),
        ({"heraf": ["samtale"]}, [("too-few-of-these", "heraf")]),
        ({"heraf": ["samtale", "gaatur", "madlavning"]}, [("too-many-of-these", "heraf")]),
        ({"par": {"vigtighed": 1}}, [("required", "par.tilfredshed")]),
        ({"par": 3}, [("required", "par.tilfredshed"), ("required", "par.vigtighed"), ("wrong-kind", "par")]),
        ({SECRET: 1}, [("unknown-question", "")]),
        ({"omraade": {**GOOD["omraade"], SECRET: 1}}, [("unknown-question", "omraade")]),  # type: ignore[dict-item]
        ({"familie": [row(alder=-1)]}, [("below-minimum", "familie.r1.alder")]),
        ({"familie": [row(navn="")]}, [("blank", "familie.r1.navn")]),
        ({"familie": [row(), row()]}, [("row-id-twice", "familie.r1")]),
        ({"familie": [{"navn": "Bo"}]}, [("row-without-id", "familie.0")]),
        ({"familie": [row(id="r 1")]}, [("row-without-id", "familie.r 1.id")]),
        ({"familie": [{**row(), "id": f"r{n}"} for n in range(4)]}, [("too-many-rows", "familie")]),
    ],
    ids=str,
)
def test_problems_speak_as_a_draft_does(changed: dict[str, Json], expected: list[tuple[str, str]]) -> None:
    assert found({**GOOD, **changed}) == expected


def test_an_answer_to_a_question_that_is_not_asked_is_a_problem() -> None:
    by, now = judge("betingelser", "vises")
    problems = by.problems({"trin": 1, "vist": {"er": True, "foer": True}}, now)
    assert [(one.code, one.path) for one in problems] == [
        ("not-asked", ("vist", "er")),
        ("not-asked", ("vist", "foer")),
    ]


def test_the_day_and_the_last_response_come_with_each_response() -> None:
    by, _ = judge("betingelser", "vises")
    answers: dict[str, Json] = {"dag": "2026-06-01", "vist": {"ikke_foer": True, "sidst": True}}
    in_spring = Situation(today=date(2026, 4, 1), previous={"trin": 5})
    in_summer = Situation(today=date(2026, 7, 1), previous={"trin": 4})
    assert by.problems(answers, in_spring) == ()
    assert {dotted(one.path) for one in by.problems(answers, in_summer)} == {"vist.ikke_foer", "vist.sidst"}


def test_soft_checks_are_warnings_and_notes_once_explained() -> None:
    by, now = judge("betingelser", "kraeves")
    answers: dict[str, Json] = {"trin": "ved_ikke", "dag": "2027-01-01"}
    assert [one.level for one in by.problems(answers, now)] == [Level.WARNING]
    assert [one.level for one in by.problems(answers, now, {"ikke_frem": "aftalt"})] == [Level.NOTE]


def deep(levels: int) -> Json:
    value: Json = "x"
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (10**15, "too-many-digits"),
        (-(10**400), "too-many-digits"),
        (float("nan"), "too-many-digits"),
        (float("inf"), "too-many-digits"),
        (1e300, "too-many-digits"),
        ("x" * 10_001, "too-long"),
        ("\ud800", "unreadable-text"),
        (deep(2_000), "too-deep"),
    ],
    ids=["16 digits", "400 digits", "nan", "inf", "1e300", "long", "surrogate", "deep"],
)
def test_sizes_are_looked_at_before_any_validator(value: Json, code: str) -> None:
    by, now = judge("svarmaader", "alle")
    for place in ("frit_tal", SECRET):
        problems = by.problems({**GOOD, place: value}, now)
        assert {problem.code for problem in problems} == {code}


def test_half_a_character_in_an_unknown_name_is_a_problem_and_no_fault() -> None:
    assert found({**GOOD, "\ud800": 1}) == [("unreadable-text", "")]


def test_the_largest_numbers_and_texts_are_let_through() -> None:
    assert not list(oversized({"a": 10**15 - 1, "b": "x" * 10_000, "c": deep(20), "d": True, "e": None}))


def test_a_schema_fetches_nothing() -> None:
    with pytest.raises(jsonschema_rs.ValidationError, match="not present"):
        AnswerValidator({"$ref": "https://json-schema.org/a-schema-that-nobody-has"})


@pytest.mark.parametrize("case", all_questionnaires(), ids=name_of)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_no_problem_quotes_an_answer(case: tuple[Programme, Questionnaire], data: st.DataObject) -> None:
    """Every text, and then every value, replaced by something that must not be seen again."""
    draft = data.draw(drafts(*case))
    by = examiner(*case, draft.header.situation)
    written = json.dumps(answers_of(draft))
    spoilt: dict[str, Json] = json.loads(
        written, object_hook=lambda held: {key: _spoilt(key, one) for key, one in held.items()}
    )
    problems: tuple[AnswerProblem, ...] = by.problems(spoilt, draft.header.situation)
    assert SECRET not in repr(problems)
    assert "987654321" not in repr(problems)


def _spoilt(key: str, value: Json) -> Json:
    if key == "id":
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        return value
    return SECRET if isinstance(value, str) else 987654321


def test_an_error_of_the_schema_is_told_beside_a_soft_check() -> None:
    """An empty list of rows is no answer; that a soft check is broken too must not hide it."""
    programme = small("det_hele")
    situation = Situation(mode="assisted", today=TODAY, occasion="first")
    questionnaire = programme.questionnaires["samtale"]
    examining = examiner(programme, questionnaire, situation)
    for seed in range(200):
        answers = answers_of(filled(programme, questionnaire, situation, Random(seed)))
        if [one.level for one in examining.problems(answers, situation)] == [Level.WARNING] and "familie" in answers:
            told = examining.problems({**answers, "familie": []}, situation)
            assert {one.level for one in told} == {Level.ERROR, Level.WARNING}
            return
    pytest.fail("no answers broke a soft check and nothing else")
