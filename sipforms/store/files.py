"""The store in a folder: one small file per save, so that no save can harm another, and a backup is a copy.

::

    store.json                             what the store is
    cases/<ab>/<case>/r00000017.sfc        revisions of a case file, at least the newest three
    drafts/<case>/<draft>.sfj              drafts, one entry after another
    drafts/<case>/<draft>.*.lease          who has a draft open: a courtesy, gone with the program
    bundles/<digest>.zip                   the programmes as they were when answers were made with them
    quarantine/                            damaged revisions, set aside before they are pruned
    erased/<case>                          the ledger: ids that were erased, and the day
    groups/<kind>/<id>.sfg                 what is kept about groups
    keys/, log/                            where the store is protected: not this module's business
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sipforms.engine.response import Json
from sipforms.store.drafts import DraftFolder
from sipforms.store.erasing import has_leftovers, refuse_if_not_allowed, remove_all
from sipforms.store.failures import Erased, NoAccess, NoKey, NoSuchDraft, StoreError, StoreUnavailable, outside_world
from sipforms.store.filesystem import Filesystem
from sipforms.store.group_folder import GroupFolder
from sipforms.store.group_records import GroupKind, GroupRecords
from sipforms.store.lease import Lease
from sipforms.store.ledger import ErasureLedger
from sipforms.store.protection import Seals, Unsealed
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
    is_id,
    required_id,
)
from sipforms.store.revisions import Found, RevisionFolder, Surroundings, has_revision
from sipforms.store.snapshots import SnapshotFolder
from sipforms.store.uses import Action, Subject, Unwitnessed, Use, Witness

STORE_FILE = "store.json"
REFUSED = "refused"
"""The criterion of a use that was tried and refused, because the case file is not for this user."""


class FileStore:
    """The embedded ``CaseStore``. Made by ``open_store``.

    ``seals`` has the keys of whoever is signed in, ``witness`` writes the access log.
    """

    def __init__(
        self,
        *,
        folder: Path,
        facts: StoreFacts,
        disk: Filesystem,
        new_id: Callable[[], str],
        seals: Seals | None = None,
        witness: Witness | None = None,
    ) -> None:
        self.folder = folder
        self._facts = facts
        self._disk = disk
        self._new_id = new_id
        self._seals = seals or Unsealed()
        self._witness = witness or Unwitnessed()
        self._around = Surroundings(
            disk=disk, new_id=new_id, quarantine=folder / "quarantine", seals=self._seals, witness=self._witness
        )
        self._cases = folder / "cases"
        self._drafts = DraftFolder(folder=folder / "drafts", disk=disk, new_id=new_id, seals=self._seals)
        self._snapshots = SnapshotFolder(folder=folder / "bundles", disk=disk, new_id=new_id)
        self._ledger = ErasureLedger(folder=folder, disk=disk, new_id=new_id)
        self._groups = GroupFolder(store=folder, id_=facts.id, disk=disk, seal=self._seals.groups, new_id=new_id)

    @property
    def facts(self) -> StoreFacts:
        return self._facts

    def list_cases(self) -> tuple[CaseId, ...]:
        with self._present("listing the case files"):
            erased = {entry.case for entry in self._ledger.entries()} | {self._facts.facility}
            return tuple(case for case in sorted(self._folders()) if case not in erased and self._seals.may_open(case))

    def load(self, case: CaseId) -> Loaded:
        with self._present("loading a case file"):
            found = self._found(case)
            if found.number:
                self._tell_read(case, found)
            return found.loaded

    def load_many(self, cases: Sequence[CaseId] | None, criterion: str) -> Iterator[tuple[CaseId, Loaded | StoreError]]:
        ids = self.list_cases() if cases is None else self._openable(cases)
        self._tell(Action.SEARCH, Subject.CASE, criterion=criterion, cases=ids)
        for case in ids:
            found = self._loaded_or_refused(case)
            if found is not None:
                yield case, found

    def note(self, use: Use) -> None:
        self._witness.tell(use)

    def save(self, case: CaseId, base: int, data: CaseData, *, forgetting: bool = False) -> Saved | Conflict:
        with self._present("saving a case file"):
            self._refuse_erased(case)
            with self._unless_erased_meanwhile(case):
                if base == 0:
                    self._prepare(case)
                else:
                    self._seals.of(case)  # whoever may not open it does not even hear of a conflict
                return self._revisions(case).save(base, data, forgetting=forgetting)

    def history(self, case: CaseId) -> tuple[Revision, ...]:
        with self._present("reading the history of a case file"):
            return self._revisions(case).history()

    def erase(self, case: CaseId, day: date) -> Erasure:
        with self._present("erasing a case file"):
            refuse_if_not_allowed(self._seals, case)
            self._tell(Action.DELETE, Subject.CASE, id=case)
            self._ledger.record(case, day)
            return self._removed(case, day)

    def finish_erasures(self) -> tuple[CaseId, ...]:
        """Removes what is left of case files that stand in the ledger: after an interruption, or after a restore.

        The answer is the ids of which something was left. No keys are needed. Raises StoreUnavailable.
        """
        with self._present("erasing a case file"):
            return tuple(
                entry.case
                for entry in self._ledger.entries()
                if has_leftovers(self._removed(entry.case, entry.day or date.min))
            )

    def begin_draft(self, header: DraftHeader) -> DraftId:
        with self._present("beginning a draft"):
            self._refuse_erased(header.case)
            with self._unless_erased_meanwhile(header.case):
                return self._drafts.begin(
                    header,
                    seal=self._seals.begin(header.case),
                    told=lambda draft: self._tell(Action.ADD, Subject.DRAFT, id=header.case, part=draft),
                )

    def append(self, draft: DraftId, entry: DraftEntry) -> None:
        with outside_world("saving an answer"):
            try:
                if not self._drafts.is_held(draft):
                    self._hold(draft)
                self._drafts.append(draft, entry)
            except NoSuchDraft:
                self._check_presence()
                raise
            except NoKey:  # the keys go first, with a share that went away as with a case file that was erased
                self._check_presence()
                self._drafts.case_of(draft)
                raise

    def hold_draft(self, draft: DraftId) -> None:
        with self._present("opening a draft"):
            self._hold(draft)

    def release_draft(self, draft: DraftId) -> None:
        with outside_world("putting a draft aside"):
            self._drafts.release(draft)

    def show_lease(self, draft: DraftId, lease: Lease) -> None:
        self._drafts.show_lease(required_id(draft), lease)

    def leases(self, draft: DraftId) -> tuple[Lease, ...]:
        return self._drafts.leases(required_id(draft))

    def read_draft(self, draft: DraftId) -> Draft:
        with self._present("reading a draft"):
            found = self._drafts.read(draft)
            self._tell(Action.READ, Subject.DRAFT, id=found.header.case, part=draft)
            return found

    def list_drafts(self, case: CaseId | None = None) -> DraftList:
        with self._present("listing the drafts"):
            found = self._drafts.list(case)
            if found.drafts:
                cases = tuple(sorted({draft.header.case for draft in found.drafts}))
                self._tell(Action.SEARCH, Subject.DRAFT, id=case or "", cases=cases)
            return found

    def discard_draft(self, draft: DraftId) -> None:
        with self._present("discarding a draft"):
            try:
                case = self._drafts.case_of(draft)
            except NoSuchDraft:
                self._drafts.release(draft)
                return
            refuse_if_not_allowed(self._seals, case)
            self._tell(Action.DELETE, Subject.DRAFT, id=case, part=draft)
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

    def keep_group_record(self, kind: GroupKind, content: Mapping[str, Json]) -> str:
        with self._present("keeping a record about groups"):
            return self._groups.add(
                kind, content, told=lambda record: self._tell(Action.ADD, Subject.GROUP, part=record, criterion=kind)
            )

    def group_records(self, kind: GroupKind) -> GroupRecords:
        with self._present("reading records about groups"):
            self._tell(Action.READ, Subject.GROUP, criterion=kind)
            return self._groups.read(kind, self._seals.protection)

    def forget_group_record(self, kind: GroupKind, record: str) -> None:
        with self._present("removing a record about groups"):
            self._tell(Action.DELETE, Subject.GROUP, part=required_id(record), criterion=kind)
            self._groups.remove(kind, record)

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

    def _tell(
        self,
        action: Action,
        subject: Subject,
        *,
        id: CaseId = "",  # noqa: A002 - as in Use
        part: str = "",
        criterion: str = "",
        cases: tuple[CaseId, ...] = (),
    ) -> None:
        self._witness.tell(Use(action=action, subject=subject, id=id, part=part, criterion=criterion, cases=cases))

    def _tell_read(self, case: CaseId, found: Found) -> None:
        self._witness.tell(
            Use(action=Action.READ, subject=Subject.CASE, id=case, revision=found.number, checksum=found.checksum)
        )

    def _found(self, case: CaseId) -> Found:
        self._refuse_erased(case)
        try:
            return self._revisions(case).load()
        except NoAccess:
            self._tell(Action.READ, Subject.CASE, id=case, criterion=REFUSED)
            raise
        except NoKey:
            self._refuse_erased(case)  # the keys go first
            raise

    def _openable(self, cases: Sequence[CaseId]) -> tuple[CaseId, ...]:
        with self._present("loading case files"):
            erased = {entry.case for entry in self._ledger.entries()}
            return tuple(case for case in map(required_id, cases) if case not in erased and self._seals.may_open(case))

    def _loaded_or_refused(self, case: CaseId) -> Loaded | StoreError | None:
        try:
            with outside_world("loading a case file"):
                found = self._revisions(case).load()
        except StoreError as refusal:
            return None if self._ledger.has(case) else refusal
        return found.loaded if found.number else None

    def _hold(self, draft: DraftId) -> None:
        was_held = self._drafts.is_held(draft)
        self._drafts.hold(draft)
        if was_held:
            return
        try:
            self._tell(Action.CHANGE, Subject.DRAFT, id=self._drafts.case_of(draft), part=draft)
        except StoreUnavailable:
            self._drafts.release(draft)
            raise

    def _refuse_erased(self, case: CaseId) -> None:
        if self._ledger.has(case):
            raise Erased(case=case)

    @contextmanager
    def _unless_erased_meanwhile(self, case: CaseId) -> Iterator[None]:
        # Whoever erases looks for files after writing the ledger, and whoever keeps looks into the ledger after keeping
        # a file: one of the two sees the other.
        try:
            yield
        finally:
            if self._ledger.has(case):
                self._removed(case, date.min)
                raise Erased(case=case)

    def _removed(self, case: CaseId, day: date) -> Erasure:
        return remove_all(case, day, seals=self._seals, drafts=self._drafts, revisions=self._revisions(case))

    def _case_folder(self, case: CaseId) -> Path:
        return self._cases / required_id(case)[:2] / case

    def _revisions(self, case: CaseId) -> RevisionFolder:
        return RevisionFolder(folder=self._case_folder(case), case=case, around=self._around)

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
