"""However many case files there are, reading them keeps no key waiting."""

import threading
from collections.abc import Callable

import pytest

from sipforms.actions.people import People, people
from sipforms.actions.workplace import Workplace
from sipforms.store.casefile import CaseFile
from sipforms.tui.app import SipApp
from tests.tui.conftest import USUAL


async def test_keys_are_obeyed_while_everybody_is_read(
    workplace: Workplace, admitted: Callable[..., CaseFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    admitted("B-7", "Ahorn Opdigtet")
    may_go_on = threading.Event()

    def slow(here: Workplace) -> People:
        assert threading.current_thread() is not threading.main_thread()
        assert may_go_on.wait(30)
        return people(here)

    monkeypatch.setattr("sipforms.tui.screens.citizens.people", slow)
    app = SipApp(workplace)
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("f8")
        assert type(app.screen).__name__ == "HiddenScreen"
        await pilot.press("f8")
        assert type(app.screen).__name__ == "CitizensScreen"
        may_go_on.set()
        await app.workers.wait_for_complete()
        assert [one.id for one in app.screen._everybody.files]  # type: ignore[attr-defined]
