"""docs/scorers.md and the Danish page say what the scorers say about themselves."""

from pathlib import Path

import pytest

from sipforms.engine.build.data import node
from sipforms.render.language import _, speak
from sipforms.render.methods import METHODS
from sipforms.render.setting_words import SCORER_WORDS, SECTION_SETTINGS, SECTIONS
from tests.scores.small import vocabulary
from tools import scorer_page

PAGES = {
    scorer_page.PAGE: scorer_page.page,
    scorer_page.DANISH: scorer_page.danish_page,
}


@pytest.mark.parametrize("file", PAGES, ids=lambda one: one.name)
def test_the_page_is_up_to_date(file: Path) -> None:
    assert file.read_text(encoding="utf-8") == PAGES[file](), "run: python tools/scorer_page.py"


@pytest.mark.parametrize("file", PAGES, ids=lambda one: one.name)
def test_the_page_has_every_scorer(file: Path) -> None:
    written = file.read_text(encoding="utf-8")
    assert [name for name in vocabulary().scorers if f"\n## {name}\n" not in written] == []


def test_all_that_our_scorers_say_of_settings_and_ranges_can_be_translated() -> None:
    offered = [word.offer for word in vocabulary().scorers.values()]
    said = {str(node(schema)["description"]) for one in offered for schema in one.settings.values()}
    assert said | {one.range_text for one in offered} == set(SCORER_WORDS)
    assert METHODS.keys() == vocabulary().scorers.keys()


def test_every_setting_of_every_section_is_explained() -> None:
    offered = {name: word.offer for name, word in vocabulary().report_sections.items()}
    assert offered.keys() == SECTIONS.keys()
    assert {(name, setting) for name, one in offered.items() for setting in one.settings} == SECTION_SETTINGS.keys()


def test_the_danish_page_holds_no_english() -> None:
    speak("da")
    page = scorer_page.danish_page()
    for said in SCORER_WORDS:
        assert _(said) == said or said not in page
