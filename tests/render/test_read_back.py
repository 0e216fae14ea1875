"""A file from outside is read back as a report, or it is said why not; nothing in it makes the program fall."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.engine.gather.facility.against import ReleasedReport
from sipforms.engine.gather.facility.spread import Spread
from sipforms.render.groups.read_back import read_back

NAMES = (
    *("format", "programme", "id", "about", "country", "sections", "section", "compared", "places", "distribution"),
    *("groups", "questions", "question", "signature", "own", "answers", "values", "share", "n", "answered", "mean"),
)
WORDS = st.sampled_from(NAMES)
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.floats(), WORDS, st.text(max_size=3))
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=6), max_leaves=30
)
A_REPORT = {
    "format": 1,
    "programme": {"id": "hjem"},
    "about": "country",
    "sections": [{"section": "compared", "places": ["a", "b", "c"]}],
}


@settings(max_examples=50)
@given(TREES)
def test_whatever_stands_in_the_file_there_is_an_answer(tree: object) -> None:
    assert isinstance(read_back(json.dumps(tree).encode(), 1), (ReleasedReport, str))


@settings(max_examples=50)
@given(TREES, TREES)
def test_whatever_stands_where_questions_do_there_is_an_answer(groups: object, own: object) -> None:
    asked = {"questionnaire": "liv", "way": "own", "questions": [{"question": "ro", "signature": "x", "own": own}]}
    sections = [*A_REPORT["sections"], {"section": "distribution", "groups": [asked, groups]}]  # type: ignore[misc]
    found = read_back(json.dumps({**A_REPORT, "sections": sections}).encode(), 1)
    assert isinstance(found, ReleasedReport)
    for one in found.questions.values():
        assert one.spread.lack == "notTold" or all(0 <= share.share <= 1 for share in one.spread.shares)


@given(st.binary(max_size=60))
def test_bytes_that_are_no_json_are_said_to_be(written: bytes) -> None:
    assert isinstance(read_back(written, 1), str)


@pytest.mark.parametrize(
    "own",
    [
        {"answered": 10**400, "answers": [{"values": [1], "n": 10**400, "share": 1}]},
        {"answered": 9, "answers": [{"values": [1], "n": 3, "share": 0.3}, {"values": [2], "n": 6, "share": 0.7}]},
        {"answered": 9, "answers": [{"values": [1], "n": 12, "share": 0.3}]},
        {"answered": 3, "answers": [{"values": [1], "n": 0, "share": 0}]},
    ],
)
def test_a_question_told_of_a_few_or_of_more_than_there_are_is_not_told(own: object) -> None:
    assert of_question(own).lack == "notTold"


def test_whoever_is_said_to_lack_an_answer_is_not_fewer_than_nobody() -> None:
    told = {"answers": [{"values": [1], "n": 9, "share": 1}], "answered": 9}
    for asked, read in ((8, None), (9, 9), (10, None), (14, 14), (10**400, None)):
        assert of_question({**told, "asked": asked}).asked == read


def of_question(own: object) -> Spread:
    """What is read of the one question that a report tells of."""
    asked = {"questionnaire": "liv", "way": "own", "questions": [{"question": "ro", "signature": "x", "own": own}]}
    sections = [*A_REPORT["sections"], {"section": "distribution", "groups": [asked]}]  # type: ignore[misc]
    found = read_back(json.dumps({**A_REPORT, "sections": sections}).encode(), 1)
    assert isinstance(found, ReleasedReport)
    return next(iter(found.questions.values())).spread
