"""The sections that tell how answers came about: rounds, missing answers, own words, notes. And true time."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from sipforms.engine.compare.history import history
from sipforms.engine.report import area_title
from sipforms.engine.score.missing import Gap
from sipforms.engine.time_axis import time_axis
from sipforms.plugins.sections.missing import missing
from sipforms.plugins.sections.notes import notes
from sipforms.plugins.sections.open_answers import open_answers
from sipforms.plugins.sections.rounds import rounds
from tests.plugins.individual import FACES, INDICATORS, MADE, QUESTIONS, answered, given, pair, response, stay
from tests.scores.small import programme, vocabulary

FIRST, SECOND, THIRD = date(2024, 1, 10), date(2024, 2, 9), date(2026, 2, 8)
ANSWERS = answered(pair(5, 2), pair(4, 4), pair(3, 3), trapper=1, skjult=2)


def test_rounds_say_when_how_and_how_much() -> None:
    lacking = answered(pair(5, "nej_tak"), pair(4, 4), pair(3, 3), trapper=1, skjult=2)
    made = rounds(given(response(1, FIRST, ANSWERS), response(2, SECOND, ANSWERS), response(3, THIRD, lacking)))
    assert [one.days_since for one in made.rounds] == [None, 30, 730]
    assert [(one.number, one.answered, one.asked) for one in made.rounds] == [(1, 8, 8), (2, 8, 8), (3, 7, 8)]
    assert {(one.mode, one.informant, one.version) for one in made.rounds} == {("interview", "Borgeren", "1.0.0")}
    assert all(one.breaks == () for one in made.rounds)
    assert not made.has_moved


def test_another_way_of_answering_is_a_break_of_everything() -> None:
    made = rounds(given(response(1, FIRST, ANSWERS, mode="observation"), response(2, SECOND, ANSWERS)))
    (why,) = made.rounds[1].breaks
    assert (why.why, why.titles) == ("mode", ())


def test_where_a_citizen_who_moved_lived_stands_with_each_round() -> None:
    stays = (stay("e1", "Hus A", date(2023, 1, 1)), stay("e2", "Hus B", date(2024, 2, 1)))
    made = rounds(given(response(1, FIRST, ANSWERS, episode="e1"), response(2, SECOND, ANSWERS), stays=stays))
    assert [one.unit for one in made.rounds] == ["Hus A", "Hus B"]
    assert made.has_moved
    alone = rounds(given(response(1, FIRST, ANSWERS), response(2, SECOND, ANSWERS), stays=stays[:1]))
    assert not alone.has_moved


def test_a_round_that_was_corrected_says_so() -> None:
    made = rounds(given(replace(response(1, FIRST, ANSWERS), number=2)))
    assert made.rounds[0].is_corrected


def test_missing_answers_stand_with_their_reason_and_what_they_were_last_time() -> None:
    before = answered(pair(5, "ved_ikke"), pair(4, 4), pair(3, 3), trapper=1, skjult=1)
    now = answered(pair("nej_tak", "nej_tak"), pair(4, "irrelevant"), pair(3, 3), trapper="ved_ikke")
    made = missing(given(response(1, FIRST, before), response(2, SECOND, now)))
    assert (made.asked, made.answered, made.not_asked) == (8, 3, 0)
    assert [(one.title, one.asks, one.gap, one.also_before) for one in made.gaps] == [
        ("En nær ven", ("Vigtigt?", "Tilfreds?"), Gap.DECLINED, False),  # only one of the two was missing last time
        ("Besøg", ("Tilfreds?",), Gap.NOT_RELEVANT, False),
        ("Trapper", (), Gap.DONT_KNOW, False),
        ("Kun for personalet", (), Gap.BLANK, False),
    ]
    assert made.counts == ((Gap.BLANK, 1), (Gap.DONT_KNOW, 1), (Gap.DECLINED, 2), (Gap.NOT_RELEVANT, 1))
    assert made.gaps[0].area == "Venner"
    assert sum(count for _gap, count in made.counts) == made.asked - made.answered


def test_what_was_missing_last_time_too_says_so() -> None:
    lacking = answered(pair(5, "ved_ikke"), pair(4, 4), pair(3, 3), trapper=1, skjult=1)
    made = missing(given(response(1, FIRST, lacking), response(2, SECOND, lacking)))
    assert [(one.title, one.also_before) for one in made.gaps] == [("En nær ven", True)]


def test_room_for_own_words_lacks_nothing_and_what_readers_may_not_see_is_not_counted() -> None:
    made = missing(given(response(1, FIRST, ANSWERS), audience=("staff", "citizen")))
    assert (made.asked, made.answered, made.gaps) == (7, 7, ())


@pytest.mark.parametrize(
    ("audience", "told"),
    [(("staff",), ["Dine egne ord", "Personalets ord"]), (("staff", "citizen"), ["Dine egne ord"])],
)
def test_own_words_stand_beside_last_times_for_whoever_may_see_them(audience: Any, told: list[str]) -> None:
    before = {**ANSWERS, "ord": "Det var svært.", "lukket": "x"}
    now = {**ANSWERS, "ord": "Det er bedre.\nMeget.", "lukket": "x"}
    made = open_answers(given(response(1, FIRST, before), response(2, SECOND, now), audience=audience))
    assert [one.title for one in made.answers] == told
    own = made.answers[0]
    assert (own.now, own.before, own.before_day) == ("Det er bedre.\nMeget.", "Det var svært.", FIRST)
    assert "bedre" not in repr(made)


def test_the_first_words_have_nothing_before_them_and_silence_is_told_once() -> None:
    said = {**ANSWERS, "ord": "Hej"}
    (first,) = open_answers(given(response(1, FIRST, said))).answers
    assert (first.now, first.before) == ("Hej", None)
    (silent,) = open_answers(given(response(1, FIRST, said), response(2, SECOND, ANSWERS))).answers
    assert (silent.now, silent.before, silent.before_day) == ("", "Hej", FIRST)


@pytest.mark.parametrize(
    ("audience", "told"), [(("staff",), ["Venner-note", "Skjult note", "Ord"]), (("citizen",), ["Venner-note", "Ord"])]
)
def test_notes_stand_only_where_all_that_they_are_about_may_be_seen(audience: Any, told: list[str]) -> None:
    written = {"ord": "Ord", "skjult": "Skjult note", "venner.naer.tilfreds": "Venner-note", "navn": "Hvem det er"}
    made = notes(given(response(1, FIRST, ANSWERS, notes=written), audience=audience))
    assert [one.text for one in made.notes] == told
    assert (made.notes[0].title, made.notes[0].area) == ("En nær ven", "Venner")
    assert "Venner-note" not in repr(made)


def test_a_reason_is_not_told_to_somebody_who_may_not_see_everything_it_can_be_about() -> None:
    answered_ = response(1, FIRST, ANSWERS, reasons={"ukendt": "Fordi"})
    assert notes(given(answered_, audience=("citizen",))).notes == ()


def test_a_question_stands_in_its_innermost_area() -> None:
    asked = MADE.questionnaires["q"]
    assert area_title(asked, ("venner", "naer", "tilfreds")) == "Venner"
    assert area_title(asked, ("trapper",)) == ""


@pytest.mark.parametrize(
    ("days", "ticks"),
    [
        (("2022-11-10", "2025-11-13"), [f"{year}-{month}-01" for year in (2023, 2024, 2025) for month in ("01", "07")]),
        (("2026-01-01", "2026-01-20"), ["2026-01-01"]),
        (("2026-01-05", "2026-01-05"), []),
        (("2026-01-05", "2026-03-20"), ["2026-02-01", "2026-03-01"]),
        (("2010-06-01", "2026-06-01"), ["2015-01-01", "2020-01-01", "2025-01-01"]),
    ],
)  # fmt: skip
def test_a_time_axis_names_few_days(days: tuple[str, ...], ticks: list[str]) -> None:
    axis = time_axis([date.fromisoformat(one) for one in days])
    assert [one.day.isoformat() for one in axis.ticks] == ticks


@for_all(st.lists(st.dates(date(1990, 1, 1), date(2060, 1, 1)), min_size=1, max_size=12))
def test_time_is_true_and_ordered_on_the_axis(days: list[date]) -> None:
    axis = time_axis(days)
    span = (axis.ends - axis.begins).days
    assert len(axis.ticks) <= 8
    for one in days:
        share = axis.share(one)
        assert 0 <= share <= 1
        assert abs(share * span - (one - axis.begins).days) < 1e-6


def test_of_mixed_versions_only_what_was_asked_otherwise_is_not_compared() -> None:
    """Both versions are named by their number, and the rest of the round is compared as ever."""
    older = programme(
        {**QUESTIONS, "trapper": {"title": "At gå på trapper", "scale": "svaert"}},
        INDICATORS,
        {"svaert": FACES},
        {"modes": ["interview", "observation"], "informants": ["borger", "personale"]},
        informants={"borger": "Borgeren", "personale": "Personalet"},
        version="0.9.0",
    )
    both = {older.digest: older, MADE.digest: MADE}
    answered_ = (response(1, FIRST, ANSWERS, older), response(2, SECOND, ANSWERS))
    (series,) = history(both, answered_, vocabulary()).series
    made = rounds(replace(given(answered_[1]), programmes=both, series=series))
    assert [one.version for one in made.rounds] == ["0.9.0", "1.0.0"]
    assert [(one.why, one.titles) for one in made.rounds[1].breaks] == [("wording", ("Trapper",))]
