"""A store that lives as long as the process: for tests, and to see how little a store has to promise."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from sipforms.engine.response import Json
from sipforms.store.encoding import decoded, encoded
from sipforms.store.failures import Erased, NoSuchBundle, NoSuchDraft, StoreError
from sipforms.store.group_records import GroupKind, GroupRecord, GroupRecords
from sipforms.store.lease import Lease
from sipforms.store.protocol import (
    CaseData,
    CaseId,
    Conflict,
    Draft,
    DraftEntry,
    DraftHeader,
    DraftId,
    DraftList,
    Erasure,
    Loaded,
    Revision,
    Saved,
    StoreFacts,
    fresh_id,
    required_id,
)
from sipforms.store.revisionfile import RevisionHeader, checksum_of, data_of, read_revision, written_revision
from sipforms.store.revisions import KEPT
from sipforms.store.snapshots import checked_digest
from sipforms.store.uses import Action, Subject, Unwitnessed, Use, Witness


class MemoryStore:
    """A ``CaseStore`` of dictionaries; what goes in and comes out is copied by way of the same bytes as on a disk."""

    def __init__(
        self, facts: StoreFacts, *, new_id: Callable[[], str] = fresh_id, witness: Witness | None = None
    ) -> None:
        self._facts = facts
        self._new_id = new_id
        self._witness = witness or Unwitnessed()
        self._revisions: dict[CaseId, dict[int, bytes]] = {}
        self._drafts: dict[DraftId, tuple[DraftHeader, list[bytes]]] = {}
        self._bundles: dict[str, dict[str, bytes]] = {}
        self._held: set[DraftId] = set()
        self._groups: dict[str, tuple[GroupKind, bytes]] = {}
        self._erased: dict[CaseId, date] = {}

    @property
    def facts(self) -> StoreFacts:
        return self._facts

    def list_cases(self) -> tuple[CaseId, ...]:
        return tuple(sorted(case for case in self._revisions if case != self._facts.facility))

    def load(self, case: CaseId) -> Loaded:
        loaded, checksum = self._newest(case)
        if loaded.revision:
            self._witness.tell(
                Use(action=Action.READ, subject=Subject.CASE, id=case, revision=loaded.revision, checksum=checksum)
            )
        return loaded

    def load_many(self, cases: Sequence[CaseId] | None, criterion: str) -> Iterator[tuple[CaseId, Loaded | StoreError]]:
        wanted = self.list_cases() if cases is None else map(required_id, cases)
        ids = tuple(case for case in wanted if case not in self._erased)
        self._witness.tell(Use(action=Action.SEARCH, subject=Subject.CASE, criterion=criterion, cases=ids))
        for case in ids:
            loaded, _ = self._newest(case)
            if loaded.revision:
                yield case, loaded

    def note(self, use: Use) -> None:
        self._witness.tell(use)

    def save(self, case: CaseId, base: int, data: CaseData, *, forgetting: bool = False) -> Saved | Conflict:
        history = self.history(case)
        self._refuse_erased(case)
        newest = history[-1].number if history else 0
        if newest != base:
            return Conflict(revision=newest)
        header = RevisionHeader(case=case, revision=base + 1, previous=history[-1].checksum if history else "")
        content = written_revision(header, data)
        action = Action.CHANGE if base else Action.ADD
        self._witness.tell(
            Use(action=action, subject=Subject.CASE, id=case, revision=base + 1, checksum=checksum_of(content))
        )
        revisions = self._revisions.setdefault(case, {})
        revisions[base + 1] = content
        for old in [number for number in revisions if forgetting and number <= base]:
            del revisions[old]
        revisions.pop(base + 1 - KEPT, None)
        return Saved(revision=base + 1)

    def erase(self, case: CaseId, day: date) -> Erasure:
        required_id(case)
        self._witness.tell(Use(action=Action.DELETE, subject=Subject.CASE, id=case))
        self._erased.setdefault(case, day)
        drafts = [draft for draft, (header, _) in self._drafts.items() if header.case == case]
        for draft in drafts:
            del self._drafts[draft]
        generations = self._revisions.pop(case, {})
        return Erasure(case=case, day=day, generations=len(generations), drafts=len(drafts))

    def history(self, case: CaseId) -> tuple[Revision, ...]:
        found = []
        for number, content in sorted(self._revisions.get(required_id(case), {}).items()):
            file = read_revision(content, case=case, revision=number)
            found.append(Revision(number=number, checksum=file.checksum, previous=file.header.previous, is_sound=True))
        return tuple(found)

    def begin_draft(self, header: DraftHeader) -> DraftId:
        self._refuse_erased(required_id(header.case))
        copied = DraftHeader(case=header.case, created=header.created, about=decoded(encoded(dict(header.about))))
        draft = self._new_id()
        self._witness.tell(Use(action=Action.ADD, subject=Subject.DRAFT, id=header.case, part=draft))
        self._drafts[draft] = (copied, [])
        self._held.add(draft)
        return draft

    def append(self, draft: DraftId, entry: DraftEntry) -> None:
        self.hold_draft(draft)
        self._draft(draft)[1].append(encoded(dict(entry)))

    def hold_draft(self, draft: DraftId) -> None:
        header, _ = self._draft(draft)
        if draft not in self._held:
            self._witness.tell(Use(action=Action.CHANGE, subject=Subject.DRAFT, id=header.case, part=draft))
            self._held.add(draft)

    def release_draft(self, draft: DraftId) -> None:
        self._held.discard(required_id(draft))

    def show_lease(self, draft: DraftId, lease: Lease) -> None:  # noqa: ARG002 - nobody else can see into it
        required_id(draft)

    def leases(self, draft: DraftId) -> tuple[Lease, ...]:
        required_id(draft)
        return ()

    def read_draft(self, draft: DraftId) -> Draft:
        found = self._read(draft)
        self._witness.tell(Use(action=Action.READ, subject=Subject.DRAFT, id=found.header.case, part=draft))
        return found

    def list_drafts(self, case: CaseId | None = None) -> DraftList:
        found = [self._read(draft) for draft, (header, _) in self._drafts.items() if case in (None, header.case)]
        found.sort(key=lambda draft: (draft.header.created.isoformat(), draft.id))
        if found:
            cases = tuple(sorted({draft.header.case for draft in found}))
            self._witness.tell(Use(action=Action.SEARCH, subject=Subject.DRAFT, id=case or "", cases=cases))
        return DraftList(drafts=tuple(found))

    def discard_draft(self, draft: DraftId) -> None:
        self._held.discard(required_id(draft))
        if draft in self._drafts:
            self._witness.tell(
                Use(action=Action.DELETE, subject=Subject.DRAFT, id=self._drafts[draft][0].case, part=draft)
            )
            del self._drafts[draft]

    def keep_bundle(self, digest: str, files: Mapping[str, bytes]) -> None:
        checked_digest(digest, files)
        self._bundles[digest] = dict(files)

    def bundle(self, digest: str) -> Mapping[str, bytes]:
        if digest not in self._bundles:
            raise NoSuchBundle(digest=digest)
        return dict(self._bundles[digest])

    def bundles(self) -> tuple[str, ...]:
        return tuple(sorted(self._bundles))

    def keep_group_record(self, kind: GroupKind, content: Mapping[str, Json]) -> str:
        record, written = self._new_id(), encoded(content)
        self._witness.tell(Use(action=Action.ADD, subject=Subject.GROUP, part=record, criterion=kind))
        self._groups[record] = (kind, written)
        return record

    def group_records(self, kind: GroupKind) -> GroupRecords:
        self._witness.tell(Use(action=Action.READ, subject=Subject.GROUP, criterion=kind))
        mine = sorted((record, written) for record, (of, written) in self._groups.items() if of is kind)
        return GroupRecords(records=tuple(GroupRecord(id=record, content=decoded(one)) for record, one in mine))

    def forget_group_record(self, kind: GroupKind, record: str) -> None:
        self._witness.tell(Use(action=Action.DELETE, subject=Subject.GROUP, part=required_id(record), criterion=kind))
        self._groups.pop(record, None)

    def close(self) -> None:
        self._held.clear()

    def _refuse_erased(self, case: CaseId) -> None:
        if case in self._erased:
            raise Erased(case=case)

    def _newest(self, case: CaseId) -> tuple[Loaded, str]:
        self._refuse_erased(required_id(case))
        revisions = self._revisions.get(case)
        if not revisions:
            return Loaded(revision=0, data={}), ""
        newest = max(revisions)
        file = read_revision(revisions[newest], case=case, revision=newest)
        return Loaded(revision=newest, data=data_of(file)), file.checksum

    def _read(self, draft: DraftId) -> Draft:
        header, entries = self._draft(draft)
        return Draft(id=draft, header=header, entries=tuple(map(decoded, entries)))

    def _draft(self, draft: DraftId) -> tuple[DraftHeader, list[bytes]]:
        if required_id(draft) not in self._drafts:
            raise NoSuchDraft(draft=draft)
        return self._drafts[draft]
