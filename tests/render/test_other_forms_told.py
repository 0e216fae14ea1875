"""What is said of other forms: in reports and exports, on a programme's page, to whoever begins one that fits not."""

from datetime import UTC, datetime

import pytest

from sipforms.engine.compare.history import history
from sipforms.engine.offers import ExportOptions, ExportTable
from sipforms.engine.report import Report
from sipforms.engine.response import Response
from sipforms.plugins.formats.envelope import envelope
from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import speak
from sipforms.render.other_forms import not_for_said
from sipforms.render.programme_page import programme_page
from sipforms.render.report import Page, report_text
from tests.engine.former import SMAA, TRE, TRIVSEL, answered, former
from tests.scores.small import vocabulary

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english() -> None:
    speak("en")


def reported(*responses: Response) -> str:
    """The report of the newest response's series, on one line."""
    made = former()
    told = history({made.digest: made}, responses, vocabulary())
    series = next(one for one in told.series if one.points[-1].response is responses[-1])
    report = Report(title="R", programme=made, series=series, parts=())
    return " ".join(report_text(report, Page(width=80, glyphs=ALL)).plain.split())


def test_a_report_says_which_form_earlier_rounds_were_in() -> None:
    said = reported(answered(TRE, "2025-04-01"), answered(TRE, "2025-10-02"), answered(TRIVSEL, "2026-05-01"))
    assert (
        "Earlier rounds were answered in another form: Sådan har du det, med tre svar (2 rounds, last 2 Oct 2025). "
        "The answers are not compared."
    ) in said
    once = reported(answered(TRE, "2025-04-01"), answered(TRIVSEL, "2026-05-01"))
    assert "An earlier round was answered in another form: Sådan har du det, med tre svar (1 Apr 2025)." in once


def test_a_report_says_that_another_form_has_been_used_since() -> None:
    said = reported(answered(TRIVSEL, "2026-05-01"), answered(TRE, "2025-04-01"))
    assert "Since then another form has been used: Sådan har du det (last 1 May 2026)." in said


def test_a_report_without_other_forms_says_nothing_of_them() -> None:
    assert "form" not in reported(answered(TRIVSEL, "2026-05-01"))


def test_other_forms_stand_beneath_their_main_form() -> None:
    lines = list(programme_page(former()))
    at = [
        next(place for place, line in enumerate(lines) if f" {one}:" in line) for one in (TRIVSEL, TRE, SMAA, "samtale")
    ]
    assert at == sorted(at)
    page = " ".join(" ".join(lines).split())
    assert "trivsel_tre: Another form: Sådan har du det, med tre svar (1 question)" in page
    assert "Not for: De små When: every 6 months, within 1 month, answered by Barnet" in page
    assert "Sådan har du det, for de små (1 question) Only for: De små" in page
    assert max(len(line) for line in lines) <= 80


@pytest.mark.parametrize(
    ("form", "title"),
    [(TRIVSEL, "Sådan har du det"), (TRE, "Sådan har du det: Sådan har du det, med tre svar")],
)
def test_the_codebook_says_what_a_form_is_of(form: str, title: str) -> None:
    table = ExportTable(programme="former", questionnaire=form, versions=(former(),))
    (column,) = (one for one in envelope(table, ExportOptions()) if one.name == "questionnaire")
    assert column.values == ((form, title),)


def test_whoever_begins_what_does_not_fit_is_told_what_does() -> None:
    made = former()
    assert not_for_said(made, made.questionnaires[TRIVSEL], "smaa") == (
        "Sådan har du det is not asked of the target group De små. Use this form of it: "
        "Sådan har du det, med tre svar (trivsel_tre), Sådan har du det, for de små (trivsel_smaa)."
    )
    assert not_for_said(made, made.questionnaires["samtale"], None) == (
        "En samtale for de store is not asked of people without a target group. "
        "If the target group is wrong, mend the stay."
    )
