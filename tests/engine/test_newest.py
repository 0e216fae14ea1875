"""The newest of several responses: by day, by moment whatever the time zone, and the same however they were kept."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import permutations

from sipforms.engine.newest import last_in_series, newest
from sipforms.engine.programme import Questionnaire
from sipforms.engine.response import Response

DAY, NOON = date(2026, 10, 25), datetime(2026, 10, 25, 12, tzinfo=UTC)
ROUND = Response(
    id="1",
    programme="voksen",
    version="1",
    digest="d",
    questionnaire="puls",
    informant="borger",
    episode="first",
    answered_on=DAY,
    begun_at=NOON,
    handed_in_at=NOON,
    answers={},
)


def test_the_day_that_is_described_goes_before_the_moment_of_handing_in() -> None:
    written_up_late = replace(ROUND, id="2", answered_on=DAY - timedelta(days=1), handed_in_at=NOON + timedelta(days=9))
    assert newest((written_up_late, ROUND)) == ROUND
    assert newest(()) is None


def test_moments_are_compared_whatever_the_time_zone_they_are_written_in() -> None:
    winter, summer = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
    before = replace(ROUND, id="2", handed_in_at=datetime(2026, 10, 25, 2, 50, tzinfo=summer))
    after = replace(ROUND, id="1", handed_in_at=datetime(2026, 10, 25, 2, 10, tzinfo=winter))
    assert newest((before, after)) == newest((after, before)) == after


def test_of_two_at_the_same_moment_it_is_the_same_one_however_they_were_kept() -> None:
    alike = (ROUND, replace(ROUND, id="2"), replace(ROUND, id="3"))
    assert all(newest(one) == alike[-1] for one in permutations(alike))


def test_a_series_is_of_one_programme_questionnaire_and_informant_and_of_one_stay_where_a_stay_is_asked_about() -> None:
    later = replace(ROUND, handed_in_at=NOON + timedelta(hours=1))
    others = (
        replace(later, id="2", programme="boern"),
        replace(later, id="3", questionnaire="baggrund"),
        replace(later, id="4", informant="kontaktperson"),
    )
    second = replace(later, id="5", episode="second")
    of_stay, of_citizen = (Questionnaire(id="puls", title="Puls", subject=one) for one in ("episode", "citizen"))
    there = (ROUND, *others, second)
    assert last_in_series(there, "voksen", of_stay, "borger", "first") == ROUND
    assert last_in_series(there, "voksen", of_citizen, "borger", "first") == second
    assert last_in_series(there, "voksen", of_citizen, None, "first") is None
