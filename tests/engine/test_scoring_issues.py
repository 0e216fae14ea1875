"""What is wrong with an indicator, as facts."""

from typing import Any

import pytest

from sipforms.engine.score.indicator_issues import KINDS, IndicatorIssue, indicator_issues
from tests.scores.small import programme, vocabulary

QUESTIONS: dict[str, Any] = {
    "glad": {"title": "Glad", "scale": "fem", "tags": ["kort"]},
    "venner": {"title": "Venner", "scale": "begge"},
    "krop": {"title": "Krop", "scale": "begge"},
    "smiley": {"title": "Smiley", "scale": "tre"},
    "ord": {"title": "Ord", "scale": "slags"},
    "fortael": {"title": "Fortæl", "type": "string"},
    "ja": {"title": "Ja?", "type": "boolean"},
    "gange": {"title": "Hvor mange gange?", "type": "integer", "minimum": 0},
    "point": {"title": "Point", "type": "integer", "minimum": 0, "maximum": 10},
    "fempoint": {"title": "Fem point", "type": "integer", "minimum": 1, "maximum": 5},
    "toere": {"title": "I toere", "type": "integer", "minimum": -1, "maximum": 11, "multipleOf": 2},
    "regnet": {"title": "Regnet", "type": "integer", "computed": "i"},
    "kun_autisme": {"title": "Kun", "scale": "fem", "only": ["autisme"]},
    "maal": {
        "title": "Mål",
        "type": "array",
        "rowTitle": "x",
        "items": {"properties": {"niveau": {"title": "Niveau", "scale": "fem"}}},
    },
}
SCALES = {
    "tre": {"oneOf": [{"const": number, "title": str(number)} for number in (1, 2, 3)]},
    "slags": {"oneOf": [{"const": name, "title": name} for name in "xy"]},
}
HALVES = {
    "haemmer": {"oneOf": [{"const": number, "title": str(number)} for number in range(-4, 1)]},
    "hjaelper": {"oneOf": [{"const": number, "title": str(number)} for number in range(5)]},
    "lidt": {"oneOf": [{"const": number, "title": str(number)} for number in range(3)]},
}
GOOD: dict[str, Any] = {"scorer": "mean", "items": "glad", "missing": {"maxShare": 0}, "questionnaire": "q"}
PAIRS = {"from": "*.vigtig", "minus": "*.tilfreds"}
NONE = {"maxShare": 0}


def issues(**indicators: Any) -> list[IndicatorIssue]:
    made = programme(QUESTIONS, indicators, SCALES, variants={"autisme": {"title": "Autisme"}})
    return list(indicator_issues(made, vocabulary()))


@pytest.mark.parametrize(
    "indicator",
    [
        GOOD,
        {**GOOD, "items": ["glad", "venner.vigtig"], "range": [1, 5]},
        {**GOOD, "items": "*.tilfreds"},
        {**GOOD, "items": "kun_autisme"},  # only for a variant
        {**GOOD, "items": {"tag": "kort"}},
        {**GOOD, "items": "maal.*.niveau"},
        {**GOOD, "items": "gange"},
        {**GOOD, "items": ["glad", "fempoint"], "range": [1, 5]},
        {**GOOD, "items": "point", "reversed": "point", "range": [0, 10]},
        {**GOOD, "items": "toere", "range": [0, 10]},
        {**GOOD, "items": ["point", "toere"]},
        {**GOOD, "scorer": "sum", "items": "point", "range": [0, 10], "change": {"meaningful": 10}},
        {**GOOD, "scorer": "count", "items": ["ja", "gange", "point"], "where": {"atLeast": 3}},
        {**GOOD, "rows": "maal", "items": "./niveau"},
        {**GOOD, "scorer": "difference", "items": PAIRS, "missing": {"minPairs": 2}, "range": [-4, 4]},
        {**GOOD, "scorer": "percentOfMax", "range": [0, 100]},
        {**GOOD, "scorer": "count", "items": ["ja", "ord"], "where": {"is": True}},
        {**GOOD, "scorer": "recode", "items": "ord", "map": {"x": 1, "y": "1/2"}, "range": ["1/2", 1]},
        {"scorer": "share", "where": {"item": "glad", "atLeast": 4}, "missing": NONE, "questionnaire": "q"},
        {"scorer": "ukendt", "questionnaire": "q", "hvad": 1, "missing": NONE},  # somebody else's to say
    ],
)
def test_nothing_is_wrong_with_a_good_indicator(indicator: dict[str, Any]) -> None:
    assert issues(i=indicator) == []


@pytest.mark.parametrize(
    ("kind", "setting", "indicator", "facts"),
    [
        ("matches-nothing", "items", {**GOOD, "items": "gald"}, {"name": "gald"}),
        ("matches-nothing", "items", {**GOOD, "items": ["glad", "ingen.*"]}, {"name": "ingen.*"}),
        ("matches-nothing", "indicators", {**GOOD, "items": None, "indicators": "*_x"}, {"name": "*_x"}),
        (
            "matches-nothing",
            "rows",
            {"scorer": "count", "questionnaire": "q", "rows": "mål", "missing": NONE},
            {"name": "mål"},
        ),
        ("matches-nothing", "items", {**GOOD, "items": {"tag": "lang"}}, {"name": "lang"}),
        ("item-without-number", "items", {**GOOD, "items": "fortael"}, {"name": "fortael", "of": "mean"}),
        ("item-without-number", "items", {**GOOD, "items": ["glad", "ord"]}, {"name": "ord", "of": "mean"}),
        ("item-without-number", "items", {**GOOD, "items": "ja"}, {"name": "ja", "of": "mean"}),
        ("item-without-number", "items", {**GOOD, "items": "regnet"}, {"name": "regnet", "of": "mean"}),
        (
            "item-without-number",
            "items",
            {**GOOD, "scorer": "percentOfMax", "items": "point"},
            {"name": "point", "of": "percentOfMax"},
        ),
        ("item-without-number", "reversed", {**GOOD, "items": "gange", "reversed": "gange"}, {"name": "gange"}),
        ("mixed-ranges", "items", {**GOOD, "items": ["glad", "smiley"]}, {"ranges": ("1 - 5", "1 - 3")}),
        ("mixed-ranges", "items", {**GOOD, "items": ["glad", "point"]}, {"ranges": ("1 - 5", "0 - 10")}),
        ("mixed-ranges", "items", {**GOOD, "items": ["point", "gange"]}, {"ranges": ("0 - 10", "0 - …")}),
        ("mixed-ranges", "items", {**GOOD, "items": ["glad", "gange"]}, {"ranges": ("1 - 5", "0 - …")}),
        ("range-claim", "range", {**GOOD, "items": "gange", "range": [0, 99]}, {"range": ""}),
        ("change-beyond", "change", {**GOOD, "items": "point", "change": {"meaningful": 11}}, {"high": "10"}),
        (
            "scale-does-not-fit",
            "items",
            {**GOOD, "scorer": "icfMean"},
            {"range": "1 - 5", "wanted": "0 - 4", "of": "icfMean"},
        ),
        ("unknown-setting", "item", {**GOOD, "item": "glad"}, {"name": "item", "of": "mean"}),
        ("setting-value", "reversed", {**GOOD, "reversed": 3}, {"name": "reversed", "of": "mean"}),
        (
            "setting-value",
            "atLeast",
            {**GOOD, "scorer": "topShare", "atLeast": "4"},
            {"name": "atLeast", "of": "topShare"},
        ),
        ("missing-setting", "", {**GOOD, "scorer": "recode"}, {"name": "map", "of": "recode"}),
        ("takes-nothing", "", {**GOOD, "items": None}, {"of": "mean", "takes": ("items", "indicators")}),
        ("setting-value", "items", {**GOOD, "items": PAIRS}, {"name": "items", "of": "mean"}),
        (
            "pairs-match-nothing",
            "items",
            {**GOOD, "scorer": "unmet", "items": {"from": "venner.*", "minus": "smiley"}},
            {},
        ),
        ("rule-not-for-scorer", "missing", {**GOOD, "missing": {"minPairs": 1}}, {"name": "minPairs", "of": "mean"}),
        ("rule-never-met", "missing", {**GOOD, "missing": {"minAnswered": 2}}, {"least": 2, "count": 1}),
        ("range-claim", "range", {**GOOD, "range": [0, 5]}, {"name": "0 - 5", "range": "1 - 5"}),
        (
            "range-claim",
            "range",
            {**GOOD, "scorer": "count", "rows": "maal", "items": None, "range": [0, 4]},
            {"range": ""},
        ),
        ("threshold-beyond", "atLeast", {**GOOD, "scorer": "topShare", "atLeast": 1}, {"value": "1", "low": "1"}),
        ("threshold-beyond", "atLeast", {**GOOD, "scorer": "topShare", "atLeast": 6}, {"value": "6", "high": "5"}),
        (
            "threshold-beyond",
            "dissatisfied",
            {**GOOD, "scorer": "quadrant", "items": PAIRS, "missing": {"minPairs": 1}, "dissatisfied": 5},
            {"name": "dissatisfied", "value": "5"},
        ),
        ("change-beyond", "change", {**GOOD, "change": {"meaningful": 4.5}}, {"value": "4.5", "low": "1", "high": "5"}),
        ("counts-nothing", "where", {**GOOD, "scorer": "count", "where": {"atLeast": 6}}, {"name": "i"}),
        ("counts-everything", "where", {**GOOD, "scorer": "count", "where": {"atLeast": 1}}, {"name": "i"}),
        (
            "counts-nothing",
            "where",
            {**GOOD, "scorer": "count", "items": "point", "where": {"atLeast": 11}},
            {"name": "i"},
        ),
        (
            "map-names-nothing",
            "map",
            {**GOOD, "scorer": "recode", "items": "ord", "map": {"x": 1, "y": 2, "z": 3}},
            {"name": "z", "known": ("x", "y")},
        ),
        ("map-leaves-out", "map", {**GOOD, "scorer": "recode", "items": "ord", "map": {"x": 1}}, {"names": ("y",)}),
        ("unknown-questionnaire", "questionnaire", {**GOOD, "questionnaire": "andet"}, {"name": "andet"}),
        ("unknown-questionnaire", "questionnaire", {**GOOD, "items": "gald", "questionnaire": None}, {"name": ""}),
    ],
)
def test_one_mistake_is_one_issue(kind: str, setting: str, indicator: dict[str, Any], facts: dict[str, Any]) -> None:
    (issue,) = issues(i={key: value for key, value in indicator.items() if value is not None})
    assert (issue.kind, issue.indicator, issue.setting) == (kind, "i", setting)
    assert facts.items() <= issue.facts.items()
    assert set(issue.facts) == set(KINDS[kind])


def test_a_circle_is_named_once_for_each_in_it() -> None:
    one, other = ({"scorer": "mean", "indicators": name, "missing": NONE, "questionnaire": "q"} for name in "ba")
    found = issues(a=one, b=other, c=GOOD)
    assert [(issue.kind, issue.indicator) for issue in found] == [("indicator-circle", "a"), ("indicator-circle", "b")]
    assert found[0].facts["names"] == ("a", "b")


def test_a_star_never_means_the_indicator_itself() -> None:
    assert issues(a_x=GOOD, b_x={"scorer": "mean", "indicators": "*_x", "missing": NONE, "questionnaire": "q"}) == []


def test_a_mean_of_what_is_not_a_number_is_seen() -> None:
    quadrant = {"scorer": "quadrant", "items": PAIRS, "missing": {"minPairs": 1}, "questionnaire": "q"}
    (issue,) = issues(q=quadrant, i={"scorer": "mean", "indicators": "q", "missing": NONE, "questionnaire": "q"})
    assert (issue.kind, issue.facts) == ("indicator-not-a-number", {"name": "q"})


def test_a_mean_over_another_questionnaire_is_seen() -> None:
    elsewhere = {"scorer": "days", "from": "x", "to": "y", "missing": NONE, "questionnaire": "andet"}
    found = issues(e=elsewhere, i={"scorer": "mean", "indicators": "e", "missing": NONE, "questionnaire": "q"})
    assert "indicator-elsewhere" in [issue.kind for issue in found if issue.indicator == "i"]


def test_every_kind_is_described_and_tested() -> None:
    cases = next(mark for mark in test_one_mistake_is_one_issue.pytestmark if mark.name == "parametrize")
    here = {case[0] for case in cases.args[1]}
    assert here | {"indicator-circle", "indicator-not-a-number", "indicator-elsewhere"} == set(KINDS)


@pytest.mark.parametrize(("other", "kinds"), [("haemmer", []), ("lidt", ["mixed-ranges"])])
def test_barriers_and_facilitators_may_be_asked_apart(other: str, kinds: list[str]) -> None:
    questions = {"ud": {"title": "Ud", "scale": "hjaelper"}, "ind": {"title": "Ind", "scale": other}}
    around = {**GOOD, "scorer": "icfEnvironment", "items": ["ud", "ind"]}
    assert [one.kind for one in indicator_issues(programme(questions, {"om": around}, HALVES), vocabulary())] == kinds
