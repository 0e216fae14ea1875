"""Periods: a programme's reporting year, and as long just before."""

from dataclasses import replace
from datetime import date

import pytest

from sipforms.engine.gather.period import Span, reporting_year
from tests.engine.facility.house import YEAR, home


@pytest.mark.parametrize(
    ("starts", "length", "begins", "ends"),
    [
        ("--10-01", "P12M", date(2025, 10, 1), date(2026, 9, 30)),
        ("--01-01", "P12M", date(2025, 1, 1), date(2025, 12, 31)),
        (None, None, date(2025, 1, 1), date(2025, 12, 31)),
        ("--07-01", "P6M", date(2025, 7, 1), date(2026, 6, 30)),
        ("--02-29", "P12M", date(2025, 2, 28), date(2026, 2, 27)),
    ],
)
def test_a_reporting_year_begins_in_the_year_it_is_called_after(
    starts: str | None, length: str | None, begins: date, ends: date
) -> None:
    made = replace(home(), period_starts=starts, period_length=length)
    assert reporting_year(made, 2025) == Span(begins=begins, ends=ends)


@pytest.mark.parametrize(
    ("span", "before"),
    [
        (YEAR, Span(begins=date(2024, 10, 1), ends=date(2025, 9, 30))),
        (Span(begins=date(2024, 3, 1), ends=date(2024, 3, 31)), Span(begins=date(2024, 2, 1), ends=date(2024, 2, 29))),
        (Span(begins=date(2026, 1, 5), ends=date(2026, 1, 14)), Span(begins=date(2025, 12, 26), ends=date(2026, 1, 4))),
        (Span(begins=date(2026, 1, 5)), None),
        (Span(), None),
    ],
)
def test_as_long_a_period_before_ends_the_day_before(span: Span, before: Span | None) -> None:
    assert span.before == before


@pytest.mark.parametrize(
    ("first", "last"), [(date(2025, 9, 1), date(2025, 10, 1)), (date(2025, 9, 1), None), (date(2026, 9, 30), None)]
)
def test_a_stay_is_in_a_period_that_it_shares_a_day_with(first: date, last: date | None) -> None:
    assert YEAR.overlaps(first, last)
    assert not YEAR.overlaps(date(2025, 9, 1), date(2025, 9, 30))
    assert not YEAR.overlaps(date(2026, 10, 1), None)
