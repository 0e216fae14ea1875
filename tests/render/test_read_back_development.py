"""Development in a report that was made elsewhere is read back as it was told, and stands beside a place's own."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.engine.gather.development_table import Course, DevelopmentTable
from sipforms.engine.gather.facility.against import Against, ReleasedReport
from sipforms.engine.report import GroupReport, ReportPart
from sipforms.plugins.sections.group_development import developed
from sipforms.render.groups.data import json_text
from sipforms.render.groups.read_back_development import LARGEST, courses_in
from tests.engine.developments import development_input, of_citizens, people

CASES = Path(__file__).parent.parent / "developments"
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 9),
    st.just(10**400),
    st.floats(),
    st.sampled_from(["rose", "fell", "same"]),
)
NAMES = ("n", "ways", "mean_change", "value", "interval", "low", "high", "lacks", "size", "test", "p", "mean_first")
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6),
    max_leaves=30,
)


@cache
def table_of(case: str) -> DevelopmentTable:
    written = yaml.safe_load((CASES / f"{case}.yaml").read_text("utf-8"))
    return developed(development_input(people(written["people"]), written, indicators="skole_status"))


def released(case: str) -> ReleasedReport:
    part = ReportPart(section="groupDevelopment", value=table_of(case))
    made = GroupReport(title="Landet", about="country", programme=of_citizens(), parts=(part,))
    sections = tuple(json.loads(json_text(made))["sections"])
    return ReleasedReport(
        title="Landet",
        programme=of_citizens().id,
        version="1.0.0",
        begins=None,
        ends=None,
        made=None,
        places=("nord", "syd", "vest"),
        out=(),
        courses=dict(courses_in(sections)),
    )


def rounded(one: Course | None) -> Any:
    if one is None:
        return None
    numbers = [one.change.value, one.size.value, one.start, one.end, one.test and one.test.p]
    return one.people, one.ways, [None if each is None else pytest.approx(each, abs=1e-6) for each in numbers]


@pytest.mark.parametrize("case", ["same-people", "published", "published-apart", "fewer-than-five"])
def test_what_was_told_is_read_back(case: str) -> None:
    (row,) = table_of(case).rows
    (found,) = released(case).courses.values()
    assert (rounded(found.course), found.signature) == (rounded(row.course), row.signature)
    assert row.signature


def beside(case: str, report: ReleasedReport) -> DevelopmentTable:
    written = yaml.safe_load((CASES / f"{case}.yaml").read_text("utf-8"))
    given = development_input(people(written["people"]), written, indicators="skole_status")
    return developed(replace(given, against=Against(released=report)))


def test_it_stands_beside_the_place_s_own() -> None:
    table = beside("same-people", released("published-apart"))
    (row,) = table.rows
    assert table.has_comparison
    assert row.comparison is not None
    assert (row.comparison.people, row.comparison.places) == (36, None)


def test_what_is_measured_otherwise_is_not_compared() -> None:
    report = released("published-apart")
    others = {key: replace(one, signature="other") for key, one in report.courses.items()}
    (row,) = beside("same-people", replace(report, courses=others)).rows
    assert (row.comparison, row.comparison_lack) == (None, "otherVersion")


@pytest.mark.parametrize(("case", "lack"), [("fewer-than-five", "notTold"), ("nobody-now", "notThere")])
def test_what_is_not_told_there_is_said_not_to_be(case: str, lack: str) -> None:
    (row,) = beside("same-people", released(case)).rows
    assert (row.comparison, row.comparison_lack) == (None, lack)


@settings(max_examples=60)
@given(TREES)
def test_whatever_stands_there_is_a_course_or_none(tree: Any) -> None:
    row = {"outcome": "x", "signature": "y", "questionnaire": "q", "way": "own", "own": tree}
    (found,) = (one for _, one in courses_in(({"section": "groupDevelopment", "over": "stay", "rows": [row]},)))
    course = found.course
    assert course is None or course.ways is None or sum(one.people for one in course.ways) == course.people
    assert course is None or -LARGEST <= (course.change.value or 0) <= LARGEST
