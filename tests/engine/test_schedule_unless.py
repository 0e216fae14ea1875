"""A rule of the schedule that is set aside by what was answered: whoever has died is not asked for more rounds."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sipforms.engine.build import build
from sipforms.engine.check import check
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import bundle_from
from sipforms.engine.response import Response
from sipforms.engine.schedule import due
from sipforms.render.language import speak
from sipforms.render.schedule_words import rule_in_words
from tests.engine.checking import words
from tests.engine.overlaying import over

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
STAY = Episode(id="e", programme="p", admission=date(2026, 1, 1), discharge=date(2026, 3, 1))
DIED = {"item": "udflytning.aarsag", "is": "doed"}
UDFLYTNING = """title: Udflytning
subject: episode
properties:
  aarsag:
    title: Hvorfor sluttede opholdet?
    oneOf:
      - {const: flyttet, title: Borgeren er flyttet}
      - {const: doed, title: Borgeren er død}
      - {const: ved_ikke, title: Ved ikke, missing: dontKnow}
  tal: {title: Tal, type: integer}
  dag: {title: Dag, type: string, format: date}
"""
PULS = """title: Puls
subject: citizen
properties:
  ja: {title: Ja?, type: boolean}
"""
PROGRAMME = """id: p
title: P
version: 1.0.0
language: da
questionnaires: [puls, udflytning]
schedule:
  - {questionnaire: udflytning, at: discharge, within: P7D}
  - {questionnaire: puls, at: discharge, within: P14D, unless: UNLESS}
"""


def files(unless: str) -> Mapping[str, bytes]:
    return {
        "programme.yaml": PROGRAMME.replace("UNLESS", unless).encode(),
        "questionnaires/puls.yaml": PULS.encode(),
        "questionnaires/udflytning.yaml": UDFLYTNING.encode(),
    }


def programme(unless: str = "{item: udflytning.aarsag, is: doed}") -> Programme:
    bundle = bundle_from("p", files(unless))
    assert not [one.code for one in check(bundle, words()) if one.code not in ("no-indicators", "no-examples")]
    return build(bundle)


def response(questionnaire: str, day: int, answers: Mapping[str, Any]) -> Response:
    return Response(
        id=f"{questionnaire}-{day}", programme="p", version="1.0.0", digest="0" * 64, questionnaire=questionnaire,
        answered_on=date(2026, 3, day), begun_at=MOMENT, handed_in_at=MOMENT, answers=answers, episode="e",
    )  # fmt: skip


def asked(made: Programme, *answers: Mapping[str, Any]) -> list[str]:
    given = [response("udflytning", day, one) for day, one in enumerate(answers, start=1)]
    return [one.questionnaire for one in due(made, STAY, given, date(2026, 3, 10))]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], ["udflytning", "puls"]),
        ([{"aarsag": "flyttet"}], ["puls"]),
        ([{"aarsag": "ved_ikke"}], ["puls"]),
        ([{}], ["puls"]),
        ([{"aarsag": "doed"}], []),
        ([{"aarsag": "doed"}, {"aarsag": "flyttet"}], ["puls"]),
        ([{"aarsag": "flyttet"}, {"aarsag": "doed"}], []),
        ([{"aarsag": "en_mulighed_der_er_vaek"}], ["puls"]),
    ],
)
def test_the_newest_answer_of_the_stay_decides(answers: list[dict[str, Any]], expected: list[str]) -> None:
    assert asked(programme(), *answers) == expected


@pytest.mark.parametrize(
    ("unless", "answers", "expected"),
    [
        ("{not: {item: udflytning.aarsag, answered: true}}", [], ["udflytning"]),
        ("{not: {item: udflytning.aarsag, answered: true}}", [{"aarsag": "ved_ikke"}], ["puls"]),
        ("{any: [{item: udflytning.aarsag, is: doed}, {item: udflytning.tal, atLeast: 3}]}", [{"tal": 3}], []),
        ("{all: [{item: udflytning.aarsag, is: doed}, {item: udflytning.tal, atLeast: 3}]}", [{"tal": 3}], ["puls"]),
        ("{any: {item: 'udflytning.*', is: doed}}", [{"aarsag": "doed"}], []),
        ("{item: udflytning.dag, before: {today: true}}", [{"dag": "2026-03-09"}], []),
        ("{item: udflytning.dag, before: {today: true}}", [{"dag": "2026-03-10"}], ["puls"]),
        ("{item: udflytning.dag, before: {item: udflytning.dag, add: P1D}}", [{"dag": "2026-03-10"}], []),
        ("{item: puls.ja, is: true}", [], ["udflytning", "puls"]),
    ],
)
def test_any_condition_about_answers_can_stand_there(
    unless: str, answers: list[dict[str, Any]], expected: list[str]
) -> None:
    assert asked(programme(unless), *answers) == expected


def test_answers_to_another_programme_set_nothing_aside() -> None:
    elsewhere = replace(response("udflytning", 1, {"aarsag": "doed"}), programme="q")
    assert "puls" in [one.questionnaire for one in due(programme(), STAY, [elsewhere], date(2026, 3, 10))]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "at discharge, within 14 days, not when “Hvorfor sluttede opholdet?” in “Udflytning” is “Borgeren er død”",
        ),
        (
            "da",
            (
                "ved udflytning, senest efter 14 dage, "
                "ikke når “Hvorfor sluttede opholdet?” i “Udflytning” er “Borgeren er død”"
            ),
        ),
    ],
)
def test_the_schedule_says_it_in_the_programmes_words(language: str, said: str) -> None:
    speak(language)
    made = programme()
    assert rule_in_words(made.schedule[1], made) == said


@pytest.mark.parametrize(
    ("unless", "codes"),
    [
        ("{item: udflytning.aarsg, is: doed}", ["unknown-path"]),
        ("{item: udflytning.aarsag, is: død}", ["not-an-option"]),
        ("{item: udflytnin.aarsag, is: doed}", ["unknown-questionnaire"]),
        ("{item: aarsag, is: doed}", ["unknown-questionnaire"]),
        ("{item: udflytning, is: doed}", ["latest-names-no-question"]),
        ("{item: puls, is: true}", ["latest-of-itself"]),
        ("{item: ./aarsag, is: doed}", ["relative-path-outside-rows"]),
        ("{item: 'udflytning.*', is: doed}", ["star-outside"]),
        ("{mode: interview}", ["not-in-schedule"]),
        ("{any: [{previous: puls.ja, is: true}, {occasion: first}]}", ["not-in-schedule", "not-in-schedule"]),
        ("{item: udflytning.aarsag}", ["no-operator"]),
    ],
)
def test_a_mistake_in_it_is_told_once(unless: str, codes: list[str]) -> None:
    problems = [one for one in check(bundle_from("p", files(unless)), words()) if one.place.file == "programme.yaml"]
    assert [one.code for one in problems if one.code != "unused-questionnaire"] == codes


def test_the_nearest_path_is_named_as_it_is_written_there() -> None:
    (problem,) = (
        one
        for one in check(bundle_from("p", files("{item: udflytning.aarsg, is: doed}")), words())
        if one.code == "unknown-path"
    )
    assert problem.facts["suggestion"] == "udflytning.aarsag"
    assert problem.place.line == 8


@pytest.mark.parametrize(
    ("removed", "rules"),
    [
        ("udflytning", [("puls", None)]),
        ("udflytning.aarsag", [("udflytning", None), ("puls", None)]),
        ("udflytning.tal", [("udflytning", None), ("puls", DIED)]),
        ("puls", [("udflytning", None)]),
    ],
)
def test_what_an_overlay_takes_away_sets_nothing_aside(removed: str, rules: list[tuple[str, Any]]) -> None:
    base = bundle_from("p", files("{item: udflytning.aarsag, is: doed}"))
    made = build(over({}, f"remove: [{removed}]\n", base=base))
    assert [(one.questionnaire, one.unless) for one in made.schedule] == rules
