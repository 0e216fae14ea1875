"""A second terminal shows the citizen what staff's form stands at, and answers there, over the very same server."""

import asyncio
from collections.abc import Callable

from sipforms.actions.fill import Filling
from sipforms.actions.workplace import Workplace
from sipforms.render.language import _
from sipforms.tui.app import SipApp
from sipforms.tui.citizen_screen.client import CitizenClient
from sipforms.tui.citizen_screen.second_terminal import SecondTerminal, SecondView
from sipforms.tui.screens.form import FormScreen
from tests.tui.conftest import Seen, filling_in

Begun = Callable[..., Filling]
PATIENCE = 20.0


def form_of(seen: Seen) -> FormScreen:
    return next(one for one in seen.app.screen_stack if isinstance(one, FormScreen))


async def until(seen: Seen, holds: Callable[[], bool]) -> None:
    """Wait for the other screen; nobody tells when it has drawn."""
    for _turn in range(int(PATIENCE / 0.01)):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(seen.text)


async def test_two_terminals_one_interview(place: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(place), begun("livskvalitet_tre")) as staff:
        await staff.press("ctrl+t")
        form = form_of(staff)
        form.citizen_side.turn.skip_practice()
        form.citizen_changed()
        link = form._link
        assert link is not None
        assert link.pairing.code[:3] in staff.text
        second = SecondTerminal(CitizenClient(link.server.port))
        async with second.run_test(size=(80, 24)) as pilot:
            other = Seen(second, pilot)  # type: ignore[arg-type]  # another program of the same make
            await write(second, "000000")
            await until(other, lambda: _("That is not the code. Try again.") in other.text)
            await write(second, link.pairing.code)
            await until(other, lambda: "?" in other.text and isinstance(second.screen, SecondView))
            assert form.citizen_screen_said
            before = form.citizen_side.number
            await pilot.press("3")
            await until(other, lambda: "[3]" in other.text or "[Ja]" in other.text)
            assert not form.model.draft.answers
            await pilot.press("enter")
            await until(other, lambda: form.citizen_side.number != before)
            assert list(form.model.draft.answers.values()) == [3]

            await pilot.press("f8")
            assert "?" not in other.text
            await pilot.press("1", "enter", "f8")
            await until(other, lambda: "?" in other.text)
            await staff.press("escape", "f8")
            await until(other, lambda: _("One moment.") in other.text)
            await pilot.press("1", "enter")
            await staff.press("f8")
            await until(other, lambda: "?" in other.text)
            assert list(form.model.draft.answers.values()) == [3]

            path = next(stop for stop in form.model.outline.stops if stop[-1] == "mest_glad")
            staff.app.call_later(lambda: form.take(form.model.go(path)))  # two programs run here: in its own
            await until(other, lambda: _("Press Enter and write.") in other.text)
            await pilot.press("enter")
            await pilot.press(*"Kaffe")
            await until(other, lambda: link._typed == (path, "Kaffe"))
            await staff.press("home")
            await until(other, lambda: form.model.draft.answers.get(path) == "Kaffe")

            await staff.press("escape")
            await until(other, lambda: _("This screen is closed. Staff can open it again.") in other.text)
            assert "Kaffe" not in other.text
            assert not isinstance(second.screen, SecondView)


async def write(app: SecondTerminal, code: str) -> None:
    app.query_one("#code").value = code  # type: ignore[attr-defined]
    app._pair(code)
