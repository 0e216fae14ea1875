"""What helps beside a field, without any screen: no key and no click breaks it, and what it writes it reads again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.actions.form.options import choices
from sipforms.engine.programme import Kind, Option, Question, Scale, Wording
from sipforms.render.days import as_date
from sipforms.tui.aids.calendar import ROWS, Calendar
from sipforms.tui.aids.offered import Offered

TODAY = date(2026, 11, 22)
KEYS = st.sampled_from(["up", "down", "left", "right", "pageup", "pagedown", "f3", "home", "x"])
ENDS = (date(1000, 1, 1), date(1000, 1, 31), date(9999, 12, 31), date(9999, 12, 1), date(2024, 2, 29), TODAY)


@given(st.sampled_from(ENDS), st.lists(KEYS, max_size=30))
def test_whatever_is_pressed_a_day_is_picked_and_drawn(begin: date, keys: list[str]) -> None:
    calendar, typed = Calendar(begin), ""
    for key in keys:
        typed = calendar.pressed(key, typed) or typed
        assert not typed or as_date(typed, begin) is not None
        drawn = calendar.drawn(typed, 80, ROWS)
        assert drawn is not None
        assert drawn.plain.count("\n") < ROWS


@given(st.text(max_size=12), st.integers(-2, 12), st.integers(-2, 90))
def test_a_click_beside_the_days_picks_nothing(typed: str, row: int, column: int) -> None:
    calendar = Calendar(TODAY)
    calendar.drawn(typed, 80, ROWS)
    picked = calendar.pointed(row, column, typed)
    assert picked is None or as_date(picked, TODAY) is not None


def test_the_month_is_not_drawn_where_it_has_no_room() -> None:
    assert Calendar(TODAY).drawn("", 80, ROWS - 1) is None
    assert Calendar(TODAY).drawn("", 20, ROWS) is None


@pytest.mark.parametrize(
    ("keys", "days"),
    [(["down"], 0), (["down", "down"], 7), (["down", "right"], 1), (["up", "up"], -7), (["left"], None)],
)
def test_the_first_key_picks_today_and_the_others_go_from_there(keys: list[str], days: int | None) -> None:
    calendar, typed = Calendar(TODAY), ""
    for key in keys:
        typed = calendar.pressed(key, typed) or typed
    assert as_date(typed, TODAY) == (None if days is None else TODAY + timedelta(days=days))


def test_a_month_on_from_the_last_day_of_a_long_month_is_the_last_of_a_short_one() -> None:
    calendar = Calendar(TODAY)
    assert calendar.pressed("pagedown", "31-01-2026") == "28-02-2026"
    assert calendar.pressed("pageup", "31-12-2026") == "30-11-2026"


def offered(count: int, *, several: bool = False) -> Offered:
    options = tuple(Option(value=place, title=f"Svar {place}") for place in range(count))
    kind = Kind.CHOICES if several else Kind.CHOICE
    scale = Scale(id="s", options=options)
    question = Question(path=("q",), item=("q",), kind=kind, wording=Wording(title="q"), scale=scale)
    return Offered(question, choices(question), None)


@given(
    st.integers(0, 40),
    st.lists(st.one_of(KEYS, st.text("svar 0123", max_size=6)), max_size=20),
    st.integers(10, 120),
    st.integers(0, 12),
)
def test_whatever_is_typed_only_an_answer_that_is_marked_is_taken(
    count: int, done: list[str], width: int, rows: int
) -> None:
    aid, typed = offered(count, several=count % 2 == 1), ""
    for one in done:
        moved = aid.pressed(one, typed)
        typed = one if moved is None and one not in ("up", "down", "pageup", "pagedown") else typed
        drawn, chosen = aid.drawn(typed, width, rows), aid.choice(typed)
        assert chosen is None or drawn is not None
        if chosen is not None and drawn is not None:
            assert drawn.plain.count("▶") == 1


def test_two_hundred_answers_are_searched_in_the_blink_of_an_eye() -> None:
    aid = offered(200)
    assert aid.reads("199").words
    chosen = aid.choice("199")
    assert chosen is not None
    assert chosen.value == 199
