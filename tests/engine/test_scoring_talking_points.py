"""What to talk about first."""

from typing import Any

from sipforms.engine.sheet import AnsweredState
from sipforms.engine.talking_points import talking_points
from tests.scores.small import programme

NAMES = ("a", "b", "c", "d")
MADE = programme(
    {**{name: {"title": name.upper(), "scale": "begge"} for name in NAMES}, "glad": {"title": "Glad", "scale": "fem"}},
    {},
)


def points(top: int = 3, not_asked: tuple[str, ...] = (), **answers: tuple[Any, Any]) -> list[tuple[str, int]]:
    nested = {name: {"vigtig": one, "tilfreds": other} for name, (one, other) in answers.items()}
    state = AnsweredState(questionnaire="q", answers=nested, not_asked=frozenset(not_asked))
    return [(one.title, one.priority) for one in talking_points(MADE.questionnaires["q"], state, top)]


def test_what_matters_and_is_not_good_comes_first() -> None:
    assert points(a=(5, 4), b=(5, 1), c=(3, 2), d=(4, 3)) == [("B", 16), ("C", 6), ("D", 6)]


def test_of_equals_the_less_satisfying_comes_first_then_the_one_asked_first() -> None:
    assert points(4, a=(4, 3), b=(3, 2), c=(3, 2)) == [("B", 6), ("C", 6), ("A", 6)]


def test_what_does_not_matter_or_is_as_it_should_be_is_not_there() -> None:
    assert points(a=(1, 1), b=(5, 5), c=("ved_ikke", 1), d=(5, None)) == []


def test_hidden_answers_are_not_there() -> None:
    assert points(a=(5, 1), b=(5, 2), not_asked=("a.tilfreds",)) == [("B", 12)]


def test_patterns_may_say_which_answers_are_meant() -> None:
    state = AnsweredState(questionnaire="q", answers={"a": {"vigtig": 2, "tilfreds": 4}})
    questionnaire = MADE.questionnaires["q"]
    (turned,) = talking_points(questionnaire, state, 3, "*.tilfreds", "*.vigtig")
    assert (turned.importance, turned.satisfaction, turned.priority) == (4, 2, 9)
