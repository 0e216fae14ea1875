"""A screen on which a passphrase is typed: dots, a hint about capitals, pauses counted down, one try at a time."""

import asyncio
from collections.abc import Callable
from math import ceil
from typing import TypeVar

from textual.timer import Timer
from textual.widgets import Input

from sipforms.render.language import _
from sipforms.render.said import capitals_said
from sipforms.render.signing_in import waiting
from sipforms.store.failures import SignInPaused, StoreError
from sipforms.tui.entrance import Entrance
from sipforms.tui.screens.page import Page
from sipforms.tui.widgets.secret import Secret
from sipforms.tui.widgets.text_line import TextLine

Result = TypeVar("Result")
Made = TypeVar("Made")
LABELS = 20
EVERY = 0.5  # seconds between two looks at how long a pause still lasts


class SecretPage(Page[Result]):
    """What is typed into its ``Secret`` is tried elsewhere, since making a key is meant to take time."""

    def __init__(self, entrance: Entrance) -> None:
        super().__init__()
        self.entrance = entrance
        self._is_trying = False
        self._until = 0.0  # when the pause is over, by the clock that nobody can set
        self._counting: Timer | None = None

    @property
    def banner(self) -> str:
        return ""

    @property
    def signed_in(self) -> str:
        return ""

    def on_mount(self) -> None:
        self._counting = self.set_interval(EVERY, self.count_down, pause=True)

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Say when capitals seem to be locked: nobody can see it in the dots."""
        self.query_one("#capitals", TextLine).show(capitals_said() if self.query_one(Secret).is_all_capitals else "")

    # --- trying -------------------------------------------------------------------------------------------------

    @property
    def may_try(self) -> bool:
        """Whether something can be tried now."""
        return not self._is_trying and not self.is_pausing

    def attempt(self, try_: Callable[[], Made], done: Callable[[Made], None], saying: str) -> None:
        """Try it in a thread; ``done`` gets what comes of it, and what is raised is told."""
        self._is_trying = True
        self.tell(saying)
        self.run_worker(self._attempt(try_, done))

    async def _attempt(self, try_: Callable[[], Made], done: Callable[[Made], None]) -> None:
        try:
            made = await asyncio.to_thread(try_)
        except StoreError as fault:
            self._is_trying = False
            self._refuse(fault)
        else:
            self._is_trying = False
            done(made)

    def _refuse(self, fault: StoreError) -> None:
        self.app.bell()
        self.query_one(Secret).focus()
        if not isinstance(fault, SignInPaused):
            self.tell(self.refused(fault))
            return
        self._until = self._now + fault.seconds
        if self._counting is not None:
            self._counting.resume()
        self.count_down()

    def refused(self, fault: StoreError) -> str:
        """Why it did not work, and what to do, in words."""
        raise NotImplementedError

    # --- pauses -------------------------------------------------------------------------------------------------

    @property
    def _now(self) -> float:
        return self.entrance.ticking[0]()

    @property
    def is_pausing(self) -> bool:
        """Whether the next try must still wait."""
        return self._until > self._now

    def count_down(self) -> None:
        """Say how long it still takes; at the end, that it is over."""
        if self.is_pausing:
            self.tell(f"{_('There were too many wrong tries.')} {waiting(ceil(self._until - self._now))}")
            return
        if self._counting is not None:
            self._counting.pause()
        self.tell(_("You can try again now."))
