"""The page about receiving a programme is true: its commands, in its order, give what it shows, in both languages."""

from pathlib import Path

import pytest

from tests.house.pages import as_pattern, run, steps
from tests.house.reading import ROOT

PAGES = {"da": ROOT / "docs" / "da" / "modtag.md", "en": ROOT / "docs" / "en" / "receive.md"}


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.long)])
def test_every_step_gives_what_the_page_shows(language: str, tmp_path: Path) -> None:
    done = 0
    for step in steps(PAGES[language].read_text("utf-8")):
        if step.file:
            (tmp_path / step.file).write_text(step.text, "utf-8")
            continue
        printed = "\n".join(line.rstrip() for line in run(step.command, tmp_path, language))
        assert as_pattern(step.shown).match(printed), f"$ {step.command}\n{printed}"
        done += 1
    assert done == 5
    id_ = next(one.parent.name for one in tmp_path.glob("*/programme.yaml"))
    *_changes, restored = run(f"sipforms programmes restore --yes {id_}", tmp_path, language)
    assert "1.0.0" in restored


def test_both_languages_take_the_same_steps() -> None:
    danish, english = (
        [(bool(one.file), one.command.split()[:3]) for one in steps(page.read_text("utf-8"))] for page in PAGES.values()
    )
    assert [(file, words[:2]) for file, words in danish] == [(file, words[:2]) for file, words in english]
