"""One step forward and one step back: each happens once, however often and fast a key is pressed."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Protocol, TypeVar, cast

from textual.events import Key, Paste
from textual.screen import Screen

from sipforms.actions.preferences import Preferences
from sipforms.tui.commands import Command
from sipforms.tui.unused_keys import pasted_told, unused_told

Result = TypeVar("Result")
READABLE = 10.0  # seconds that a sentence stands in front of a screen


class Covering(Protocol):
    """The program, which can put something in front of everything."""

    @property
    def is_covered(self) -> bool:
        """Whether nothing of what is open can be seen."""
        ...

    def once_seen(self, do: Callable[[], Awaitable[None]]) -> None:
        """Do this when everything can be seen again."""


class Step(Screen[Result]):
    """A screen that puts others in front of itself, and that is left with a result.

    The program itself does both, so that no screen waits for its own end.
    """

    is_going = False
    """True from the moment another screen is asked for until it is there: keys pressed between begin nothing twice."""

    def put(self, screen: Screen[Any], done: Callable[[Any], None] | None = None) -> None:
        """Put a screen in front of this one; ``done`` gets what it ends with."""
        if not self.is_going:
            self.is_going = True
            self.app.call_later(self._put, screen, done)

    def leave(self, result: Result | None = None) -> None:
        """Go back to the screen behind, with a result."""
        self.app.call_later(self._leave, result)

    def would_lose(self) -> str:
        """What is lost when the program ends now, as a sentence; nothing when all is kept. Keeps first what it can."""
        return ""

    def commands(self) -> Iterable[Command]:
        """What can be done on this screen alone."""
        return ()

    def tell(self, sentence: str) -> None:
        """Say something, in front of everything where there is no line for it."""
        self.app.notify(sentence, markup=False, timeout=READABLE)

    async def _on_key(self, event: Key) -> None:
        """A key that nothing here has a use for: say so. Nobody should wonder whether it was pressed."""
        told = unused_told(self, event)
        if told:
            event.stop()
            event.prevent_default()
            self.tell(told)
            self.app.bell()

    async def _on_paste(self, event: Paste) -> None:
        """What is pasted is taken where text is written, and nowhere else."""
        event.stop()
        self.tell(pasted_told())
        self.app.bell()

    def preferred(self, preferences: Preferences) -> None:
        """Whoever is here has chosen something else; signs and colours are changed already."""

    def park(self) -> None:
        """Let go of what is open here, because whoever opened it signs out. What can be kept has been kept."""

    # A key may still be on its way when everything is hidden: no screen may come up in front of that.

    async def _put(self, screen: Screen[Any], done: Callable[[Any], None] | None) -> None:
        covering = cast("Covering", self.app)
        if covering.is_covered and self.app.screen is not self:
            covering.once_seen(lambda: self._put(screen, done))
            return
        if self in self.app.screen_stack:
            await self.app.push_screen(screen, done)
        self.is_going = False

    async def _leave(self, result: Result | None) -> None:
        covering = cast("Covering", self.app)
        if covering.is_covered and self.app.screen is not self:
            covering.once_seen(lambda: self._leave(result))
        elif self.is_current:
            await self.dismiss(result)
