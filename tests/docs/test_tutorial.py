"""The ten-minute tutorial is true: its files and commands, in its order, give what it shows, in both languages."""

import re
from pathlib import Path

import pytest

from tests.house.pages import follow, run, steps
from tests.house.reading import ROOT

DOCS = ROOT / "docs"
PAGES = {"da": DOCS / "da" / "ti-minutter.md", "en": DOCS / "en" / "ten-minutes.md"}
FOLDERS = {"da": "haven", "en": "garden"}


@pytest.mark.parametrize("language", PAGES)
def test_every_step_gives_what_the_page_shows(language: str, tmp_path: Path) -> None:
    assert follow(PAGES[language].read_text(encoding="utf-8"), tmp_path, language) >= 5
    fits, *_ = run(f"sipforms schema {FOLDERS[language]} {'uge' if language == 'da' else 'week'}", tmp_path)
    assert fits == "{"


@pytest.mark.parametrize("language", PAGES)
def test_what_is_made_asks_five_questions(language: str) -> None:
    written = [step.text for step in steps(PAGES[language].read_text(encoding="utf-8")) if "properties:" in step.text]
    asked = written[-1].partition("properties:\n")[2]
    assert len(re.findall(r"^  [a-z]+: \{title: ", asked, re.MULTILINE)) == 5
    assert len(written) == 2


def test_both_languages_take_the_same_steps() -> None:
    danish, english = (
        [(bool(one.file), one.command.split()[:2]) for one in steps(page.read_text("utf-8"))] for page in PAGES.values()
    )
    assert danish == english


LINKS = [
    pytest.param(page, link, id=f"{page.relative_to(DOCS)}: {link}")
    for page in sorted(DOCS.rglob("*.md"))
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("page", "link"), LINKS)
def test_what_a_page_links_to_is_there(page: Path, link: str) -> None:
    assert (page.parent / link).exists()


def test_a_step_that_gives_something_else_is_seen(tmp_path: Path) -> None:
    page = PAGES["en"].read_text(encoding="utf-8").replace("nothing to mend.", "nothing to mend!")
    with pytest.raises(AssertionError, match="sipforms check garden"):
        follow(page, tmp_path, "en")
