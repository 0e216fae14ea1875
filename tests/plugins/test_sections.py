"""Report sections on hand-made rounds: one, two, broken, two informants, no dimensions, no numbers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sipforms.engine.compare.history import Series, history
from sipforms.engine.programme import Programme
from sipforms.engine.report import SectionInput
from sipforms.engine.response import Json, Response
from sipforms.plugins.sections.answers import Answers, answers
from sipforms.plugins.sections.development import Development, development
from sipforms.plugins.sections.history import Course, course
from sipforms.plugins.sections.talking_points import TalkingPoint, talking_points
from tests.scores.small import programme, vocabulary

QUESTIONS: dict[str, Any] = {
    "venner": {
        "title": "Venner",
        "properties": {
            "naer": {"title": "En nær ven", "scale": "begge"},
            "besoeg": {"title": "Besøg", "scale": "begge"},
        },
    },
    "krop": {"title": "Krop", "properties": {"soevn": {"title": "Din søvn", "scale": "begge"}}},
    "navn": {"title": "Navn", "type": "string", "sensitivity": "identity"},
    "noter": {"title": "Noter", "type": "string", "multiline": True, "sensitivity": "freeText"},
    "alt": {"title": "Alt i alt", "scale": "fem"},
}
PAIRS = {"from": "{0}.*.vigtig", "minus": "{0}.*.tilfreds"}


def mean(area: str, end: str) -> dict[str, Any]:
    return {
        "title": f"{end} {area}",
        "area": area,
        "scorer": "mean",
        "items": f"{area}.*.{end}",
        "missing": {"maxShare": "1/2"},
    }


INDICATORS: dict[str, Any] = {
    "venner_tilfreds": mean("venner", "tilfreds"),
    "venner_vigtig": mean("venner", "vigtig"),
    "krop_tilfreds": mean("krop", "tilfreds"),
    "krop_vigtig": mean("krop", "vigtig"),
    "krop_ord": {
        "title": "Krop i et ord",
        "area": "krop",
        "scorer": "quadrant",
        "items": {"from": "krop.*.vigtig", "minus": "krop.*.tilfreds"},
        "missing": {"minPairs": 1},
    },
    "alt": {"title": "Alt", "scorer": "mean", "items": "alt", "missing": {"maxShare": 0}},
}
MADE = programme(QUESTIONS, INDICATORS, informants={"borger": "Borgeren", "personale": "Personalet"})


def pair(important: Json, satisfied: Json) -> dict[str, Json]:
    return {"vigtig": important, "tilfreds": satisfied}


ROUND: dict[str, Any] = {
    "venner": {"naer": pair(5, 2), "besoeg": pair(4, 4)},
    "krop": {"soevn": pair(3, 1)},
    "navn": "Ahorn",
    "noter": "En lang historie",
    "alt": 3,
}
LATER: dict[str, Any] = {
    **ROUND,
    "venner": {"naer": pair(5, 4), "besoeg": pair(4, "ved_ikke")},
    "alt": 5,
    "noter": "Ny",
}


def response(number: int, given: Mapping[str, Any], made: Programme = MADE, **envelope: Any) -> Response:
    then = datetime(2020 + number, 1, 2, tzinfo=UTC)
    whole = Response(
        id=f"s{number}-{envelope.get('informant', '')}",
        programme=made.id,
        version=made.version,
        digest=made.digest,
        questionnaire="q",
        mode="interview",
        informant="borger",
        answered_on=date(2020 + number, 1, 1),
        begun_at=then,
        handed_in_at=then,
        answers=given,
    )
    return replace(whole, **envelope)


def series(*rounds: Response, made: Programme = MADE, informant: str = "borger") -> Series:
    found = history({made.digest: made}, rounds, vocabulary()).of("q", informant)
    assert found is not None
    return found


def given(found: Series, made: Programme = MADE, **settings: Any) -> SectionInput:
    return SectionInput(
        programme=made, programmes={made.digest: made}, series=found, settings=settings, vocabulary=vocabulary()
    )


ONE = series(response(1, ROUND))
TWO = series(response(1, ROUND), response(2, LATER))
BROKEN = series(response(1, ROUND), response(2, LATER, mode="observation"))


def developed(found: Series, **settings: Any) -> Development:
    return development(given(found, **{"indicators": "*_tilfreds", "beside": "*_vigtig", **settings}))


def test_the_first_round_has_nothing_before_it() -> None:
    shown = developed(ONE)
    assert [row.title for row in shown.rows] == ["Venner", "Krop"]
    assert [(row.main.now.value, row.beside.now.value if row.beside else None) for row in shown.rows] == [
        (3.0, 4.5),
        (1.0, 3.0),
    ]
    assert all(row.main.before is None and row.main.change is None for row in shown.rows)
    assert (shown.before, shown.broken, shown.today) == (None, None, date(2021, 1, 1))


def test_what_the_two_have_in_common_comes_from_the_dimensions() -> None:
    shown = developed(ONE)
    assert (shown.main, shown.beside) == ("Tilfreds?", "Vigtigt?")
    assert shown.range == (1.0, 5.0)
    assert [step.title for step in shown.steps] == [f"trin {number}" for number in range(1, 6)]


def test_the_second_round_has_the_first_beside_it() -> None:
    row = developed(TWO).rows[0]
    assert (row.main.now.value, row.main.before.value if row.main.before else None) == (4.0, 3.0)
    assert row.main.change is not None
    assert row.main.change.difference == 1.0
    assert developed(TWO).before == date(2021, 1, 1)


def test_another_way_of_answering_breaks_all_lines_for_one_reason() -> None:
    shown = developed(BROKEN)
    assert shown.broken == "mode"
    assert all(row.main.change and row.main.change.difference is None for row in shown.rows)


def test_indicators_without_a_range_are_no_lines() -> None:
    assert [row.main.indicator.id for row in developed(ONE, indicators="krop_*", beside=None).rows] == [
        "krop_tilfreds",
        "krop_vigtig",
    ]


def test_a_pattern_that_fits_nothing_gives_nothing() -> None:
    shown = developed(ONE, indicators="findes_ikke_*")
    assert (shown.rows, shown.range, shown.steps, shown.main) == ((), None, (), "")


def test_numbers_on_different_scales_share_no_range() -> None:
    made = programme(QUESTIONS, {**INDICATORS, "procent": {**mean("krop", "tilfreds"), "scorer": "percentOfMax"}})
    shown = development(given(series(response(1, ROUND, made), made=made), made, indicators="*"))
    assert shown.range is None


def test_a_programme_without_dimensions_has_lines_of_its_own_titles() -> None:
    made = programme(
        {"glad": {"title": "Glad", "scale": "fem"}},
        {"glad": {"title": "Gladhed", "scorer": "mean", "items": "glad", "missing": {"maxShare": 0}}},
    )
    shown = development(given(series(response(1, {"glad": 4}, made), made=made), made, indicators="*"))
    assert [(row.title, row.main.now.value, row.beside) for row in shown.rows] == [("Gladhed", 4.0, None)]
    assert (shown.main, [one.title for one in shown.steps]) == ("", [f"trin {number}" for number in range(1, 6)])


@pytest.mark.parametrize("how", [{"scorer": "mean", "reversed": "glad"}, {"scorer": "count", "where": {"atLeast": 4}}])
def test_a_number_that_is_turned_round_or_counted_has_no_words_of_the_scale(how: dict[str, Any]) -> None:
    made = programme(
        {"glad": {"title": "Glad", "scale": "fem"}},
        {"glad": {"title": "Gladhed", "items": "glad", "missing": {"maxShare": 0}, **how}},
    )
    shown = development(given(series(response(1, {"glad": 4}, made), made=made), made, indicators="*"))
    assert len(shown.rows) == 1
    assert shown.steps == ()


def test_a_gap_that_became_another_gap_is_no_change() -> None:
    before, now = ({**ROUND, "alt": gap} for gap in ("ved_ikke", "nej_tak"))
    made = answers(given(series(response(1, before), response(2, now)), changed=True))
    assert [one.title for one in made.changes] == []


def test_words_instead_of_a_picture_when_the_programme_says_so() -> None:
    assert developed(ONE, chart="words").in_words
    assert not developed(ONE, chart="dumbbell").in_words


def points(found: Series, **settings: Any) -> tuple[TalkingPoint, ...]:
    return talking_points(given(found, **settings))


def test_what_matters_and_does_not_satisfy_comes_first() -> None:
    found = points(ONE)
    assert [one.title for one in found] == ["En nær ven", "Din søvn", "Besøg"]
    first = found[0]
    assert (first.importance.value, first.satisfaction.value) == (5, 2)
    assert (first.asks_importance, first.asks_satisfaction) == ("Vigtigt?", "Tilfreds?")
    assert (first.satisfaction_before, first.difference) == (None, None)


def test_what_is_hard_and_does_not_satisfy_is_something_to_talk_about_too() -> None:
    hard = {
        "dimensions": ["svaert", "tilfreds"],
        "properties": {
            "svaert": {"title": "Svært?", "scale": "fem", "direction": "higherIsWorse"},
            "tilfreds": {"title": "Tilfreds?", "scale": "fem", "direction": "higherIsBetter"},
        },
    }
    made = programme({"gaa": {"title": "At gå", "scale": "svaert_tilfreds"}}, {}, {"svaert_tilfreds": hard})
    answers = {"gaa": {"svaert": 4, "tilfreds": 2}}
    found = talking_points(given(series(response(1, answers, made), made=made), made))
    assert [(one.title, one.asks_importance, one.importance.value) for one in found] == [("At gå", "Svært?", 4)]


def test_only_so_many_are_told_and_none_that_is_not_there() -> None:
    assert len(points(ONE, top=1)) == 1
    satisfied = {**ROUND, "venner": {"naer": pair(5, 5), "besoeg": pair(1, 1)}, "krop": {"soevn": pair("ved_ikke", 1)}}
    assert points(series(response(1, satisfied))) == ()


def test_last_time_is_told_where_it_may_be_compared() -> None:
    first = next(one for one in points(TWO) if one.title == "En nær ven")
    assert first.satisfaction_before is not None
    assert (first.satisfaction_before.value, first.difference) == (2, 2)
    broken = next(one for one in points(BROKEN) if one.title == "En nær ven")
    assert broken.difference is None


def answered(found: Series, **settings: Any) -> Answers:
    return answers(given(found, **settings))


def test_all_answers_but_who_somebody_is_and_stories() -> None:
    shown = [(one.title, one.question.dimension) for one in answered(ONE).changes]
    assert ("En nær ven", "vigtig") in shown
    assert ("Alt i alt", None) in shown
    assert not {"Navn", "Noter"} & {title for title, _dimension in shown}
    with_text = {one.title for one in answered(ONE, text=True).changes}
    assert "Noter" in with_text
    assert "Navn" not in with_text


def test_only_what_changed() -> None:
    shown = answered(TWO, changed=True)
    assert [(one.title, one.difference) for one in shown.changes] == [
        ("En nær ven", 2),
        ("Besøg", None),
        ("Alt i alt", 2),
    ]
    assert (shown.only_changed, shown.is_first, shown.broken) == (True, False, None)


def test_the_first_time_nothing_has_changed() -> None:
    shown = answered(ONE, changed=True)
    assert (shown.changes, shown.is_first) == ((), True)


def test_across_a_break_nothing_is_called_changed_and_the_reason_is_there() -> None:
    shown = answered(BROKEN, changed=True)
    assert (shown.changes, shown.is_first, shown.broken) == ((), False, "mode")


def drawn(*rounds: Response, **settings: Any) -> Course:
    return course(given(series(*rounds), **settings))


def test_the_course_has_a_line_an_indicator_with_every_round() -> None:
    shown = drawn(response(1, ROUND), response(2, LATER), response(3, ROUND), indicators="*_tilfreds")
    assert [line.title for line in shown.lines] == ["Venner", "Krop"]
    assert [score.value if score else None for score in shown.lines[0].scores] == [3.0, 4.0, 3.0]
    assert (shown.is_long_enough, shown.range, shown.days[-1]) == (True, (1.0, 5.0), date(2023, 1, 1))
    assert all(line.breaks == () for line in shown.lines)


def test_two_rounds_are_no_course() -> None:
    assert not drawn(response(1, ROUND), response(2, LATER)).is_long_enough


def test_a_break_stands_after_the_round_before_it() -> None:
    shown = drawn(
        response(1, ROUND), response(2, LATER), response(3, ROUND, mode="observation"), indicators="*_tilfreds"
    )
    assert [line.breaks for line in shown.lines] == [((1, "mode"),)] * 2


def test_a_new_indicator_begins_where_it_begins() -> None:
    later = programme(
        QUESTIONS,
        {**INDICATORS, "krop_ny": mean("krop", "tilfreds")},
        version="1.1.0",
        informants={"borger": "Borgeren"},
    )
    both = {MADE.digest: MADE, later.digest: later}
    found = history(both, (response(1, ROUND), response(2, ROUND, later)), vocabulary()).of("q", "borger")
    assert found is not None
    asked = replace(given(found, later, indicators="krop_ny"), programmes=both)
    shown = course(asked)
    assert shown.lines[0].scores[0] is None
    assert shown.lines[0].breaks == ((0, "newIndicator"),)


@pytest.mark.parametrize("section", [development, talking_points, answers, course])
def test_two_informants_are_two_series(section: Any) -> None:
    """What staff answered is nowhere in the citizen's."""
    rounds = (response(1, ROUND), response(2, {**LATER, "alt": 1}, informant="personale"), response(3, LATER))
    citizen = series(*rounds)
    assert [point.response.informant for point in citizen.points] == ["borger", "borger"]
    alone = series(*(one for one in rounds if one.informant == "borger"))
    assert section(given(citizen, indicators="*")) == section(given(alone, indicators="*"))


@pytest.mark.parametrize(
    ("readers", "is_shown"),
    [(("staff",), True), (("staff", "citizen"), False), (("relatives",), False), ((), True)],
    ids=["staff", "staff and citizen", "relatives", "nobody named"],
)
def test_an_answer_is_shown_only_where_every_reader_may_see_it(readers: tuple[str, ...], *, is_shown: bool) -> None:
    questions = {**QUESTIONS, "alt": {**QUESTIONS["alt"], "audience": ["staff"]}}
    made = programme(questions, INDICATORS, informants={"borger": "Borgeren"})
    rounds = [replace(response(number, answers_), digest=made.digest) for number, answers_ in ((1, ROUND), (2, LATER))]
    shown = answers(replace(given(series(*rounds, made=made), made), audience=readers))
    assert ("alt" in {one.path[0] for one in shown.changes}) is is_shown


def test_what_somebody_told_in_their_own_words_is_not_shown_unasked() -> None:
    questions = {**QUESTIONS, "fortael": {"title": "Fortæl", "type": "string"}}
    made = programme(questions, INDICATORS, informants={"borger": "Borgeren"})
    told = {**LATER, "fortael": "Med egne ord"}
    rounds = [replace(response(number, one), digest=made.digest) for number, one in ((1, ROUND), (2, told))]
    found = series(*rounds, made=made)
    assert "fortael" not in {one.path[0] for one in answers(given(found, made)).changes}
    assert "fortael" in {one.path[0] for one in answers(given(found, made, text=True)).changes}


def test_lines_about_one_area_keep_their_own_titles() -> None:
    """Three lines called "Krop" would say nothing about which is which."""
    assert [row.title for row in developed(ONE, indicators="krop_*", beside=None).rows] == [
        "tilfreds krop",
        "vigtig krop",
    ]
    shown = drawn(response(1, ROUND), response(2, LATER), response(3, ROUND), indicators="krop_*")
    assert [line.title for line in shown.lines] == ["tilfreds krop", "vigtig krop"]


CLOSED = programme(
    {
        **QUESTIONS,
        "krop": {
            "title": "Krop",
            "audience": ["staff"],
            "properties": {"soevn": {"title": "Din søvn", "scale": "begge"}},
        },
    },
    INDICATORS,
    informants={"borger": "Borgeren", "personale": "Personalet"},
)


@pytest.mark.parametrize(("audience", "areas"), [(("staff",), ["Venner", "Krop"]), (("citizen", "staff"), ["Venner"])])
def test_a_number_is_told_only_to_those_who_may_see_what_is_behind_it(
    audience: tuple[str, ...], areas: list[str]
) -> None:
    closed = replace(given(series(response(1, ROUND, CLOSED), made=CLOSED), CLOSED), audience=audience)
    shown = development(replace(closed, settings={"indicators": "*_tilfreds"}))
    assert [row.title for row in shown.rows] == areas
    assert {one.path[0] for one in talking_points(closed)} == {area.lower() for area in areas}
    lines = course(replace(closed, settings={"indicators": "*_tilfreds"})).lines
    assert [one.title for one in lines] == areas


@pytest.mark.parametrize(
    ("lines", "beside", "expected"),
    [
        ("*_tilfreds", "*_vigtig", (True, False)),
        ("*_vigtig", "*_tilfreds", (False, False)),
        ("*_tilfreds", "*_tilfreds", (False, False)),
        ("*_tilfreds", None, (False, False)),
        ("*_svaer", None, (False, True)),
        ("*_svaer", "*_vigtig", (False, True)),
    ],
)
def test_something_is_missing_only_where_importance_stands_beside_what_is_good(
    lines: str, beside: str | None, expected: tuple[bool, bool]
) -> None:
    hard = {**mean("krop", "tilfreds"), "higherIs": "worse"}
    made = programme(QUESTIONS, {**INDICATORS, "krop_svaer": hard}, informants={"borger": "Borgeren"})
    shown = development(given(series(response(1, ROUND, made), made=made), made, indicators=lines, beside=beside))
    assert (shown.is_wished, shown.is_burden) == expected


def test_answers_know_their_area_because_several_areas_may_ask_the_same() -> None:
    made = answers(given(series(response(1, ROUND), response(2, LATER)), changed=True))
    assert [(area, [one.title for one in changes]) for area, changes in made.by_area()] == [
        ("Venner", ["En nær ven", "Besøg"]),
        ("", ["Alt i alt"]),
    ]
