"""Conditions in `where` and `among`: a missing answer leaves them open, and an open row is a missing one."""

from typing import Any

import pytest

from sipforms.engine.score.missing import Gap
from sipforms.engine.score.row_truth import judge_of, meets
from sipforms.engine.score.row_truth import test_of as made_test
from sipforms.engine.score.selection import sources
from sipforms.engine.score.sheet import AnsweredState, sheet_reader
from tests.scores.small import programme

FIELDS = {
    "niveau": {"title": "Niveau", "scale": "fem"},
    "maal": {"title": "Mål", "scale": "fem"},
    "slags": {"title": "Slags", "type": "array", "uniqueItems": True, "items": {"scale": "slags"}},
    "frist": {"title": "Frist", "type": "string", "format": "date"},
    "ja": {"title": "Ja", "type": "boolean"},
}
SCALES = {"slags": {"direction": "none", "oneOf": [{"const": name, "title": name} for name in "xyz"]}}
QUESTIONS = {
    "glad": {"title": "Glad", "scale": "fem"},
    "krop": {"title": "Krop", "properties": {name: {"title": name, "scale": "fem"} for name in "ab"}},
    "rk": {"title": "Rækker", "type": "array", "rowTitle": "x", "items": {"properties": FIELDS}},
}
HERE = sources(programme(QUESTIONS, {}, SCALES).questionnaires["q"], None)
ROW: Any = {"id": "r2", "niveau": 4, "maal": 3, "slags": ["x", "y"], "frist": "2026-05-01", "ja": True}
STATE = AnsweredState(
    questionnaire="q",
    answers={
        "glad": 2,
        "krop": {"a": 5, "b": "ved_ikke"},
        "rk": [{"id": "r1", "niveau": "irrelevant"}, ROW, {"id": "r3"}],
    },
    not_asked=frozenset({"rk.r3.niveau"}),
    mode="interview",
    parameters={"kreds": "nord"},
)
YES: Any = {"item": "./niveau", "atLeast": 4}
NO: Any = {"item": "./niveau", "is": 1}


def asked(written: Any, row: int) -> bool | Gap:
    judge = judge_of(written, ("rk",), HERE)
    assert judge is not None
    return judge.ask(sheet_reader(HERE)(STATE), row)


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        (YES, True),
        (NO, False),
        ({"item": "./niveau", "atMost": 3}, False),
        ({"item": "./niveau", "between": [3, 4]}, True),
        ({"item": "./niveau", "anyOf": [1, 4]}, True),
        ({"item": "./niveau", "noneOf": [1, 4]}, False),
        ({"item": "./niveau", "isNot": 4}, False),
        ({"item": "./niveau", "atLeast": {"item": "./maal"}}, True),
        ({"item": "./maal", "atLeast": {"item": "./niveau"}}, False),
        ({"item": "./slags", "contains": "y"}, True),
        ({"item": "./slags", "contains": "z"}, False),
        ({"item": "./slags", "count": {"atLeast": 3}}, False),
        ({"item": "./frist", "before": "2026-06-01"}, True),
        ({"item": "./ja", "is": True}, True),
        ({"item": "./ja", "is": 1}, False),
        ({"item": "glad", "is": 2}, True),  # outside the row
        ({"item": "./niveau", "answered": True}, True),
        ({"item": "./niveau", "answered": False}, False),
        ({"all": [YES, {"item": "glad", "is": 2}]}, True),
        ({"all": [YES, NO]}, False),
        ({"any": [NO, YES]}, True),
        ({"any": [NO, NO]}, False),
        ({"not": NO}, True),
        ({"countTrue": [YES, NO, YES], "atLeast": 2}, True),
        ({"countTrue": [YES, NO], "atLeast": 2}, False),
        ({"any": {"item": "krop.*", "atLeast": 5}}, True),
        ({"any": {"item": "krop.*", "atMost": 4}}, False),  # krop.b is not known, and with a star passed over
        ({"all": {"item": "krop.*", "atLeast": 5}}, True),
        ({"not": {"item": "krop.*", "atMost": 4}}, True),
        ({"not": {"item": "krop.*", "atLeast": 5}}, False),
        ({"countTrue": {"item": "krop.*", "atLeast": 1}, "atLeast": 2}, False),
        ({"all": {"item": "krop.*", "answered": True}}, True),  # an option that says why there is none is an answer
        ({"all": {"item": "./*", "atLeast": 3}}, False),  # of the row: texts and days are not so many
        ({"item": "./frist", "after": {"item": "./frist", "add": "-P1D"}}, True),
        ({"item": "./frist", "after": {"item": "./frist", "add": "P1D"}}, False),
        ({"item": "./frist", "after": {"item": "./frist", "add": "P9999Y"}}, Gap.BLANK),  # no duration
        ({"item": "./frist", "is": {"item": "./frist", "add": "P0D"}}, True),
        ({"mode": "interview"}, True),
        ({"mode": "observation"}, False),
        ({"parameter": "kreds", "is": "nord"}, True),
        ({"parameter": "ukendt", "is": "nord"}, Gap.BLANK),
        ({"previous": "glad", "is": 2}, Gap.BLANK),  # scorers do not know the last response
        ({"item": "./frist", "before": {"today": True}}, Gap.BLANK),  # nor today
    ],
)
def test_a_row_with_answers_is_judged(condition: Any, truth: object) -> None:
    assert asked(condition, 1) is truth


@pytest.mark.parametrize(
    ("condition", "row", "truth"),
    [
        (YES, 0, Gap.NOT_RELEVANT),
        (YES, 2, Gap.NOT_ASKED),
        ({"not": YES}, 0, Gap.NOT_RELEVANT),  # unknown turned round is still unknown
        ({"not": YES}, 2, Gap.NOT_ASKED),
        ({"item": "./maal", "atLeast": 1}, 0, Gap.BLANK),
        ({"item": "glad", "atLeast": {"item": "./maal"}}, 0, Gap.BLANK),
        ({"all": [{"item": "glad", "is": 2}, YES]}, 0, Gap.NOT_RELEVANT),
        ({"all": [{"item": "glad", "is": 5}, YES]}, 0, False),  # one no settles it
        ({"any": [{"item": "glad", "is": 2}, YES]}, 0, True),  # one yes settles it
        ({"any": [{"item": "glad", "is": 5}, YES]}, 0, Gap.NOT_RELEVANT),
        ({"item": "./niveau", "answered": True}, 0, True),  # a missing option is an answer
        ({"item": "./niveau", "answered": True}, 2, False),
        ({"item": "./maal", "answered": True}, 0, False),
        ({"item": "./maal", "answered": False}, 0, True),
    ],
)
def test_a_missing_answer_leaves_a_comparison_open(condition: Any, row: int, truth: object) -> None:
    assert asked(condition, row) is truth


def test_a_judge_knows_what_it_looks_at() -> None:
    judge = judge_of({"all": [YES, {"item": "glad", "is": 2}]}, ("rk",), HERE)
    assert judge is not None
    assert [HERE[place].question.path for place in sorted(judge.places)] == [("glad",), ("rk", "*", "niveau")]


def test_where_without_an_item_is_a_test_of_one_answer() -> None:
    at_least = made_test({"atLeast": 2})
    assert at_least is not None
    assert [at_least(value) for value in (1, 2, 3, "x", True)] == [False, True, True, False, False]
    assert made_test(None) is None
    assert made_test({"any": [YES]}) is None


def test_a_gap_is_only_ever_answered_or_not() -> None:
    assert meets(Gap.DECLINED, "answered", True) is True
    assert meets(Gap.BLANK, "answered", True) is False
    assert meets(Gap.DECLINED, "is", "declined") is Gap.DECLINED
