"""A second terminal shows the citizen what staff's form stands at, and answers there, over the very same server."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from textual.events import Paste

from sipforms.actions.fill import Filling
from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.accept import LONGEST_TEXT
from sipforms.render.language import _
from sipforms.tui.app import SipApp
from sipforms.tui.citizen_screen.client import CitizenClient
from sipforms.tui.citizen_screen.second_terminal import SecondTerminal, SecondView
from sipforms.tui.screens.form import FormScreen
from tests.tui.conftest import Seen, filling_in

Begun = Callable[..., Filling]
PATIENCE = 20.0
STORY = ("mest_glad",)


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


@asynccontextmanager
async def writing(place: Workplace, filling: Filling) -> AsyncIterator[tuple[Seen, Seen]]:
    """Staff's terminal, and the second one, where a text has been begun."""
    async with filling_in(SipApp(place), filling) as staff:
        await staff.press("ctrl+t")
        form = form_of(staff)
        form.citizen_side.turn.skip_practice()
        form.take(form.model.go(STORY))
        link = form._link
        assert link is not None
        second = SecondTerminal(CitizenClient(link.server.port))
        async with second.run_test(size=(80, 24)) as pilot:
            other = Seen(second, pilot)  # type: ignore[arg-type]  # another program of the same make
            await write(second, link.pairing.code)
            await until(other, lambda: _("Press Enter and write.") in other.text)
            await pilot.press("enter")
            await pilot.press(*"Kaffe")
            await until(other, lambda: link._typed == (STORY, "Kaffe"))
            yield staff, other


async def test_what_is_being_written_is_hidden_with_staffs_own_screen(place: Workplace, begun: Begun) -> None:
    async with writing(place, begun("livskvalitet_tre")) as (staff, other):
        assert "Kaffe" in other.text
        await staff.press("f8")
        await until(other, lambda: _("One moment.") in other.text)
        assert "Kaffe" not in other.text
        await other.press("x", "enter")
        await staff.press("f8")
        await until(other, lambda: "Kaffe" in other.text)
        await other.press("f8")
        assert "Kaffe" not in other.text
        await other.press("f8")
        await other.press(*" i solen", "f3")
        await until(other, lambda: form_of(staff).model.draft.answers.get(STORY) == "Kaffe i solen")


async def test_what_is_copied_there_goes_nowhere_else(place: Workplace, begun: Begun) -> None:
    async with writing(place, begun("livskvalitet_tre")) as (_staff, other):
        written: list[str] = []
        driver = other.app._driver
        assert driver is not None
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(driver, "write", written.append)
            await other.press("f7", "ctrl+c")
            assert other.app.clipboard == "Kaffe"
            await other.press("ctrl+x")
        assert not [one for one in written if "]52;" in one]


async def test_what_cannot_be_pasted_there_is_told(place: Workplace, begun: Begun) -> None:
    async with writing(place, begun("livskvalitet_tre")) as (staff, other):
        other.app.screen.focused.post_message(Paste(" og kage\x1b[2J"))  # type: ignore[union-attr]
        await until(other, lambda: link_typed(staff) == (STORY, "Kaffe og kage[2J"))
        other.app.screen.focused.post_message(Paste("x" * (LONGEST_TEXT + 1)))  # type: ignore[union-attr]
        await other.settle()
        assert other.app.is_running
        assert link_typed(staff) == (STORY, "Kaffe og kage[2J")


def link_typed(seen: Seen) -> object:
    link = form_of(seen)._link
    assert link is not None
    return link._typed


async def write(app: SecondTerminal, code: str) -> None:
    app.query_one("#code").value = code  # type: ignore[attr-defined]
    app._pair(code)
