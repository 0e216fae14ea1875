"""Removing the older part of the log once its time is over: proposed, confirmed, and itself an entry that stays.

Whole chains go, those whose last entry is older than the log is to be kept. The entry that says so is signed, names the
last entry of each, and carries for readers what the rest of the log can then no longer tell: which revisions of case
files were announced there and still stand.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sipforms.store.failures import outside_world
from sipforms.store.log.access_log import AccessLog
from sipforms.store.log.bodies import Bodies
from sipforms.store.log.chain import Broken, links_of
from sipforms.store.log.crosschecking import KeptCases
from sipforms.store.log.entries import Anchor, Chain, Known
from sipforms.store.log.links import Link
from sipforms.store.log.listing import LogFolder
from sipforms.store.log.reading import entry_of
from sipforms.store.uses import Action, Subject, Use

_DOUBTFUL = timedelta(days=62)


@dataclass(frozen=True, slots=True, kw_only=True)
class OldChain:
    """A chain that may go: its entries, from when until when, the last of them; ``is_whole`` when nothing broke it."""

    chain: Chain
    entries: int
    first: datetime
    last: datetime
    head: Anchor
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What would be removed: all that was written before ``before``, as far as whole chains go.

    ``is_clock_doubtful``: the newest entry that stays is so long ago that today's date may be wrong.
    """

    before: datetime
    chains: tuple[OldChain, ...]
    is_clock_doubtful: bool

    @property
    def entries(self) -> int:
        """How many entries would go."""
        return sum(one.entries for one in self.chains)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What was removed. ``left`` are chains that somebody had open or had added to since; they are for next time."""

    chains: int
    entries: int
    left: tuple[Chain, ...]


def propose(log: LogFolder, *, months: int, now: datetime) -> Proposal:
    """What is older than so many months. Raises StoreUnavailable."""
    before = months_before(now, months)
    old, newest = [], None
    with outside_world("reading the access log"):
        for chain in log.chains():
            found = _looked_at(log, chain)
            if found is None:
                continue
            if found.last < before:
                old.append(found)
            else:
                newest = max(newest or found.last, found.last)
    newest = newest or max((one.last for one in old), default=now)
    return Proposal(before=before, chains=tuple(old), is_clock_doubtful=now - newest > _DOUBTFUL)


def prune(
    log: LogFolder, proposal: Proposal, *, witness: AccessLog, readers: Sequence[bytes], cases: KeptCases
) -> Pruned:
    """Removes what was proposed, once it is written down and signed that it goes. Again after an interruption is fine.

    Raises StoreUnavailable.
    """
    going = tuple(one for one in proposal.chains if one.chain.name != witness.chain)
    if not going:
        return Pruned(chains=0, entries=0, left=tuple(one.chain for one in proposal.chains))
    with outside_world("pruning the access log"):
        staying = [chain for chain in log.chains() if chain not in {one.chain for one in going}]
        anchors = (*(one.head for one in going), *_still_named(log, going, staying))
        known = _still_standing(log, going, staying, readers=readers, cases=cases)
    use = Use(action=Action.PRUNE_LOG, subject=Subject.LOG, criterion=f"{proposal.before:%Y-%m-%d}")
    witness.tell_pruning(use, anchors, known)
    with outside_world("pruning the access log"):
        gone = [one for one in going if _is_removed(log, one)]
        log.disk.sync_folder(log.path)
    left = tuple(one.chain for one in proposal.chains if one not in gone)
    return Pruned(chains=len(gone), entries=sum(one.entries for one in gone), left=left)


def months_before(now: datetime, months: int) -> datetime:
    """The same day of the month so many months earlier, in UTC; the last of a shorter month."""
    moment = now.astimezone(UTC)
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    day = moment.day
    while True:
        with suppress(ValueError):
            return moment.replace(year=year, month=month + 1, day=day)
        day -= 1


def _looked_at(log: LogFolder, chain: Chain) -> OldChain | None:
    try:
        found = list(log.links(chain))
    except FileNotFoundError:
        return None
    links = [one for one in found if isinstance(one, Link)]
    if not links:
        return None  # nothing in it can be read, not even its age: for `verify` to tell
    times = [one.at for one in links]
    return OldChain(
        chain=chain,
        entries=len(links),
        first=min(times),
        last=max(times),
        head=Anchor(chain=chain.name, seq=links[-1].seq, hash=links[-1].hash),
        is_whole=len(links) == len(found),
    )


def _is_removed(log: LogFolder, old: OldChain) -> bool:
    """Removes the chain, unless somebody has it open or it has grown since it was looked at."""
    path = log.file(old.chain)
    try:
        file = log.disk.open_journal(path)
    except FileNotFoundError:
        return True  # an earlier pruning was interrupted, or somebody else was quicker
    if file is None:
        return False
    try:
        links = [one for one in links_of(file.read(), store=log.store, chain=old.chain) if isinstance(one, Link)]
        if not links or links[-1].hash != old.head.hash:
            return False
    finally:
        file.close()  # Windows removes no open file
    log.disk.remove(path)
    return True


def _still_named(log: LogFolder, going: Sequence[OldChain], staying: Sequence[Chain]) -> Iterator[Anchor]:
    """What earlier prunings removed, said in a part that goes now, while the part that stays still tells of it."""
    told = {head.chain for chain in staying for link in _links(log, chain) for head in link.heads}
    for one in going:
        for link in _links(log, one.chain):
            yield from (anchor for anchor in link.pruned if anchor.chain in told)


def _still_standing(
    log: LogFolder,
    going: Sequence[OldChain],
    staying: Sequence[Chain],
    *,
    readers: Sequence[bytes],
    cases: KeptCases,
) -> tuple[Known, ...]:
    """The announced revisions that stand on the disk, and erasures of case files that the part that stays tells of."""
    standing = {
        Known(case=case, revision=number, checksum=checksum)
        for case, kept in cases.all()
        for number, checksum in kept.items()
    }
    there = {one.case for one in standing}
    mentioned = {one.case for chain in staying for one in _announced(log, chain, readers)}
    known: dict[Known, None] = {}
    for old in going:
        for one in _announced(log, old.chain, readers):
            if one in standing or (one.revision == 0 and one.case in mentioned - there):
                known[one] = None
    return tuple(known)


def _announced(log: LogFolder, chain: Chain, readers: Sequence[bytes]) -> Iterator[Known]:
    """The revisions that a chain tells of; revision 0 for an erasure."""
    links = list(_links(log, chain))
    bodies = Bodies(store=log.store, readers=readers, links=links)
    for link in links:
        entry = entry_of(chain, link, bodies)
        yield from entry.known
        use = entry.use
        if use is None or use.subject is not Subject.CASE:
            continue
        if use.action is Action.DELETE:
            yield Known(case=use.id, revision=0, checksum="")
        elif use.action in (Action.ADD, Action.CHANGE):
            yield Known(case=use.id, revision=use.revision, checksum=use.checksum)


def _links(log: LogFolder, chain: Chain) -> Iterator[Link]:
    with suppress(FileNotFoundError):
        yield from (one for one in log.links(chain) if not isinstance(one, Broken))
