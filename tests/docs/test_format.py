"""The reference of the bundle format is up to date, and every keyword on it can be understood."""

import re

import pytest

from sipforms.engine.check import check
from sipforms.engine.checks.section_settings import misfits
from sipforms.engine.read.source import read_source
from sipforms.render.keywords.keyword import keywords
from sipforms.render.language import speak
from tests.engine.checking import bundle, words
from tools import format_pages
from tools.format_conditions import FITS


@pytest.mark.parametrize("language", format_pages.PAGES)
def test_the_page_is_up_to_date(language: str) -> None:
    written = format_pages.PAGES[language].read_text(encoding="utf-8")
    assert format_pages.page(language) == written, "python tools/format_pages.py writes it"


def test_every_keyword_has_an_example_that_can_be_read() -> None:
    speak("da")
    every = list(keywords())
    assert len(every) > 150
    for one in every:
        source = read_source("example.yaml", one.example.encode())
        assert source.problems == (), (one.file, one.on, one.name)
        assert isinstance(source.data, dict)
        assert list(source.data) == [one.name]


def test_every_kind_of_file_is_on_the_page() -> None:
    assert {one.file for one in keywords()} <= format_pages.FILES.keys()


@pytest.mark.parametrize("language", format_pages.PAGES)
def test_the_contents_lead_to_what_is_there(language: str) -> None:
    page = format_pages.page(language)
    anchors = re.findall(r'^<a id="([\w-]+)"></a>$', page, re.MULTILINE)
    assert len(anchors) == len(set(anchors)) > 30
    assert set(re.findall(r"\]\(#([\w-]+)\)", page)) == set(anchors)


@pytest.mark.parametrize("language", format_pages.PAGES)
def test_every_keyword_of_a_condition_is_on_the_page(language: str) -> None:
    speak(language)
    words = {one.name for one in keywords() if one.file == "condition"}
    page = format_pages.page(language)
    inside = page.partition(f"### {format_pages.CONDITIONS[language]}\n")[2].partition("\n### ")[0]
    assert {word for word in words if f"`{word}`" not in inside} == set()
    headings = re.findall(r"^#### (.+)$", inside, re.MULTILINE)
    assert len(headings) == len(set(headings)) == 4


ASKED = {
    "one": "{title: Q, oneOf: [{const: a, title: A}, {const: b, title: B}]}",
    "number": "{title: Q, type: integer, minimum: 0, maximum: 9}",
    "yesNo": "{title: Q, type: boolean}",
    "text": "{title: Q, type: string}",
    "day": "{title: Q, type: string, format: date}",
    "several": "{title: Q, type: array, items: {oneOf: [{const: a, title: A}, {const: b, title: B}]}}",
    "rows": "{title: Q, type: array, items: {properties: {x: {title: X, type: string}}}}",
}
VALUES = {"one": "a", "number": "1", "yesNo": "true", "text": "a", "day": "'2026-01-02'", "several": "a", "rows": "a"}


def compared(operator: str, asked: str) -> str:
    """A comparison as it would be written of an answer of that kind."""
    value = VALUES[asked]
    written = {"answered": "true", "count": "1", "sameAnswer": "3", "anyOf": f"[{value}]", "noneOf": f"[{value}]"}
    ends = {"day": "['2026-01-02', '2026-01-03']"}.get(asked, "[1, 2]")
    return f"{operator}: {ends if operator == 'between' else written.get(operator, value)}"


@pytest.mark.parametrize("operator", [one for one in FITS if one != "sameAnswer"])
@pytest.mark.parametrize("asked", ASKED)
def test_a_comparison_fits_what_the_page_says(operator: str, asked: str) -> None:
    text = (
        f"title: Puls\nproperties:\n  q: {ASKED[asked]}\n"
        f"  then: {{title: T, type: boolean, visibleIf: {{item: q, {compared(operator, asked)}}}}}\n"
    )
    found = {one.code for one in check(bundle({"questionnaires/puls.yaml": text}), words())}
    fits = FITS[operator]
    misfits = {"operator-not-for", "never-asked", "path-not-a-question", "wrong-type", "not-an-option", "not-a-date"}
    assert bool(found & misfits) is not (asked in fits or fits == ("anything",)), found


@pytest.mark.parametrize("name", format_pages.SECTION_EXAMPLES)
def test_the_example_of_a_section_is_one_that_it_takes(name: str) -> None:
    source = read_source("example.yaml", format_pages.SECTION_EXAMPLES[name].split("```")[1][len("yaml\n") :].encode())
    assert source.problems == ()
    assert isinstance(source.data, list)
    (section,) = source.data
    assert isinstance(section, dict)
    assert section["section"] == name
    assert tuple(misfits(section, words().report_sections[name].offer)) == ()
