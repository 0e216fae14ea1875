"""Development of a group: text, JSON and CSV hold the same figures, fit their page, and none that was withheld."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.cells import cell_len

from sipforms.engine.gather import group_development
from sipforms.engine.gather.development_table import DevelopmentTable
from sipforms.engine.gather.period import Span
from sipforms.engine.report import GroupReport, ReportPart
from sipforms.engine.statistics import intervals, paired
from sipforms.plugins.sections.group_development import developed
from sipforms.render.charts.glyphs import ALL, ASCII
from sipforms.render.groups.data import csv_text, json_text
from sipforms.render.groups.text import group_report_text
from sipforms.render.language import speak
from sipforms.render.page import Page
from tests.engine.developments import development_input, of_citizens, people

CASES = Path(__file__).parent.parent / "developments"


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


@cache
def table_of(case: str) -> DevelopmentTable:
    written = yaml.safe_load((CASES / f"{case}.yaml").read_text("utf-8"))
    given = development_input(people(written["people"]), written, indicators="*_status", **written.get("settings", {}))
    return developed(given)


def report(case: str) -> GroupReport:
    return report_of(table_of(case))


def report_of(table: DevelopmentTable) -> GroupReport:
    return GroupReport(
        title="Udvikling",
        about="facility",
        programme=of_citizens(),
        parts=(ReportPart(section="groupDevelopment", value=table),),
        begins=date(2026, 1, 1),
        ends=date(2026, 12, 31),
    )


def said(made: GroupReport, width: int = 80) -> str:
    return "\n".join(group_report_text(made, Page(width=width, glyphs=ALL)))


@pytest.mark.parametrize("case", ["beside-others", "counted-out", "published", "over-a-stay"])
def test_json_and_csv_hold_the_same_figures_as_the_value(case: str) -> None:
    section = json.loads(json_text(report(case)))["sections"][0]
    rows = list(csv.DictReader(io.StringIO(csv_text(report(case)), newline="")))
    of_figures = [row for row in rows if row["kind"] == "development" and row["side"] == "own"]
    assert len(section["rows"]) == len(of_figures) == len(table_of(case).rows)
    for row, in_json, in_csv in zip(table_of(case).rows, section["rows"], of_figures, strict=True):
        assert in_json["answered_now"] == row.people == number(in_csv["answered_now"])
        course, own = row.course, in_json["own"]
        assert (course is None) is (own is None) is (in_csv["n"] == "")
        if course is not None:
            assert course.people == own["n"] == number(in_csv["n"])
            assert own["mean_change"]["value"] == near(course.change.value) == number(in_csv["mean_change"])
            ends = own["mean_change"]["interval"] or {"low": None, "high": None}
            assert [ends["low"], ends["high"]] == [number(in_csv[name]) for name in ("change_low", "change_high")]
            assert own["size"]["value"] == number(in_csv["size"])
            ways = {"_or_".join(one.ways): one.people for one in course.ways or ()}
            assert ways == {"_or_".join(one["ways"]): one["n"] for one in own["ways"] or ()}
            assert ways == {name: number(in_csv[name]) for name in WAYS if in_csv[name]}


WAYS = ("rose", "same", "fell", "fell_or_same", "same_or_rose")


def near(value: float | None) -> Any:
    return None if value is None else pytest.approx(value, abs=1e-6)


def number(cell: str) -> float | None:
    return float(cell) if cell else None


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("glyphs", [ALL, ASCII], ids=["unicode", "ascii"])
def test_the_text_fits_every_page(width: int, language: str, glyphs: Any) -> None:
    speak(language)
    for case in ("beside-others", "counted-out", "published", "nobody-now"):
        lines = list(group_report_text(report(case), Page(width=width, glyphs=glyphs)))
        assert max(map(cell_len, lines)) <= width


def test_the_text_says_the_figures_and_who_is_not_compared() -> None:
    text = said(report("counted-out"))
    row = next(line for line in text.splitlines() if line.strip().startswith("Skole"))
    # The interval: mean 5/6, s = sqrt(5/36 x 6 / 5) = 0.408248, t(5) = 2.570582, so 0.8333 -+ 0.4284
    assert row.split() == ["Skole", "6", "+0.83", "+0.40", "to", "+1.26", "1.72", "0.062s"]
    flat = " ".join(text.split())
    assert "5 better, 1 unchanged, 0 worse. Mean at first 2.00, at last 2.83." in flat
    assert "14 people answered in the period. Not compared: 5 (no answers in the period before)" in flat
    assert "5 people answered in the period before only." in flat


def test_ways_that_are_told_together_are_named_together_and_without_a_test() -> None:
    flat = " ".join(said(report("published")).split())
    assert "18 better, 12 unchanged or worse." in flat
    assert "no interval, size or test" in flat
    assert "tests were made" not in flat


def test_the_people_of_other_places_stand_below() -> None:
    lines = said(report("beside-others")).splitlines()
    own = next(place for place, line in enumerate(lines) if line.strip().startswith("Skole"))
    assert lines[own + 1].strip().startswith("5 better")
    assert lines[own + 2].strip().startswith("3 other places")


@pytest.mark.parametrize("case", ["fewer-than-five", "all-alike", "published-one-new"])
def test_what_is_withheld_is_in_no_form_of_the_report(case: str) -> None:
    assert "withheld, so that nobody can be recognised" in " ".join(said(report(case)).lower().split())
    rows_told = json.loads(json_text(report(case)))["sections"][0]["rows"]
    (row,) = (one for one in rows_told if one["outcome"] == "skole_status")
    assert (row["own"], row["answered_now"], row["not_compared"]) == (None, None, None)
    rows = csv.DictReader(io.StringIO(csv_text(report(case)), newline=""))
    assert {one["n"] + one["mean_change"] + one["not_compared_n"] for one in rows} == {""}


def test_without_scipy_the_report_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (intervals, paired, group_development):
        monkeypatch.setattr(module, "has_statistics", lambda: False)
    table_of.cache_clear()
    text = said(report("beside-others"))
    table_of.cache_clear()
    assert 'they need `pip install "sipforms[report]"`' in " ".join(text.split())
    row = next(line for line in text.splitlines() if line.strip().startswith("Skole"))
    assert row.split() == ["Skole", "7", "+1.14", "–", "0.68", "–"]


def test_no_period_is_a_sentence() -> None:
    written = yaml.safe_load((CASES / "same-people.yaml").read_text("utf-8"))
    given = replace(development_input(people(written["people"]), written, indicators="*_status"), period=Span())
    assert "Choose a period" in said(report_of(developed(given)))
