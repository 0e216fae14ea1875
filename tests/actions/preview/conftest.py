"""A programme that tests write in, and its preview."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sipforms.actions.checking import Criteria
from sipforms.actions.preview.session import Preview
from sipforms.actions.preview.view import View
from sipforms.actions.vocabulary import open_vocabulary
from sipforms.engine.shelf import shipped

NOW = datetime(2026, 11, 22, 12, 3, 11, tzinfo=UTC)
CRITERIA = Criteria(vocabulary=open_vocabulary(installed=False), today=NOW.date())
TEXT = "Opdigtet."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of SIP-voksen to write in."""
    return Path(shutil.copytree(shipped() / "voksen", tmp_path / "voksen"))


@pytest.fixture
def previewed(folder: Path) -> Callable[..., Preview]:
    """A preview of the copy."""

    def make(**view: str) -> Preview:
        return Preview(folder, CRITERIA, lambda: NOW, lambda: TEXT, View(**view))

    return make
