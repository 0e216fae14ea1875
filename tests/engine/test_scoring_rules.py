"""What holds for every scorer and all answers."""

import random
from collections.abc import Iterator
from fractions import Fraction
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.engine.score.explanation import explained
from sipforms.engine.score.missing import Gap
from sipforms.engine.score.score import Score
from sipforms.engine.score.scorer import Setup
from sipforms.engine.score.scoring import Scoring, scoring
from sipforms.engine.score.sheet import AnsweredState
from tests.scores.small import programme, vocabulary

NAMES = ("a", "b", "c", "d", "e")
ITEMS: dict[str, Any] = {name: {"title": name, "scale": "begge"} for name in NAMES}
PAIR = {"from": "*.vigtig", "minus": "*.tilfreds"}
RULES = ({"maxShare": "1/3"}, {"maxShare": 1}, {"minAnswered": 2})
PAIR_RULES = ({"maxShare": "1/3"}, {"minPairs": 1}, {"minPairs": 3})


def indicators() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every way of scoring these items, under several missing rules."""
    settings: dict[str, dict[str, Any]] = {
        "mean": {},
        "percentOfMax": {},
        "sum": {},
        "median": {},
        "min": {},
        "max": {},
        "reverse": {},
        "topShare": {},
        "recode": {"map": {"1": 10, "2": "1/3", "3": 0, "4": -1}},
        "count": {"where": {"atLeast": 4}},
        "share": {"where": {"atMost": 2}},
        "icfEnvironment": {},
        "sdqStyle": {},
        "whodasSimple": {},
        "icfMean": {},
        "goalAttainment": {},
    }
    for scorer, more in settings.items():
        for number, rule in enumerate(RULES):
            yield f"{scorer}{number}", {"scorer": scorer, "items": "*.tilfreds", "missing": rule, **more}
    for scorer in ("difference", "unmet", "priority", "quadrant"):
        for number, rule in enumerate(PAIR_RULES):
            yield f"{scorer}{number}", {"scorer": scorer, "items": PAIR, "missing": rule}
    for number, rule in enumerate(PAIR_RULES):
        yield (
            f"weightedMean{number}",
            {
                "scorer": "weightedMean",
                "items": "*.tilfreds",
                "weights": "*.vigtig",
                "missing": rule,
            },
        )
    yield (
        "omvendt",
        {"scorer": "difference", "items": {"from": "*.tilfreds", "minus": "*.vigtig"}, "missing": {"minPairs": 1}},
    )
    yield "samlet", {"scorer": "mean", "indicators": ["mean1", "median1", "reverse1"], "missing": {"maxShare": "1/3"}}


READY: Scoring = scoring(programme(ITEMS, dict(indicators())), "q", vocabulary())
ALL = tuple(READY.plans)

answer = st.sampled_from((1, 2, 3, 4, 5, 1, 2, 3, 4, 5, "ved_ikke", "nej_tak", "irrelevant", None))
answered = st.fixed_dictionaries(
    {name: st.fixed_dictionaries({"vigtig": answer, "tilfreds": answer}) for name in NAMES}
)
paths = tuple(f"{name}.{side}" for name in NAMES for side in ("vigtig", "tilfreds"))
hidden = st.frozensets(st.sampled_from(paths), max_size=4)


def scored(answers: Any, not_asked: frozenset[str] = frozenset()) -> dict[str, Score]:
    state = AnsweredState(questionnaire="q", answers=answers, not_asked=not_asked)
    return {one.indicator: one for one in READY.score(state)}


def numbers(answers: Any, not_asked: frozenset[str], side: str = "tilfreds") -> list[int]:
    """The naive reading: what stands there, is shown and is a number."""
    found = (answers[name][side] for name in NAMES if f"{name}.{side}" not in not_asked)
    return [one for one in found if isinstance(one, int)]


def test_every_way_of_scoring_is_here() -> None:
    assert set(ALL) == {name for name, _ in indicators()}
    elsewhere = {"gap", "days"}  # an alias of difference; dates
    assert {plan.scorer.name for plan in READY.plans.values()} == set(vocabulary().scorers) - elsewhere


@given(answered, hidden)
def test_a_number_is_within_its_range(answers: Any, not_asked: frozenset[str]) -> None:
    for one in scored(answers, not_asked).values():
        if one.exact is not None:
            assert one.range is not None, one.indicator
            low, high = one.range
            assert low - 1e-9 <= one.exact <= high + 1e-9, one.indicator


@given(answered, hidden)
def test_there_is_a_value_or_a_reason_and_the_counts_are_in_order(answers: Any, not_asked: frozenset[str]) -> None:
    for one in scored(answers, not_asked).values():
        assert one.asked >= one.relevant >= one.answered >= 0
        assert (one.reason is None) == (one.value is not None or bool(one.parts)), one.indicator


@given(answered, hidden, answer)
def test_what_is_hidden_makes_no_difference(answers: Any, not_asked: frozenset[str], other: Any) -> None:
    changed = {
        name: {side: other if f"{name}.{side}" in not_asked else one for side, one in answers[name].items()}
        for name in NAMES
    }
    assert scored(answers, not_asked) == scored(changed, not_asked)


@given(answered, st.randoms(use_true_random=False))
def test_the_order_of_the_answers_makes_no_difference(answers: Any, chance: random.Random) -> None:
    names = list(NAMES)
    chance.shuffle(names)
    moved = {new: answers[old] for new, old in zip(NAMES, names, strict=True)}
    before, after = scored(answers), scored(moved)
    for name in ALL:
        if name.startswith("goalAttainment"):
            assert after[name].value == pytest.approx(before[name].value)
        else:
            assert (after[name].value, after[name].reason) == (before[name].value, before[name].reason), name


@given(answered, hidden)
def test_a_difference_turned_round_is_the_same_with_the_other_sign(answers: Any, not_asked: frozenset[str]) -> None:
    found = scored(answers, not_asked)
    one, other = found["difference1"].exact, found["omvendt"].exact
    assert (one is None and other is None) or (one is not None and other is not None and one == -other)


@given(answered, hidden)
def test_the_numbers_are_those_of_the_naive_formula(answers: Any, not_asked: frozenset[str]) -> None:
    found, x = scored(answers, not_asked), numbers(answers, not_asked)
    if not x:
        assert found["mean1"].value is None
        return
    mean = Fraction(sum(x), len(x))
    assert found["mean1"].exact == mean
    assert found["percentOfMax1"].exact == (mean - 1) * 25
    assert found["sum1"].exact == sum(x)
    assert found["median1"].exact == Fraction(median(map(Fraction, x)))
    assert (found["min1"].exact, found["max1"].exact) == (min(x), max(x))
    assert found["reverse1"].exact == 6 - mean
    assert found["topShare1"].exact == Fraction(sum(one >= 4 for one in x), len(x))
    assert found["count1"].exact == sum(one >= 4 for one in x)
    assert found["share1"].exact == Fraction(sum(one <= 2 for one in x), len(x))
    assert found["whodasSimple1"].exact == found["percentOfMax1"].exact


@given(answered, hidden)
def test_a_stricter_rule_gives_the_same_number_or_none(answers: Any, not_asked: frozenset[str]) -> None:
    found = scored(answers, not_asked)
    for name in ALL:
        lenient = found.get(f"{name.rstrip('012')}1")
        if lenient is not None and found[name].exact is not None:
            assert found[name].exact == lenient.exact, name


@given(answered, hidden, st.sampled_from(ALL))
def test_an_explanation_adds_up_to_the_value(answers: Any, not_asked: frozenset[str], name: str) -> None:
    state = AnsweredState(questionnaire="q", answers=answers, not_asked=not_asked)
    why = explained(READY, state, name)
    assert why is not None
    units = {one.unit for one in why.behind if one.used}
    assert len(units) == why.score.answered
    if why.score.reason is None and why.scorer in ("mean", "difference", "unmet", "weightedMean", "share", "count"):
        sides = [tuple(one.number for one in why.behind if one.unit == unit) for unit in sorted(units)]
        assert why.score.value == pytest.approx(again(why.scorer, sides))


def again(scorer: str, sides: list[Any]) -> float:
    """The value from the numbers that an explanation shows, by the formula as people read it."""
    n = len(sides)
    match scorer:
        case "mean":
            return sum(x for (x,) in sides) / n
        case "difference":
            return sum(a - b for a, b in sides) / n
        case "unmet":
            return sum(max(0, a - b) for a, b in sides) / n
        case "weightedMean":
            return sum((w - 1) * x for x, w in sides) / sum(w - 1 for _, w in sides)
        case "share":
            return sum(x <= 2 for (x,) in sides) / n
    return sum(x >= 4 for (x,) in sides)


@given(answered, hidden)
def test_what_is_left_out_says_why_or_lacks_its_other_half(answers: Any, not_asked: frozenset[str]) -> None:
    state = AnsweredState(questionnaire="q", answers=answers, not_asked=not_asked)
    for name in ("mean0", "difference0"):
        why = explained(READY, state, name)
        assert why is not None
        for one in why.left_out:
            half = [other for other in why.behind if other.unit == one.unit]
            assert any(isinstance(other.gap, Gap) for other in half)


@given(st.lists(st.tuples(st.integers(-2, 2), st.integers(1, 9)), min_size=1, max_size=8))
def test_goal_attainment_turned_round_lies_on_the_other_side_of_50(goals: list[tuple[int, int]]) -> None:
    from sipforms.engine.score.scorer import Goal

    compute = vocabulary().scorers["goalAttainment"].offer.compute
    one, other = (
        compute(tuple(Goal(level=sign * level, weight=weight) for level, weight in goals), Setup()) for sign in (1, -1)
    )
    assert isinstance(one, float)
    assert isinstance(other, float)
    assert one - 50 == pytest.approx(50 - other)
