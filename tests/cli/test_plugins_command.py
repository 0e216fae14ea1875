"""One list of code and programmes: who offers which word, what is blocked, what failed, and what a word means."""

import json
import sys
from pathlib import Path

import pytest

from sipforms.engine.shelf import bundle_folders, shipped
from tests.cli.conftest import Run

SHIPPED = {folder.name for folder in bundle_folders([shipped()])}
PACKAGE = {
    "good_words.py": """
from dataclasses import replace
from pathlib import Path
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.read.bundle import read
from sipforms.plugins.scorers.averages import MEAN

@hookimpl
def scorers():
    return [replace(MEAN, name="fremmedGennemsnit")]

@hookimpl
def programmes():
    return [read(Path(__file__).parent / "bundle_in_package" / "puls")]
""",
    "bad_words.py": "raise RuntimeError('never loads')\n",
    "fremmed-2.3.dist-info/METADATA": "Metadata-Version: 2.1\nName: fremmed\nVersion: 2.3\n",
    "fremmed-2.3.dist-info/entry_points.txt": "[sipforms]\ngood = good_words\nbad = bad_words\n",
}


@pytest.fixture
def installed(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with a plug-in that works, one that cannot be loaded, and a programme."""
    site = tmp_path / "site"
    for name, text in PACKAGE.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    (site / "bundle_in_package").mkdir()
    assert run("new", "puls", site / "bundle_in_package").code == 0
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.delitem(sys.modules, "good_words", raising=False)
    return site


def facts(run: Run, *options: object) -> dict:
    return json.loads(run(*options, "plugins", "--format", "json").out)


def test_a_package_that_works_and_one_that_does_not(run: Run, installed: Path) -> None:
    ended = run("plugins")
    assert ended.code == 1
    assert "package fremmed 2.3" in ended.out
    assert "The plug-in bad could not be loaded (RuntimeError)" in ended.out
    plugins = {one["name"]: one for one in facts(run)["plugins"]}
    assert plugins["good"]["offers"] == {"scorers": ["fremmedGennemsnit"], "programmes": ["puls"]}
    assert (plugins["averages"]["kind"], plugins["bundle:voksen"]["kind"]) == ("own", "bundle")


def test_a_programme_from_a_package_is_at_hand(run: Run, installed: Path) -> None:
    listed = json.loads(run("programmes", "list", "--format", "json").out)
    assert {one["id"]: one["origin"] for one in listed} == {**dict.fromkeys(SHIPPED, "package"), "puls": "plugin"}
    assert run("schema", "puls", "talk").code == 0


def test_what_is_blocked_is_not_loaded_and_is_told(run: Run, installed: Path, tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text('blocked = ["bad", "bundle:puls", "counting", "bundle:voksne"]\n', "utf-8")
    ended = run("--settings", tmp_path / "s.toml", "plugins")
    assert ended.code == 0
    assert "could not be loaded" not in ended.out
    assert (
        "The settings block `bundle:voksne`, and there is no such plug-in. Did you mean `bundle:voksen`?" in ended.out
    )
    assert not any(line.split()[:1] == ["count"] for line in ended.lines)
    assert any(line.split()[:2] == ["counting", "blocked"] for line in ended.lines)
    known = facts(run, "--settings", tmp_path / "s.toml")
    assert known["blockedInVain"] == ["bundle:voksne"]
    listed = json.loads(run("--settings", tmp_path / "s.toml", "programmes", "list", "--format", "json").out)
    assert {one["id"] for one in listed} == SHIPPED


def test_a_word_is_explained(run: Run) -> None:
    ended = run("plugins", "show", "difference")
    assert ended.code == 0
    for heading in ("Formula:", "Range:", "Missing answers:", "Source:", "Settings"):
        assert heading in ended.out
    assert run("plugins", "show", "csv").code == 0
    assert run("plugins", "show", "development").code == 0


def test_an_unknown_word_gets_the_nearest(run: Run) -> None:
    ended = run("plugins", "show", "maen")
    assert (ended.code, "Did you mean `mean`?" in ended.err) == (2, True)
    assert "lists the words" in run("plugins", "show", "xyzzy").err
