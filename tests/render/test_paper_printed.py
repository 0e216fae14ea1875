"""Blank forms printed by a browser: A4, no question over two sheets, nothing that a screen reader stumbles over."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from sipforms.actions.blank.form import BlankForm, BlankItem
from sipforms.actions.blank.making import blank_form
from sipforms.engine.ask.situation import Situation
from sipforms.engine.family import groups_asked
from sipforms.render.language import speak
from sipforms.render.paper.html import paper_html
from sipforms.render.paper.words import box_words, spaced_code
from tests.actions.test_blank_forms import items_of
from tests.engine.bundles import ROOT, built
from tests.node.browser import Page, page
from tests.render.html.test_pages_in_browser import A4, AXE, OUTSIDE, VIOLATIONS

pytestmark = pytest.mark.browser
SHORT = ("sikret.indskrivning", "voksen.livskvalitet_tre")
"""Printed on every run, the others among the patient tests."""
EVERY = [
    pytest.param(name, asked, id=f"{name}.{asked}", marks=[] if f"{name}.{asked}" in SHORT else [pytest.mark.long])
    for name in ("aaben", "boern", "hjerneskade", "sikret", "voksen")
    for asked in built(ROOT / "programs" / name).questionnaires
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with page(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.mark.parametrize(("name", "questionnaire"), EVERY)
def test_a_form_is_printed_on_a4_with_no_question_over_two_pages(
    name: str, questionnaire: str, browser: Page, tmp_path: Path
) -> None:
    speak("da")
    programme = built(ROOT / "programs" / name)
    asked = programme.questionnaires[questionnaire]
    for informant in asked.informants or (None,):
        situation = Situation(today=date(2026, 11, 22), informant=informant, variant=groups_asked(programme, asked)[0])
        form = blank_form(programme, asked, situation)
        file, printed = tmp_path / "form.html", tmp_path / "form.pdf"
        file.write_text(paper_html(form), encoding="utf-8")
        browser.open(file)
        browser.evaluate(AXE.read_text(encoding="utf-8"))
        assert browser.run(f"({VIOLATIONS})") == []
        assert browser.run(f"({OUTSIDE})") == []
        browser.pdf(printed)
        sheets = PdfReader(printed).pages
        assert {tuple(round(float(side)) for side in one.mediabox[2:]) for one in sheets} == {A4}
        assert_whole(form, [close(one.extract_text()) for one in sheets])


def close(text: str) -> str:
    """Without blanks, and with letters apart that a font draws as one."""
    return "".join(normalize("NFKC", text).split())


def assert_whole(form: BlankForm, sheets: list[str]) -> None:
    """Every question stands on one sheet, with what is read aloud and its answers; every sheet has the code."""
    assert all(close(spaced_code(form.code)) in sheet for sheet in sheets)
    for item in items_of(form.parts):
        if not item.number.startswith("."):  # rows are printed several times
            beginning = close(f"{item.number}{item.title}")
            whole = [sheet for sheet in sheets if beginning in sheet and all(one in sheet for one in said_of(item))]
            assert whole, item.number


def said_of(item: BlankItem) -> list[str]:
    """What stands with the question, as far as it is not printed for several at once."""
    said = [cell.said for cell in item.cells]
    if all(len(cell.boxes) > 1 and cell.kind == "choices" for cell in item.cells):
        said += [box_words(box) for cell in item.cells for box in cell.boxes]
    return [close(one) for one in said]
