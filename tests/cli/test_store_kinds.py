"""A store of another kind, which a plug-in keeps: here the example of the page about hooks, trusted in a programme."""

import hashlib
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.docs.test_hooks import examples
from tests.engine.checking import SMALL


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """A workplace with a programme whose hooks.py offers a store, and settings that want it."""
    for name, text in {**SMALL, "hooks.py": examples("en")["stores"]}.items():
        (tmp_path / "hylde" / "lille" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "hylde" / "lille" / name).write_text(text, encoding="utf-8")
    file = tmp_path / "sipforms.toml"
    file.write_text('store_kind = "forgetful"\nprogrammes = ["hylde"]\n', encoding="utf-8")
    return file


def test_a_store_that_nobody_offers_is_told_with_the_ones_there_are(run: Run, settings: Path) -> None:
    ended = run("--settings", settings, "report", "B-1042")
    assert ended.code == 1
    assert "No plug-in offers a store of the kind `forgetful`." in ended.err


def test_a_store_that_a_trusted_plugin_offers_is_opened(run: Run, settings: Path) -> None:
    digest = hashlib.sha256(examples("en")["stores"].encode()).hexdigest()
    trusted = run("--settings", settings, "trust", "lille", "--yes", digest)
    assert trusted.code == 0, trusted.err
    ended = run("--settings", settings, "report", "B-1042")
    assert "No plug-in offers" not in ended.err
    assert "B-1042" in ended.err
