"""The page about extending a programme is true: its files and commands, in its order, give what it shows."""

from pathlib import Path

from sipforms.engine.overlay.parts import parts_of
from sipforms.engine.overlay.ruling import NOT_INHERITED
from sipforms.engine.read.bundle import read
from sipforms.engine.shelf import shipped
from tests.house.pages import follow
from tests.house.reading import ROOT

PAGE = (ROOT / "docs" / "en" / "overlays.md").read_text(encoding="utf-8")


def test_every_step_gives_what_the_page_shows(tmp_path: Path) -> None:
    assert follow(PAGE, tmp_path, "en") == 3


def test_the_parts_that_it_names_are_there() -> None:
    parts = parts_of(read(shipped() / "voksen"))
    named = (
        "rammer livskvalitet.relationer.venner livskvalitet.relationer.venner.title scales.fem_trin scales.fem_trin.1 "
        "livskvalitet.relationer.venner.say.vigtighed indicators.tilfredshed reports.individuel translations.en "
        "programme.variants.autisme programme.schedule.livskvalitet"
    )
    for path in named.split():
        assert path in parts, path
        assert path in PAGE or path.rpartition(".")[2] in PAGE


def test_it_names_everything_that_is_not_taken_over() -> None:
    for keyword in NOT_INHERITED - {"extends", "remove", "replace", "format"}:
        assert f"`{keyword}`" in PAGE
