"""docs/scorers.md says what the scorers say about themselves."""

import runpy
from pathlib import Path

from tests.scores.small import vocabulary

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_page_is_up_to_date() -> None:
    written = (ROOT / "docs" / "scorers.md").read_text(encoding="utf-8")
    wanted = runpy.run_path(str(ROOT / "tools" / "scorer_page.py"))["page"]()
    assert written == wanted, "run: python tools/scorer_page.py"


def test_the_page_has_every_scorer() -> None:
    written = (ROOT / "docs" / "scorers.md").read_text(encoding="utf-8")
    assert [name for name in vocabulary().scorers if f"\n## {name}\n" not in written] == []
