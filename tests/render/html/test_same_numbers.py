"""One value, every drawing: text, page and data tell the same numbers, whatever they are, and no others."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.engine.report import GroupReport, ReportPart
from sipforms.plugins.sections.development import Development
from sipforms.plugins.sections.interventions_by_outcome import by_outcome
from sipforms.render.charts.glyphs import ASCII
from sipforms.render.charts.words import rounded
from sipforms.render.groups.data import json_text
from sipforms.render.groups.text import group_report_text
from sipforms.render.html.group_report import group_report_html
from sipforms.render.html.parts.development import development_html
from sipforms.render.language import format_number, speak
from sipforms.render.page import Page
from sipforms.render.report import part_text
from sipforms.render.section_data import DATA
from tests.engine.stays import group_input, secure, stays
from tests.render.drawn import developments
from tests.render.html.pages_read import numbers_in, read
from tests.render.html.values import (
    coverages,
    developments_of_groups,
    distributions,
    importances,
    may_tell,
    must_tell,
)

WIDE = Page(width=120, glyphs=ASCII)
SOME = settings(max_examples=5, deadline=None)
DECIMAL = re.compile(r"\d+[.,]\d+")


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


def known(figures: Iterable[float | None]) -> set[float]:
    return {round(float(one), 6) for one in figures if one is not None}


def ways_to_say(figure: float) -> set[str]:
    """A number as people may read it: with up to three decimals, or as a percent."""
    said = {format_number(abs(rounded(figure, digits)), digits) for digits in range(4)}
    return said | {format_number(rounded(100 * figure, 0))} | {format_number(0.001, 3)}


def leaves(data: Any) -> Iterator[float]:
    if isinstance(data, dict):
        yield from (one for value in data.values() for one in leaves(value))
    elif isinstance(data, list):
        yield from (one for value in data for one in leaves(value))
    elif isinstance(data, (int, float)) and not isinstance(data, bool):
        yield float(data)


def report_of(value: Any) -> GroupReport:
    part = ReportPart(section="part", value=value)
    day = date(2026, 1, 1)
    return GroupReport(title="Rapport", about="facility", programme=secure(), parts=(part,), begins=day, ends=day)


def agree(value: Any, text: str, page: str, data: Any) -> None:
    must, may = known(must_tell(value)), known(may_tell(value))
    drawn = read(page)
    on_page = known(drawn.figures)
    in_words = numbers_in(drawn.said)
    for figure in must:
        assert ways_to_say(figure) & numbers_in(text), figure
        assert figure in on_page or ways_to_say(figure) & in_words, figure
    assert must <= known(leaves(data))
    assert on_page | known(drawn.drawn) <= must | may
    sayable = {said for figure in must | may for said in ways_to_say(figure)}
    assert set(DECIMAL.findall(text)) <= sayable | {"0.06", "0.05"} | set(DECIMAL.findall("1.0.0 2.5"))
    assert set(DECIMAL.findall(drawn.said)) <= sayable | {"0.06", "0.05"} | set(DECIMAL.findall("1.0.0"))


@given(value=st.one_of(distributions(), coverages(), importances(), developments_of_groups()))
@settings(max_examples=20, deadline=None)
def test_a_report_about_a_group_tells_the_same_numbers_everywhere(value: Any) -> None:
    report = report_of(value)
    data = json.loads(json_text(report))["sections"]
    agree(value, "\n".join(group_report_text(report, WIDE)), group_report_html(report), data)


@given(times=st.lists(st.integers(1, 12), min_size=4, max_size=4))
@SOME
def test_interventions_by_outcome_tell_the_same_numbers_everywhere(times: list[int]) -> None:
    written: list[dict[str, Any]] = [
        {"times": times[0], "given": ["undervisning"], "skole": [1, 3], "hverdag": [2, 2], "koen": "dreng"},
        {"times": times[1], "given": ["undervisning"], "skole": [4, 5], "koen": "pige"},
        {"times": times[2], "given": [], "skole": [1, 1], "koen": "dreng"},
        {"times": times[3], "given": ["vaerksted"], "skole": [4, 3], "koen": "pige"},
    ]
    value = by_outcome(group_input(stays(written)))
    report = report_of(value)
    data = json.loads(json_text(report))["sections"]
    text = "\n".join(group_report_text(report, WIDE))
    must = known(must_tell(value))
    drawn = read(group_report_html(report))
    assert all(ways_to_say(one) & numbers_in(text) for one in must)
    assert must <= known(drawn.figures)
    assert must <= known(leaves(data))
    assert known(drawn.figures) <= must | known(may_tell(value))


@given(value=developments())
@settings(max_examples=15, deadline=None)
def test_one_persons_development_tells_the_same_numbers_everywhere(value: Development) -> None:
    part = ReportPart(section="development", value=value)
    must, may = known(must_tell(value)), known(may_tell(value))
    drawn = read(str(development_html(value)))
    text = part_text(part, WIDE).plain
    assert must <= known(drawn.figures)
    assert all(ways_to_say(one) & numbers_in(text) for one in must)
    assert must <= known(leaves(dict(DATA)[Development](value)))
    assert known(drawn.figures) | known(drawn.drawn) <= must | may
