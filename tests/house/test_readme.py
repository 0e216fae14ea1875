"""The README is true: its commands, run on its files in the order of the page, print what it shows."""

import re
from pathlib import Path

import pytest

from tests.house.pages import as_shown, follow, run, steps
from tests.house.reading import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_of_the_page_prints_what_the_page_shows(tmp_path: Path) -> None:
    (tmp_path / "programs").symlink_to(ROOT / "programs")
    assert follow(README, tmp_path) >= 4


def test_the_designers_mistake_mended_as_the_page_says_is_gone(tmp_path: Path) -> None:
    for step in steps(README):
        if step.file:
            (tmp_path / step.file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / step.file).write_text(step.text.replace("maxium", "maximum"), encoding="utf-8")
    assert run("sipforms check trivsel", tmp_path) == ["1 program kontrolleret: intet at rette."]


@pytest.mark.parametrize("link", re.findall(r"\]\((?!https?:)([^)#]+)\)", README))
def test_what_the_page_links_to_is_there(link: str) -> None:
    assert (ROOT / link).exists()


def test_another_output_is_seen() -> None:
    assert as_shown(["a", "b", "c"], ["a", "...", "c"])
    assert not as_shown(["a", "b"], ["a"])
    assert not as_shown(["a"], ["a", "b"])
    assert not as_shown(["x", "b"], ["a", "..."])
