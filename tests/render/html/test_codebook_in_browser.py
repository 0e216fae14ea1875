"""The codebook as a browser has it: nothing a screen reader stumbles over, nothing fetched, true sheets of A4."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from sipforms.actions.codebook import codebook_for
from sipforms.engine.build import build
from sipforms.engine.offers import ExportOptions
from sipforms.engine.read.bundle import read
from sipforms.engine.shelf import shipped
from sipforms.render.html.codebook import codebook_html
from tests.node.browser import page
from tests.render.html.test_pages_in_browser import A4, AXE, OUTSIDE, OVERFLOWS, VIOLATIONS

pytestmark = pytest.mark.browser


def test_the_codebook_can_be_read_aloud_and_printed(tmp_path: Path) -> None:
    book = codebook_for(build(read(shipped() / "boern")), ("baggrund", "maal"), ExportOptions())
    file = tmp_path / "codebook.html"
    file.write_text(codebook_html(book), encoding="utf-8")
    with page(tmp_path / "profile") as browser:
        browser.open(file)
        browser.evaluate(AXE.read_text(encoding="utf-8"))
        assert browser.run(f"({VIOLATIONS})") == []
        assert browser.run(f"({OUTSIDE})") == []
        assert browser.run(f"({OVERFLOWS})") == []
        browser.pdf(tmp_path / "codebook.pdf")
        assert browser.complaints == []
    printed = PdfReader(tmp_path / "codebook.pdf")
    assert {(round(one.mediabox.width), round(one.mediabox.height)) for one in printed.pages} == {A4}
    text = "".join(one.extract_text() for one in printed.pages)
    assert all(table.title in text for table in book.tables)
