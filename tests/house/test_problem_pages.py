"""Every kind of mistake has a page with a wrong and a right example, and both are what the page says."""

from pathlib import Path

import pytest

from sipforms.engine.checks.codes import CODES
from tools import problem_pages


def test_every_kind_of_mistake_has_a_page_and_every_page_a_kind() -> None:
    assert sorted(page.stem for page in problem_pages.PAGES.glob("*.md") if page != problem_pages.INDEX) == sorted(
        CODES
    )


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_examples_of_a_page_are_wrong_and_right(code: str) -> None:
    page = problem_pages.read_page(problem_pages.PAGES / f"{code}.md")
    assert list(problem_pages.faults_of(page)) == []


def test_the_index_is_up_to_date() -> None:
    assert problem_pages.index() == problem_pages.INDEX.read_text(encoding="utf-8")


def test_an_example_that_is_not_wrong_is_seen(tmp_path: Path) -> None:
    whole = (problem_pages.PAGES / "unknown-scale.md").read_text(encoding="utf-8")
    changed = tmp_path / "unknown-scale.md"
    changed.write_text(whole.replace("scale: femm", "scale: fem"), encoding="utf-8")
    assert list(problem_pages.faults_of(problem_pages.read_page(changed))) == [
        "unknown-scale: the wrong example shows []"
    ]


def test_a_page_whose_sentence_is_old_is_seen(tmp_path: Path) -> None:
    whole = (problem_pages.PAGES / "unknown-scale.md").read_text(encoding="utf-8")
    changed = tmp_path / "unknown-scale.md"
    changed.write_text(whole.replace("Mente du", "Mener du"), encoding="utf-8")
    (said,) = problem_pages.faults_of(problem_pages.read_page(changed))
    assert "not up to date" in said
