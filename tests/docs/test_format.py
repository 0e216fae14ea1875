"""The reference of the bundle format is up to date, and every keyword on it can be understood."""

import pytest

from sipforms.engine.read.source import read_source
from sipforms.render.keywords.keyword import keywords
from sipforms.render.language import speak
from tools import format_pages


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
