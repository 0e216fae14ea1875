"""Development of a group: cases worked out by hand (tests/developments), and rules that hold for any people."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from sipforms.engine.gather.development_table import Course, DevelopmentRow, DevelopmentTable
from sipforms.engine.withhold.releasing import Releasing
from sipforms.plugins.sections.group_development import developed
from tests.engine.developments import development_input, people

LEAST = 5
CASES = sorted((Path(__file__).parent.parent / "developments").glob("*.yaml"))


def table_of(written: dict[str, Any]) -> DevelopmentTable:
    wanted = {"indicators": "skole_status", **written.get("settings", {})}
    return developed(development_input(people(written["people"]), written, **wanted))


def told(one: Course | None) -> dict[str, Any]:
    if one is None:
        return {}
    interval = one.change.interval
    return {
        "n": one.people,
        "mean": one.change.value,
        "interval": None if interval is None else [interval.low, interval.high],
        "size": one.size.value,
        "test": one.test and one.test.kind,
        "p": one.test and one.test.p,
        "start": one.start,
        "end": one.end,
        "places": one.places,
        "ways": None if one.ways is None else {"+".join(way.ways): way.people for way in one.ways if way.people},
    }


def near(value: Any) -> Any:
    return pytest.approx(value, abs=0.00006) if isinstance(value, (float, list)) else value


def row_for(table: DevelopmentTable, wanted: dict[str, Any]) -> DevelopmentRow:
    (found,) = (
        row
        for row in table.rows
        if row.outcome.indicator == wanted.get("outcome", "skole_status")
        and wanted.get("way") in (None, row.respondents.way)
        and wanted.get("informant") in (None, row.respondents.informant)
    )
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_development_is_as_worked_out_by_hand(case: Path) -> None:
    written = yaml.safe_load(case.read_text("utf-8"))
    table = table_of(written)
    assert table.lack == written.get("lack")
    assert len(table.rows) == len(written.get("rows", ()))
    for wanted in written.get("rows", ()):
        row = row_for(table, wanted)
        assert row.lack == wanted.get("lack"), wanted
        assert row.comparison_lack == wanted.get("others_lack"), wanted
        for side, course in (("own", row.course), ("others", row.comparison)):
            figures = told(course)
            expected = wanted.get(side, {})
            assert bool(expected) is bool(figures), (side, wanted)
            for name, value in expected.items():
                assert figures[name] == near(value), (name, wanted)
        out = None if row.counted_out is None else {"+".join(one.why): one.people for one in row.counted_out}
        assert out == wanted.get("out"), wanted
        assert (row.people, row.gone) == (wanted.get("people"), wanted.get("gone")), wanted


# --- the same figures, computed elsewhere -------------------------------------------------------------------------

PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "before": st.sampled_from([1, 2, 3, 4, 5, "ved_ikke"]),
            "now": st.sampled_from([1, 2, 3, 4, 5, "ved_ikke"]),
            "informant": st.sampled_from(["kontaktperson", "kontaktperson", "laerer"]),
            "modes": st.fixed_dictionaries(
                {"before": st.sampled_from(["interview", "interview", "observation"]), "now": st.just("interview")}
            ),
            "unit": st.sampled_from(["nord", "syd"]),
        },
        optional={"version": st.just("old"), "person": st.sampled_from("abc")},
    ),
    min_size=25,
    max_size=45,
)


@settings(max_examples=30, deadline=None)
@given(PEOPLE, st.sampled_from([{}, {"place": "nord"}, {"published": True}]))
def test_nothing_under_the_limit_is_ever_told(written: list[dict[str, Any]], about: dict[str, Any]) -> None:
    table = table_of({"people": written, **about})
    for row in table.rows:
        course = row.course
        assert (course is None) is (row.lack is not None)
        if course is not None:
            assert course.people >= LEAST
            assert course.ways is None or sum(one.people for one in course.ways) == course.people
            if row.people is not None and row.counted_out is not None:
                assert sum(one.people for one in row.counted_out) + course.people == row.people
            if about.get("published"):
                counts = [one.people for one in course.ways or ()] + [one.people for one in row.counted_out or ()]
                assert all(one == 0 or one >= LEAST for one in counts)
        assert row.gone is None or row.gone == 0 or row.gone >= LEAST


@settings(max_examples=20, deadline=None)
@given(PEOPLE)
def test_the_figures_are_those_of_polars_and_scipy(written: list[dict[str, Any]]) -> None:
    apart = [{**one, "person": str(number)} for number, one in enumerate(written)]
    frame = pl.DataFrame([row for one in apart for row in said_by(one)], schema=SCHEMA, orient="row")
    now, before = (frame.filter(pl.col("period") == period) for period in ("now", "before"))
    both = now.filter(pl.col("number") > 0).join(
        before.filter(pl.col("number") > 0), on=["person", "informant", "mode", "version"], suffix="_before"
    )
    for row in table_of({"people": apart}).rows:
        mine = pl.col("informant") == row.respondents.informant
        if row.respondents.way == "own" and row.course is not None:
            assert row.people == now.filter(mine).height
            is_as_computed(row.course, both.filter(mine).select(pl.col("number") - pl.col("number_before")).to_series())


SCHEMA = {"person": str, "informant": str, "mode": str, "version": str, "period": str, "number": int}


def said_by(one: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """One row for each period; no number is nothing."""
    for period in ("before", "now"):
        version = one.get("version", "new") if period == "before" else "new"
        number = one[period] if isinstance(one[period], int) else 0
        yield one["person"], one["informant"], one["modes"][period], version, period, number


def is_as_computed(course: Course, moves: pl.Series) -> None:
    assert course.people == len(moves)
    assert {one.ways: one.people for one in course.ways or ()} == {
        ("fell",): (moves < 0).sum(),
        ("same",): (moves == 0).sum(),
        ("rose",): (moves > 0).sum(),
    }
    assert course.change.value == pytest.approx(moves.mean())
    told, ends = course.change.interval, stats.ttest_1samp(moves.to_list(), 0).confidence_interval(0.95)
    assert told is not None
    assert (told.low, told.high) == pytest.approx((ends.low, ends.high))
    size = float(stats.ttest_1samp(moves.to_list(), 0).statistic) / len(moves) ** 0.5
    assert course.size.value == pytest.approx(size * (1 - 3 / (4 * len(moves) - 5)))


# --- asked for again ----------------------------------------------------------------------------------------------

SOME = [{"times": 6, "before": 2, "now": 3}, {"times": 3, "before": 3, "now": 2}]


def asked_again(more: list[dict[str, Any]]) -> tuple[DevelopmentRow, DevelopmentRow]:
    """The row of a report, and of one that is asked for a month later with more people."""
    first = development_input(people(SOME), {}, indicators="skole_status")
    (before,) = developed(first).rows
    earlier = first.releasing.released(date(2026, 4, 1), "Udvikling")
    second = development_input(people([*SOME, *more]), {}, indicators="skole_status")
    again = Releasing(policy=second.releasing.policy, register=(earlier,))
    (after,) = developed(replace(second, releasing=again)).rows
    return before, after


def test_with_a_few_more_people_the_earlier_figures_are_shown_again() -> None:
    before, after = asked_again([{"before": 1, "now": 5}, {"before": 5, "now": 1}])
    assert before.course is not None
    assert after.course is not None
    assert (after.course.as_of, after.course.waiting) == (date(2026, 4, 1), 2)
    assert replace(after.course, as_of=None, waiting=None) == before.course
    assert after.gone is None


def test_with_five_more_people_the_figures_are_new() -> None:
    before, after = asked_again([{"times": 3, "before": 1, "now": 5}, {"times": 2, "before": 5, "now": 1}])
    assert before.course is not None
    assert after.course is not None
    assert (after.course.as_of, after.course.people) == (None, before.course.people + 5)


def test_the_same_report_asked_for_twice_is_the_same() -> None:
    before, after = asked_again([])
    assert before == after
