"""What several informants said last: newest rounds only, forms, stays, audience, rounds far apart."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from sipforms.engine.compare.history import Series, history
from sipforms.engine.report import SectionInput
from sipforms.engine.response import Response
from sipforms.plugins.sections.side_by_side import SideBySide, side_by_side
from tests.engine.checking import words
from tests.engine.stays import ADMITTED, response, section, secure


def adult(day: int, school: Any, daily: Any = 3, **envelope: Any) -> Response:
    answers = {"skole": {"gaar": school, "glad": school}, "hverdag": {"op": daily}}
    about = {"mode": "observation", "informant": "kontaktperson", **envelope}
    return response("status", 1, day, answers, **about)


def youth(day: int, school: Any, **envelope: Any) -> Response:
    return response("status_ung", 1, day, {"skole": school}, **{"mode": "interview", "informant": "ung", **envelope})


def shown(
    *responses: Response, of: str = "status", audience: tuple[str, ...] = ("staff",), **settings: Any
) -> SideBySide:
    """The section for the newest series of a questionnaire."""
    made = secure()
    every = history({made.digest: made}, responses, words()).series
    mine = max((one for one in every if one.questionnaire == of), key=lambda one: one.points[-1].response.answered_on)
    return side_by_side(given(every, mine, audience, settings))


def given(
    every: tuple[Series, ...], mine: Series, audience: tuple[str, ...] = ("staff",), settings: Any = None
) -> SectionInput:
    made = secure()
    own = section("individuel", "sideBySide").settings
    return SectionInput(
        programme=made,
        programmes={made.digest: made},
        series=mine,
        settings={**own, **(settings or {})},
        audience=audience,
        every=every,
        vocabulary=words(),
    )


def values(found: SideBySide) -> dict[str, list[list[Any]]]:
    return {row.title: [[cell.score.value for cell in cells] for cells in row.cells] for row in found.rows}


def test_each_informant_stands_in_a_column_with_the_newest_round() -> None:
    found = shown(adult(0, 2), adult(60, 4), youth(55, 3), adult(58, 1, informant="laerer"))
    assert [(one.informant, one.day, one.mode) for one in found.columns] == [
        ("Den unge", ADMITTED + timedelta(days=55), "interview"),
        ("Kontaktpersonen", ADMITTED + timedelta(days=60), "observation"),
        ("Læreren", ADMITTED + timedelta(days=58), "observation"),
    ]
    assert values(found) == {"Skole": [[3.0], [4.0], [1.0]], "Hverdag og det at komme op": [[], [3.0], [3.0]]}
    assert found.silent == ()


def test_each_number_has_its_own_range_and_counts() -> None:
    found = shown(adult(60, 4), youth(55, 3))
    scores = [cells[0].score for cells in found.rows[0].cells]
    assert [(one.range, one.answered, one.relevant) for one in scores] == [((1.0, 3.0), 1, 1), ((1.0, 5.0), 2, 2)]


def test_each_column_knows_the_words_of_its_own_scale() -> None:
    found = shown(adult(60, 4), youth(55, 3))
    assert [[one.value for one in column.steps] for column in found.columns] == [[1, 2, 3], [1, 2, 3, 4, 5]]


def test_a_number_that_is_not_there_says_why() -> None:
    found = shown(adult(60, "ved_ikke"), youth(55, 3))
    assert [cells[0].score.reason for cells in found.rows[0].cells] == [None, "tooFewAnswers"]


def test_who_could_have_answered_and_has_not_is_named() -> None:
    assert shown(adult(60, 4)).silent == ("Den unge", "Læreren")


@pytest.mark.parametrize(("days", "older"), [(80, [False, False]), (95, [True, False])])
def test_a_round_long_before_the_newest_is_marked(days: int, older: list[bool]) -> None:
    found = shown(youth(0, 3), adult(days, 4))
    assert [one.is_older for one in found.columns] == older


def test_how_far_apart_is_far_is_the_sections_to_say() -> None:
    assert [one.is_older for one in shown(youth(0, 3), adult(20, 4), apart="P14D").columns] == [True, False]


def test_of_several_forms_the_one_used_last_is_shown() -> None:
    found = shown(adult(0, 2, informant="ung"), youth(30, 3), adult(31, 4))
    assert [(one.informant, one.questionnaire) for one in found.columns] == [
        ("Den unge", "status_ung"),
        ("Kontaktpersonen", "status"),
    ]


def test_what_not_every_reader_may_see_is_left_out() -> None:
    found = shown(adult(60, 4), youth(55, 3), audience=("staff", "citizen"))
    assert values(found) == {"Skole": [[3.0], [4.0]]}


def test_another_stay_is_another_story() -> None:
    before = youth(0, 1, episode="e0"), adult(1, 1, episode="e0")
    assert values(shown(*before, adult(90, 5))) == {"Skole": [[5.0]], "Hverdag og det at komme op": [[3.0]]}


def test_an_older_round_is_shown_with_what_others_had_said_by_then() -> None:
    made = secure()
    rounds = (adult(0, 2), youth(5, 1), adult(60, 4), youth(65, 3))
    every = history({made.digest: made}, rounds, words()).series
    whole = next(one for one in every if one.questionnaire == "status")
    first = replace(whole, points=whole.points[:1], steps=())
    assert values(side_by_side(given(every, first)))["Skole"] == [[1.0], [2.0]]
    assert values(side_by_side(given(every, whole)))["Skole"] == [[3.0], [4.0]]


def test_several_numbers_about_one_area_share_a_cell() -> None:
    both = {"alt": {"title": "Alt", "indicators": ["skole_status", "hverdag_status"]}}
    (row,) = shown(adult(0, 2, 5), rows=both).rows
    assert [[(cell.title, cell.score.value) for cell in cells] for cells in row.cells] == [
        [("Skole", 2.0), ("Hverdag", 5.0)]
    ]


def test_another_programme_has_no_column() -> None:
    made = secure()
    every = history({made.digest: made}, (adult(0, 2),), words()).series
    other = replace(every[0], programme="andet", informant="laerer")
    assert len(side_by_side(given((*every, other), every[0])).columns) == 1


def test_nothing_to_show_is_no_row() -> None:
    found = shown(adult(0, 2), rows={"x": {"title": "X", "indicators": "findes_ikke"}})
    assert (found.columns, found.rows) == ((), ())


def test_the_days_are_those_of_the_answers() -> None:
    assert shown(adult(0, 2)).columns[0].day == date(2026, 1, 1)
