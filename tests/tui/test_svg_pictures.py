"""What the form, the citizen's view and the result look like in four looks, as drawings with their colours.

To draw again what was meant to change: delete the picture and run the test, which draws it and asks to be looked at.
"""

import re
from typing import Any

import pytest
from textual.screen import Screen

from sipforms.tui.app import SipApp
from sipforms.tui.screens.citizen_view import CitizenViewScreen
from sipforms.tui.screens.form import FormScreen
from sipforms.tui.screens.result import ResultScreen
from tests.tui.conftest import LARGE, USUAL, opened
from tests.tui.every_screen import World
from tests.tui.test_every_screen import in_front, world
from tests.tui.test_pictures import PICTURES, name_of

__all__ = ["world"]

LOOKS = {"dark": LARGE, "light": USUAL, "contrast": USUAL, "plain": USUAL}
SCREENS: tuple[type[Screen[Any]], ...] = (FormScreen, CitizenViewScreen, ResultScreen)
FONTS = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


@pytest.fixture(autouse=True)
def _in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.mark.parametrize("look", LOOKS)
async def test_it_has_the_colours_that_it_had(world: World, look: str) -> None:
    app = SipApp(world.workplace, entrance=world.entrance)
    drawn: list[str] = []
    changed: list[str] = []
    async with opened(app, LOOKS[look]) as seen:
        app.prefer(theme=look)
        for kind in SCREENS:
            file = PICTURES / f"{name_of(kind)}_{look}.svg"
            async with in_front(seen, world, kind):
                svg = FONTS.sub("", app.export_screenshot(title="SIP", simplify=True)) + "\n"
            if not file.exists():
                file.parent.mkdir(exist_ok=True)
                file.write_text(svg, encoding="utf-8")
                drawn.append(file.name)
            elif svg != file.read_text(encoding="utf-8"):
                changed.append(file.name)
    assert drawn == [], "drawn for the first time: look at them"
    assert changed == []
