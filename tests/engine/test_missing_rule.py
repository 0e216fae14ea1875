"""The missing rule, exactly as the bundle format has it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.engine.programme import MissingRule
from sipforms.engine.score.missing import Counts, fewest, withheld

THIRD = MissingRule(max_share=Fraction(1, 3))
shares = st.fractions(min_value=0, max_value=1, max_denominator=50)


@st.composite
def counts(draw: st.DrawFn) -> Counts:
    asked = draw(st.integers(0, 60))
    relevant = draw(st.integers(0, asked))
    return Counts(asked, relevant, draw(st.integers(0, relevant)))


rules = st.one_of(
    st.builds(MissingRule, max_share=shares),
    st.builds(MissingRule, min_answered=st.integers(0, 60)),
    st.builds(MissingRule, min_pairs=st.integers(0, 60)),
)


@pytest.mark.parametrize(
    ("rule", "asked", "relevant", "answered", "reason"),
    [
        (THIRD, 3, 3, 2, None),  # exactly a third is allowed
        (THIRD, 6, 6, 4, None),
        (THIRD, 7, 7, 4, "tooFewAnswers"),
        (THIRD, 4, 2, 2, None),  # not relevant is not missing
        (THIRD, 3, 2, 1, "tooFewAnswers"),
        (THIRD, 3, 0, 0, "notAsked"),
        (THIRD, 0, 0, 0, "notAsked"),
        (MissingRule(max_share=Fraction(1, 10)), 10, 10, 9, None),  # in floats 1 - 0.9 > 0.1
        (MissingRule(max_share=Fraction(0)), 5, 5, 5, None),
        (MissingRule(max_share=Fraction(0)), 5, 5, 4, "tooFewAnswers"),
        (MissingRule(max_share=Fraction(1)), 5, 5, 0, "tooFewAnswers"),  # a number stands on some answer
        (MissingRule(min_answered=3), 5, 5, 3, None),
        (MissingRule(min_answered=3), 5, 5, 2, "tooFewAnswers"),
        (MissingRule(min_answered=0), 5, 5, 0, "tooFewAnswers"),
        (MissingRule(min_pairs=2), 4, 4, 2, None),
        (MissingRule(min_pairs=2), 4, 4, 1, "tooFewAnswers"),
        (MissingRule(), 4, 4, 3, "tooFewAnswers"),  # without a limit nothing may be missing
        (MissingRule(), 4, 4, 4, None),
    ],
)
def test_when_a_number_may_stand(
    rule: MissingRule, asked: int, relevant: int, answered: int, reason: str | None
) -> None:
    assert withheld(rule, Counts(asked, relevant, answered)) == reason


@given(rules, counts())
def test_one_more_answer_never_takes_a_number_away(rule: MissingRule, some: Counts) -> None:
    if some.answered < some.relevant and withheld(rule, some) is None:
        assert withheld(rule, Counts(some.asked, some.relevant, some.answered + 1)) is None


@given(shares, shares, counts())
def test_a_more_lenient_share_never_takes_a_number_away(one: Fraction, other: Fraction, some: Counts) -> None:
    strict, lenient = sorted((one, other))
    if withheld(MissingRule(max_share=strict), some) is None:
        assert withheld(MissingRule(max_share=lenient), some) is None


@given(rules, counts())
def test_what_is_not_relevant_changes_nothing(rule: MissingRule, some: Counts) -> None:
    wider = Counts(some.asked + 1, some.relevant, some.answered)
    assert withheld(rule, wider) == withheld(rule, some)


@given(rule=rules, count=st.integers(1, 40), may_shrink=st.booleans())
def test_fewest_is_the_fewest_that_gives_a_number(rule: MissingRule, count: int, *, may_shrink: bool) -> None:
    asked = range(1, count + 1) if may_shrink else (count,)
    allowed = [n for of in asked for n in range(of + 1) if withheld(rule, Counts(count, of, n)) is None]
    if allowed:
        assert min(allowed) == fewest(rule, count, may_shrink=may_shrink)
