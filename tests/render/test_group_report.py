"""Reports about groups: text, JSON and CSV hold the same figures, and none that was withheld."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from rich.cells import cell_len

from sipforms.engine.gather.table import Figures, InterventionTable
from sipforms.engine.report import GroupReport, ReportPart
from sipforms.plugins.sections.interventions_by_outcome import by_outcome
from sipforms.render.charts.glyphs import ALL, ASCII
from sipforms.render.groups.data import COLUMNS, csv_text, json_text
from sipforms.render.groups.text import group_report_text
from sipforms.render.groups.words import ASSOCIATION
from sipforms.render.language import _, speak
from sipforms.render.report import Page
from tests.engine.stays import group_input, secure, stays

STAYS: list[dict[str, Any]] = [
    {"times": 9, "given": ["undervisning"], "skole": [1, 3], "hverdag": [2, 2], "koen": "dreng", "alder": 14},
    {"times": 8, "given": ["undervisning"], "skole": [4, 5], "koen": "pige", "alder": 16},
    {"times": 7, "given": [], "skole": [1, 1], "koen": "dreng", "alder": 14},
    {"times": 6, "given": ["vaerksted"], "skole": [4, 3], "koen": "pige", "alder": 17},
    {"times": 3, "given": [], "skole": [2]},
]


def report(*these: dict[str, Any], title: str = "Hvad hjælper?") -> GroupReport:
    table = by_outcome(group_input(stays(these or STAYS)))
    return GroupReport(
        title=title,
        about="facility",
        programme=secure(),
        parts=(ReportPart(section="interventionsByOutcome", value=table),),
        begins=date(2026, 1, 1),
        ends=date(2026, 12, 31),
    )


def table_in(made: GroupReport) -> InterventionTable:
    value = made.parts[0].value
    assert isinstance(value, InterventionTable)
    return value


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


def figures(one: Figures | None) -> dict[str, Any]:
    if one is None:
        return {"withheld": True}
    ways = one.directions
    counted = {"rose": ways.rose, "same": ways.same, "fell": ways.fell} if ways else {"directions_withheld": True}
    return {"n": one.stays, "mean_change": pytest.approx(one.mean, abs=1e-6), **counted}


def test_json_holds_every_figure_once_and_nothing_more() -> None:
    made = report()
    section = json.loads(json_text(made))["sections"][0]
    table = table_in(made)
    assert [(one["given"], one["otherwise"]) for one in section["rows"]] == [
        (figures(row.given), figures(row.otherwise)) for row in table.rows
    ]
    assert (section["stays"], section["cells"], section["cells_shown"]) == (table.stays, table.cells, table.shown)
    assert section["limits"]["fewest_people"] == 5
    assert {one["rule"] for one in section["withheld"]} == {one.rule for one in table.withheld}


def test_csv_for_a_danish_spreadsheet_holds_the_same_figures() -> None:
    made = report()
    text = csv_text(made, ";")
    assert text.startswith("\ufeff")
    danish = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    usual = list(csv.DictReader(io.StringIO(csv_text(made), newline="")))
    changes = [row["given_mean_change"] for row in danish if row["given_mean_change"]]
    assert changes
    assert not any("." in one for one in changes)
    assert [one.replace(",", ".") for one in changes] == [
        row["given_mean_change"] for row in usual if row["given_mean_change"]
    ]


def test_csv_holds_the_same_figures_as_json() -> None:
    made = report()
    rows = list(csv.DictReader(io.StringIO(csv_text(made), newline="")))
    section = json.loads(json_text(made))["sections"][0]
    of_figures = [row for row in rows if row["kind"] == "figures"]
    assert len(of_figures) == len(section["rows"])
    for row, wanted in zip(of_figures, section["rows"], strict=True):
        for half in ("given", "otherwise"):
            for name in ("n", "rose", "same", "fell", "mean_change"):
                written = row[f"{half}_{name}"]
                assert (float(written) if written else None) == wanted[half].get(name)
        effect = wanted["effect"] or {"g": None, "interval": None}
        ends = effect["interval"] or {"low": None, "high": None}
        told = [float(row[name]) if row[name] else None for name in ("effect_g", "effect_low", "effect_high")]
        assert told == [effect["g"], ends["low"], ends["high"]]
    assert any(row["effect_low"] for row in of_figures)
    lacking = [(row["left_out_because"], row["left_out_n"]) for row in rows if row["kind"] == "left_out"]
    assert lacking == [(one["because"], "" if one["n"] is None else str(one["n"])) for one in section["left_out"]]


def test_every_row_of_csv_says_that_it_is_association() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_text(report()), newline="")))
    assert {row["note"].startswith(_(ASSOCIATION)) for row in rows} == {True}
    assert {(row["fewest_people"], row["from"], row["to"]) for row in rows} == {("5", "2026-01-01", "2026-12-31")}


def test_a_title_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    made = report()
    table = table_in(made)
    assert "=" not in {row[0] for row in csv_text(made).splitlines()}
    assert len(COLUMNS) == len(set(COLUMNS))
    assert table.rows


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("width", [40, 80, 112])
@pytest.mark.parametrize("glyphs", [ALL, ASCII], ids=["unicode", "ascii"])
def test_the_text_fits_the_page_and_says_what_it_is(width: int, language: str, glyphs: Any) -> None:
    speak(language)
    lines = list(group_report_text(report(), Page(width=width, glyphs=glyphs)))
    assert max(map(cell_len, lines)) <= width
    assert _(ASSOCIATION) in " ".join(lines)


def test_the_text_shows_the_figures_in_one_line() -> None:
    lines = list(group_report_text(report(), Page(width=80, glyphs=ALL)))
    row = next(line for line in lines if "Undervisning i små hold" in line)
    # with: nine rise 2 and eight rise 1, (18 + 8) / 17 = 1.53; without: seven stay, six fall 1, -6 / 13 = -0.46
    assert row.split()[4:] == ["17", "17/0/0", "+1.53", "13", "0/7/6", "-0.46"]


def test_the_effect_stands_beside_the_halves_or_under_them() -> None:
    said = {wide: "\n".join(group_report_text(report(), Page(width=wide, glyphs=ALL))) for wide in (60, 80, 120)}
    table = table_in(report())
    assert f"{table.compared} effects have an interval. Of 20 such intervals" in " ".join(said[120].split())
    row = next(one for one in table.rows if one.effect is not None and one.effect.interval is not None)
    assert row.effect is not None
    effect = f"+{row.effect.value:.2f}"
    assert any(f"effect {effect} (" in line.strip() for line in said[80].splitlines())
    assert any(f"{effect} (+" in line and "17/0/0" in line for line in said[120].splitlines())
    assert "with: 17 17/0/0 +1.53" in said[60]


def test_a_small_group_is_told_nothing_but_what_the_figures_would_have_been() -> None:
    made = report({"times": 4, "given": ["undervisning"], "skole": [1, 5]})
    text = "\n".join(group_report_text(made, Page(width=80, glyphs=ALL)))
    assert "Nothing is told that rests on fewer than 5 different people." in text
    assert "Skole" not in text
    section = json.loads(json_text(made))["sections"][0]
    assert (section["stays"], section["rows"], section["left_out"]) == (None, [], [])
    (row,) = csv.DictReader(io.StringIO(csv_text(made), newline=""))
    assert (row["kind"], row["stays"]) == ("withheld", "")


def test_no_form_of_it_holds_a_code_or_an_id_of_anybody() -> None:
    these = stays([{**one, "person": f"person-{place}"} for place, one in enumerate(STAYS)])
    made = report(*({**one, "unit": "Enhed"} for one in STAYS))
    for text in (json_text(made), csv_text(made), "\n".join(group_report_text(made, Page(width=80, glyphs=ALL)))):
        assert not any(one.person in text or one.episode.id in text.split() for one in these)


def test_what_a_plugin_says_of_a_group_is_shown_and_written() -> None:
    parts = (ReportPart(section="egen", value="Ord om alle."), ReportPart(section="tal", value={"Ophold": 12}))
    made = GroupReport(title="Egen", about="facility", programme=secure(), parts=parts, withheld=("stjerner",))
    lines = list(group_report_text(made, Page(width=80, glyphs=ALL)))
    assert lines[-5:] == ["", "Ord om alle.", "", "Ophold: 12", "Left out, because nobody here offers it: stjerner."]
    said = json.loads(json_text(made))
    assert [one.get("value") for one in said["sections"]] == ["Ord om alle.", {"Ophold": 12}]
    assert said["not_offered_here"] == ["stjerner"]


def test_an_area_of_which_nothing_may_be_told_is_one_line() -> None:
    made = report({"times": 3, "given": ["undervisning"], "skole": [1, 3], "koen": "dreng", "alder": 14})
    text = "\n".join(group_report_text(made, Page(width=80, glyphs=ALL)))
    assert text.count("Nothing can be told here without telling about too few people.") == len(table_in(made).outcomes)
    assert "By:" not in text
    assert "+/=/-" not in text


def test_ways_of_dividing_of_which_nothing_may_be_told_are_named_once() -> None:
    few = [{**one, "koen": "dreng" if place % 2 else "pige", "times": 6} for place, one in enumerate(STAYS)]
    made = report(*few)
    text = "\n".join(group_report_text(made, Page(width=200, glyphs=ALL)))
    for outcome in table_in(made).outcomes:
        rows = [row for row in table_in(made).rows if row.outcome == outcome]
        told = {row.variable for row in rows if row.given}
        hidden = [name for name in dict(table_in(made).variables) if name not in told]
        assert not told or not hidden or "Withheld altogether: by" in text
    assert "Withheld for" not in text.partition("Withheld altogether")[2].partition("\n\n")[0]


def test_a_section_of_a_plug_in_says_words_in_json_whatever_it_holds() -> None:
    value = {"dag": date(2026, 11, 22), "tal": float("nan"), "flere": {1}, 3: 0.5}
    made = replace(report(), parts=(ReportPart(section="fremmed", value=value),))
    assert json.loads(json_text(made))["sections"][0]["value"] == {
        "dag": "2026-11-22",
        "tal": "nan",
        "flere": "{1}",
        "3": 0.5,
    }
