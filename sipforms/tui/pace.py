"""How fast keys come: one held down, an arm on the keyboard, a number pad that does not write numbers.

Nobody is ever kept waiting. Times are seconds of a clock that nobody sets; they are when the terminal sent the key, not
when its turn came, so that typing ahead of a slow disk is no burst.
"""

from collections import deque

from textual.events import Key

MANY, WITHIN = 6, 0.5
"""More answers than this in so many seconds are no person's."""
_FAREST = frozenset({"home", "end", "insert", "kp_begin"})
_FAR = _FAREST | {"pageup", "pagedown"}
_PAD = _FAR | {"up", "down", "left", "right", "delete"}
_LOOKED_AT, _DIFFERENT, _FAR_ONES = 4, 3, 2
_RHYTHM = 3.0  # seconds between two numbers that somebody types


def sent_at(event: Key) -> float:
    """When the terminal sent the key."""
    return event.time


class HeldKey:
    """Knows a key that is held down: it comes again and again, faster than anybody presses."""

    def __init__(self) -> None:
        self._last: tuple[str, float] = ("", 0.0)

    def is_held(self, key: str, at: float, guard_ms: int) -> bool:
        """Whether the key is the one before, still down: it came within so many milliseconds of it.

        Each repeat counts as the one before for the next.
        """
        (before, then), self._last = self._last, (key, at)
        return key == before and 0 <= at - then < guard_ms / 1000


class Burst:
    """Knows more changes in a moment than a person makes, and where they began.

    ``begin`` is how many changes there were before the burst, none while there is no burst; ``count`` how many it made.
    """

    def __init__(self) -> None:
        self._recent: deque[tuple[float, int]] = deque(maxlen=MANY + 1)
        self.begin: int | None = None
        self.count = 0

    def changed(self, at: float, changes: int) -> None:
        """A key made a change; there are so many now."""
        is_going_on = self.begin is not None and bool(self._recent) and at - self._recent[-1][0] <= WITHIN
        self._recent.append((at, changes))
        if is_going_on and self.begin is not None:
            self.count = changes - self.begin
        elif len(self._recent) > MANY and at - self._recent[0][0] <= WITHIN:
            first = self._recent[0][1] - 1
            self.begin = first if self.begin is None else min(self.begin, first)
            self.count = changes - self.begin

    def left(self, changes: int) -> int:
        """How many changes there are since the burst began; none when all have been taken back."""
        if self.begin is not None and changes <= self.begin:
            self.settled()
        return 0 if self.begin is None else changes - self.begin

    def settled(self) -> None:
        """Somebody has looked: there is no burst any more."""
        self.begin = None
        self._recent.clear()


class NumLock:
    """Knows a number pad whose numbers move the cursor instead of answering."""

    def __init__(self) -> None:
        self._recent: deque[tuple[str, float]] = deque(maxlen=_LOOKED_AT)

    def seems_off(self, key: str, at: float) -> bool:
        """Whether these keys, one after the other, look like numbers that somebody meant.

        The middle key of the pad is enough: nothing else sends it. Otherwise it takes four keys of the pad in the
        rhythm of answers, three different ones, and two of them going far in ways that take each other back.
        """
        if self._recent and at - self._recent[-1][1] > _RHYTHM:
            self._recent.clear()
        if key not in _PAD:
            self._recent.clear()
            return False
        self._recent.append((key, at))
        pressed = {one for one, _at in self._recent}
        is_pad = len(self._recent) == _LOOKED_AT and len(pressed) >= _DIFFERENT
        return key == "kp_begin" or (is_pad and len(pressed & _FAR) >= _FAR_ONES and bool(pressed & _FAREST))
