"""Whole numbers in indicators: always within the derived range, explained as answered, cheap however far they go."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.engine.score.explanation import explained
from sipforms.engine.score.scoring import scoring
from sipforms.engine.score.sheet import AnsweredState
from sipforms.engine.score.whole import MOST_LISTED, WholeNumbers
from tests.scores.small import programme, scores, vocabulary

ENDS = st.tuples(st.integers(-50, 50), st.integers(0, 100)).map(lambda one: (one[0], one[0] + one[1]))


def made(scorer: str, low: int, high: int, **more: Any) -> Any:
    question = {"title": "Hvor mange?", "type": "integer", "minimum": low, "maximum": high}
    indicator = {"scorer": scorer, "items": ["a", "b"], "missing": {"minAnswered": 1}, **more}
    return programme({"a": question, "b": question}, {"i": indicator})


@settings(max_examples=60, deadline=None)
@given(scorer=st.sampled_from(["sum", "mean", "median", "min", "max"]), ends=ENDS, turned=st.booleans(), data=st.data())
def test_a_number_of_whole_numbers_is_within_its_range(
    scorer: str, ends: tuple[int, int], *, turned: bool, data: st.DataObject
) -> None:
    low, high = ends
    can_turn = turned and scorer in ("sum", "mean")
    answers = {name: data.draw(st.none() | st.integers(low, high)) for name in "ab"}
    more = {"reversed": ["b"]} if can_turn else {}
    given_ = {name: answer for name, answer in answers.items() if answer is not None}
    score = scores(made(scorer, low, high, **more), given_)["i"]
    assert score.range is not None
    assert (score.value is None) is (not given_)
    if isinstance(score.value, int | float):
        assert score.range[0] <= score.value <= score.range[1]


def test_why_a_number_tells_the_answers_themselves() -> None:
    ready = scoring(made("sum", 0, 100), "q", vocabulary(), None)
    why = explained(ready, AnsweredState(questionnaire="q", answers={"a": 40, "b": 2}), "i")
    assert why is not None
    assert [(one.number, one.option, one.used) for one in why.behind] == [(40, "40", True), (2, "2", True)]
    assert why.score.value == 42


def test_numbers_without_end_are_never_listed() -> None:
    assert list(WholeNumbers((0, 3), turned=True).items()) == [(0, 3), (1, 2), (2, 1), (3, 0)]
    assert list(WholeNumbers((0, 6), step=3)) == [0, 3, 6]
    assert len(WholeNumbers((0, MOST_LISTED - 1))) == MOST_LISTED
    for endless in (WholeNumbers((0, None)), WholeNumbers((None, 5)), WholeNumbers((0, 10**12))):
        assert list(endless) == []
    assert WholeNumbers((0, None)).get(10**9) == 10**9
    assert [WholeNumbers((0, 5)).get(one) for one in (True, "3", 6, -1)] == [None] * 4
