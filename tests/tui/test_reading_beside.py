"""However many case files there are, reading them keeps no key waiting, and what is read can be worked with."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from sipforms.actions.workplace import Workplace
from sipforms.store.casefile import CaseFile, case_files
from sipforms.tui.app import SipApp
from sipforms.tui.screens.today import TodayScreen
from sipforms.tui.sight import Sight
from tests.tui.conftest import USUAL, Seen
from tests.tui.entrances import until


@pytest.fixture
def gated(monkeypatch: pytest.MonkeyPatch) -> Callable[[], tuple[threading.Semaphore, list[str]]]:
    """Case files come one at a time, each when the test lets it, and what is read is given out at once."""

    def make() -> tuple[threading.Semaphore, list[str]]:
        gate, read = threading.Semaphore(0), []

        def slowly(*given: Any) -> Iterator[Any]:
            for case, file in case_files(*given):
                assert threading.current_thread() is not threading.main_thread()
                assert gate.acquire(timeout=30)
                read.append(case)
                yield case, file

        monkeypatch.setattr("sipforms.actions.today.case_files", slowly)
        monkeypatch.setattr("sipforms.actions.today.A_WHILE", 0.0)
        return gate, read

    return make


async def test_what_is_read_so_far_can_be_worked_with(
    workplace: Workplace,
    admitted: Callable[..., CaseFile],
    gated: Callable[[], tuple[threading.Semaphore, list[str]]],
) -> None:
    for number in range(1, 5):
        admitted(f"B-{number}")
    gate, read = gated()
    app = SipApp(workplace)
    async with app.run_test(size=USUAL) as pilot:
        seen = Seen(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        sight: Sight = app.screen.sight
        assert "Henter sagerne" in seen.text
        await pilot.press("f8")
        assert seen.screen == "HiddenScreen"
        await pilot.press("f8")
        gate.release()
        await until(lambda: sight.overview.read == 1, lambda: seen.text)
        await pilot.pause()
        assert "læst 1 af 4" in seen.text
        await pilot.press("c")
        await until(lambda: seen.screen == "CaseScreen", lambda: seen.text)
        gate.release(100)
        await until(lambda: sight.overview.is_whole)
        await pilot.press("escape", "b")
        await seen.settle()
        assert len(set(read)) == 4
        assert [f"B-{number}" in seen.text for number in range(1, 5)] == [True] * 4


async def test_the_mark_stays_on_top_until_it_is_moved_and_enter_opens_only_what_was_seen(
    workplace: Workplace,
    admitted: Callable[..., CaseFile],
    gated: Callable[[], tuple[threading.Semaphore, list[str]]],
) -> None:
    days = {admitted(f"B-{number}", admission=date(2026, 6, number)).id: number for number in range(1, 7)}
    gate, read = gated()
    app = SipApp(workplace)
    async with app.run_test(size=USUAL) as pilot:
        seen = Seen(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        sight, ticks = app.screen.sight, [0.0]
        sight._ticking = lambda: ticks[0]

        async def reads(count: int) -> int:
            """Let so many be read; the least number of those, who has waited longest."""
            gate.release()
            await until(lambda: sight.overview.read == count, lambda: seen.text)
            await pilot.pause()
            return min(days[case] for case in read)

        least = await reads(1)
        for count in range(2, 5):
            ticks[0] += 10
            before, least = least, await reads(count)
            assert f"▶ B-{least} " in seen.text
            if least != before:
                await pilot.press("enter")
                assert seen.screen == "TodayScreen"
                assert "lige ændret sig" in " ".join(seen.line("status").split())
        ticks[0] += 10
        await pilot.press("down", "up")
        kept = await reads(5) if least == 1 else least
        gate.release(100)
        await until(lambda: sight.overview.is_whole)
        await pilot.pause()
        assert f"▶ B-{kept} " in seen.text
