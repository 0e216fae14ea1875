"""The page about what comes out is true: its commands give what it shows, in both languages."""

from pathlib import Path

import pytest

from tests.house.pages import as_pattern, run, steps
from tests.house.reading import ROOT

PAGES = {"da": ROOT / "docs" / "da" / "rapporter.md", "en": ROOT / "docs" / "en" / "reports.md"}


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.long)])
def test_every_step_gives_what_the_page_shows(language: str, tmp_path: Path) -> None:
    done = 0
    for step in steps(PAGES[language].read_text("utf-8")):
        printed = "\n".join(line.rstrip() for line in run(step.command, tmp_path, language))
        assert as_pattern(step.shown).match(printed), f"$ {step.command}\n{printed}"
        done += 1
    assert done == 5


def test_both_languages_take_the_same_steps() -> None:
    danish, english = ([one.command for one in steps(page.read_text("utf-8"))] for page in PAGES.values())
    assert danish == english
