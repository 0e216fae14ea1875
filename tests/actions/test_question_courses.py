"""The questions behind a number over all rounds: the same answers as the responses hold, and breaks where there are."""

from collections.abc import Callable

import pytest

from sipforms.actions.follow import history_of, programmes_of
from sipforms.actions.question_courses import courses_behind, question_courses
from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.flat import flattened
from sipforms.engine.compare.history import Series
from sipforms.engine.programme import Programme
from sipforms.engine.score.missing import Gap
from sipforms.store.casefile import CaseFile
from tests.tui.conftest import place, rounds

__all__ = ["place", "rounds"]
Rounds = Callable[..., CaseFile]


def series_of(place: Workplace, file: CaseFile) -> Series:
    found = history_of(place, file).of("livskvalitet", "borger")
    assert found is not None
    return found


@pytest.mark.parametrize("count", [1, 2, 4])
def test_the_readings_are_what_each_round_holds(
    place: Workplace, rounds: Rounds, voksen: Programme, count: int
) -> None:
    file = rounds(count)
    series = series_of(place, file)
    entries = voksen.questionnaires["livskvalitet"].entries
    held = [flattened(entries, point.response.answers).answers for point in series.points]
    courses = list(question_courses(programmes_of(place, file), series))
    assert len(courses) > 60
    for course in courses:
        for place_, answers in enumerate(held):
            reading = course.readings[place_]
            expected = answers.get(course.path)
            assert reading == expected if expected is not None else isinstance(reading, Gap)


def test_two_questions_of_one_item_are_known_by_it(place: Workplace, rounds: Rounds) -> None:
    file = rounds(2)
    series = series_of(place, file)
    main = courses_behind(place, file, series, "relationer_tilfredshed")
    beside = courses_behind(place, file, series, "relationer_vigtighed")
    assert len(main) >= 5
    assert {one.item for one in beside} <= {one.item for one in main}
    assert all(one.question.dimension == "tilfredshed" for one in main)
    assert all(one.before == 1 and one.now == 2 for one in main)


def test_the_first_round_has_nothing_before(place: Workplace, rounds: Rounds) -> None:
    file = rounds(1)
    courses = courses_behind(place, file, series_of(place, file), "relationer_tilfredshed")
    assert all(one.before is None and not one.breaks for one in courses)
