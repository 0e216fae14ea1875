"""Whether the case files on the disk are those that the log tells of: none changed unseen, none put back.

A revision is announced before it is published, so the log may know one that never came to be: its save was cut short.
That is told apart from a revision that somebody has read, or that another was built on, and that is gone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sipforms.store.failures import StoreDamaged, UnknownFormat
from sipforms.store.filesystem import Filesystem
from sipforms.store.ledger import LEDGER
from sipforms.store.log.entries import Entry, Known
from sipforms.store.protocol import CaseId, is_id
from sipforms.store.revisionfile import read_revision
from sipforms.store.uses import NOT_KEPT, Action, Subject, Use

_REVISION = re.compile(r"r(\d{8,})\.sfc")


class Doubt(StrEnum):
    """What does not agree between the log and a case file."""

    UNLOGGED = "unlogged"
    """A revision stands on the disk that nobody announced."""
    ROLLED_BACK = "rolled-back"
    """A revision that stood on the disk is gone, and an older one or another is in its place.

    Also of a case file that was erased: an older copy of it stands there again, and the ledger no longer names it.
    """
    CASE_GONE = "case-gone"
    """A case file that stood on the disk is gone, and no erasure was logged."""
    UNFINISHED = "unfinished"
    """A revision was announced and is not there: its save was cut short, or it was taken away at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """One disagreement. ``entry`` is where the log tells of the revision, None where it does not."""

    doubt: Doubt
    case: CaseId
    revision: int
    entry: Entry | None = None
    is_settled: bool = False
    """A later save has taken the number, so nothing that anybody was told is saved is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCases:
    """The revisions of case files in a store's folder, as far as can be seen without a key."""

    folder: Path
    disk: Filesystem

    def all(self) -> Iterator[tuple[CaseId, Mapping[int, str]]]:
        """Every case file with its sound revisions: number and checksum. Raises OSError."""
        for group in sorted(self.disk.names(self.folder / "cases")):
            for case in sorted(self.disk.names(self.folder / "cases" / group)):
                if is_id(case):
                    yield case, self.of(case)

    def is_erased(self, case: CaseId) -> bool:
        """Whether the ledger names the case file: then what is left of it is about to go. Raises OSError."""
        return case in self.disk.names(self.folder / LEDGER)

    def of(self, case: CaseId) -> Mapping[int, str]:
        """The sound revisions of one case file. Raises OSError."""
        found, folder = {}, self.folder / "cases" / case[:2] / case
        for match in filter(None, map(_REVISION.fullmatch, self.disk.names(folder))):
            try:
                content = self.disk.read(folder / match[0])
                file = read_revision(content, case=case, revision=int(match[1]), protection=None)
            except (FileNotFoundError, StoreDamaged, UnknownFormat):
                continue  # pruned meanwhile; damage is for others to tell
            found[int(match[1])] = file.checksum
        return found


@dataclass(slots=True)
class CaseBook:
    """What the log tells of case files, entry by entry."""

    announced: dict[CaseId, dict[Known, Entry]] = field(default_factory=dict)
    withdrawn: set[Known] = field(default_factory=set)
    seen: dict[CaseId, set[Known]] = field(default_factory=dict)
    erased: set[CaseId] = field(default_factory=set)
    restores: list[dict[str, int]] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        """Takes in what the entry tells. The entries of a chain come in their order, chains in any."""
        use = entry.use
        for one in entry.known:
            self._take_known(one, entry)
        if use is None or use.subject is not Subject.CASE:
            return
        if use.action is Action.DELETE:
            self.erased.add(use.id)
        elif use.revision:
            self._take_revision(use, entry)

    def restored(self, heads: Mapping[str, int]) -> None:
        """All up to here, chain by chain, was before the store was restored from a backup."""
        self.restores.append(dict(heads))

    def doubts(self, cases: KeptCases) -> Iterator[Doubted]:
        """Everything that does not agree, with what is on the disk now. Raises OSError."""
        found = dict(cases.all())
        for case, kept in found.items():
            if kept and case in self.erased and not cases.is_erased(case):
                yield Doubted(doubt=Doubt.ROLLED_BACK, case=case, revision=max(kept))
            else:
                yield from self._doubts_about(case, kept, cases)
        for case in sorted(set(self.announced) - set(found) - self.erased):
            yield from self._gone(case)

    def _take_known(self, one: Known, entry: Entry) -> None:
        """A revision that stood on the disk when the part of the log that announced it was pruned; 0: erased."""
        if one.revision == 0:
            self.erased.add(one.case)
            return
        self.announced.setdefault(one.case, {}).setdefault(one, entry)
        self.seen.setdefault(one.case, set()).add(one)

    def _take_revision(self, use: Use, entry: Entry) -> None:
        one = Known(case=use.id, revision=use.revision, checksum=use.checksum)
        if use.action is Action.READ:
            self.seen.setdefault(use.id, set()).add(one)
        elif use.action in (Action.ADD, Action.CHANGE) and use.criterion == NOT_KEPT:
            self.withdrawn.add(one)
        elif use.action in (Action.ADD, Action.CHANGE):
            self.announced.setdefault(use.id, {})[one] = entry

    def _doubts_about(self, case: CaseId, kept: Mapping[int, str], cases: KeptCases) -> Iterator[Doubted]:
        newest = max(kept, default=0)
        standing = self._standing(case)
        if any(one.revision > newest for one in standing):
            kept = cases.of(case)  # somebody may have saved since we looked
            newest = max(kept, default=0)
        for number, checksum in kept.items():
            one = Known(case=case, revision=number, checksum=checksum)
            if one not in self.announced.get(case, {}):
                yield Doubted(doubt=Doubt.UNLOGGED, case=case, revision=number)
        later = [one for one in standing if one.revision > newest]
        if later:
            yield self._missing(case, later, newest)
        for one in standing:
            if one.revision in kept and kept[one.revision] != one.checksum:
                is_sure = one in self.seen.get(case, ())
                yield Doubted(
                    doubt=Doubt.ROLLED_BACK if is_sure else Doubt.UNFINISHED,
                    case=case,
                    revision=one.revision,
                    entry=self.announced[case][one],
                    is_settled=not is_sure,
                )

    def _missing(self, case: CaseId, later: list[Known], newest: int) -> Doubted:
        last = max(later, key=lambda one: one.revision)
        was_seen = any(one in self.seen.get(case, ()) for one in later)
        doubt = Doubt.ROLLED_BACK if was_seen or last.revision > newest + 1 else Doubt.UNFINISHED
        return Doubted(doubt=doubt, case=case, revision=last.revision, entry=self.announced[case][last])

    def _gone(self, case: CaseId) -> Iterator[Doubted]:
        standing = self._standing(case)
        if standing:
            missing = self._missing(case, standing, 0)
            doubt = Doubt.CASE_GONE if missing.doubt is Doubt.ROLLED_BACK else Doubt.UNFINISHED
            yield Doubted(doubt=doubt, case=case, revision=missing.revision, entry=missing.entry)

    def _standing(self, case: CaseId) -> list[Known]:
        """What was announced, not taken back, and not before a backup was restored."""
        return [
            one
            for one, entry in self.announced.get(case, {}).items()
            if one not in self.withdrawn and not self._was_before_restoring(entry)
        ]

    def _was_before_restoring(self, entry: Entry) -> bool:
        return any(entry.seq <= heads.get(entry.chain, 0) for heads in self.restores)
