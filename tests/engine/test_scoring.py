"""From one response to its numbers."""

from dataclasses import replace
from typing import Any

import pytest

from sipforms.engine.score.scorer import Scorer, Setup
from sipforms.engine.score.scoring import score, scoring
from sipforms.engine.score.sheet import AnsweredState
from sipforms.engine.vocabulary import Word
from tests.scores.small import programme, scores, vocabulary

TWO = {"a": {"title": "A", "scale": "fem"}, "b": {"title": "B", "scale": "fem"}}
MEAN = {"scorer": "mean", "items": "*", "missing": {"maxShare": "1/2"}}


def test_a_number_says_how_many_answers_are_behind_it() -> None:
    found = scores(programme({**TWO, "c": TWO["a"]}, {"i": MEAN}), {"a": 4, "c": "irrelevant"})["i"]
    assert (found.value, found.asked, found.relevant, found.answered) == (4.0, 3, 2, 1)
    assert found.range == (1.0, 5.0)


def test_a_missing_option_is_never_a_number_even_when_its_value_is_one() -> None:
    scale = {
        "oneOf": [
            {"const": 0, "title": "0"},
            {"const": 1, "title": "1"},
            {"const": 9, "title": "9", "missing": "notAssessed"},
        ]
    }
    made = programme({"a": {"title": "A", "scale": "s"}, "b": {"title": "B", "scale": "s"}}, {"i": MEAN}, {"s": scale})
    found = scores(made, {"a": 9, "b": 1})["i"]
    assert (found.value, found.answered, found.range) == (1.0, 1, (0.0, 1.0))


@pytest.mark.parametrize("answer", [True, "4", 4.5, None, [4], {"x": 4}, 7, "   "])
def test_what_is_not_an_answer_to_the_question_is_blank(answer: Any) -> None:
    found = scores(programme(TWO, {"i": MEAN}), {"a": answer, "b": 2})["i"]
    assert (found.value, found.answered, found.relevant) == (2.0, 1, 2)


def test_an_area_that_is_hidden_hides_what_is_in_it() -> None:
    made = programme({"her": {"title": "Her", "properties": TWO}}, {"i": {**MEAN, "items": "her.*"}})
    assert scores(made, {"her": {"a": 1, "b": 2}}, ("her",))["i"].reason == "notAsked"


def test_scales_only_are_taken_by_a_pattern() -> None:
    made = programme(
        {**TWO, "tekst": {"title": "T", "type": "string"}, "tal": {"title": "N", "type": "integer"}}, {"i": MEAN}
    )
    assert scores(made, {"a": 1, "b": 2, "tekst": "5", "tal": 5})["i"].value == 1.5


def test_a_mean_of_means_lets_each_area_weigh_the_same() -> None:
    indicators = {
        "samlet": {"scorer": "mean", "indicators": "*_x", "missing": {"maxShare": 0}},  # before what it is made of
        "et_x": {**MEAN, "items": "et.*"},
        "to_x": {**MEAN, "items": "to.*"},
    }
    made = programme({"et": {"title": "1", "properties": TWO}, "to": {"title": "2", "properties": TWO}}, indicators)
    found = scores(made, {"et": {"a": 1, "b": 2}, "to": {"a": 5}})
    assert list(found) == ["samlet", "et_x", "to_x"]
    assert found["samlet"].value == 3.25
    assert (found["samlet"].asked, found["samlet"].answered, found["samlet"].range) == (2, 2, (1.0, 5.0))


def test_a_mean_of_means_is_exact_until_it_is_shown() -> None:
    thirds = {f"{name}_x": {**MEAN, "items": [f"{name}.a", f"{name}.b", f"{name}.c"]} for name in ("et", "to", "tre")}
    area = {"title": "O", "properties": {**TWO, "c": TWO["a"]}}
    made = programme(
        {"et": area, "to": area, "tre": area},
        {**thirds, "samlet": {"scorer": "mean", "indicators": "*_x", "missing": {"maxShare": 0}}},
    )
    one = {"a": 1, "b": 1, "c": 2}  # 4/3 each; in floats the mean of three of them is not 4/3
    assert scores(made, {"et": one, "to": one, "tre": one})["samlet"].value == 4 / 3


def test_an_area_that_was_not_asked_is_left_out_of_the_mean_of_means() -> None:
    indicators = {
        "et_x": {**MEAN, "items": "et.*"},
        "to_x": {**MEAN, "items": "to.*"},
        "samlet": {"scorer": "mean", "indicators": "*_x", "missing": {"maxShare": 0}},
    }
    made = programme({"et": {"title": "1", "properties": TWO}, "to": {"title": "2", "properties": TWO}}, indicators)
    hidden = scores(made, {"et": {"a": 1, "b": 2}}, ("to",))
    assert (hidden["samlet"].value, hidden["samlet"].asked) == (1.5, 1)
    blank = scores(made, {"et": {"a": 1, "b": 2}})
    assert (blank["samlet"].value, blank["samlet"].reason) == (None, "tooFewAnswers")


def test_a_variant_without_an_area_has_a_mean_of_the_others_in_the_same_range() -> None:
    areas = {"et": {"title": "1", "properties": TWO}, "to": {"title": "2", "properties": TWO, "only": ["autisme"]}}
    indicators = {
        **{f"{area}_x": {**MEAN, "items": f"{area}.*"} for area in areas},
        "samlet": {"scorer": "mean", "indicators": "*_x", "missing": {"maxShare": 0}},
    }
    made = programme(areas, indicators, variants={"autisme": {"title": "Autisme"}})
    answers = {"et": {"a": 1, "b": 1}, "to": {"a": 5, "b": 5}}
    without, having = (scores(made, answers, variant=variant)["samlet"] for variant in (None, "autisme"))
    assert (without.value, without.asked, without.range) == (1.0, 1, (1.0, 5.0))
    assert (having.value, having.asked, having.range) == (3.0, 2, (1.0, 5.0))


def test_indicators_in_a_circle_have_no_number_and_the_others_have_theirs() -> None:
    indicators = {
        "i": MEAN,
        "a_x": {"scorer": "mean", "indicators": "b_x", "missing": {"maxShare": 0}},
        "b_x": {"scorer": "mean", "indicators": "a_x", "missing": {"maxShare": 0}},
    }
    made = programme(TWO, {name: {**one, "questionnaire": "q"} for name, one in indicators.items()})
    found = scores(made, {"a": 1, "b": 2})
    assert found["i"].value == 1.5
    assert (found["a_x"].value, found["a_x"].reason) == (None, "notDefined")


def test_a_questionnaire_is_found_from_the_questions_when_it_is_not_named() -> None:
    assert scores(programme(TWO, {"i": MEAN}), {"a": 2, "b": 2})["i"].value == 2.0
    assert "i" not in scores(programme(TWO, {"i": {**MEAN, "questionnaire": "andet"}}), {"a": 2, "b": 2})


def test_rows_count_one_by_one_and_can_be_divided_by_a_field() -> None:
    rows = {
        "title": "Mål",
        "type": "array",
        "rowTitle": "{omr}",
        "items": {
            "properties": {
                "omr": {"title": "Område", "oneOf": [{"const": "x", "title": "X"}, {"const": "y", "title": "Y"}]},
                "glad": {"title": "Glad", "scale": "fem"},
            }
        },
    }
    made = programme({"maal": rows}, {"i": {**MEAN, "items": "maal.*.glad", "by": "./omr"}})
    answers = {
        "maal": [{"id": "r1", "omr": "x", "glad": 1}, {"id": "r2", "omr": "y"}, {"id": "r3", "omr": "x", "glad": 4}]
    }
    found = scores(made, answers)["i"]
    assert (found.value, found.asked, found.answered) == (2.5, 3, 2)
    assert [(part.key, part.title, part.value, part.reason) for part in found.parts] == [
        ("x", "X", 2.5, None),
        ("y", "Y", None, "tooFewAnswers"),
    ]
    hidden = scores(made, answers, ("maal.r3.glad",))["i"]
    assert (hidden.value, hidden.asked, hidden.answered) == (1.0, 2, 1)


def test_a_scorer_nobody_offers_gives_no_number() -> None:
    found = scores(programme(TWO, {"i": {**MEAN, "scorer": "gennemsnit", "questionnaire": "q"}}), {"a": 1})["i"]
    assert (found.value, found.reason) == (None, "unknownScorer")


def test_a_scorer_that_fails_takes_only_its_own_number_with_it() -> None:
    def fail(_values: object, _setup: Setup) -> None:
        raise ZeroDivisionError

    broken: Scorer = replace(vocabulary().scorers["mean"].offer, name="brudt", compute=fail)
    words = replace(vocabulary(), scorers={**vocabulary().scorers, "brudt": Word(offer=broken, plugin="andres")})
    made = programme(TWO, {"i": {**MEAN, "scorer": "brudt"}, "j": MEAN})
    found = score(made, words, AnsweredState(questionnaire="q", answers={"a": 1, "b": 2}))
    assert [(one.value, one.reason) for one in found] == [(None, "scorerFailed"), (1.5, None)]


def test_a_compiled_scoring_gives_the_same_for_every_response() -> None:
    made = programme(TWO, {"i": MEAN})
    ready = scoring(made, "q", vocabulary())
    for a in range(1, 6):
        state = AnsweredState(questionnaire="q", answers={"a": a, "b": 2})
        assert ready.score(state) == score(made, vocabulary(), state)


def test_the_plain_value_is_json() -> None:
    made = programme(
        {"a": {"title": "A", "scale": "begge"}, "e": {"title": "E", "scale": "om"}},
        {
            "q1": {
                "scorer": "quadrant",
                "items": {"from": "a.vigtig", "minus": "a.tilfreds"},
                "missing": {"minPairs": 1},
            },
            "om": {"scorer": "icfEnvironment", "items": "e", "missing": {"maxShare": 0}},
            "i": {"scorer": "mean", "items": "a.vigtig", "missing": {"maxShare": 0}},
        },
        {"om": {"oneOf": [{"const": -1, "title": "B"}, {"const": 1, "title": "F"}]}},
    )
    found = scores(made, {"a": {"vigtig": 5, "tilfreds": 1}, "e": -1})
    assert {name: one.plain() for name, one in found.items()} == {
        "q1": "focus",
        "om": {"barriers": 1, "facilitators": 0},
        "i": 5.0,
    }
    assert scores(made, {})["om"].plain() is None
