"""Coverage: which forms were to be answered in a period, and what became of each of them."""

from datetime import date
from typing import Any

import pytest

from sipforms.engine.gather.facility.coverage import Coverage, CoverageRow
from sipforms.engine.gather.stay import Stay
from sipforms.plugins.sections.coverage import coverage
from tests.engine.facility.house import asked_of, everybody, rated, said, stay

DAY = date(2026, 1, 15)
ANNIVERSARY = date(2025, 12, 1)


def row(made: Coverage, questionnaire: str = "liv") -> CoverageRow:
    return next(one for one in made.rows if one.questionnaire == questionnaire)


def states(*stays: Stay, questionnaire: str = "liv", **more: Any) -> dict[tuple[str, ...], int]:
    found = row(coverage(asked_of(*stays, **more)), questionnaire)
    return {one.states: one.forms for one in found.states}


def come(person: str, *given: Any, **more: Any) -> Stay:
    """Somebody who came on 1 December 2024, so that a form falls due each 1 December."""
    return stay(person, *given, came=date(2024, 12, 1), **more)


def six(*given: Stay) -> tuple[Stay, ...]:
    """So many that something may be told."""
    return (*given, *(come(f"v{n}", said(f"v{n}", rated(ro=n % 3 + 2), on=DAY)) for n in range(6 - len(given))))


ALL_DECLINED = {"hjem": {"ro": {"vigtigt": "vil_ikke", "tilfreds": "vil_ikke"}, "mad": {"tilfreds": "ved_ikke"}}}
NOT_KNOWN = {"hjem": {"ro": {"vigtigt": "vil_ikke", "tilfreds": "ved_ikke"}, "mad": {"tilfreds": "ved_ikke"}}}


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        (rated(ro=3), "answered"),
        ({**ALL_DECLINED, "flyttet": True}, "declined"),
        (ALL_DECLINED, "declined"),
        (NOT_KNOWN, "notAble"),
        ({}, "empty"),
        ({"flyttet": True}, "empty"),
    ],
)
def test_a_form_that_was_handed_in_is_answered_or_says_why_not(answers: dict[str, Any], state: str) -> None:
    found = states(*six(come("en", said("en", answers, on=DAY))))
    assert found == ({("answered",): 6} if state == "answered" else {("answered",): 5, (state,): 1})


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (date(2024, 12, 10), "overdue"),  # due again on 10 December 2025, and no time left on 30 September 2026
        (date(2025, 9, 15), "open"),  # due again on 15 September 2026: thirty days to answer it
        (date(2025, 9, 30), "open"),
    ],
)
def test_a_form_that_nobody_answered_is_late_or_has_time_left(last: date, state: str) -> None:
    silent = come("tavs", said("tavs", rated(ro=3), on=last))
    assert states(*six(silent)) == {("answered",): 5, (state,): 1}


def test_a_round_that_is_due_after_the_period_is_not_asked_for_in_it() -> None:
    assert states(*six(come("ny", said("ny", rated(ro=3), on=date(2026, 9, 30))))) == {("answered",): 6}


def test_whoever_left_late_with_a_form_is_counted_and_whoever_left_in_time_is_not() -> None:
    late = come("sen", said("sen", rated(ro=3), on=date(2024, 12, 10)), left=date(2026, 5, 1))
    early = come("tidlig", said("tidlig", rated(ro=3), on=date(2024, 12, 10)), left=date(2025, 12, 20))
    assert states(*six(late)) == {("answered",): 5, ("overdue",): 1}
    assert states(*six(early), *six()[:1]) == {("answered",): 5}


def test_what_discharge_asks_for_is_counted_after_it() -> None:
    gone = [come(f"g{n}", said(f"g{n}", rated(ro=3), on=DAY), left=date(2026, 6, 1)) for n in range(5)]
    assert states(*gone, questionnaire="set") == {("overdue",): 5}


def test_people_are_those_who_lived_here_at_any_time_of_the_period() -> None:
    before = stay("før", left=date(2025, 9, 30))
    after = stay("efter", came=date(2026, 10, 1))
    during = stay("midt", came=date(2026, 2, 1), left=date(2026, 2, 2))
    assert coverage(asked_of(*everybody([3, 4, 3, 4]), before, after, during)).citizens == 5


def test_the_same_person_in_two_houses_is_one_person() -> None:
    twice = [stay("en", place="Nord", left=date(2026, 1, 1)), stay("en", place="Syd", came=date(2026, 1, 1))]
    assert coverage(asked_of(*everybody([3, 4, 3, 4]), *twice)).citizens == 5


def test_ways_of_answering_are_shares_of_the_answered() -> None:
    behalf = [
        come(f"b{n}", said(f"b{n}", rated(ro=3), on=DAY, mode="observation", informant="kontaktperson"))
        for n in range(2)
    ]
    found = row(coverage(asked_of(*six(*behalf))))
    assert {one.way: (one.forms, round(one.share, 3)) for one in found.ways} == {
        "own": (4, 0.667),
        "behalf": (2, 0.333),
    }


def test_days_since_the_newest_are_the_middle_one_of_those_who_live_here() -> None:
    ended = date(2026, 9, 30)
    ago = [10, 20, 30, 40, 50, 60]
    people = [
        come(f"d{n}", said(f"d{n}", rated(ro=3), on=date.fromordinal(ended.toordinal() - days)))
        for n, days in enumerate(ago)
    ]
    gone = come("væk", said("væk", rated(ro=3), on=date(2025, 10, 2)), left=date(2026, 1, 1))
    assert row(coverage(asked_of(*people, gone))).days == 35
    assert row(coverage(asked_of(*people, gone, public=True))).days is None


def test_nothing_is_told_of_fewer_than_five() -> None:
    made = coverage(asked_of(*everybody([3, 4, 3, 4])))
    assert made.citizens is None
    assert [(one.due, one.people, one.states, one.ways, one.days) for one in made.rows] == [(None, None, (), (), None)]


def test_a_year_in_which_nobody_answered_has_a_right_figure() -> None:
    silent = [come(f"s{n}") for n in range(6)]
    found = row(coverage(asked_of(*silent)))
    assert (found.due, {one.states: one.forms for one in found.states}, found.days) == (6, {("overdue",): 6}, None)


def test_days_of_fewer_than_five_who_live_here_are_not_told() -> None:
    here = [come(f"h{n}", said(f"h{n}", rated(ro=3), on=DAY)) for n in range(4)]
    gone = [come(f"g{n}", said(f"g{n}", rated(ro=3), on=DAY), left=date(2026, 8, 1)) for n in range(2)]
    found = row(coverage(asked_of(*here, *gone)))
    assert (found.due, found.days) == (6, None)
