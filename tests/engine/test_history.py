"""Rounds in order, one series for each who answers, and no change where two rounds did not measure the same."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sipforms.engine.compare.answer_change import AnswerChange, answer_changes
from sipforms.engine.compare.change import Change
from sipforms.engine.compare.history import History, history
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.engine.score.missing import Gap
from tests.scores.small import FIVE, programme, vocabulary

QUESTIONS: dict[str, Any] = {
    "glad": {"title": "Glad", "scale": "fem"},
    "tryg": {"title": "Tryg", "scale": "fem"},
    "ondt": {"title": "Ondt", "scale": "ondt"},
}
WORSE = {"ondt": {**FIVE, "direction": "higherIsWorse"}}
INDICATORS: dict[str, Any] = {
    "trivsel": {
        "scorer": "mean",
        "items": ["glad", "tryg"],
        "missing": {"maxShare": "1/2"},
        "change": {"meaningful": 0.5},
    },
    "ondt": {"scorer": "mean", "items": "ondt", "missing": {"maxShare": 0}, "change": {"meaningful": 1}},
    "bart": {"scorer": "mean", "items": "glad", "missing": {"maxShare": 0}},
    "samlet": {"scorer": "mean", "indicators": "trivsel", "missing": {"maxShare": 0}},
}
MADE = programme(QUESTIONS, INDICATORS, WORSE)


def version(
    questions: Mapping[str, Any] | None = None, indicators: Mapping[str, Any] | None = None, **scales: Any
) -> Programme:
    """The programme with some questions, indicators or scales changed."""
    changed = {**QUESTIONS, **(questions or {})}
    kept = {name: one for name, one in changed.items() if one is not None}
    return programme(kept, {**INDICATORS, **(indicators or {})}, {**WORSE, **scales}, version="2.0.0")


def answered(number: int, made: Programme = MADE, **given: Any) -> Response:
    """The response of round ``number``; ``given`` are answers, and envelope fields."""
    envelope = {
        name: given.pop(name) for name in ("mode", "informant", "variant", "episode", "answered_on") if name in given
    }
    then = datetime(2020 + number, 1, 2, tzinfo=UTC)
    whole = Response(
        id=f"s{number}",
        programme=made.id,
        version=made.version,
        digest=made.digest,
        questionnaire="q",
        mode="interview",
        informant="borger",
        answered_on=date(2020 + number, 1, 1),
        begun_at=then,
        handed_in_at=then,
        answers=given,
    )
    return replace(whole, **envelope)


def told(*responses: Response, versions: tuple[Programme, ...] = (MADE,)) -> History:
    return history({one.digest: one for one in versions}, responses, vocabulary())


def change(indicator: str, *responses: Response, versions: tuple[Programme, ...] = (MADE,)) -> Change:
    (series,) = told(*responses, versions=versions).series
    return series.steps[-1].changes[indicator]


def test_rounds_come_in_the_order_of_the_day_they_describe() -> None:
    late = answered(3, glad=1, tryg=1, answered_on=date(2020, 6, 1))  # handed in last, about the oldest day
    (series,) = told(answered(2, glad=2, tryg=2), late, answered(1, glad=3, tryg=3)).series
    assert [point.scores["trivsel"].value for point in series.points] == [1.0, 3.0, 2.0]
    assert [step.changes["trivsel"].difference for step in series.steps] == [2.0, -1.0]


def test_the_same_day_is_ordered_by_when_it_was_handed_in() -> None:
    same = date(2021, 1, 1)
    (series,) = told(
        answered(2, glad=5, tryg=5, answered_on=same), answered(1, glad=1, tryg=1, answered_on=same)
    ).series
    assert [point.response.id for point in series.points] == ["s1", "s2"]


def test_who_answers_is_never_pooled() -> None:
    found = told(
        answered(1, glad=1, tryg=1), answered(2, glad=5, tryg=5, informant="kontaktperson"), answered(3, glad=2, tryg=2)
    )
    assert [(one.informant, len(one.points)) for one in found.series] == [("borger", 2), ("kontaktperson", 1)]
    assert found.series[0].steps[0].changes["trivsel"].difference == 1.0
    newest = found.of("q", "borger")
    assert newest is not None
    assert newest.points[-1].response.id == "s3"
    assert found.of("q", "pårørende") is None


def test_each_stay_is_a_series_of_its_own_where_the_questions_are_about_the_stay() -> None:
    first, second = answered(1, glad=1, tryg=1, episode="e1"), answered(2, glad=2, tryg=2, episode="e2")
    assert len(told(first, second).series) == 1
    made = programme(QUESTIONS, INDICATORS, WORSE, {"subject": "episode"})
    moved = [replace(one, digest=made.digest) for one in (first, second)]
    assert [one.episode for one in told(*moved, versions=(made,)).series] == ["e1", "e2"]


def test_a_response_whose_version_is_not_at_hand_is_said_to_be_unreadable() -> None:
    found = told(answered(1, glad=1, tryg=1), replace(answered(2, glad=1), digest="borte"))
    assert found.unreadable == ("s2",)
    assert len(found.series[0].points) == 1


@pytest.mark.parametrize(
    ("indicator", "before", "now", "difference", "verdict", "meaningful"),
    [
        ("trivsel", {"glad": 3, "tryg": 3}, {"glad": 4, "tryg": 3}, 0.5, "better", True),
        ("trivsel", {"glad": 4, "tryg": 3}, {"glad": 3, "tryg": 3}, -0.5, "worse", True),
        ("trivsel", {"glad": 4, "tryg": 3}, {"glad": 3, "tryg": 4}, 0.0, "same", False),
        ("ondt", {"ondt": 2}, {"ondt": 4}, 2.0, "worse", True),
        ("ondt", {"ondt": 4}, {"ondt": 2}, -2.0, "better", True),
        ("bart", {"glad": 1}, {"glad": 5}, 4.0, None, None),  # no rule: the plain difference, no adjective
        ("trivsel", {"glad": 3}, {}, None, None, None),  # no number now
        ("trivsel", {}, {"glad": 3}, None, None, None),
    ],
)
def test_a_change_is_called_better_or_worse_only_by_the_programme(
    indicator: str, before: Any, now: Any, difference: float | None, verdict: str | None, meaningful: object
) -> None:
    found = change(indicator, answered(1, **before), answered(2, **now))
    assert (found.difference, found.verdict, found.meaningful, found.broken) == (difference, verdict, meaningful, None)


def test_a_threshold_is_met_exactly() -> None:
    rule = {
        "scorer": "mean",
        "items": ["glad", "tryg", "ondt"],
        "missing": {"maxShare": 0},
        "change": {"meaningful": "1/3"},
    }
    made = version(indicators={"t": rule})
    both = answered(1, made, glad=1, tryg=1, ondt=2), answered(2, made, glad=1, tryg=2, ondt=2)
    assert change("t", *both, versions=(made,)).meaningful is True  # 5/3 - 4/3; in floats a little less than a third


def test_a_threshold_in_tenths_is_met_exactly_too() -> None:
    names = ("glad", "tryg", "ondt", "d", "e")
    more = {name: {"title": name, "scale": "fem"} for name in ("d", "e")}
    rule = {"scorer": "mean", "items": list(names), "missing": {"maxShare": 0}, "change": {"meaningful": 0.2}}
    made = version(more, {"t": rule})
    before = dict.fromkeys(names, 2)
    both = answered(1, made, **before), answered(2, made, **{**before, "d": 3})
    assert change("t", *both, versions=(made,)).meaningful is True  # 1/5, and 0.2 as a float is a little more


@pytest.mark.parametrize(
    ("steps", "meaningful", "verdict"), [(1, False, "same"), (2, True, "better"), (-2, True, "worse")]
)
def test_the_reliable_change_index(steps: int, *, meaningful: bool, verdict: str) -> None:
    # sd 0.8, reliability 0.8: a change must exceed 1.96 * 0.8 * sqrt(2) * sqrt(0.2) = 0.99 points; two halves are 1
    rule = {"sd": 0.8, "reliability": 0.8, "source": "opdigtet"}
    made = version(indicators={"t": {**INDICATORS["trivsel"], "change": rule}})
    both = answered(1, made, glad=3, tryg=3), answered(2, made, glad=3 + steps, tryg=3)
    found = change("t", *both, versions=(made,))
    assert found.index == pytest.approx(steps / 2 / 0.505964, abs=1e-5)
    assert (found.basis, found.meaningful, found.verdict) == ("reliableChange", meaningful, verdict)


@pytest.mark.parametrize(
    "rule", [{"sd": 0.8}, {"reliability": 0.8}, {"sd": 0.8, "reliability": 1}, {"sd": 0, "reliability": 0}]
)
def test_a_reliable_change_index_that_cannot_be_computed_says_nothing(rule: Any) -> None:
    made = version(indicators={"t": {**INDICATORS["trivsel"], "change": rule}})
    found = change("t", answered(1, made, glad=1), answered(2, made, glad=5), versions=(made,))
    assert (found.difference, found.verdict, found.index) == (4.0, None, None)


def test_a_difference_is_neither_better_nor_worse_unless_the_indicator_says_so() -> None:
    pair = {"scorer": "difference", "items": {"from": "glad", "minus": "tryg"}, "missing": {"minPairs": 1}}
    rule = {"change": {"meaningful": 1}}
    made = version(indicators={"uden": {**pair, **rule}, "med": {**pair, **rule, "higherIs": "worse"}})
    both = answered(1, made, glad=3, tryg=3), answered(2, made, glad=5, tryg=3)
    found = [change(name, *both, versions=(made,)) for name in ("uden", "med")]
    assert [(one.difference, one.meaningful, one.verdict) for one in found] == [(2.0, True, None), (2.0, True, "worse")]


def test_what_a_higher_mean_of_means_is_follows_its_members() -> None:
    rule = {"change": {"meaningful": 1}}
    reverse = {"scorer": "reverse", "items": "ondt", "missing": {"maxShare": 0}}
    made = version(
        indicators={
            "vendt_z": reverse,
            "alt": {"scorer": "mean", "indicators": ["trivsel", "vendt_z"], "missing": {"maxShare": 0}, **rule},
            "rod": {"scorer": "mean", "indicators": ["trivsel", "ondt"], "missing": {"maxShare": 0}, **rule},
        }
    )
    both = answered(1, made, glad=1, tryg=1, ondt=1), answered(2, made, glad=4, tryg=4, ondt=1)
    assert change("alt", *both, versions=(made,)).verdict == "better"
    assert change("rod", *both, versions=(made,)).verdict is None  # good and bad mixed: nobody can say


BREAKS = {
    "another way of answering": (MADE, {"mode": "observation"}, "mode"),
    "another wording": (version({"glad": {"title": "Rigtig glad", "scale": "fem"}}), {}, "wording"),
    "a question more": (
        version(
            {"ny": {"title": "Ny", "scale": "fem"}},
            {"trivsel": {**INDICATORS["trivsel"], "items": ["glad", "tryg", "ny"]}},
        ),
        {},
        "items",
    ),
    "a question less": (
        version({"tryg": None}, {"trivsel": {**INDICATORS["trivsel"], "items": ["glad"]}}),
        {},
        "items",
    ),
    "a scale with other steps": (
        version({"glad": {"title": "Glad", "scale": "tre"}}, tre={"variantOf": "fem", "oneOf": FIVE["oneOf"][:3]}),
        {},
        "scale",
    ),
    "a step in other words": (
        version(fem={**FIVE, "oneOf": [{"const": 1, "title": "Aldrig"}, *FIVE["oneOf"][1:]]}),
        {},
        "wording",
    ),
    "another formula": (version(indicators={"trivsel": {**INDICATORS["trivsel"], "scorer": "median"}}), {}, "formula"),
    "a scale turned round": (version(fem={**FIVE, "direction": "higherIsWorse"}), {}, "scale"),
}


@pytest.mark.parametrize("what", BREAKS)
def test_the_line_is_broken_and_there_is_no_number(what: str) -> None:
    made, envelope, reason = BREAKS[what]
    both = answered(1, glad=1, tryg=1, ondt=1), answered(2, made, glad=3, tryg=3, ondt=1, **envelope)
    found = change("trivsel", *both, versions=(MADE, made))
    assert (found.broken, found.difference, found.verdict, found.meaningful) == (reason, None, None, None)
    assert change("samlet", *both, versions=(MADE, made)).broken == reason


@pytest.mark.parametrize(
    "made",
    [
        version({"ny": {"title": "Ny", "scale": "fem"}}),
        version({"ondt": {"title": "Smerter", "scale": "ondt"}}),
        version({"glad": {"title": "Glad", "scale": "fem", "help": "Tag dig god tid."}}),
        version(indicators={"trivsel": {**INDICATORS["trivsel"], "title": "Hvordan det går"}}),
        version(indicators={"trivsel": {**INDICATORS["trivsel"], "missing": {"maxShare": 0}}}),
        version(indicators={"trivsel": {**INDICATORS["trivsel"], "items": ["tryg", "glad"], "range": [1, 5]}}),
    ],
)
def test_a_version_that_measures_the_same_does_not_break_the_line(made: Programme) -> None:
    both = answered(1, glad=1, tryg=1, ondt=1), answered(2, made, glad=3, tryg=3, ondt=1)
    found = change("trivsel", *both, versions=(MADE, made))
    assert (found.broken, found.difference) == (None, 2.0)


def test_an_indicator_that_was_not_there_before_has_no_change() -> None:
    made = version(indicators={"ny": INDICATORS["trivsel"]})
    found = change("ny", answered(1, glad=1), answered(2, made, glad=3), versions=(MADE, made))
    assert (found.broken, found.before, found.difference) == ("newIndicator", None, None)


def test_an_item_that_moved_keeps_its_line_by_its_concept() -> None:
    before = version({"glad": {"title": "Glad", "scale": "fem", "concept": "glaede"}})
    moved = {"title": "Glad", "scale": "fem", "concept": "glaede"}
    after = version(
        {"glad": None, "foelelser": {"title": "Følelser", "properties": {"glad": moved}}},
        {"bart": {**INDICATORS["bart"], "items": "foelelser.glad"}, "trivsel": INDICATORS["ondt"]},
    )
    both = answered(1, before, glad=1), answered(2, after, foelelser={"glad": 4})
    assert change("bart", *both, versions=(before, after)).difference == 3.0


def test_texts_of_a_variant_of_its_own_break_the_line_when_the_variant_changes() -> None:
    made = programme(
        {"glad": {**QUESTIONS["glad"], "for": {"autisme": {"title": "Er du glad"}}}, "tryg": QUESTIONS["tryg"]},
        {"trivsel": INDICATORS["trivsel"]},
        variants={"autisme": {"title": "A"}, "andet": {"title": "B"}},
    )
    first, second = answered(1, made, glad=1, tryg=1), answered(2, made, glad=2, tryg=2)
    for variant, reason in (("autisme", "wording"), ("andet", None)):
        assert change("trivsel", first, replace(second, variant=variant), versions=(made,)).broken == reason


def test_a_line_is_drawn_within_unbroken_runs_only() -> None:
    (series,) = told(
        answered(1, glad=1, tryg=1),
        answered(2, glad=2, tryg=2),
        answered(3, glad=3, tryg=3, mode="observation"),
        answered(4, mode="observation"),
        answered(5, glad=5, tryg=5, mode="observation"),
    ).series
    assert [[point.response.id for point in run] for run in series.runs("trivsel")] == [["s1", "s2"], ["s3", "s5"]]


def answers(before: Response, now: Response, *versions: Programme) -> dict[tuple[str, ...], AnswerChange]:
    found = answer_changes(before, now, {one.digest: one for one in (MADE, *versions)})
    return {one.path: one for one in found}


def test_each_question_now_and_last_time() -> None:
    found = answers(answered(1, glad=2, tryg="ved_ikke", ondt=3), answered(2, glad=4, tryg=3, ondt=3))
    assert [(one.before, one.now, one.difference, one.is_changed) for one in found.values()] == [
        (2, 4, 2, True),
        (Gap.DONT_KNOW, 3, None, True),
        (3, 3, 0, False),
    ]


def test_one_reworded_question_breaks_that_question_only() -> None:
    made = version({"glad": {"title": "Rigtig glad", "scale": "fem"}, "ny": {"title": "Ny", "scale": "fem"}})
    found = answers(answered(1, glad=2, tryg=2), answered(2, made, glad=4, tryg=4, ny=1), made)
    assert [(one.broken, one.difference) for one in found.values()] == [
        ("wording", None),
        (None, 2),
        (None, None),
        ("items", None),
    ]
    assert not found["glad",].is_changed


def test_another_way_of_answering_breaks_every_question() -> None:
    found = answers(answered(1, glad=2, tryg=2), answered(2, glad=4, tryg=4, mode="observation"))
    assert {one.broken for one in found.values()} == {"mode"}


def test_rows_are_compared_by_their_id() -> None:
    fields = {"hvad": {"title": "Hvad", "type": "string"}, "glad": {"title": "Glad", "scale": "fem"}}
    made = version({"maal": {"title": "Mål", "type": "array", "rowTitle": "{hvad}", "items": {"properties": fields}}})
    before = answered(1, made, maal=[{"id": "r1", "hvad": "bad", "glad": 1}, {"id": "r2", "glad": 2}])
    now = answered(2, made, maal=[{"id": "r2", "glad": 4}, {"id": "r3", "glad": 5}])
    found = answers(before, now, made)
    assert (found["maal", "r2", "glad"].before, found["maal", "r2", "glad"].difference) == (2, 2)
    assert (found["maal", "r3", "glad"].before, found["maal", "r3", "glad"].difference) == (Gap.NOT_ASKED, None)
    assert ("maal", "r1", "glad") not in found


def test_options_without_an_order_have_no_difference() -> None:
    made = version({"hus": {"title": "Hus", "oneOf": [{"const": 1, "title": "Et"}, {"const": 2, "title": "To"}]}})
    found = answers(answered(1, made, hus=1), answered(2, made, hus=2), made)["hus",]
    assert (found.difference, found.is_changed) == (None, True)
