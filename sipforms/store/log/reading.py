"""Reading the access log: its entries in the order of time, with what is wanted of them."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import merge
from itertools import groupby

from sipforms.store.failures import outside_world
from sipforms.store.log.bodies import Bodies
from sipforms.store.log.chain import Broken
from sipforms.store.log.entries import Chain, Entry, Known
from sipforms.store.log.links import Link
from sipforms.store.log.listing import LogFolder
from sipforms.store.protection import Unsealable
from sipforms.store.uses import Action, Use


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries: those of one case file, of one user, from a moment on and before another, of some kinds."""

    case: str = ""
    user: str = ""
    since: datetime | None = None
    until: datetime | None = None
    actions: frozenset[Action] = frozenset()

    def may_be_in(self, month: str) -> bool:
        """Whether a chain of this month (``yyyymm``, by its own clock, in UTC) can hold any."""
        since, until = (f"{one.astimezone(UTC):%Y%m}" if one else "" for one in (self.since, self.until))
        return since <= month and (not until or month <= until)

    def has(self, link: Link) -> bool:
        """Whether it may be wanted, as far as can be seen without opening it."""
        return (
            (not self.user or link.user in (self.user, ""))
            and (self.since is None or link.at >= self.since)
            and (self.until is None or link.at < self.until)
        )

    def holds(self, entry: Entry) -> bool:
        """Whether the opened entry is wanted; one that cannot be opened might be."""
        use = entry.use
        if use is None:
            return not self.user or entry.user == self.user
        return (
            (not self.case or self.case == use.id or self.case in use.cases)
            and (not self.user or self.user == entry.user or (not entry.user and self.user == use.id))
            and (not self.actions or use.action in self.actions)
        )


class Reading:
    """One look through the log. ``breaks`` counts the places where a chain was found broken; ``verify`` says more."""

    def __init__(self, log: LogFolder, readers: Sequence[bytes]) -> None:
        self._log = log
        self._readers = readers
        self.breaks = 0

    def entries(self, wanted: Wanted) -> Iterator[Entry]:
        """What is wanted, oldest first. Raises StoreUnavailable.

        Within a chain the order is that of writing, whatever the clock said; between chains it is by their clocks.
        """
        for chains in self._months(wanted):
            yield from self._month(chains, wanted)

    def newest(self, wanted: Wanted, count: int) -> tuple[tuple[Entry, ...], bool]:
        """The last so many of what is wanted, oldest first, and whether there may be earlier ones.

        Only as many months are read as it takes. Raises StoreUnavailable.
        """
        months, found = list(self._months(wanted)), list[Entry]()
        while months and len(found) < count:
            found = [*self._month(months.pop(), wanted), *found]
        return tuple(found[-count:]), bool(months) or len(found) > count

    def _months(self, wanted: Wanted) -> Iterator[list[Chain]]:
        with outside_world("reading the access log"):
            chains = self._log.chains()
        for month, together in groupby(chains, key=lambda chain: chain.month):
            if wanted.may_be_in(month):
                yield list(together)

    def _month(self, chains: Sequence[Chain], wanted: Wanted) -> Iterator[Entry]:
        together = merge(*(self._of(chain, wanted) for chain in chains), key=lambda found: found[0])
        return (entry for _, entry in together)

    def _of(self, chain: Chain, wanted: Wanted) -> Iterator[tuple[datetime, Entry]]:
        latest = datetime.min.replace(tzinfo=UTC)
        links = self._links(chain)
        bodies = Bodies(store=self._log.store, readers=self._readers, links=links)
        for link in links:
            if isinstance(link, Broken):
                self.breaks += 1
                continue
            latest = max(latest, link.at)
            if wanted.has(link):
                entry = entry_of(chain, link, bodies)
                if wanted.holds(entry):
                    yield latest, entry

    def _links(self, chain: Chain) -> list[Link | Broken]:
        with outside_world("reading the access log"):
            try:
                return list(self._log.links(chain))
            except FileNotFoundError:
                return []  # pruned since we looked


def entry_of(chain: Chain, link: Link, bodies: Bodies) -> Entry:
    """The entry, opened where it can be."""
    use: Use | None = None
    known: tuple[Known, ...] = ()
    with suppress(Unsealable):  # it is shown that there was something
        use, known = bodies.read(link)
    return Entry(
        chain=chain.name,
        seq=link.seq,
        at=link.at,
        user=link.user,
        workstation=link.place,
        workstation_name=bodies.place_of(link),
        use=use,
        jump=link.jump,
        mended=link.mended[0],
        known=known,
    )
