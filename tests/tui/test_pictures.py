"""What every screen looks like, as text at both sizes; a screen that changed is looked at before its picture is.

To draw again what was meant to change: delete the picture and run the test, which draws it and asks to be looked at.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from sipforms.tui.app import SipApp
from sipforms.tui.screens.citizen_screen import CitizenScreenDialog
from sipforms.tui.screens.page_dialog import PageDialog
from sipforms.tui.screens.preview_list import PreviewListScreen
from tests.tui.conftest import LARGE, USUAL, opened
from tests.tui.every_screen import RECIPES, World
from tests.tui.test_every_screen import in_front, world

__all__ = ["world"]

PICTURES = Path(__file__).parent / "pictures" / "screens"
NAMES_A_PLACE = {CitizenScreenDialog, PageDialog, PreviewListScreen}
"""They show an address or a folder, which is another one each time."""
PICTURED = sorted(RECIPES.keys() - NAMES_A_PLACE, key=lambda one: one.__name__)
SIZES = {"80x24": USUAL, "120x40": LARGE}


@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_looks_as_it_did(world: World, size: str) -> None:
    app = SipApp(world.workplace, entrance=world.entrance)
    drawn: list[str] = []
    changed: dict[str, str] = {}
    async with opened(app, SIZES[size]) as seen:
        for kind in PICTURED:
            file = PICTURES / f"{name_of(kind)}_{size}.txt"
            async with in_front(seen, world, kind):
                text = seen.text + "\n"
            if not file.exists():
                file.parent.mkdir(exist_ok=True)
                file.write_text(text, encoding="utf-8")
                drawn.append(file.name)
            elif text != file.read_text(encoding="utf-8"):
                changed[file.name] = text
    assert drawn == [], "drawn for the first time: look at them"
    assert changed == {}


def test_there_is_no_picture_of_a_screen_that_is_gone() -> None:
    wanted = {f"{name_of(kind)}_{size}.txt" for kind in PICTURED for size in SIZES}
    assert {file.name for file in PICTURES.glob("*.txt")} == wanted


def name_of(kind: type[Screen[Any]]) -> str:
    """ChooseHowScreen as choose_how."""
    words = re.findall(r"[A-Z][a-z]*", kind.__name__.removesuffix("Screen").removesuffix("Dialog"))
    return "_".join(words).lower()
