"""What the lists of people show: everybody as last read, and what is wanted of it. One for whoever is signed in."""

import asyncio
from collections.abc import Callable, Iterator

from sipforms.actions.narrowing import Order, Wanted
from sipforms.actions.old_drafts import Proposal, proposal
from sipforms.actions.today import Overview, look_over, looked_again
from sipforms.actions.workplace import Workplace
from sipforms.store.failures import StoreError
from sipforms.store.lease import Watch
from sipforms.store.protocol import CaseId

READING = "reading"
"""The work beside the keys in which everybody is read."""
FRESH = 60.0
"""Seconds for which what was read still counts as new, where reading it takes long."""
QUICK = 0.5
"""Seconds within which everybody can be read whenever a list comes into sight."""
A_GLANCE = 0.5
"""Seconds in which nobody can have seen that another line is marked."""


class Sight:
    """Reads everybody beside the keys, and tells the lists that are open whenever there is more to be seen.

    While everybody is read again what was read before stays, so that nothing disappears from under the mark.
    """

    def __init__(self, ticking: Callable[[], float]) -> None:
        self.overview = Overview()
        self.fault: StoreError | None = None
        self.old: Proposal | None = None
        self.wanted = Wanted()
        self.orders = {"today": Order.DEADLINE, "citizens": Order.CODE}
        self.is_reading = False
        self.read_so_far = (0, 0)
        self._ticking, self._watch = ticking, Watch(ticking=ticking)
        self._last, self._took, self._moved = float("-inf"), 0.0, float("-inf")
        self._shown: list[Callable[[], None]] = []

    def show_on(self, show: Callable[[], None]) -> None:
        """From now on call ``show`` when there is more to be seen."""
        self._shown.append(show)

    def hide_from(self, show: Callable[[], None]) -> None:
        """The list is gone."""
        self._shown.remove(show)

    @property
    def is_due(self) -> bool:
        """Whether everybody is to be read now: always where that is quick, else when it was a while ago."""
        if self.is_reading:
            return False
        return not self.overview.is_whole or self._took < QUICK or self._ticking() - self._last > FRESH

    def moved_mark(self) -> None:
        """The mark went to another line because more was read, and nobody moved it."""
        self._moved = self._ticking()

    @property
    def has_just_moved(self) -> bool:
        """Whether that was so short ago that whoever pressed a key meant the line before."""
        return self._ticking() - self._moved < A_GLANCE

    async def read(self, workplace: Workplace) -> None:
        """Read everybody, in another thread."""
        if self.is_reading:
            return
        self.is_reading, begun = True, self._ticking()
        try:
            await self._take_all(workplace)
            self.fault, self._last = None, self._ticking()
            self._took = self._last - begun
            if self.old is None:
                self.old = await asyncio.to_thread(proposal, workplace)
        except StoreError as fault:
            self.fault = fault
        finally:
            self.is_reading = False
        self._tell()

    async def _take_all(self, workplace: Workplace) -> None:
        looking: Iterator[Overview] = look_over(workplace, self._ticking, self._watch)
        while (found := await asyncio.to_thread(next, looking, None)) is not None:
            self.read_so_far = (found.read, found.total)
            if found.is_whole or not self.overview.is_whole:
                self.overview = found
            self._tell()

    def read_one(self, workplace: Workplace, case: CaseId) -> None:
        """Read one case file anew, which was worked with."""
        try:
            self.overview = looked_again(workplace, self.overview, case, self._watch)
        except StoreError as fault:
            self.fault = fault

    def forget_old(self) -> None:
        """Old drafts were looked at: they are counted anew."""
        self.old = None

    def _tell(self) -> None:
        for show in tuple(self._shown):
            show()
