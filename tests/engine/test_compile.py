"""The plain schema: three judges agree on every generated case, and it says what the bundle format promises."""

import json
import random

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.engine.ask.accept import is_writable
from sipforms.engine.ask.answers import AnswerValidator, examiner
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.review import review
from sipforms.engine.ask.situation import Situation
from sipforms.engine.compile import plain_schema
from sipforms.engine.compile.shapes import NOT_BLANK
from sipforms.engine.problem import Level
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.response import Json
from tests.engine.bundles import all_questionnaires, name_of, small
from tests.engine.generate import TODAY, answers_of, damaged, drafts, situations

Judge = jsonschema.Draft202012Validator
ONLY_OURS = {"no-such-row", "row-of-itself", "row-id-twice", "check-hard", "not-asked", "required"}
"""What the engine alone may find, because of rules that the plain schema says it leaves out."""


def by_jsonschema(schema: dict[str, Json], answers: dict[str, Json]) -> list[tuple[tuple[str, ...], str]]:
    found = Judge(schema, format_checker=Judge.FORMAT_CHECKER).iter_errors(answers)
    return sorted((tuple(map(str, error.absolute_path)), error.validator) for error in found)


def by_us(schema: dict[str, Json], answers: dict[str, Json]) -> list[tuple[tuple[str, ...], str]]:
    return sorted(
        (problem.path, str(problem.facts["keyword"])) for problem in AnswerValidator(schema).problems(answers)
    )


def says_everything(schema: dict[str, Json]) -> bool:
    left_out = schema["x-notExpressed"]
    assert isinstance(left_out, list)
    return all(isinstance(note, dict) and note["because"] == "softCheck" for note in left_out)


@pytest.mark.parametrize("case", all_questionnaires(), ids=name_of)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_three_judges_agree(case: tuple[Programme, Questionnaire], data: st.DataObject) -> None:
    """Two validators on places and keywords; the engine on the verdict, where the schema may only be milder."""
    draft: Draft = data.draw(drafts(*case))
    judge = examiner(*case, draft.header.situation)
    schema = plain_schema(*case, draft.header.situation)
    as_given = answers_of(draft)
    for answers in (as_given, *(damaged(as_given, draft.form, data.draw(st.integers(0, 2**32))) for _ in range(4))):
        found = by_jsonschema(schema, answers)
        assert by_us(schema, answers) == found
        ours = [one for one in judge.problems(answers, draft.header.situation) if one.level is Level.ERROR]
        if found or says_everything(schema):
            assert bool(ours) == bool(found)
        assert {one.code for one in ours} <= ONLY_OURS or found


@pytest.mark.parametrize("case", all_questionnaires(), ids=name_of)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_draft_and_its_response_have_the_same_problems(
    case: tuple[Programme, Questionnaire], data: st.DataObject
) -> None:
    draft: Draft = data.draw(drafts(*case))
    judge = examiner(*case, draft.header.situation)
    found = judge.problems(answers_of(draft), draft.header.situation)
    assert sorted(map(repr, found)) == sorted(map(repr, review(draft)))


@pytest.mark.parametrize("case", all_questionnaires(), ids=name_of)
@settings(max_examples=4, deadline=None)
@given(data=st.data())
def test_the_schema_is_ordinary_and_always_the_same(case: tuple[Programme, Questionnaire], data: st.DataObject) -> None:
    situation = data.draw(situations(*case))
    schema = plain_schema(*case, situation)
    assert json.dumps(schema) == json.dumps(plain_schema(*case, situation))
    Judge.check_schema(schema)
    assert set(_keywords(schema)) <= STANDARD
    assert not any(
        value is False for key, value in _pairs(schema) if key not in ("additionalProperties", "const", "default")
    )
    assert not any(ref for key, ref in _pairs(schema) if key == "$ref" and not str(ref).startswith("#/$defs/"))


STANDARD = {
    *("$schema", "$defs", "$ref", "title", "description", "default", "readOnly", "x-notExpressed"),
    *("type", "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "uniqueItems"),
    *("contains", "minContains", "maxContains", "oneOf", "anyOf", "allOf", "not", "if", "then", "else"),
    *("const", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("minLength", "maxLength", "pattern", "format"),
}


def _pairs(schema: Json) -> list[tuple[str, Json]]:
    if isinstance(schema, list):
        return [pair for one in schema for pair in _pairs(one)]
    if not isinstance(schema, dict):
        return []
    pairs = []
    for key, value in schema.items():
        pairs.append((key, value))
        if key in ("properties", "$defs") and isinstance(value, dict):
            pairs += [pair for one in value.values() for pair in _pairs(one)]
        elif key not in ("enum", "const", "required", "x-notExpressed", "default"):
            pairs += _pairs(value)
    return pairs


def _keywords(schema: Json) -> list[str]:
    return [key for key, _ in _pairs(schema)]


def schema(bundle: str, questionnaire: str, **situation: object) -> dict[str, Json]:
    programme = small(bundle)
    return plain_schema(programme, programme.questionnaires[questionnaire], Situation(today=TODAY, **situation))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"trin": 3, "vist": {"er": True}}, []),
        ({"trin": 2, "vist": {"er": True}}, [(("vist", "er"), "not")]),
        ({"vist": {"er": True}}, [(("vist", "er"), "not")]),
        ({"trin": "ved_ikke", "vist": {"uden_trin": True}}, []),
        ({"trin": "ved_ikke", "vist": {"er_ikke": True}}, [(("vist", "er_ikke"), "not")]),
        ({"ord": "   "}, [(("ord",), "pattern")]),
        ({"tid": "7:30"}, [(("tid",), "pattern")]),
        ({"tid": "24:00"}, [(("tid",), "pattern")]),
        ({"dag": "2026-02-30"}, [(("dag",), "format")]),
        ({"vist": {"foer": True}}, []),
        ({"vist": {"interview": True}}, [(("vist",), "additionalProperties")]),
        ({"par": {"vigtighed": 9}}, [(("par", "vigtighed"), "oneOf")]),
        ({"flere": []}, [(("flere",), "minItems")]),
    ],
    ids=str,
)
def test_places_and_keywords(answers: dict[str, Json], expected: list[tuple[tuple[str, ...], str]]) -> None:
    plain = schema("betingelser", "vises", mode="observation")
    assert by_jsonschema(plain, answers) == by_us(plain, answers) == expected


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({}, {((), "foerst")}),
        ({"foerst": True, "b": True}, {((), "c")}),
        ({"foerst": True, "b": True, "c": True, "d": True}, {((), "sidst"), ((), "omraade")}),
        (
            {"foerst": True, "b": True, "c": True, "d": True, "sidst": True, "omraade": {"e": True, "f": True}},
            {(("omraade",), "lag")},
        ),
    ],
    ids=lambda value: str(sorted(value) if isinstance(value, set) else value),
)
def test_required_is_pushed_down_and_up(answers: dict[str, Json], missing: set[tuple[tuple[str, ...], str]]) -> None:
    found = AnswerValidator(schema("kaeder", "kaede")).problems(answers)
    assert {(one.path, one.facts["missing"]) for one in found if one.facts["keyword"] == "required"} == missing


def test_an_empty_pair_is_not_an_answer() -> None:
    plain = schema("svarmaader", "alle")
    found = AnswerValidator(plain).problems({"skala": 1, "tal": 2, "par": {}, "omraade": {"dybt": {"bunden": True}}})
    assert sorted((one.path, one.facts["missing"]) for one in found) == [
        (("omraade",), "inderst"),
        (("par",), "tilfredshed"),
        (("par",), "vigtighed"),
    ]


@pytest.mark.parametrize(
    ("bundle", "questionnaire", "left_out"),
    [
        ("svarmaader", "alle", {("familie", "id", "uniqueInRows")}),
        (
            "betingelser",
            "vises",
            {
                ("vist.foer", "visibleIf", "order"),
                ("vist.efter", "visibleIf", "itemAgainstItem"),
                ("vist.ikke_foer", "visibleIf", "today"),
                ("vist.ikke_efter", "visibleIf", "today"),
                ("vist.tidlig", "visibleIf", "order"),
                ("vist.samme_dag", "visibleIf", "itemAgainstItem"),
                ("vist.ens", "visibleIf", "sameAnswer"),
                ("vist.sidst", "visibleIf", "previous"),
            },
        ),
        (
            "betingelser",
            "kraeves",
            {
                ("omraade.c", "requiredIf", "order"),
                ("", "check:slut_efter", "itemAgainstItem"),
                ("", "check:ikke_frem", "softCheck"),
            },
        ),
        (
            "betingelser",
            "raekker",
            {
                ("personer.*.blandet", "visibleIf", "rowAndResponse"),
                ("personer", "check:tilfreds", "softCheck"),
                ("personer", "check:mindst_to", "softCheck"),
                ("personer", "id", "uniqueInRows"),
            },
        ),
        ("kaeder", "kaede", set()),
    ],
)
def test_what_is_left_out_is_listed(bundle: str, questionnaire: str, left_out: set[tuple[str, str, str]]) -> None:
    notes: object = schema(bundle, questionnaire)["x-notExpressed"]
    assert isinstance(notes, list)
    assert {(note["at"], note["rule"], note["because"]) for note in notes} == left_out


@pytest.mark.parametrize(
    ("chosen", "keyword"),
    [
        (["ingen_oplysning"], "contains"),
        (["samtale"], "minContains"),
        (["samtale", "gaatur", "madlavning"], "maxContains"),
    ],
)
def test_of_the_three_about_contains_the_one_not_met_is_named(chosen: list[Json], keyword: str) -> None:
    plain = {**schema("svarmaader", "alle"), "required": []}
    assert by_us(plain, {"heraf": chosen}) == by_jsonschema(plain, {"heraf": chosen}) == [(("heraf",), keyword)]


def test_situations_are_constants() -> None:
    def asked(**situation: object) -> set[str]:
        area: object = schema("betingelser", "vises", **situation)["properties"]
        assert isinstance(area, dict)
        return set(area["vist"]["properties"])

    assert {"interview", "borger", "autisme", "aaben"} & asked() == set()
    assert "interview" in asked(mode="interview")
    assert "borger" in asked(informant="borger")
    assert "autisme" in asked(variant="autisme")
    assert "aaben" in asked(parameters={"aaben": "ja"})
    assert "graense" not in asked(parameters={"graense": "2"})


def test_what_turns_on_a_question_of_another_variant_is_never_asked() -> None:
    properties = schema("kaeder", "kaede", mode="observation")["properties"]
    assert isinstance(properties, dict)
    assert not {"kun_autisme", "efter_autisme", "kun_interview", "efter_interview"} & set(properties)


def test_texts_and_options_are_kept_for_whoever_draws_the_form() -> None:
    plain = schema("svarmaader", "alle")
    assert plain["title"] == "Alle måder at svare på"
    properties, shared = plain["properties"], plain["$defs"]
    assert isinstance(properties, dict)
    assert isinstance(shared, dict)
    assert properties["skala"] == {"title": "Hvordan går det?", "$ref": "#/$defs/fem_trin"}
    assert shared["fem_trin"]["oneOf"][0] == {"const": 1, "title": "Slet ikke"}  # type: ignore[call-overload, index]
    assert list(properties) == [entry.id for entry in small("svarmaader").questionnaires["alle"].entries]


def test_white_space_is_spelled_out_rightly() -> None:
    signs = [chr(number) for number in range(0x3100) if is_writable(chr(number))]
    validator = Judge({"pattern": NOT_BLANK})
    assert [hex(ord(sign)) for sign in signs if validator.is_valid(sign) is not bool(sign.strip())] == []
    ours = AnswerValidator({"properties": {"a": {"pattern": NOT_BLANK}}})
    assert [hex(ord(sign)) for sign in signs if bool(ours.problems({"a": sign})) is bool(sign.strip())] == []


def test_many_unrelated_conditions_are_counted_or_said_to_be_left_out() -> None:
    chance = random.Random(1)
    plain = schema("betingelser", "vises")
    for _ in range(50):
        trin, ja, tal = (
            chance.choice([None, 1, 3, 5]),
            chance.choice([None, True, False]),
            chance.choice([None, 0, 3, 9]),
        )
        answers: dict[str, Json] = {
            key: value for key, value in (("trin", trin), ("ja", ja), ("tal", tal)) if value is not None
        }
        number = ((trin or 0) >= 3) + (ja is True) + ((tal or 0) >= 3)
        wrong = [
            one.path
            for one in AnswerValidator(plain).problems({**answers, "vist": {"taelle": True, "taelle_hoejst": True}})
        ]
        expected = [
            *([] if number >= 2 else [("vist", "taelle")]),
            *([] if 1 <= number <= 2 else [("vist", "taelle_hoejst")]),
        ]
        assert sorted(wrong) == sorted(expected)
