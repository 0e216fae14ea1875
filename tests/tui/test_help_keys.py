"""The keys of a help text stand below it, however long it is."""

import pytest

from sipforms.actions.workplace import Workplace
from sipforms.tui.app import SipApp
from tests.tui.conftest import opened


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (120, 60)])
async def test_how_help_is_left_is_in_sight_from_the_beginning(workplace: Workplace, size: tuple[int, int]) -> None:
    async with opened(SipApp(workplace), size) as seen:
        await seen.press("b", "f1")
        lines = seen.text.splitlines()
        (at,) = (place for place, line in enumerate(lines) if "Esc tilbage" in line and "│" in line)
        assert "rul" in lines[at]
        assert "└" in lines[at + 1]
        help_ = seen.app.screen.query_one("#help")
        help_.scroll_end(animate=False)
        await seen.settle()
        above = [line for line in seen.text.splitlines()[:at] if line.strip(" │")]
        assert "gemt" in above[-1], "the last line is not behind the keys"
