"""Every page can be found from docs/README.md, and every page has its twin in the other language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.reading import ROOT

DOCS = ROOT / "docs"
INDEX = DOCS / "README.md"
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
_TWIN = {"da": re.compile(r"^\*Den samme side på engelsk[^\[]*: \[.+\]\((.+)\)\*$", re.MULTILINE),
         "en": re.compile(r"^\*The same page in Danish: \[.+\]\((.+)\)\*$", re.MULTILINE)}  # fmt: skip


def linked(page: Path) -> Iterator[Path]:
    """The pages that a page links to."""
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        there = (page.parent / link).resolve()
        if there.suffix == ".md" and there.is_relative_to(DOCS):
            yield there


def found_from(page: Path) -> set[Path]:
    """The page, those it links to, and those that they link to."""
    near = {page, *linked(page)}
    return near | {far for one in near for far in linked(one)}


def test_every_page_is_found_from_the_index() -> None:
    assert {*DOCS.rglob("*.md")} <= found_from(INDEX)


@pytest.mark.parametrize("language", _TWIN)
def test_every_page_of_a_language_is_on_the_index_itself(language: str) -> None:
    assert {*(DOCS / language).glob("*.md")} <= {*linked(INDEX)}


@pytest.mark.parametrize("page", [one for language in _TWIN for one in sorted((DOCS / language).glob("*.md"))], ids=str)
def test_a_page_and_its_twin_lead_to_each_other(page: Path) -> None:
    other = "da" if page.parent.name == "en" else "en"
    (there,) = _TWIN[page.parent.name].findall(page.read_text(encoding="utf-8"))
    twin = (page.parent / there).resolve()
    if twin.parent == DOCS:  # written from the code in English only, beside the folders
        return
    (back,) = _TWIN[other].findall(twin.read_text(encoding="utf-8"))
    assert (twin.parent / back).resolve() == page


def test_there_are_as_many_pages_in_each_language() -> None:
    danish, english = ({*(DOCS / language).glob("*.md")} for language in ("da", "en"))
    assert len(danish) == len({*english, DOCS / "scorers.md"})
