"""Why a number is what it is: everything behind it is shown, and nothing else; our own scorers have a sentence."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sipforms.engine.response import Response
from sipforms.engine.score.explanation import Explanation, explanation_of
from sipforms.engine.score.scorer import Scorer
from sipforms.render.charts.glyphs import ASCII
from sipforms.render.explanation import explanation_text
from sipforms.render.language import speak
from sipforms.render.methods import METHODS
from tests.scores.small import programme, vocabulary

ITEM = {"title": "Dit humør", "scale": "fem"}
PAIR = {"title": "Dine venner", "scale": "begge"}


@pytest.fixture(autouse=True)
def _english() -> None:
    speak("en")


def why(properties: dict[str, Any], indicator: dict[str, Any], answers: dict[str, Any]) -> Explanation:
    made = programme(properties, {"x": {"title": "Tallet", **indicator}})
    then = datetime(2026, 1, 2, tzinfo=UTC)
    response = Response(
        id="s1",
        programme=made.id,
        version=made.version,
        digest=made.digest,
        questionnaire="q",
        mode="interview",
        answered_on=date(2026, 1, 1),
        begun_at=then,
        handed_in_at=then,
        answers=answers,
    )
    found = explanation_of(made, response, vocabulary(), "x")
    assert found is not None
    return found


MEAN = {"scorer": "mean", "items": "*", "missing": {"maxShare": "1/3"}}


def test_every_item_is_told_with_its_answer_and_what_was_left_out() -> None:
    questions = {
        name: {"title": title, "scale": "fem"} for name, title in (("a", "Humør"), ("b", "Søvn"), ("c", "Mad"))
    }
    text = explanation_text(why(questions, MEAN, {"a": 2, "b": 5, "c": "ved_ikke"}))
    head, _blank, *lines = text.split("\n")
    assert head == "Tallet: 3.5"
    assert lines[:3] == ["  Humør: trin 2 (2)", "  Søvn: trin 5 (5)", "  Mad: doesn't know – left out"]
    assert "Asked 3, of those relevant 3, answered with a number 2." in lines
    assert "Missing answers: at most 1/3 may be missing." in lines
    assert "The number can be from 1 to 5." in lines
    assert "How: the numbers are added up and divided by how many there are." in lines


def test_a_pair_stands_on_one_line() -> None:
    indicator = {
        "scorer": "difference",
        "items": {"from": "*.vigtig", "minus": "*.tilfreds"},
        "missing": {"minPairs": 1},
    }
    text = explanation_text(why({"v": PAIR}, indicator, {"v": {"vigtig": 5, "tilfreds": 2}}))
    assert "  Dine venner: vigtigt trin 5 (5), tilfreds trin 2 (2)" in text
    assert "at least 1 pair must be complete" in text
    assert text.count("Dine venner") == 1


def test_half_a_pair_is_left_out() -> None:
    indicator = {
        "scorer": "difference",
        "items": {"from": "*.vigtig", "minus": "*.tilfreds"},
        "missing": {"minPairs": 1},
    }
    text = explanation_text(why({"v": PAIR}, indicator, {"v": {"vigtig": 5, "tilfreds": "nej_tak"}}))
    assert "  Dine venner: vigtigt trin 5 (5), tilfreds did not want to answer – left out" in text
    assert "too few answers" in text.split("\n")[0]
    assert "There is no number, because too few are answered." in text


def test_a_class_is_told_in_words_for_the_whole_and_for_each_pair() -> None:
    indicator = {"scorer": "quadrant", "items": {"from": "*.vigtig", "minus": "*.tilfreds"}, "missing": {"minPairs": 1}}
    text = explanation_text(why({"v": PAIR}, indicator, {"v": {"vigtig": 5, "tilfreds": 1}}), 120)
    assert text.split("\n")[0] == "Tallet: focus area"
    assert text.count("Dine venner") == 1
    assert "Dine venner: vigtigt trin 5 (5), tilfreds trin 1 (1) → focus area" in text


def test_a_score_in_parts_is_told_part_by_part() -> None:
    scale = {"direction": "none", "oneOf": [{"const": number, "title": f"{number}"} for number in range(-4, 5)]}
    made = programme(
        {"a": {"title": "Støj", "scale": "icf"}, "b": {"title": "Lys", "scale": "icf"}},
        {"x": {"title": "Omgivelser", "scorer": "icfEnvironment", "items": "*", "missing": {"maxShare": 0}}},
        {"icf": scale},
    )
    then = datetime(2026, 1, 2, tzinfo=UTC)
    response = Response(
        id="s1", programme=made.id, version=made.version, digest=made.digest, questionnaire="q",
        answered_on=date(2026, 1, 1), begun_at=then, handed_in_at=then, answers={"a": -3, "b": 2},
    )  # fmt: skip
    found = explanation_of(made, response, vocabulary(), "x")
    assert found is not None
    head, _blank, first, second, *_rest = explanation_text(found).split("\n")
    assert head == "Omgivelser:"
    assert [first.strip().rpartition(": ")[2], second.strip().rpartition(": ")[2]] == ["1", "1"]


def test_it_shows_all_that_is_behind_and_never_more() -> None:
    questions = {f"i{at}": {"title": f"Spørgsmål nummer {at}", "scale": "fem"} for at in range(30)}
    answers = {f"i{at}": at % 5 + 1 for at in range(30)}
    explanation = why(
        {**questions, "andet": {"title": "Noget andet", "scale": "fem"}},
        {**MEAN, "items": "i*"} | {"items": list(questions)},
        {**answers, "andet": 4},
    )
    lines = explanation_text(explanation).split("\n")
    told = [line for line in lines if line.startswith("  Spørgsmål nummer")]
    assert len(told) == 30 == len(explanation.behind)
    assert "Noget andet" not in explanation_text(explanation)


def test_lines_fold_and_ascii_has_no_arrow() -> None:
    title = "Et meget langt spørgsmål om noget, der fylder mere end en linje på en smal skærm"
    explanation = why({"a": {"title": title, "scale": "fem"}}, MEAN, {"a": 2})
    assert max(map(len, explanation_text(explanation, 60).split("\n"))) <= 60
    ours = explanation_text(replace(explanation, programme="x", title="x", behind=(), source=""), 60, ASCII)
    assert ours.isascii()


def test_somebody_elses_scorer_is_shown_by_its_formula() -> None:
    explanation = replace(why({"a": ITEM}, MEAN, {"a": 2}), scorer="vores", formula="x + 1")
    text = explanation_text(explanation)
    assert "Formula: vores = x + 1" in text
    assert "How:" not in text
    assert "How: vores" in explanation_text(replace(explanation, formula=""))


def test_every_scorer_of_ours_has_a_sentence_and_no_sentence_is_left_over() -> None:
    ours: dict[str, Scorer] = {name: word.offer for name, word in vocabulary().scorers.items()}
    assert set(METHODS) == set(ours)


def test_nothing_in_a_title_commands_a_terminal() -> None:
    found = why({"a": ITEM}, MEAN, {"a": 2})
    behind = tuple(replace(one, title="Hum\u202eør [b]x[/b]\x1b[2J") for one in found.behind)
    text = explanation_text(replace(found, behind=behind))
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert "Humør [b]x[/b][2J (dit humør): trin 2 (2)" in text
