"""Who has a draft open, and on which machine: a courtesy to whoever opens it next, on which nothing ever rests."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """Somebody has a draft open: ``by`` whom (initials), on which ``workstation``, ``since`` when.

    ``seen`` is when something was answered in it last. Both are by the clock of that machine, to be shown and not to be
    reckoned with. ``holder`` stands for the program, and ``stamp`` changes with every sign of life that it gives.
    """

    by: str
    workstation: str
    since: datetime
    seen: datetime
    holder: str = ""
    stamp: int = 0


@dataclass(slots=True)
class Watch:
    """Tells the leases of programs that live from those of programs that were killed, by watching them change.

    A lease that has not changed for ``patience`` seconds of this machine's own time (``ticking``) has expired; no other
    machine's clock is believed. One that is seen for the first time counts as living.
    """

    ticking: Callable[[], float]
    patience: float = 200.0
    _changed: dict[str, tuple[int, float]] = field(default_factory=dict)

    def living(self, leases: Iterable[Lease]) -> tuple[Lease, ...]:
        """Those of them that have not expired."""
        now, found = self.ticking(), tuple(leases)
        for one in found:
            if self._changed.get(one.holder, (-1, 0.0))[0] != one.stamp:
                self._changed[one.holder] = (one.stamp, now)
        return tuple(one for one in found if now - self._changed[one.holder][1] < self.patience)
