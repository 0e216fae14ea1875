"""The program on a screen that nobody sees, over a workplace in memory, and what can be read there."""

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count

import pytest
from textual import events
from textual.keys import REPLACED_KEYS, _get_unicode_name_from_key
from textual.pilot import Pilot

from sipforms.actions.fill import Filling, Way, hand_in, keep, start, with_draft
from sipforms.actions.workplace import Workplace, open_vocabulary
from sipforms.engine.ask.draft import Draft
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.store.casefile import CaseFile, open_case
from sipforms.tui.app import SipApp
from sipforms.tui.screens.form import FormScreen
from sipforms.tui.sight import READING
from sipforms.tui.widgets.text_line import TextLine
from tests.actions.conftest import TestClock, admitted, clock, store, voksen, voksen_bundle, workplace

__all__ = ["admitted", "clock", "store", "voksen", "voksen_bundle", "workplace"]

LONG_QUIET = 30  # turns of the loop without any message
TOO_MANY_TURNS = 50_000
TOO_MANY_DRAWN = 500
UNHURRIED = 1.0  # seconds between two keys, as the program sees it
Admitted = Callable[..., CaseFile]
INTERVIEW = Way(mode="interview", informant="borger")
USUAL, LARGE = (80, 24), (120, 40)


@pytest.fixture(autouse=True)
def unhurried_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests press keys as fast as they can; to the program they come a second apart, unless the test is about haste."""
    ticks = count()
    monkeypatch.setattr(SipApp, "pressed_at", lambda _app, _event: next(ticks) * UNHURRIED)


@dataclass
class Seen:
    """The program while it runs."""

    app: SipApp
    pilot: Pilot[int]

    async def settle(self) -> None:
        """Wait until nothing more happens: no message waits anywhere, and the screen is drawn."""
        await self._all_quiet()
        turns = 0
        while self._is_to_be_drawn and self.app.return_code is None:  # a program that has ended draws nothing more
            turns += 1
            assert turns < TOO_MANY_DRAWN, f"the screen is never drawn to the end:\n{self.text}"
            await self._all_quiet()

    @property
    def _is_to_be_drawn(self) -> bool:
        """Whether something waits for the next time the screen is drawn, such as being scrolled to."""
        screen = self.app.screen
        waits = screen._layout_required or screen._scroll_required or screen._repaint_required
        return bool(waits or screen._dirty_widgets or screen._callbacks)

    async def _all_quiet(self) -> None:
        quiet = turns = 0
        while quiet < LONG_QUIET:
            turns += 1
            if self.app.fault is not None:
                raise self.app.fault
            assert turns < TOO_MANY_TURNS, f"the screen never comes to rest:\n{self.text}"
            pumps = [
                self.app,
                *(one for screen in self.app.screen_stack for one in screen.walk_children(with_self=True)),
            ]
            if any(one.group == READING and not one.is_finished for one in self.app.workers):
                quiet = turns = 0
                await asyncio.sleep(0.001)  # another thread reads; what is waited for is that it is done
                continue
            quiet = 0 if any(one.message_queue_size for one in pumps) else quiet + 1
            await asyncio.sleep(0)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, looking at the screen after each."""
        for key in keys:
            await self.press_at_once(key)

    async def press_at_once(self, *keys: str) -> None:
        """Press keys as fast as a terminal can send them."""
        for key in keys:
            event = events.Key(key, _letter(key))
            event.set_sender(self.app)
            self.app.post_message(event)
        await self.settle()

    async def write(self, text: str) -> None:
        """Type a text letter by letter."""
        names = {" ": "space", "-": "minus", ".": "full_stop", ":": "colon", "/": "slash"}
        await self.press_at_once(*(names.get(letter, letter) for letter in text))

    @property
    def text(self) -> str:
        """What stands on the screen, without the blanks at the ends of lines."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    @property
    def screen(self) -> str:
        """What kind of screen is in front."""
        return type(self.app.screen).__name__

    async def mark(self, words: str) -> None:
        """Go down in a list until the mark stands before these words."""
        for _ in range(40):
            if f"▶ {words}" in self.text:
                return
            await self.press("down")
        raise AssertionError(self.text)

    def line(self, name: str) -> str:
        """What a line of the screen says, whole."""
        return str(self.app.screen.query_one(f"#{name}", TextLine).content).strip()

    @property
    def form(self) -> FormScreen:
        """The form, which must be in front."""
        screen = self.app.screen
        assert isinstance(screen, FormScreen), type(screen)
        return screen

    @property
    def draft(self) -> Draft:
        """The answers as they are now."""
        return self.form.model.draft


def _letter(key: str) -> str | None:
    """The letter that a terminal sends with the key."""
    if len(key) == 1:
        return key
    try:
        return unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        return None


@asynccontextmanager
async def opened(app: SipApp, size: tuple[int, int] = USUAL) -> AsyncIterator[Seen]:
    """The program, running."""
    async with app.run_test(size=size, notifications=True) as pilot:
        seen = Seen(app, pilot)
        await seen.settle()
        yield seen


@asynccontextmanager
async def listed(app: SipApp, size: tuple[int, int] = USUAL) -> AsyncIterator[Seen]:
    """The program, running, at the list of citizens."""
    async with opened(app, size) as seen:
        assert seen.screen == "TodayScreen"
        await seen.press("b")
        yield seen


@asynccontextmanager
async def filling_in(app: SipApp, filling: Filling, size: tuple[int, int] = USUAL) -> AsyncIterator[Seen]:
    """The program with this form in front."""
    async with opened(app, size) as seen:
        await app.push_screen(FormScreen(filling, "B-1", len(filling.draft.undoable)))
        await seen.settle()
        yield seen


@pytest.fixture
def place(workplace: Workplace) -> Workplace:
    """The workplace with the words of our own plug-ins."""
    return Workplace(
        programmes=workplace.programmes,
        store=workplace.store,
        vocabulary=open_vocabulary(installed=False),
        now=workplace.now,
        user=workplace.user,
        built=workplace.built,
    )


@pytest.fixture
def begun(workplace: Workplace, admitted: Admitted, voksen: Programme) -> Callable[..., Filling]:
    """A form just begun about a citizen who moved in today."""

    def make(questionnaire: str = "livskvalitet", way: Way | None = None, **stay: object) -> Filling:
        file = admitted(**stay)
        chosen = way or (INTERVIEW if voksen.questionnaires[questionnaire].modes else Way())
        return start(workplace, file, voksen, questionnaire, chosen, file.episodes[0])

    return make


def hand_in_all(workplace: Workplace, filling: Filling, number: int) -> None:
    """Answer every question of livskvalitet about as satisfying as the number says, and hand it in."""
    draft = filling.draft
    for question in filling.questionnaire.questions():
        if question.dimension is not None and question.path in draft.asked:
            draft = draft.answer(question.path, 5 if question.dimension == "vigtighed" else min(number, 5))
            assert draft.last is not None
            keep(workplace, filling, draft.last)
    for check in filling.questionnaire.checks:
        draft = draft.reason(check.id, "opdigtet")
    outcome = hand_in(workplace, with_draft(filling, draft))
    assert isinstance(outcome, Response), outcome


@pytest.fixture
def rounds(workplace: Workplace, admitted: Admitted, voksen: Programme, clock: TestClock) -> Callable[..., CaseFile]:
    """A citizen with this many rounds of livskvalitet behind, every answer in a round the same: 1, 2, 3 and so on."""

    def make(count: int, code: str = "B-1") -> CaseFile:
        file = admitted(code)
        for number in range(1, count + 1):
            filling = start(workplace, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0])
            clock.passes(hours=1)
            hand_in_all(workplace, filling, number)
            clock.passes(days=365)
        return open_case(workplace.store, file.id)

    return make
