"""Every hook has a page in both languages with a worked example, and the example does what the page says."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from sipforms.engine.check import check
from sipforms.engine.hookspecs import HOOKS
from sipforms.engine.offers import Export, ExportOptions
from sipforms.engine.read.bundle import bundle_from
from sipforms.engine.score.scorer import Setup
from sipforms.engine.vocabulary import Vocabulary, collect, plugin_manager
from sipforms.plugins import builtin_plugins
from tests.engine.checking import SMALL, bundle

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
PAGES = {"da": DOCS / "da" / "kroge.md", "en": DOCS / "en" / "hooks.md"}
_HOOK = re.compile(r"^## (\w+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(language: str) -> dict[str, str]:
    """The worked example of every hook on the page."""
    return {hook: _CODE.findall(body)[0] for hook, body in _HOOK.findall(PAGES[language].read_text(encoding="utf-8"))}


def module(hook: str) -> ModuleType:
    """The example as a module of its own."""
    made = ModuleType(f"example_{hook}")
    exec(examples("en")[hook], made.__dict__)  # noqa: S102 - our own documentation
    return made


def words_with(hook: str) -> Vocabulary:
    words = collect(plugin_manager({**builtin_plugins(), "example": module(hook)}, installed=False))
    assert words.problems == ()
    return words


@pytest.mark.parametrize("language", PAGES)
def test_every_hook_has_a_worked_example(language: str) -> None:
    assert tuple(examples(language)) == HOOKS


def test_the_examples_are_the_same_in_both_languages() -> None:
    assert examples("da") == examples("en")


def test_the_example_of_a_scorer_computes() -> None:
    word = words_with("scorers").scorers["spread"]
    assert word.plugin == "example"
    setup = Setup(ranges=((1, 5),))
    assert word.offer.compute((2, 5, 3), setup) == 3
    assert word.offer.range(setup) == (0, 4)


def test_an_indicator_can_use_the_example_of_a_scorer() -> None:
    indicator = (
        "spredning: {questionnaire: puls, title: Spredning, scorer: spread, items: [a, b], missing: {maxShare: 0}}\n"
    )
    asked = "title: Puls\nproperties:\n  a: {title: A, enum: [1, 2, 3]}\n  b: {title: B, enum: [1, 2, 3]}\n"
    files = {"questionnaires/puls.yaml": asked, "indicators.yaml": indicator}
    assert [problem.code for problem in check(bundle(files), words_with("scorers"))] == []
    assert "unknown-scorer" in [problem.code for problem in check(bundle(files), words_with("stores"))]


def test_the_example_of_a_section_says_something_the_first_time_and_later() -> None:
    build: Any = words_with("report_sections").report_sections["firstTime"].offer.build
    assert build(SimpleNamespace(step=None)).startswith("This is the first time.")
    series = SimpleNamespace(points=(1, 2, 3))
    assert build(SimpleNamespace(step=object(), series=series)) == {"Rounds so far": 3}


def test_the_example_of_a_format_writes_a_file() -> None:
    offer = words_with("export_formats").export_formats["counts"].offer

    def three() -> Iterator[Any]:
        return iter([object()] * 3)

    export = Export(tables=(), responses=three, options=ExportOptions())
    assert list(offer.write(export)) == [(".txt", b"3\n")]


def test_the_example_of_a_check_tells_what_is_missing() -> None:
    found = [one for one in check(bundle(), words_with("bundle_checks")) if one.facts.get("name") == "element"]
    assert [(one.code, one.place.file) for one in found] == [("missing-keyword", "questionnaires/puls.yaml")]
    with_element = SMALL["questionnaires/puls.yaml"].replace("title: Puls\n", "title: Puls\nelement: outcome\n", 1)
    told: Iterable[Any] = check(bundle({"questionnaires/puls.yaml": with_element}), words_with("bundle_checks"))
    assert not [one for one in told if one.facts.get("name") == "element"]


def test_the_example_of_a_store_keeps_until_it_ends(tmp_path: Path) -> None:
    store = words_with("stores").stores["forgetful"].offer.open(tmp_path)
    assert store.facts.is_demo
    assert not list(tmp_path.iterdir())


def test_the_example_of_a_programme_is_a_good_one() -> None:
    (offered,) = module("programmes").programmes()
    assert [problem.code for problem in check(offered, words_with("programmes"))] == []
    assert offered.digest == bundle_from("andet", offered.files).digest
