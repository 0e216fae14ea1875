"""The section ``development`` held against the first round of the series."""

from typing import Any

import pytest

from sipforms.engine.compare.history import history
from sipforms.engine.report import SectionInput
from sipforms.engine.response import Response
from sipforms.plugins.sections.development import Development, development
from tests.engine.checking import words
from tests.engine.stays import response, secure


def school(day: int, number: Any, mode: str = "observation") -> Response:
    answers = {"skole": {"gaar": number, "glad": number}}
    return response("status", 1, day, answers, mode=mode, informant="kontaktperson")


def developed(*rounds: Response, since: str | None = "first") -> Development:
    made = secure()
    (series,) = history({made.digest: made}, rounds, words()).series
    settings: dict[str, Any] = {"indicators": "skole_status", **({"since": since} if since else {})}
    return development(SectionInput(programme=made, programmes={made.digest: made}, series=series, settings=settings))


@pytest.mark.parametrize(("since", "difference", "before"), [("first", 3.0, 1.0), ("last", 1.0, 3.0), (None, 1.0, 3.0)])
def test_the_change_is_from_the_round_that_is_asked_for(since: str | None, difference: float, before: float) -> None:
    shown = developed(school(0, 1), school(30, 3), school(60, 4), since=since)
    (row,) = shown.rows
    assert row.main.change is not None
    assert row.main.before is not None
    assert (row.main.change.difference, row.main.before.value) == (difference, before)
    assert row.main.change.verdict == "better"
    assert shown.since_first is (since == "first")


def test_a_break_anywhere_between_breaks_the_whole() -> None:
    shown = developed(school(0, 1), school(30, 3, "interview"), school(60, 4))
    assert shown.broken == "mode"
    assert shown.rows[0].main.change is not None
    assert shown.rows[0].main.change.difference is None


def test_a_round_without_a_number_between_is_no_break() -> None:
    (row,) = developed(school(0, 1), school(30, "ved_ikke"), school(60, 4)).rows
    assert row.main.change is not None
    assert row.main.change.difference == 3.0


def test_the_first_time_there_is_nothing_to_compare_with() -> None:
    shown = developed(school(0, 1))
    assert (shown.before, shown.since_first, shown.rows[0].main.change) == (None, False, None)


def test_two_rounds_are_the_same_either_way() -> None:
    rounds = school(0, 2), school(30, 3)
    first, last = developed(*rounds), developed(*rounds, since="last")
    assert first.rows == last.rows
