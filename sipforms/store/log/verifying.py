"""Checking the log: every chain, what the chains say of each other, the signatures, and the case files.

For the chains nobody's key is needed. With the log's private keys every entry is opened as well, and held against the
case files.

Of entries by one user that follow each other in a chain only the last one's signature is looked at: it covers the hash
of the one before, and so all of them, and the program never goes on behind an entry that only looks like its user's.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sipforms.store.failures import outside_world
from sipforms.store.log.bodies import Bodies
from sipforms.store.log.chain import Break, Broken, links_of
from sipforms.store.log.crosschecking import CaseBook, Doubt, Doubted, KeptCases
from sipforms.store.log.entries import Anchor, Chain, chain_named
from sipforms.store.log.links import Link, signed_part
from sipforms.store.log.listing import LogFolder
from sipforms.store.log.reading import entry_of
from sipforms.store.uses import Action

IsBy = Callable[[str, bytes, bytes], bool]
"""User id, content, signature -> whether the user signed it, with any key he ever had."""

_HASH_SIZE = 32
_LARGEST_GAP = 100_000
_SHORTEST_HASH = 32
_TRIES = 5


class Fault(StrEnum):
    """What is wrong with the log itself, beyond the breaks of a chain."""

    FORGED = "forged"
    """An entry says that a user wrote it, and his key did not sign it."""
    GONE = "gone"
    """A whole chain that others tell of is missing, and was not pruned."""
    CUT = "cut"
    """Entries that others tell of are missing at the end of a chain."""
    REPLACED = "replaced"
    """An entry is another than others tell of."""
    SEALED = "sealed"
    """An entry cannot be opened with the keys of the log."""


class Notable(StrEnum):
    """What is no fault, but should be looked at."""

    MENDED = "mended"
    """An entry that was never finished was cut off: the power went or the program was stopped. ``amount``: bytes."""
    JUMP = "jump"
    """The clock of a workstation jumped. ``amount``: seconds, less than nought for backwards."""
    PRUNED = "pruned"
    """An older part of the log was removed. ``amount``: chains."""
    RESTORED = "restored"
    """The store was restored from a backup: what was told between the backup and then is in another copy of the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found: what, in which chain, before or at which entry, and as far as known when and by whom."""

    kind: Break | Fault | Notable | Doubt
    chain: str = ""
    seq: int = 0
    at: datetime | None = None
    user: str = ""
    case: str = ""
    revision: int = 0
    amount: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was checked and found: ``findings`` are faults, ``notes`` are not."""

    chains: int
    entries: int
    opened: int
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found to be wrong."""
        return not self.findings


def verify(
    log: LogFolder,
    *,
    is_by: IsBy,
    readers: Sequence[bytes] = (),
    cases: KeptCases | None = None,
    against: Sequence[Anchor] = (),
) -> Verified:
    """Checks the whole log. ``against`` are heads that were kept elsewhere, such as on paper.

    Without ``readers`` the case files cannot be held against it. Raises StoreUnavailable.
    """
    with outside_world("verifying the access log"):
        look = _Look(log, is_by, readers)
        for chain in log.chains():
            look.at_chain(chain)
        look.at_anchors(against)
        if cases is not None and readers:
            look.at_cases(cases)
    return Verified(
        chains=len(look.hashes),
        entries=look.entries,
        opened=look.opened,
        findings=tuple(look.findings),
        notes=tuple(look.notes),
    )


class _Look:
    """One look at everything; each ``at_...`` adds what it finds."""

    def __init__(self, log: LogFolder, is_by: IsBy, readers: Sequence[bytes]) -> None:
        self.log, self.is_by, self.readers = log, is_by, readers
        self.findings: list[Finding] = []
        self.notes: list[Finding] = []
        self.entries = self.opened = 0
        self.hashes: dict[str, bytearray] = {}
        self.anchors: dict[str, dict[Anchor, Finding]] = {}
        self.pruned: dict[str, int] = {}
        self.book = CaseBook()

    def at_chain(self, chain: Chain) -> None:
        content, links = self._settled(chain)
        if not content and not links:
            return  # pruned since we looked; else the anchors tell
        hashes = self.hashes[chain.name] = bytearray()
        bodies, last = Bodies(store=self.log.store, readers=self.readers, links=links), None
        for found in links:
            if isinstance(found, Broken):
                self._check_signature(content, chain, last)
                self.findings.append(Finding(kind=found.kind, chain=chain.name, seq=found.seq))
                last = None
                continue
            if last is not None and last.user != found.user:
                self._check_signature(content, chain, last)
            last = found
            _remember(hashes, found)
            self._take(content, chain, found, bodies)
        self._check_signature(content, chain, last)

    def at_anchors(self, against: Sequence[Anchor]) -> None:
        for anchor in against:
            self._anchor(anchor, Finding(kind=Fault.REPLACED))
        for name, anchors in sorted(self.anchors.items()):
            hashes = self._grown(name, anchors)
            if hashes is None:
                newest = max(anchors, key=lambda anchor: anchor.seq)
                if newest.seq > self.pruned.get(name, 0):
                    self.findings.append(_told(anchors[newest], Fault.GONE, newest))
                continue
            length = len(hashes) // _HASH_SIZE
            beyond = [anchor for anchor in anchors if anchor.seq > length]
            if beyond:
                newest = max(beyond, key=lambda anchor: anchor.seq)
                self.findings.append(_told(anchors[newest], Fault.CUT, newest))
            for anchor in anchors:
                if anchor not in beyond and not _agrees(hashes, anchor):
                    self.findings.append(_told(anchors[anchor], Fault.REPLACED, anchor))
                    break

    def at_cases(self, cases: KeptCases) -> None:
        for doubted in self.book.doubts(cases):
            (self.notes if doubted.is_settled else self.findings).append(_doubted(doubted))

    def _settled(self, chain: Chain) -> tuple[bytes, list[Link | Broken]]:
        """The file and what is in it, not in the middle of somebody adding to it; nothing when it is gone."""
        content, found = b"", list[Link | Broken]()
        for _ in range(_TRIES):
            try:
                again = self.log.content(chain)
            except FileNotFoundError:
                return b"", []
            if found and again == content:
                break
            content, found = again, list(links_of(again, store=self.log.store, chain=chain))
            if not any(isinstance(one, Broken) and one.kind is Break.TORN for one in found):
                break
        return content, found

    def _grown(self, name: str, anchors: Iterable[Anchor]) -> bytearray | None:
        """The hashes of a chain, looked at again where others tell of more: they may have been written meanwhile."""
        hashes, chain = self.hashes.get(name), chain_named(name)
        length = 0 if hashes is None else len(hashes) // _HASH_SIZE
        if chain and any(anchor.seq > length for anchor in anchors):
            content, found = self._settled(chain)
            if content:
                hashes = bytearray()
                for link in found:
                    if isinstance(link, Link):
                        _remember(hashes, link)
        return hashes

    def _take(self, content: bytes, chain: Chain, link: Link, bodies: Bodies) -> None:
        self.entries += 1
        for anchor in link.heads:
            if anchor.chain != chain.name:
                self._anchor(anchor, Finding(kind=Fault.REPLACED, at=link.at, user=link.user))
        if link.mended[0]:
            self._note(Notable.MENDED, chain, link, link.mended[0])
        if link.jump:
            self._note(Notable.JUMP, chain, link, link.jump)
        if link.pruned and self.is_by(link.user, signed_part(content, link), link.signature):
            self._note(Notable.PRUNED, chain, link, len(link.pruned))
            for anchor in link.pruned:
                self.pruned[anchor.chain] = max(anchor.seq, self.pruned.get(anchor.chain, 0))
        if self.readers:
            self._open(chain, link, bodies)

    def _open(self, chain: Chain, link: Link, bodies: Bodies) -> None:
        entry = entry_of(chain, link, bodies)
        if entry.use is None:
            self.findings.append(_at(Fault.SEALED, chain, link))
            return
        self.opened += 1
        self.book.take(entry)
        if entry.use.action is Action.RESTORE:
            heads = {anchor.chain: anchor.seq for anchor in link.heads}
            self.book.restored({**heads, chain.name: link.seq})
            self._note(Notable.RESTORED, chain, link, 0)

    def _anchor(self, anchor: Anchor, where: Finding) -> None:
        self.anchors.setdefault(anchor.chain, {}).setdefault(anchor, where)

    def _note(self, kind: Notable, chain: Chain, link: Link, amount: int) -> None:
        self.notes.append(_at(kind, chain, link, amount))

    def _check_signature(self, content: bytes, chain: Chain, last: Link | None) -> None:
        if last and last.user and not self.is_by(last.user, signed_part(content, last), last.signature):
            self.findings.append(_at(Fault.FORGED, chain, last))


def _at(kind: Fault | Notable, chain: Chain, link: Link, amount: int = 0) -> Finding:
    return Finding(kind=kind, chain=chain.name, seq=link.seq, at=link.at, user=link.user, amount=amount)


def _told(where: Finding, kind: Fault, anchor: Anchor) -> Finding:
    return Finding(kind=kind, chain=anchor.chain, seq=anchor.seq, at=where.at, user=where.user)


def _doubted(doubted: Doubted) -> Finding:
    entry = doubted.entry
    return Finding(
        kind=doubted.doubt,
        case=doubted.case,
        revision=doubted.revision,
        chain=entry.chain if entry else "",
        seq=entry.seq if entry else 0,
        at=entry.at if entry else None,
        user=entry.user if entry else "",
    )


def _remember(hashes: bytearray, link: Link) -> None:
    """Keeps the hash at its number; where numbers are missing nought stands, which no anchor agrees with."""
    gap = link.seq - 1 - len(hashes) // _HASH_SIZE
    if 0 <= gap <= _LARGEST_GAP:
        hashes += bytes(gap * _HASH_SIZE) + bytes.fromhex(link.hash)


def _agrees(hashes: bytearray, anchor: Anchor) -> bool:
    start = (anchor.seq - 1) * _HASH_SIZE
    return (
        anchor.seq > 0
        and len(anchor.hash) >= _SHORTEST_HASH
        and hashes[start : start + _HASH_SIZE].hex().startswith(anchor.hash)
    )
