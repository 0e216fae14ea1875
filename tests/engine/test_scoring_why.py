"""Why this number: every answer behind it, and what was left out and why."""

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.engine.score.explanation import Explanation, explained, explanation_of
from sipforms.engine.score.missing import Gap
from sipforms.engine.score.scoring import scoring
from sipforms.engine.score.sheet import AnsweredState
from tests.scores.small import programme, vocabulary

THREE = {name: {"title": name.upper(), "scale": "fem"} for name in ("a", "b", "c")}
MEAN = {"title": "Middel", "scorer": "mean", "items": "*", "missing": {"maxShare": "1/3"}}


def why(made: Programme, answers: Any, not_asked: tuple[str, ...] = (), indicator: str = "i") -> Explanation:
    state = AnsweredState(questionnaire="q", answers=answers, not_asked=frozenset(not_asked))
    found = explained(scoring(made, "q", vocabulary()), state, indicator)
    assert found is not None
    return found


def test_it_says_what_was_computed_and_how() -> None:
    made = programme(THREE, {"i": MEAN}, version="2.1.0")
    found = why(made, {"a": 4, "b": 3})
    assert (found.title, found.scorer, found.formula) == ("Middel", "mean", "sum(x) / n")
    assert (found.rule.max_share, found.version, found.digest) == (Fraction(1, 3), "2.1.0", made.digest)
    assert (found.score.value, found.score.answered, found.score.relevant) == (3.5, 2, 3)
    assert "QOLIBRI" in found.source


def test_every_answer_is_there_with_its_number_or_why_not() -> None:
    made = programme({**THREE, "d": THREE["a"], "e": THREE["a"]}, {"i": MEAN})
    found = why(made, {"a": 4, "b": "ved_ikke", "c": "irrelevant"}, ("d",))
    assert [(one.path, one.number, one.option, one.gap, one.used) for one in found.behind] == [
        (("a",), 4, "trin 4", None, True),
        (("b",), None, None, Gap.DONT_KNOW, False),
        (("c",), None, None, Gap.NOT_RELEVANT, False),
        (("d",), None, None, Gap.NOT_ASKED, False),
        (("e",), None, None, Gap.BLANK, False),
    ]
    assert [one.path for one in found.left_out] == [("b",), ("c",), ("d",), ("e",)]
    assert (found.score.value, found.score.reason) == (None, "tooFewAnswers")


def test_a_half_of_a_pair_is_there_but_not_used() -> None:
    made = programme(
        {name: {"title": name.upper(), "scale": "begge"} for name in ("a", "b")},
        {
            "i": {
                "scorer": "difference",
                "items": {"from": "*.vigtig", "minus": "*.tilfreds"},
                "missing": {"minPairs": 1},
            }
        },
    )
    found = why(made, {"a": {"vigtig": 5, "tilfreds": 2}, "b": {"vigtig": 4}})
    assert [(one.path, one.role, one.asks, one.unit, one.number, one.used) for one in found.behind] == [
        (("a", "vigtig"), "from", "Vigtigt?", 0, 5, True),
        (("a", "tilfreds"), "minus", "Tilfreds?", 0, 2, True),
        (("b", "vigtig"), "from", "Vigtigt?", 1, 4, False),
        (("b", "tilfreds"), "minus", "Tilfreds?", 1, None, False),
    ]


def test_a_mean_of_means_is_explained_by_its_members() -> None:
    made = programme(
        {"et": {"title": "Et", "properties": THREE}, "to": {"title": "To", "properties": THREE}},
        {
            "et_x": {**MEAN, "items": "et.*"},
            "to_x": {**MEAN, "title": "To's middel", "items": "to.*"},
            "alt": {"scorer": "mean", "indicators": "*_x", "missing": {"maxShare": "1/2"}},
        },
    )
    found = why(made, {"et": {"a": 1, "b": 1, "c": 4}}, indicator="alt")
    assert [(one.path, one.title, one.role, one.number, one.reason, one.used) for one in found.behind] == [
        (("et_x",), "Middel", "indicator", 2.0, None, True),
        (("to_x",), "To's middel", "indicator", None, "tooFewAnswers", False),
    ]


def test_rows_are_named_by_their_id() -> None:
    status = {"title": "Status", "oneOf": [{"const": "naaet", "title": "Nået"}, {"const": "stop", "title": "Stop"}]}
    fields = {"status": status, "glad": {"title": "Glad", "scale": "fem"}}
    rows = {"title": "Mål", "type": "array", "rowTitle": "x", "items": {"properties": fields}}
    indicators = {
        "i": {
            "scorer": "share",
            "rows": "maal",
            "where": {"item": "./status", "is": "naaet"},
            "missing": {"minAnswered": 1},
        },
        "j": {"scorer": "mean", "items": "maal.*.glad", "missing": {"minAnswered": 1}},
    }
    made = programme({"maal": rows}, indicators)
    answers = {"maal": [{"id": "r7", "status": "naaet", "glad": 5}, {"id": "r9"}, {"id": "r2", "status": "stop"}]}
    assert [(one.path, one.role, one.number, one.gap) for one in why(made, answers).behind] == [
        (("maal", "r7"), "row", True, None),
        (("maal", "r9"), "row", None, Gap.BLANK),
        (("maal", "r2"), "row", False, None),
    ]
    assert [(one.path, one.number) for one in why(made, answers, indicator="j").behind] == [
        (("maal", "r7", "glad"), 5),
        (("maal", "r9", "glad"), None),
        (("maal", "r2", "glad"), None),
    ]


def test_an_indicator_that_cannot_be_computed_is_explained_too() -> None:
    made = programme(THREE, {"i": {**MEAN, "scorer": "ukendt", "questionnaire": "q"}})
    found = why(made, {"a": 1})
    assert (found.score.reason, found.behind, found.formula) == ("unknownScorer", (), "")


def test_a_response_explains_itself() -> None:
    made = programme(THREE, {"i": MEAN})
    then = datetime(2026, 1, 2, tzinfo=UTC)
    response = Response(
        id="s1",
        programme=made.id,
        version=made.version,
        digest=made.digest,
        questionnaire="q",
        answered_on=date(2026, 1, 2),
        begun_at=then,
        handed_in_at=then,
        answers={"a": 1, "b": 2},
        not_asked=("c",),
    )
    found = explanation_of(made, response, vocabulary(), "i")
    assert found is not None
    assert (found.score.value, found.left_out[0].gap) == (1.5, Gap.NOT_ASKED)
    assert explanation_of(made, response, vocabulary(), "ukendt") is None
