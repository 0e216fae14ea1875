"""The form stays one widget, and a key is drawn at once: so that it never grows heavy without anybody seeing."""

import os
import sys
from collections.abc import Callable

import pytest

from benchmarks.latency import measured
from sipforms.actions.fill import Filling
from sipforms.actions.workplace import Workplace
from sipforms.tui.app import SipApp
from tests.tui.conftest import filling_in

MOST_WIDGETS = 60
MOST_TIMES = 15
"""So many times what an empty app takes: twice what is measured on a busy machine, far below a form of RadioSets."""
OVER_THE_FORM = ((), ("asterisk",), ("escape", "f4"), ("f4", "f1"), ("escape", "f2"))
"""The form, a note being written, the citizen's view, help, looking over: the keys from one to the next."""
Begun = Callable[..., Filling]


async def test_a_form_is_few_widgets_whatever_is_open_over_it(workplace: Workplace, begun: Begun) -> None:
    seen_screens = set()
    async with filling_in(SipApp(workplace), begun()) as seen:
        await seen.press("4")
        for keys in OVER_THE_FORM:
            await seen.press(*keys)
            seen_screens.add(seen.screen)
            assert len(seen.app.screen.query("*")) < MOST_WIDGETS, seen.screen
    assert seen_screens == {"FormScreen", "CitizenViewScreen", "HelpScreen", "ReviewScreen"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals to measure in")
def test_a_key_is_drawn_in_a_few_times_what_an_empty_app_takes() -> None:
    found = measured(12, {**os.environ, "SIPFORMS_LANGUAGE": "da"}, answers=300)
    assert found.last < MOST_TIMES, found.told
