"""The page about extending a programme is true: its files and commands, in its order, give what it shows."""

from pathlib import Path

import pytest

from sipforms.engine.overlay.parts import parts_of
from sipforms.engine.overlay.ruling import NOT_INHERITED
from sipforms.engine.read.bundle import read
from sipforms.engine.shelf import shipped
from tests.house.pages import follow, steps
from tests.house.reading import ROOT

PAGES = {
    language: (ROOT / "docs" / language / name).read_text(encoding="utf-8")
    for language, name in (("en", "overlays.md"), ("da", "byg-videre.md"))
}


@pytest.mark.parametrize("language", PAGES)
def test_every_step_gives_what_the_page_shows(language: str, tmp_path: Path) -> None:
    assert follow(PAGES[language], tmp_path, language) == 3


def test_both_languages_take_the_same_steps() -> None:
    danish, english = ([(one.file, one.text, one.command) for one in steps(PAGES[each])] for each in ("da", "en"))
    assert danish == english


@pytest.mark.parametrize("language", PAGES)
def test_the_parts_that_it_names_are_there(language: str) -> None:
    page = PAGES[language]
    parts = parts_of(read(shipped() / "voksen"))
    named = (
        "rammer livskvalitet.relationer.venner livskvalitet.relationer.venner.title scales.fem_trin scales.fem_trin.1 "
        "livskvalitet.relationer.venner.say.vigtighed indicators.tilfredshed reports.individuel translations.en "
        "programme.variants.autisme programme.schedule.livskvalitet"
    )
    for path in named.split():
        assert path in parts, path
        assert path in page or path.rpartition(".")[2] in page


@pytest.mark.parametrize("language", PAGES)
def test_it_names_everything_that_is_not_taken_over(language: str) -> None:
    for keyword in NOT_INHERITED - {"extends", "remove", "replace", "format"}:
        assert f"`{keyword}`" in PAGES[language]
