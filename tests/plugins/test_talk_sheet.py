"""The talk sheet's value: which answers it is about, last time, dots, and what may never stand on it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from sipforms.engine.score.score import Score
from sipforms.plugins.sections.sheet_dots import Dots, dots_of
from sipforms.plugins.sections.talk_sheet import TalkSheet, talk_sheet
from tests.plugins.individual import answered, given, pair, response

FIRST, LATER = date(2025, 1, 10), date(2026, 1, 12)


def sheet(*rounds: dict[str, Any], modes: tuple[str, ...] = (), **more: Any) -> TalkSheet:
    days = (FIRST, LATER)
    responses = (
        response(number, days[number], answers, mode=(modes or ("interview",) * 9)[number])
        for number, answers in enumerate(rounds)
    )
    return talk_sheet(given(*responses, **more))


def titles(*topics: Any) -> list[str]:
    return [one.title for one in topics if one is not None]


def test_the_best_the_change_and_what_to_talk_about() -> None:
    made = sheet(
        answered(pair(5, 4), pair(4, 2), pair(3, 3)),
        answered(pair(5, 1), pair(4, 5), pair(3, 3)),
    )
    assert titles(*made.best) == ["Besøg"]
    assert made.since_last == "changed"
    assert made.better is not None
    assert made.worse is not None
    assert (made.better.title, made.better.before and made.better.before.value, made.better.answer.value) == (
        "Besøg",
        2,
        5,
    )
    assert (made.worse.title, made.worse.before and made.worse.before.value, made.worse.answer.value) == (
        "En nær ven",
        4,
        1,
    )
    assert made.talk is not None
    assert (made.talk.title, made.talk.importance and made.talk.importance.value) == ("En nær ven", 5)
    assert (made.talk.asks_importance, made.talk.asks) == ("Vigtigt?", "Tilfreds?")


def test_of_several_best_the_most_important_stand_first_and_what_to_talk_about_is_not_among_them() -> None:
    made = sheet(answered(pair(3, 4), pair(5, 4), pair(4, 4)))
    assert made.talk is not None
    assert made.talk.title == "Besøg"  # most important and not fully satisfying
    assert titles(*made.best) == ["Din søvn", "En nær ven"]
    assert not made.has_more_best


def test_nothing_is_called_best_that_is_not_past_the_middle() -> None:
    assert sheet(answered(pair(5, 3), pair(5, 2), pair(5, 1))).best == ()


def test_an_answer_that_says_how_hard_it_is_counts_the_other_way_round() -> None:
    made = sheet(answered(pair(1, 3), pair(1, 3), pair(1, 3), trapper=0))
    assert titles(*made.best) == ["Trapper"]


@pytest.mark.parametrize(
    ("rounds", "modes", "said", "why"),
    [
        ((pair(5, 2),), (), "first", None),
        ((pair(5, 2), pair(5, 2)), (), "same", None),
        ((pair(5, 2), pair(1, 2)), (), "same", None),  # importance alone is no change for better or worse
        ((pair(5, 2), pair(5, 3)), (), "changed", None),
        ((pair(5, "ved_ikke"), pair(5, 3)), (), "none", None),
        ((pair(5, 2), pair(5, 3)), ("observation", "interview"), "broken", "mode"),
    ],
)
def test_what_is_said_of_last_time(rounds: tuple[Any, ...], modes: tuple[str, ...], said: str, why: str | None) -> None:
    empty = pair("ved_ikke", "ved_ikke")
    made = sheet(*(answered(one, empty, empty) for one in rounds), modes=modes)
    assert (made.since_last, made.broken) == (said, why)
    if said != "changed":
        assert (made.better, made.worse) == (None, None)


def test_nothing_answered_says_so_and_has_no_dots() -> None:
    nothing = pair("nej_tak", "nej_tak")
    made = sheet(answered(nothing, nothing, nothing))
    assert not made.has_answers
    assert not made.says_anything
    assert (made.best, made.talk, made.groups) == ((), None, ())


@pytest.mark.parametrize("audience", [("staff",), ("staff", "citizen"), ()])
def test_what_the_citizen_may_not_see_never_stands_on_it_whoever_the_report_is_for(audience: tuple[str, ...]) -> None:
    low = pair(1, 1)
    made = sheet(answered(low, low, low, skjult=5, trapper=3), audience=audience)
    assert "Kun for personalet" not in repr(made)
    assert "Skjult" not in repr(made)


@pytest.mark.parametrize(
    ("mode", "informant", "own"),
    [("interview", "borger", True), ("observation", "borger", False), ("interview", "personale", False)],
)
def test_only_the_citizen_in_their_own_words_is_you(mode: str, informant: str, own: bool) -> None:  # noqa: FBT001 - a case
    answers = answered(pair(5, 2), pair(4, 4), pair(3, 3))
    made = talk_sheet(given(response(1, FIRST, answers, mode=mode, informant=informant)))
    assert made.is_own is own


def test_dots_stand_by_area_for_what_is_on_the_scale_and_counts_are_none() -> None:
    made = sheet(
        answered(pair(5, 2), pair(5, 3), pair(5, 4), trapper=2),
        answered(pair(5, 3), pair(5, 4), pair(5, 4), trapper=1),
    )
    by_title = {row.title: row for group in made.groups for row in group.rows}
    assert list(by_title) == ["Venner", "Din søvn", "Trapper"]
    assert by_title["Venner"].now == Dots(halves=7, of=5)
    assert by_title["Venner"].before == Dots(halves=5, of=5)
    assert by_title["Venner"].about == ("En nær ven", "Besøg")
    assert by_title["Din søvn"].about == ()  # a single question is called by its own words
    satisfied, hard = made.groups
    assert (satisfied.title, satisfied.lowest, satisfied.highest) == ("Tilfreds?", "trin 1", "trin 5")
    assert (satisfied.is_burden, hard.is_burden) == (False, True)
    assert (hard.fewest, hard.most) == (Dots(halves=0, of=3), Dots(halves=6, of=3))
    assert by_title["Trapper"].now == Dots(halves=2, of=3)


def test_dots_of_last_time_are_left_out_where_the_two_may_not_be_compared() -> None:
    answers = answered(pair(5, 2), pair(5, 3), pair(5, 4))
    made = sheet(answers, answers, modes=("observation", "interview"))
    assert all(row.before is None for group in made.groups for row in group.rows)


@pytest.mark.parametrize(
    ("value", "range_", "dots"),
    [
        (1.0, (1.0, 5.0), (1, 0, 4)),
        (5.0, (1.0, 5.0), (5, 0, 0)),
        (3.2, (1.0, 5.0), (3, 0, 2)),
        (3.25, (1.0, 5.0), (3, 1, 1)),  # a quarter goes upwards
        (3.5, (1.0, 5.0), (3, 1, 1)),
        (3.75, (1.0, 5.0), (4, 0, 1)),
        (0.0, (0.0, 4.0), (0, 0, 4)),
        (0.3, (0.0, 4.0), (0, 1, 3)),
        (7.0, (0.0, 10.0), (7, 0, 3)),
        (2.0, (1.0, 2.0), (2, 0, 0)),
    ],
)
def test_a_number_as_dots(value: float, range_: tuple[float, float], dots: tuple[int, int, int]) -> None:
    found = dots_of(Score(indicator="a", value=value, range=range_))
    assert found is not None
    assert (found.full, found.half, found.empty) == dots


@pytest.mark.parametrize("range_", [None, (0.0, 100.0), (-2.0, 2.0), (0.0, 1.0), (0.0, 0.5), (2.0, 4.0)])
def test_a_number_on_another_kind_of_range_is_no_dots(range_: tuple[float, float] | None) -> None:
    assert dots_of(Score(indicator="a", value=0.5, range=range_)) is None


@for_all(st.floats(1, 5), st.integers(0, 1))
def test_dots_are_never_more_than_a_quarter_from_the_number(value: float, low: int) -> None:
    found = dots_of(Score(indicator="a", value=value, range=(float(low), 5.0)))
    assert found is not None
    assert abs(found.halves / 2 - value) <= 0.25 + 1e-9
    assert found.full + found.half + found.empty == found.of == 5
    assert min(found.full, found.half, found.empty) >= 0
