"""Days and times as people type them: day before month, short forms, words; and what is said of those that are none."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.engine.programme import Kind, Question, Wording
from sipforms.render.days import as_date, as_time, date_to_type, day_in_words, why_no_day
from sipforms.render.language import speak
from sipforms.render.written import as_value, day_reads, reads_as

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 14, 31)  # noqa: DTZ001 - a clock on the wall
DAYS = {
    "24-12-2026": "2026-12-24",
    "24.12.2026": "2026-12-24",
    "24/12 2026": "2026-12-24",
    "24 12 2026": "2026-12-24",
    "24/12-26": "2026-12-24",
    "24122026": "2026-12-24",
    "241226": "2026-12-24",
    "2026-12-24": "2026-12-24",
    "1/3": "2026-03-01",
    "1.3.": "2026-03-01",
    "010326": "2026-03-01",
    "1. marts": "2026-03-01",
    "1. mar. 25": "2025-03-01",
    "1 march 2025": "2025-03-01",
    "010358": "1958-03-01",
    "I dag": "2026-11-22",
    "idag": "2026-11-22",
    "i  går": "2026-11-21",
    "i forgårs": "2026-11-20",
    "i morgen": "2026-11-23",
    "tomorrow": "2026-11-23",
    "+14": "2026-12-06",
    "-3": "2026-11-19",
    "29-2-2024": "2024-02-29",
}
NO_DAYS = ("31-02-2026", "29/2", "32-01-2026", "1-13-2026", "0103", "20121130", "1-3-202", "1. ju", "marts", "", "12")
TIMES = {"8": "08:00", "830": "08:30", "8:30": "08:30", "14.30": "14:30", "1430": "14:30", "kl. 9": "09:00"}


def asked(kind: Kind, **limits: int) -> Question:
    return Question(path=("q",), item=("q",), kind=kind, wording=Wording(title="q"), **limits)  # type: ignore[arg-type]


@pytest.mark.parametrize(("typed", "day"), DAYS.items())
def test_a_day_is_read_in_every_way_that_people_write_it(typed: str, day: str) -> None:
    assert as_date(typed, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize("typed", NO_DAYS)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert as_date(typed, TODAY) is None
    assert why_no_day(typed, TODAY)


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_every_day_that_the_program_writes_it_reads_again(day: date) -> None:
    for typed in (date_to_type(day), f"{day:%d%m}{day.year:04}", f"{day.day}/{day.month} {day.year}", day.isoformat()):
        assert as_date(typed, TODAY) == day


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_days_and_times(typed: str) -> None:
    assert as_date(typed, TODAY) is None or day_reads(typed, TODAY).is_right
    assert as_time(typed, NOW) is None or ":" in str(as_time(typed, NOW))
    for kind in (Kind.DATE, Kind.TIME, Kind.INTEGER, Kind.TEXT, Kind.LONG_TEXT):
        reads_as(asked(kind), typed, NOW)


@given(st.integers(0, 99))
def test_two_digits_of_a_year_mean_the_nearest_past_or_the_next_twenty_years(year: int) -> None:
    found = as_date(f"01-03-{year:02}", TODAY)
    assert found is not None
    assert TODAY.year - 80 < found.year <= TODAY.year + 20
    assert found.year % 100 == year


def test_a_day_that_is_not_there_is_told_with_how_many_the_month_has() -> None:
    speak("da")
    assert "28" in day_reads("31-02-2026", TODAY).words
    assert not day_reads("31-02-2026", TODAY).is_right
    assert not day_reads("1-13-2026", TODAY).is_right
    assert day_reads("31", TODAY).is_right, "more may come"


@pytest.mark.parametrize(("days", "near"), [(0, "i dag"), (31, "31"), (60, "60"), (-400, "")])
def test_a_day_is_said_with_its_weekday_and_how_near_it_is(days: int, near: str) -> None:
    speak("da")
    day = TODAY + timedelta(days=days)
    said = day_in_words(day, TODAY)
    assert near in said
    assert str(day.year) in said
    assert ("(" in said) == bool(near)


@pytest.mark.parametrize(("typed", "time"), TIMES.items())
def test_a_time_is_read_in_every_way_that_people_write_it(typed: str, time: str) -> None:
    assert as_value(asked(Kind.TIME), typed, NOW) == time


def test_now_is_a_time_and_a_quarter_past_twenty_five_is_told() -> None:
    assert as_value(asked(Kind.TIME), "nu", NOW) == "14:31"
    assert not reads_as(asked(Kind.TIME), "25:15", NOW).is_right


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [("7", True), ("31", True), ("", True), ("-", True), ("101", False), ("3,5", False), ("x", False)],
)
def test_a_number_too_large_is_told_while_it_is_typed_and_one_too_small_is_not(typed: str, *, is_right: bool) -> None:
    assert reads_as(asked(Kind.INTEGER, minimum=30, maximum=100), typed, NOW).is_right is is_right


def test_how_much_room_is_left_is_told_where_there_is_a_limit() -> None:
    short = asked(Kind.TEXT, max_length=10)
    assert "3" in reads_as(short, "abc", NOW).words
    assert not reads_as(short, "x" * 11, NOW).is_right
    story = asked(Kind.LONG_TEXT)
    assert reads_as(story, "x" * 100, NOW).words == ""
    assert not reads_as(story, "x" * 10_001, NOW).is_right
