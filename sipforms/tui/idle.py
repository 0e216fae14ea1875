"""How long nobody has touched the keyboard or the mouse."""

from collections.abc import Callable


class Idle:
    """Counts from the last touch, in seconds, by every clock that it is given; the one that says most is believed.

    One clock stands still while the machine sleeps and another can be set back: neither may keep a screen open.
    """

    def __init__(self, limit: float, *clocks: Callable[[], float]) -> None:
        self.limit = limit
        self._clocks = clocks
        self._since = self._now

    @property
    def _now(self) -> tuple[float, ...]:
        return tuple(clock() for clock in self._clocks)

    def touched(self) -> None:
        """Somebody is here."""
        self._since = self._now

    @property
    def is_over(self) -> bool:
        """Whether nobody has been here for as long as the limit says."""
        return any(now - since >= self.limit for now, since in zip(self._now, self._since, strict=True))
