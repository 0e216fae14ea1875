"""The individual report and the talk sheet as text and data: the same figures, nothing hostile, nothing hard."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from rich.cells import cell_len

from sipforms.engine.budget.lix import lix, longest_sentence
from sipforms.engine.report import Report, ReportPart, SectionInput
from sipforms.engine.score.explanation import explanation_of
from sipforms.plugins.sections.development import development
from sipforms.plugins.sections.history import course
from sipforms.plugins.sections.missing import missing
from sipforms.plugins.sections.notes import Notes, notes
from sipforms.plugins.sections.open_answers import OpenAnswer, OpenAnswers, open_answers
from sipforms.plugins.sections.rounds import rounds
from sipforms.plugins.sections.talk_sheet import TalkSheet, talk_sheet
from sipforms.render.charts.glyphs import ALL, ASCII
from sipforms.render.language import speak
from sipforms.render.page import Page
from sipforms.render.report import report_text
from sipforms.render.report_data import reports_json, sheet_json
from sipforms.render.sheet_text import sheet_text
from sipforms.render.talk_sheet import sheet_about, sheet_foot, sheet_heading, sheet_sentences, spoken_sheet
from tests.plugins.individual import MADE, answered, given, pair, response
from tests.scores.small import vocabulary

DAYS = (date(2023, 1, 10), date(2023, 3, 11), date(2026, 1, 12))
EVIL = "[red]\x1b[2J\x07</b>\u202e"
BUILDS = (
    *(("development", development), ("history", course), ("openAnswers", open_answers), ("notes", notes)),
    *(("missing", missing), ("rounds", rounds), ("talkSheet", talk_sheet)),
)
ROUNDS = (
    answered(pair(5, 2), pair(4, 4), pair(3, 3), trapper=1),
    answered(pair(5, 3), pair(4, 4), pair(3, "ved_ikke"), trapper=1, ord="Det var sådan."),
    answered(pair(5, 4), pair(4, "nej_tak"), pair(3, 2), trapper=2, ord="Nu er det bedre."),
)


@pytest.fixture(autouse=True)
def _english() -> None:
    speak("en")


def entered() -> SectionInput:
    written = [response(number, DAYS[number], answers) for number, answers in enumerate(ROUNDS)]
    written[2] = replace(written[2], notes={"trapper": "Faldt i maj."}, number=2)
    return given(*written)


def whole(made: SectionInput) -> Report:
    return Report(
        title="Individuel rapport",
        programme=MADE,
        series=made.series,
        parts=tuple(ReportPart(section=name, value=build(made)) for name, build in BUILDS),
        citizen="B-1042",
        audience=("staff",),
    )


@pytest.fixture
def report() -> Report:
    made = whole(entered())
    newest = made.series.points[-1]
    found = (explanation_of(MADE, newest.response, vocabulary(), name) for name in newest.scores)
    return replace(made, appendix=tuple(one for one in found if one is not None))


def text(report: Report, width: int = 80) -> str:
    return report_text(report, Page(width=width, glyphs=ALL)).plain


def test_the_text_tells_every_part(report: Report) -> None:
    said = text(report)
    assert said.startswith("B-1042 · Individuel rapport · Spørgsmål")
    assert "  Dine egne ord: Nu er det bedre.\n  Last time, 11 Mar 2023: Det var sådan." in said
    assert "  Trapper: Faldt i maj." in said
    assert "  Did not want to answer (1): Besøg (tilfreds)." in said
    assert "  2. 11 Mar 2023, 60 days later · interview, Borgeren · 6 of 8 answered" in said
    assert "  3. 12 Jan 2026, 1,038 days later" in said or "  3. 12 Jan 2026, 1038 days later" in said
    assert "corrected" in said
    assert "Why the numbers are what they are" in said
    assert said.count("Missing answers: ") == len(report.appendix)


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("glyphs", [ALL, ASCII])
def test_no_line_is_wider_than_the_page(report: Report, width: int, glyphs: Any) -> None:
    drawn = report_text(report, Page(width=width, glyphs=glyphs)).plain
    assert max(map(cell_len, drawn.split("\n"))) <= width


def numbers(data: Any) -> Iterator[Any]:
    """Every score in the data, at any depth."""
    if isinstance(data, dict):
        if {"value", "reason", "answered"} <= set(data):
            yield data
        for one in data.values():
            yield from numbers(one)
    elif isinstance(data, list):
        for one in data:
            yield from numbers(one)


def test_the_data_has_every_figure_of_the_value_and_no_other(report: Report) -> None:
    data = json.loads(reports_json((report,)))
    (made,) = data["reports"]
    assert [one["section"] for one in made["sections"]] == [name for name, _build in BUILDS]
    told = {round(one["value"], 6) for one in numbers(made) if isinstance(one["value"], float)}
    every = {
        round(score.value, 6)
        for point in report.series.points
        for score in point.scores.values()
        if isinstance(score.value, float)
    }
    assert told <= every
    now = {name: score.value for name, score in report.series.points[-1].scores.items()}
    rows = {row["main"]["indicator"]: row["main"]["now"]["value"] for row in made["sections"][0]["rows"]}
    assert rows == {name: value for name, value in now.items() if name in rows}
    assert made["sections"][5]["rounds"][2]["days_since"] == 1038
    assert {one["indicator"] for one in made["explanations"]} == set(report.series.points[-1].scores)


def test_every_number_of_the_newest_round_stands_in_the_text(report: Report) -> None:
    said = text(report)
    for row in report.parts[0].value.rows:  # type: ignore[attr-defined]
        if isinstance(row.main.now.value, float):
            assert f"{row.main.now.value:.1f} ({row.main.now.answered}/{row.main.now.relevant})" in said


@pytest.fixture
def sheet() -> TalkSheet:
    return talk_sheet(entered())


def test_the_sheet_is_one_page_and_looks_like_this(sheet: TalkSheet) -> None:
    lines = sheet_text(sheet, Page(width=60, glyphs=ALL)).plain.split("\n")
    assert lines[:17] == [
        "A sheet for our talk: Spørgsmål",
        "You answered on 12 Jan 2026.",
        "",
        'This goes best. "En nær ven". Tilfreds: trin 4.',
        "",
        'Better than last time: "En nær ven". Before: trin 3. Now:',
        'trin 4. Worse than last time: "Trapper". Before: besvær 1.',
        "Now: besvær 2.",
        "",
        'We can talk about this. "Din søvn". Vigtigt: trin 3.',
        "Tilfreds: trin 2.",
        "",
        "Tilfreds",
        "              now    last time",
        "Venner        ●●●●○  ●●●◐○",
        "  En nær ven, Besøg",
        "Din søvn      ●●○○○",
    ]
    assert len(lines) <= 60


def test_nobody_is_named_on_the_sheet_and_no_number_but_the_day_is_ours(sheet: TalkSheet) -> None:
    words = [sheet_heading(sheet), *sheet_foot(sheet), *sheet_sentences(sheet)]
    without_answers = re.sub(r"(trin|besvær) \d", "", " ".join(words))
    assert not re.search(r"\d", without_answers)
    assert "B-1042" not in sheet_text(sheet, Page(width=80, glyphs=ALL)).plain
    assert "B-1042" not in sheet_json(sheet)


SAID: tuple[dict[str, Any], ...] = (
    {"since_last": "first"},
    {"since_last": "same"},
    {"since_last": "none"},
    {"since_last": "broken", "broken": "mode"},
    {"since_last": "broken", "broken": "form"},
    {"since_last": "broken", "broken": "informant"},
    {"since_last": "broken", "broken": "wording"},
    {"since_last": "same", "best": (), "talk": None, "has_answers": False},
    {"since_last": "same", "best": (), "has_more_best": True, "is_own": False},
    {"since_last": "same", "is_own": False, "informant": ""},
)


@pytest.mark.parametrize("changed", SAID, ids=str)
@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_said_on_the_sheet_is_easy_to_read(sheet: TalkSheet, changed: dict[str, Any], language: str) -> None:
    """LIX 25 is where the source says that very easy ends."""
    speak(language)
    made = replace(sheet, **{"better": None, "worse": None, **changed})
    for said in (sheet_about(made), *sheet_sentences(made), *sheet_foot(made)):
        assert said.strip()
        assert "{" not in said
    said_of_us = (*sheet_sentences(made), *sheet_foot(made))
    assert (lix(said_of_us) or 0) <= 25
    assert max(map(longest_sentence, said_of_us)) <= 15


@pytest.mark.parametrize("glyphs", [ALL, ASCII])
def test_hostile_text_commands_nothing_on_the_sheet_or_in_the_report(sheet: TalkSheet, glyphs: Any) -> None:
    def wicked(topic: Any) -> Any:
        return None if topic is None else replace(topic, title=EVIL, asks=EVIL)

    made = replace(
        sheet,
        title=EVIL,
        informant=EVIL,
        is_own=False,
        best=tuple(map(wicked, sheet.best)),
        better=wicked(sheet.better),
        worse=wicked(sheet.worse),
        talk=wicked(sheet.talk),
        groups=tuple(
            replace(
                group, title=EVIL, lowest=EVIL, highest=EVIL, rows=tuple(replace(row, title=EVIL) for row in group.rows)
            )
            for group in sheet.groups
        ),
    )
    said = OpenAnswers(answers=(OpenAnswer(path=("a",), area=EVIL, title=EVIL, now=EVIL),))
    told = Notes(notes=tuple(replace(one, title=EVIL, text=EVIL) for one in notes(entered()).notes))
    parts = (
        ReportPart(section="x", value=made),
        ReportPart(section="y", value=said),
        ReportPart(section="z", value=told),
    )
    drawn = report_text(replace(whole(entered()), parts=parts), Page(width=80, glyphs=glyphs))
    for sign in ("\x1b", "\x07", "\u202e"):
        assert sign not in drawn.plain
    assert "[red]" in drawn.plain  # text, and never markup
    assert not drawn.spans or all(span.style in ("bold", "dim", "") for span in drawn.spans)


def test_hostile_text_is_escaped_in_data(sheet: TalkSheet) -> None:
    written = sheet_json(replace(sheet, title=EVIL))
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert json.loads(written)["talk_sheet"]["title"] == EVIL


def test_the_sheet_is_told_without_a_drawing_to_those_who_listen(sheet: TalkSheet) -> None:
    told = list(spoken_sheet(sheet))
    assert told[:2] == ["A sheet for our talk: Spørgsmål.", "You answered on 12 Jan 2026."]
    assert "Venner (En nær ven, Besøg): 4 of 5 dots; last time 3.5 of 5 dots." in told
    assert "Din søvn: 2 of 5 dots." in told
    assert not set("●◐○x/o_") & set("".join(one for one in told if "dots" in one)) - set("o")
