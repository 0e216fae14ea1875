"""Two screens, one interview: the citizen answers in a real browser, and staff's form is the one that is filled in."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from sipforms.actions.fill import Filling
from sipforms.actions.workplace import Workplace
from sipforms.render.language import _
from sipforms.tui.app import SipApp
from sipforms.tui.screens.form import FormScreen
from tests.node.browser import Page, page
from tests.tui.conftest import Seen, filling_in

pytestmark = pytest.mark.browser
Begun = Callable[..., Filling]
PATIENCE = 30.0
TEXT = "() => document.body.innerText"
CLICK = "(words) => [...document.querySelectorAll('button')].find((one) => one.innerText.includes(words)).click()"
PRESSED = "() => [...document.querySelectorAll('[aria-pressed=true]')].map((one) => one.innerText)"
CODE = """(code) => {
  document.getElementById("code").value = code;
  document.getElementById("entrance").requestSubmit();
}"""
TYPE = """(text) => {
  const field = document.getElementById("field");
  field.value = text;
  field.dispatchEvent(new Event("input"));
}"""
SEEN = "() => document.body.innerText + [...document.querySelectorAll('textarea, input')].map((one) => one.value)"
OUTSIDE = "() => performance.getEntries().map((one) => one.name).filter((one) => one.includes('//'))"


class Beside:
    """The form on one screen, the browser on the other."""

    def __init__(self, seen: Seen, browser: Page) -> None:
        self.seen, self.browser = seen, browser

    @property
    def form(self) -> FormScreen:
        return next(one for one in self.seen.app.screen_stack if isinstance(one, FormScreen))

    @property
    def link(self) -> Any:
        return self.form._link

    async def run(self, function: str, *arguments: Any) -> Any:
        return await asyncio.to_thread(self.browser.run, f"({function})", *arguments)

    async def until(self, holds: Callable[[str], bool]) -> str:
        """What stands in the browser, once this is true of it."""
        text = ""
        for _turn in range(int(PATIENCE * 20)):
            text = await self.run(TEXT)
            if holds(text):
                return text
            await asyncio.sleep(0.05)  # the browser tells nobody when it has drawn
        raise AssertionError(text)

    async def has(self, expression: str, wanted: object) -> None:
        """Wait until something in the page is as wanted."""
        for _turn in range(int(PATIENCE * 20)):
            if await self.run(f"() => {expression}") == wanted:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(await self.run(TEXT))

    async def click(self, words: str, then: Callable[[str], bool]) -> str:
        await self.run("() => new Promise((soon) => setTimeout(soon, 750))")  # a second press that is meant as one
        await self.run(CLICK, words)
        return await self.until(then)

    async def pair(self) -> None:
        code = self.link.pairing.new_code()
        await self.run(CODE, code)
        await self.until(lambda text: _("Begin") not in text)


@asynccontextmanager
async def beside(place: Workplace, filling: Filling, folder: Path) -> AsyncIterator[Beside]:
    async with filling_in(SipApp(place), filling) as seen:
        await seen.press("ctrl+t")
        assert seen.screen == "CitizenScreenDialog"
        opened = page(folder)
        browser = await asyncio.to_thread(opened.__enter__)
        both = Beside(seen, browser)
        try:
            await asyncio.to_thread(browser.go, both.link.server.address)
            yield both
            assert not [one for one in browser.complaints if "401" not in one and "409" not in one]
        finally:
            await asyncio.to_thread(opened.__exit__, None, None, None)


async def test_an_interview_on_two_screens(place: Workplace, begun: Begun, tmp_path: Path) -> None:
    async with beside(place, begun(), tmp_path) as both:
        seen, first = both.seen, "Hvor vigtigt er det for dig at være i godt humør?"
        assert first not in await both.run(TEXT)  # nothing before the code
        await both.run(CODE, "000000")
        await both.until(lambda text: _("That is not the code. Try again.") in text)
        await both.pair()
        await both.until(lambda text: "“Rigtig meget”" in text)  # practising
        await seen.press("escape")
        assert _("2 screens") in seen.line("top")
        both.form.citizen_side.turn.skip_practice()
        both.form.citizen_changed()
        await both.until(lambda text: first in text)

        # marked, seen, confirmed
        await both.click("Meget", lambda text: _confirms("Meget", "4") in text)
        assert not both.form.model.draft.answers
        assert await both.run(PRESSED) == ["4\nMeget"]
        await both.click(_("This is my answer"), lambda text: "Hvor tilfreds er du med dit humør?" in text)
        assert list(both.form.model.draft.answers.values()) == [4]
        assert both.form.unkept == ""

        # the same answer again confirms; staff see it, and their own answers show over there
        await both.click("Lidt", lambda text: _confirms("Lidt", "2") in text)
        await both.click("Lidt", lambda text: "Hvor vigtigt" in text)
        assert list(both.form.model.draft.answers.values()) == [4, 2]
        await seen.press("5")
        await both.until(lambda text: "Hvor tilfreds" in text)
        assert list(both.form.model.draft.answers.values()) == [4, 2, 5]
        await both.click(_("Back"), lambda text: "Hvor vigtigt" in text)
        assert await both.run(PRESSED) == ["5\nRigtig meget"]

        # hidden on both screens, and nothing is taken meanwhile
        await seen.press("f8")
        text = await both.until(lambda text: _("One moment.") in text)
        assert "vigtigt" not in text
        assert both.link.act({"do": "confirm", "number": both.form.citizen_side.number}) is False
        await seen.press("f8")
        await both.until(lambda text: "Hvor vigtigt" in text)
        await seen.press("f2")
        await both.until(lambda text: _("One moment.") in text)  # staff look the form over by themselves
        await seen.press("escape")
        await both.until(lambda text: "Hvor vigtigt" in text)

        # pictures, by staff's key
        await seen.press("f4", "f5")
        await both.has("document.querySelectorAll('.scale svg').length", 5)
        await seen.press("f4")

        # nothing came from anywhere else, and nothing is left when the form is closed
        address = both.link.server.address
        assert all(one.startswith(address) for one in await both.run(OUTSIDE))
        assert await both.run("() => document.cookie + localStorage.length") == "0"
        await seen.press("escape")
        text = await both.until(lambda text: _("This screen is closed. Staff can open it again.") in text)
        assert "vigtigt" not in text
        assert await both.run("() => sessionStorage.length") == 0


async def test_what_is_being_written_is_kept_when_staff_go_on(place: Workplace, begun: Begun, tmp_path: Path) -> None:
    text = "Jeg vil gerne <b>ud</b> [/b] \u202eog gå tur"
    async with beside(place, begun("livskvalitet_tre"), tmp_path) as both:
        await both.pair()
        both.form.citizen_side.turn.skip_practice()
        await both.seen.press("escape")
        path = next(stop for stop in both.form.model.outline.stops if _is_text(both, stop))
        both.form.take(both.form.model.go(path))
        await both.until(lambda seen: _("This is my answer") in seen)
        await both.run(TYPE, "Jeg vil")
        await both.seen.press("f8")  # before any of it was sent
        await both.until(lambda seen: _("One moment.") in seen)
        assert "Jeg vil" not in await both.run(SEEN)
        await both.seen.press("f8")
        await both.has("document.getElementById('field')?.value", "Jeg vil")
        await both.run("() => window.dispatchEvent(new Event('pagehide'))")
        assert both.form.model.line.title not in await both.run(SEEN)  # type: ignore[union-attr]
        await both.seen.press("home")
        await both.until(lambda seen: "?" in seen)
        both.form.take(both.form.model.go(path))
        await both.until(lambda seen: _("This is my answer") in seen)
        await both.run(TYPE, text)
        for _turn in range(400):
            if both.link._typed is not None:
                break
            await asyncio.sleep(0.05)
        await both.seen.press("home")
        assert both.form.model.draft.answers[path] == text
        await both.until(lambda seen: _("This is my answer") not in seen)
        both.form.take(both.form.model.go(path))
        await both.has("document.getElementById('field')?.value", text)
        await both.run(TYPE, "Ud")
        await both.run("() => document.querySelector('[data-does=confirm]').click()")
        await both.has("document.getElementById('field')?.value === 'Ud'", wanted=False)
        assert both.form.model.draft.answers[path] == "Ud"


def _confirms(answer: str, key: str) -> str:
    return _("“{answer}”? Press {key} again, or Enter.").format(answer=answer, key=key)


def _is_text(both: Beside, stop: Any) -> bool:
    cell = both.form.model.outline.cell(stop)
    return cell is not None and cell.question.kind.value in ("text", "longText")
