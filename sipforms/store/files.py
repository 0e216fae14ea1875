"""The store in a folder: one small file per save, so that no save can harm another, and a backup is a copy.

::

    store.json                             what the store is
    cases/<ab>/<case>/r00000017.sfc        revisions of a case file, at least the newest three
    drafts/<case>/<draft>.sfj              drafts, one entry after another
    bundles/<digest>.zip                   the programmes as they were when answers were made with them
    quarantine/                            damaged revisions, set aside before they are pruned
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sipforms.store.drafts import DraftFolder
from sipforms.store.failures import NoSuchDraft, outside_world
from sipforms.store.filesystem import Filesystem
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
    is_id,
    required_id,
)
from sipforms.store.revisions import RevisionFolder, has_revision
from sipforms.store.snapshots import SnapshotFolder

STORE_FILE = "store.json"


class FileStore:
    """The embedded ``CaseStore``. Made by ``open_store``."""

    def __init__(self, *, folder: Path, facts: StoreFacts, disk: Filesystem, new_id: Callable[[], str]) -> None:
        self.folder = folder
        self._facts = facts
        self._disk = disk
        self._new_id = new_id
        self._cases = folder / "cases"
        self._drafts = DraftFolder(folder=folder / "drafts", disk=disk, new_id=new_id)
        self._snapshots = SnapshotFolder(folder=folder / "bundles", disk=disk, new_id=new_id)

    @property
    def facts(self) -> StoreFacts:
        return self._facts

    def list_cases(self) -> tuple[CaseId, ...]:
        with self._present("listing the case files"):
            return tuple(sorted(case for case in self._folders() if case != self._facts.facility))

    def load(self, case: CaseId) -> Loaded:
        with self._present("loading a case file"):
            return self._revisions(case).load()

    def save(self, case: CaseId, base: int, data: CaseData) -> Saved | Conflict:
        with self._present("saving a case file"):
            if base == 0:
                self._prepare(case)
            return self._revisions(case).save(base, data)

    def history(self, case: CaseId) -> tuple[Revision, ...]:
        with self._present("reading the history of a case file"):
            return self._revisions(case).history()

    def begin_draft(self, header: DraftHeader) -> DraftId:
        with self._present("beginning a draft"):
            return self._drafts.begin(header)

    def append(self, draft: DraftId, entry: DraftEntry) -> None:
        with outside_world("saving an answer"):
            try:
                self._drafts.append(draft, entry)
            except NoSuchDraft:
                self._check_presence()
                raise

    def hold_draft(self, draft: DraftId) -> None:
        with self._present("opening a draft"):
            self._drafts.hold(draft)

    def release_draft(self, draft: DraftId) -> None:
        with outside_world("putting a draft aside"):
            self._drafts.release(draft)

    def read_draft(self, draft: DraftId) -> Draft:
        with self._present("reading a draft"):
            return self._drafts.read(draft)

    def list_drafts(self, case: CaseId | None = None) -> DraftList:
        with self._present("listing the drafts"):
            return self._drafts.list(case)

    def discard_draft(self, draft: DraftId) -> None:
        with self._present("discarding a draft"):
            self._drafts.discard(draft)

    def keep_bundle(self, digest: str, files: Mapping[str, bytes]) -> None:
        with self._present("keeping a bundle"):
            self._snapshots.keep(digest, files)

    def bundle(self, digest: str) -> Mapping[str, bytes]:
        with self._present("reading a bundle"):
            return self._snapshots.read(digest)

    def bundles(self) -> tuple[str, ...]:
        with self._present("listing the bundles"):
            return self._snapshots.digests()

    def close(self) -> None:
        with outside_world("closing the store"):
            self._drafts.release_all()

    @contextmanager
    def _present(self, doing: str) -> Iterator[None]:
        with outside_world(doing):
            self._check_presence()
            yield

    def _check_presence(self) -> None:
        # A share that went away leaves an empty folder behind, which must not be taken for a store without cases.
        self._disk.read(self.folder / STORE_FILE)

    def _case_folder(self, case: CaseId) -> Path:
        return self._cases / required_id(case)[:2] / case

    def _revisions(self, case: CaseId) -> RevisionFolder:
        return RevisionFolder(
            folder=self._case_folder(case),
            case=case,
            disk=self._disk,
            quarantine=self.folder / "quarantine",
            new_id=self._new_id,
        )

    def _prepare(self, case: CaseId) -> None:
        # Before the first revision appears its folders are on the disk, so that whoever sees it may rely on them.
        folder = self._case_folder(case)
        for part in (self._cases, folder.parent, folder):
            self._disk.make_folder(part)
            self._disk.sync_folder(part.parent)

    def _folders(self) -> Iterator[CaseId]:
        for group in self._disk.names(self._cases):
            for case in self._disk.names(self._cases / group):
                if is_id(case) and has_revision(self._disk.names(self._cases / group / case)):
                    yield case
