"""What every test starts from: compiled catalogues, Danish, and pictures that name no address."""

import os
import re
import runpy
from collections.abc import Iterator
from functools import lru_cache
from itertools import count
from pathlib import Path

import pytest
from rich.console import Console

from sipforms.actions import checking, preferences, programmes
from sipforms.actions.shelving import arriving
from sipforms.cli import schema_subject
from sipforms.engine.check import check
from sipforms.engine.problem import Problem
from sipforms.engine.read import bundle
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.read.source import read_source
from sipforms.engine.shelf import shipped
from sipforms.engine.vocabulary import Vocabulary
from sipforms.render import language

ROOT = Path(__file__).resolve().parent.parent
OF_THE_MACHINE = ("SIPFORMS_LANGUAGE", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR")
"""What somebody may have set for themselves and no test may depend on; tests about these set them."""


_NUMBERS = count()


def pytest_configure(config: pytest.Config) -> None:
    for name in OF_THE_MACHINE:
        os.environ.pop(name, None)
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")  # a usual screen, wherever the tests run
    os.environ["PYTHONUTF8"] = "1"  # for the programs that tests start, whatever the machine speaks
    picture_without_addresses()
    if not hasattr(config, "workerinput"):  # once, before any helper process of xdist starts
        runpy.run_path(str(ROOT / "tools" / "catalogues.py"))["compile_catalogues"]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The screens first: their tests are the longest, and at the end a processor would wait for the last of them."""
    items.sort(key=lambda one: "tui" not in one.path.parts)


def picture_without_addresses() -> None:
    """Rich writes where a font could be fetched into every picture; ours name the font and no address."""
    settings = Console.export_svg.__kwdefaults__
    assert settings is not None
    settings["code_format"] = re.sub(r',\s*url\("https:[^;]*(?=;)', "", settings["code_format"])


@pytest.fixture(scope="session", autouse=True)
def shipped_programmes_are_judged_once() -> Iterator[None]:
    """Checking the shipped programmes takes three seconds, and hundreds of tests open a workplace.

    What is remembered is the judgement of exactly these bytes by our own words alone; where a test changes a file,
    brings a plug-in, blocks or trusts one, the bundle is judged again.
    """
    judge, judged = programmes._judge, dict[object, programmes.Usable | programmes.Broken]()

    def once(
        folder: Path, read: Bundle, vocabulary: Vocabulary, spoken: str
    ) -> programmes.Usable | programmes.Broken:
        if folder.parent != shipped() or vocabulary.blocked or vocabulary.trusted or vocabulary.bundle_checks:
            return judge(folder, read, vocabulary, spoken)
        words = tuple(tuple(kind) for kind in (vocabulary.scorers, vocabulary.report_sections))
        written = tuple((name, hash(content)) for name, content in read.files.items())
        key = (folder, spoken, vocabulary.runs_hooks, words, tuple(one.name for one in vocabulary.plugins), written)
        if key not in judged:
            judged[key] = judge(folder, read, vocabulary, spoken)
        return judged[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(programmes, "_judge", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def the_same_bytes_are_read_once() -> Iterator[None]:
    """Reading a file of a bundle says the same of the same bytes each time, and changes nothing of what it said."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundle, "read_source", lru_cache(maxsize=1024)(read_source))
        yield


@pytest.fixture(scope="session", autouse=True)
def the_same_bundle_is_checked_once() -> Iterator[None]:
    """As read without a mistake, and checked with our own words alone: its bytes decide what is wrong with it."""
    checked = dict[object, tuple[Problem, ...]]()

    def once(read: Bundle, vocabulary: Vocabulary, *, production: bool = False) -> tuple[Problem, ...]:
        if read.problems or vocabulary.blocked or vocabulary.trusted or vocabulary.bundle_checks:
            return check(read, vocabulary, production=production)
        words = tuple(tuple(kind) for kind in (vocabulary.scorers, vocabulary.report_sections))
        plugged = (vocabulary.runs_hooks, words, tuple(one.name for one in vocabulary.plugins))
        key = (read.name, read.base_at, read.hooks, tuple(read.files.items()), plugged, production)
        if key not in checked:
            checked[key] = check(read, vocabulary, production=production)
        return checked[key]

    with pytest.MonkeyPatch.context() as patch:
        for module in (checking, programmes, arriving, schema_subject):
            patch.setattr(module, "check", once)
        yield


@pytest.fixture(autouse=True)
def choices_of_nobody_here(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody chose at this machine is neither read nor overwritten; every test begins with the usual choices."""
    folder = tmp_path_factory.getbasetemp() / f"login-{next(_NUMBERS)}"  # made by whoever writes there
    monkeypatch.setattr(preferences, "settings_file", lambda: folder / "sipforms.toml")


@pytest.fixture(autouse=True)
def danish_again() -> Iterator[None]:
    """A test may let the process speak another language; the next one hears Danish."""
    yield
    if language.current_language() != language.USUAL:
        language.speak(language.USUAL)
