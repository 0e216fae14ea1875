"""What looks like a CPR number is seen, and what does not is left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.engine.ask.personal_numbers import holds_personal_number, personal_numbers_in


@pytest.mark.parametrize(
    "text",
    [
        "010203-1234",
        "Hans nummer er 0102031234.",
        "010203 1234",
        "010203 - 1234",
        "290200-1234",
        "310199\u20131234",
        "610203-1234",
        "a010203-1234b",
    ],
)
def test_it_is_seen(text: str) -> None:
    assert holds_personal_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345678",
        "320103-1234",
        "011303-1234",
        "300200-1234",
        "290201-1234",
        "1010203-1234",
        "010203-12345",
        "01 02 03 12 34",
        "2026-03-01",
        "010203--1234",
        "000103-1234",
        "930103-1234",
    ],
)
def test_something_else_is_left_alone(text: str) -> None:
    assert not holds_personal_number(text)


@given(day=st.dates(), serial=st.integers(0, 9999), mark=st.sampled_from(["", "-", " ", " - "]))
def test_every_day_and_serial_is_seen(day: date, serial: int, mark: str) -> None:
    assert holds_personal_number(f"ring om {day:%d%m%y}{mark}{serial:04} i dag") is (
        (day.month, day.day) != (2, 29) or day.year % 100 % 4 == 0
    )


def test_it_is_told_where_and_never_what() -> None:
    number = "010203-1234"
    found = tuple(
        personal_numbers_in({("a", "b"): number, ("a", "c"): 3, ("d",): "ro"}, {("d",): number}, {"tjek": number})
    )
    assert [(one.code, one.path) for one in found] == [
        ("personal-number", ("a", "b")),
        ("personal-number-in-note", ("d",)),
        ("personal-number-in-reason", ()),
    ]
    assert number not in repr(found)
