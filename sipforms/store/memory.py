"""A store that lives as long as the process: for tests, and to see how little a store has to promise."""

from collections.abc import Callable, Mapping

from sipforms.store.encoding import decoded, encoded
from sipforms.store.failures import NoSuchBundle, NoSuchDraft
from sipforms.store.protocol import (
    CaseData,
    CaseId,
    Conflict,
    Draft,
    DraftEntry,
    DraftHeader,
    DraftId,
    DraftList,
    Loaded,
    Revision,
    Saved,
    StoreFacts,
    fresh_id,
    required_id,
)
from sipforms.store.revisionfile import RevisionHeader, data_of, read_revision, written_revision
from sipforms.store.revisions import KEPT
from sipforms.store.snapshots import checked_digest


class MemoryStore:
    """A ``CaseStore`` of dictionaries; what goes in and comes out is copied by way of the same bytes as on a disk."""

    def __init__(self, facts: StoreFacts, *, new_id: Callable[[], str] = fresh_id) -> None:
        self._facts = facts
        self._new_id = new_id
        self._revisions: dict[CaseId, dict[int, bytes]] = {}
        self._drafts: dict[DraftId, tuple[DraftHeader, list[bytes]]] = {}
        self._bundles: dict[str, dict[str, bytes]] = {}

    @property
    def facts(self) -> StoreFacts:
        return self._facts

    def list_cases(self) -> tuple[CaseId, ...]:
        return tuple(sorted(case for case in self._revisions if case != self._facts.facility))

    def load(self, case: CaseId) -> Loaded:
        revisions = self._revisions.get(required_id(case))
        if not revisions:
            return Loaded(revision=0, data={})
        newest = max(revisions)
        return Loaded(revision=newest, data=data_of(read_revision(revisions[newest], case=case, revision=newest)))

    def save(self, case: CaseId, base: int, data: CaseData) -> Saved | Conflict:
        history = self.history(case)
        newest = history[-1].number if history else 0
        if newest != base:
            return Conflict(revision=newest)
        header = RevisionHeader(case=case, revision=base + 1, previous=history[-1].checksum if history else "")
        content = written_revision(header, data)
        revisions = self._revisions.setdefault(case, {})
        revisions[base + 1] = content
        revisions.pop(base + 1 - KEPT, None)
        return Saved(revision=base + 1)

    def history(self, case: CaseId) -> tuple[Revision, ...]:
        found = []
        for number, content in sorted(self._revisions.get(required_id(case), {}).items()):
            file = read_revision(content, case=case, revision=number)
            found.append(Revision(number=number, checksum=file.checksum, previous=file.header.previous, is_sound=True))
        return tuple(found)

    def begin_draft(self, header: DraftHeader) -> DraftId:
        required_id(header.case)
        copied = DraftHeader(case=header.case, created=header.created, about=decoded(encoded(dict(header.about))))
        draft = self._new_id()
        self._drafts[draft] = (copied, [])
        return draft

    def append(self, draft: DraftId, entry: DraftEntry) -> None:
        self._draft(draft)[1].append(encoded(dict(entry)))

    def hold_draft(self, draft: DraftId) -> None:
        self._draft(draft)

    def release_draft(self, draft: DraftId) -> None:
        required_id(draft)

    def read_draft(self, draft: DraftId) -> Draft:
        header, entries = self._draft(draft)
        return Draft(id=draft, header=header, entries=tuple(map(decoded, entries)))

    def list_drafts(self, case: CaseId | None = None) -> DraftList:
        found = [self.read_draft(draft) for draft, (header, _) in self._drafts.items() if case in (None, header.case)]
        found.sort(key=lambda draft: (draft.header.created.isoformat(), draft.id))
        return DraftList(drafts=tuple(found))

    def discard_draft(self, draft: DraftId) -> None:
        self._drafts.pop(required_id(draft), None)

    def keep_bundle(self, digest: str, files: Mapping[str, bytes]) -> None:
        checked_digest(digest, files)
        self._bundles[digest] = dict(files)

    def bundle(self, digest: str) -> Mapping[str, bytes]:
        if digest not in self._bundles:
            raise NoSuchBundle(digest=digest)
        return dict(self._bundles[digest])

    def bundles(self) -> tuple[str, ...]:
        return tuple(sorted(self._bundles))

    def close(self) -> None:
        return

    def _draft(self, draft: DraftId) -> tuple[DraftHeader, list[bytes]]:
        if required_id(draft) not in self._drafts:
            raise NoSuchDraft(draft=draft)
        return self._drafts[draft]
