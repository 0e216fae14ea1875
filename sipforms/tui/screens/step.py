"""One step forward and one step back: each happens once, however often and fast a key is pressed."""

from collections.abc import Callable
from typing import Any, TypeVar

from textual.screen import Screen

Result = TypeVar("Result")


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

    async def _put(self, screen: Screen[Any], done: Callable[[Any], None] | None) -> None:
        await self.app.push_screen(screen, done)
        self.is_going = False

    async def _leave(self, result: Result | None) -> None:
        if self.is_current:
            await self.dismiss(result)
