"""Making a protected store of an unprotected one, in a new folder. The old one is only read.

Every case file goes over in its newest revision, every draft with its entries under its own id, every bundle, and the
ledger. All of it is read back and compared. ``store.json`` comes last: interrupted anywhere, there is no new store, the
old one is as it was, and the same begun again sweeps what was left. Nobody may fill in the old store meanwhile: its
drafts are held, and what was saved in between is found out and copied again.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace

from sipforms.store.access.founding import Founded, found_keys
from sipforms.store.access.session import KeyFolders, Session
from sipforms.store.access.signing_in import sign_in
from sipforms.store.care.copying import MEANS, Counter, Means, is_free, is_within
from sipforms.store.care.layout import Kind, StoredFile, files_of
from sipforms.store.care.protected_store import NotProtected, ProtectedStore, Wish
from sipforms.store.care.sweeping import PROTECTING, sweep
from sipforms.store.care.withholding import WithholdingDisk
from sipforms.store.encoding import encoded
from sipforms.store.failures import (
    DraftInUse,
    NoKey,
    NoSuchBundle,
    NoSuchDraft,
    Reason,
    StoreDamaged,
    StoreError,
    StoreExists,
    StoreUnavailable,
    outside_world,
)
from sipforms.store.files import STORE_FILE, FileStore
from sipforms.store.filesystem import JournalFile
from sipforms.store.group_records import GroupKind
from sipforms.store.ledger import ErasureLedger
from sipforms.store.log.access_log import AccessLog
from sipforms.store.log.listing import FOLDER
from sipforms.store.opening import open_store, publish_facts, read_facts
from sipforms.store.protection import AES_256_GCM, Seals
from sipforms.store.protocol import CaseId, Conflict, Damage, DamageKind, Draft, DraftId, StoreFacts
from sipforms.store.sealing.signatures import new_signing_key
from sipforms.store.uses import Action, Subject, Unwitnessed, Use, Witness

__all__ = ["NotProtected", "ProtectedStore", "Wish", "protect"]

_ROUNDS = 20


def protect(wish: Wish, means: Means = MEANS) -> ProtectedStore | NotProtected:
    """Makes the protected store.

    Raises NotAStore, UnknownFormat for an old store of a newer program, StoreExists when somebody made a store in the
    new folder meanwhile, StoreUnavailable.
    """
    refusal = _refusal(wish, means)
    if refusal is not None:
        return refusal
    with closing(open_store(wish.old, unprotected=True, disk=means.disk)) as old:
        try:
            return _Protecting(wish, old, means).done()
        except DraftInUse:
            return NotProtected.IN_USE
        except (StoreDamaged, NoSuchBundle):
            return NotProtected.DAMAGED
        except _Changing:
            return NotProtected.CHANGING


def _refusal(wish: Wish, means: Means) -> NotProtected | None:
    if read_facts(wish.old, disk=means.disk).is_protected:
        return NotProtected.PROTECTED_ALREADY
    if is_within(wish.new, wish.old) or is_within(wish.old, wish.new):
        return NotProtected.WITHIN
    with outside_world("looking at the new folder"):
        names = means.disk.names(wish.new)
        if PROTECTING in names and STORE_FILE not in names:
            sweep(wish.new, means.disk)
        elif not is_free(wish.new, means.disk):
            return NotProtected.TAKEN
    return None


@contextmanager
def _as_written() -> Iterator[None]:
    """What is wrong with the new store is the disk's fault, and nobody's answers' in the old one."""
    try:
        yield
    except (StoreDamaged, NoKey, NoSuchBundle, NoSuchDraft) as fault:
        raise StoreUnavailable(reason=Reason.FAILED, doing="writing the new store") from fault


class _Changing(Exception):
    """The old store would not stand still."""


class _Ids:
    """New ids, but for the drafts, which keep their own."""

    def __init__(self, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        self.next: DraftId = ""

    def __call__(self) -> str:
        given, self.next = self.next, ""
        return given or self._new_id()


class _Protecting:
    def __init__(self, wish: Wish, old: FileStore, means: Means) -> None:
        self._wish = wish
        self._old = old
        self._means = means
        self._disk = WithholdingDisk(disk=means.disk, folder=wish.new)
        self._ids = _Ids(means.new_id)
        self._damage: dict[tuple[str, DamageKind, int], Damage] = {}
        self._cases: dict[CaseId, tuple[int, int]] = {}
        self._drafts: dict[DraftId, Draft] = {}
        self._held: dict[DraftId, JournalFile] = {}

    def done(self) -> ProtectedStore:
        """Holds the drafts, makes the store, and lets go of them."""
        try:
            self._hold_drafts()
            return self._made()
        finally:
            for held in self._held.values():
                with suppress(OSError):
                    held.close()

    def _made(self) -> ProtectedStore:
        founded = self._founded()
        with self._signed_in() as session:
            self._fill(founded.facts, session)
        with self._signed_in() as session:  # anew: nothing that is compared may come out of memory
            self._compare(self._new_store(founded.facts, session.seals, Unwitnessed()))
        self._open()
        return ProtectedStore(
            founded=founded,
            folder=self._wish.new,
            cases=len(self._cases),
            drafts=len(self._drafts),
            bundles=len(self._old.bundles()),
            passed_over=tuple(self._damage.values()),
            late=self._late(),
        )

    @contextmanager
    def _signed_in(self) -> Iterator[Session]:
        founder = self._wish.founding.founder
        session = sign_in(
            self._wish.new,
            name=founder.name,
            passphrase=founder.passphrase,
            now=self._wish.clock(),
            workstation=self._wish.workstation.id,
            disk=self._disk,
        )
        try:
            yield session
        finally:
            session.end()

    def _hold_drafts(self) -> None:
        # Only their locks are taken: going on with a draft cuts off a torn end, and here nothing is changed.
        with outside_world("holding the drafts"):
            for file in files_of(self._wish.old, self._means.disk, "drafts"):
                if file.kind is Kind.DRAFT and file.part not in self._held:
                    self._hold(file)

    def _hold(self, file: StoredFile) -> None:
        try:
            held = self._means.disk.open_journal(file.below(self._wish.old))
        except FileNotFoundError:
            return  # handed in just now
        if held is None:
            raise DraftInUse(draft=file.part)
        self._held[file.part] = held

    def _founded(self) -> Founded:
        root = new_signing_key()
        facts = replace(
            self._old.facts,
            id=self._means.new_id(),
            purpose="real",
            protection=AES_256_GCM,
            created=self._wish.clock(),
            root=root.public.hex(),
        )
        with outside_world("making a protected store"):
            self._disk.make_folder(self._wish.new)
            self._disk.write_new(self._wish.new / PROTECTING, b"")
            self._disk.sync_folder(self._wish.new)
        folders = KeyFolders(store=self._wish.new, facts=facts, disk=self._disk, new_id=self._means.new_id)
        founded = found_keys(folders, self._wish.founding, root)
        publish_facts(self._wish.new, facts, disk=self._disk, new_id=self._means.new_id)
        return founded

    def _fill(self, facts: StoreFacts, session: Session) -> None:
        log = AccessLog(
            folder=self._wish.new / FOLDER,
            disk=self._disk,
            store=facts.id,
            log_key=session.register.log.box,
            workstation=self._wish.workstation,
            clock=self._wish.clock,
            signer=session.keyring,
            new_id=self._means.new_id,
        )
        with closing(log), closing(self._new_store(facts, session.seals, log)) as new:
            log.tell(Use(action=Action.ADD, subject=Subject.STORE, criterion=self._old.facts.id))
            for digest in self._old.bundles():
                files = self._old.bundle(digest)
                with _as_written():
                    new.keep_bundle(digest, files)
            self._copy_ledger()
            self._copy_until_still(new)
            for kind in GroupKind:
                for record in self._old.group_records(kind).records:
                    with _as_written():
                        new.keep_group_record(kind, record.content)

    def _new_store(self, facts: StoreFacts, seals: Seals, witness: Witness) -> FileStore:
        return FileStore(
            folder=self._wish.new, facts=facts, disk=self._disk, new_id=self._ids, seals=seals, witness=witness
        )

    def _copy_ledger(self) -> None:
        with outside_world("copying the ledger"):
            old = ErasureLedger(folder=self._wish.old, disk=self._means.disk, new_id=self._means.new_id)
            new = ErasureLedger(folder=self._wish.new, disk=self._disk, new_id=self._means.new_id)
            for one in old.entries():
                new.record(one.case, one.day or self._wish.clock().date())

    def _copy_until_still(self, new: FileStore) -> None:
        for _ in range(_ROUNDS):
            cases, drafts = tuple(self._changed_cases()), self._new_drafts()
            if not cases and not drafts:
                return
            counter = Counter(tell=self._means.tell, total=len(cases) + len(drafts))
            for case in cases:
                self._copy_case(case, new)
                counter.step()
            for draft in drafts:
                self._copy_draft(draft, new)
                counter.step()
        raise _Changing

    def _changed_cases(self) -> Iterator[CaseId]:
        for case in (*self._old.list_cases(), self._old.facts.facility):
            numbers = [revision.number for revision in self._old.history(case)]
            if numbers and max(numbers) != self._cases.get(case, (0, 0))[0] and not self._is_left_out(case):
                yield case

    def _new_drafts(self) -> tuple[DraftId, ...]:
        found = self._old.list_drafts()
        for one in found.damage:
            self._pass_over(one)
        return tuple(one.id for one in found.drafts if one.id not in self._drafts)

    def _late(self) -> tuple[str, ...]:
        with suppress(StoreError):  # the new store stands; that the old one is gone just now must not hide that
            drafts = (one.id for one in self._old.list_drafts().drafts)
            return (*self._changed_cases(), *(one for one in drafts if one not in self._drafts))
        return ()

    def _copy_case(self, case: CaseId, new: FileStore) -> None:
        try:
            loaded = self._old.load(case)
        except StoreDamaged:
            self._pass_over(Damage(kind=DamageKind.REVISION, id=case))
            return
        for one in loaded.damage:
            self._damage[one.id, one.kind, one.place] = one
        with _as_written():
            saved = new.save(case, self._cases.get(case, (0, 0))[1], loaded.data)
        if isinstance(saved, Conflict):
            raise StoreExists("somebody else is making a store here")
        self._cases[case] = loaded.revision, saved.revision

    def _copy_draft(self, draft: DraftId, new: FileStore) -> None:
        self._hold_drafts()
        found = self._old.read_draft(draft)
        for one in found.damage:
            self._damage[one.id, one.kind, one.place] = one
        self._ids.next = draft
        with _as_written():
            if new.begin_draft(found.header) != draft:
                raise ValueError("a draft keeps its id")
            for entry in found.entries:
                new.append(draft, entry)
            new.release_draft(draft)
        self._drafts[draft] = found

    def _pass_over(self, damage: Damage) -> None:
        if not self._wish.leaving_out:
            raise StoreDamaged(what=damage.kind, which=damage.id)
        self._damage[damage.id, damage.kind, damage.place] = damage

    def _is_left_out(self, case: CaseId) -> bool:
        return case not in self._cases and (case, DamageKind.REVISION, 0) in self._damage

    def _compare(self, new: FileStore) -> None:
        with _as_written():
            if not self._is_same(new):
                raise StoreDamaged(what="copy", which=new.facts.id)

    def _is_same(self, new: FileStore) -> bool:
        cases = all(new.load(case).data == self._old.load(case).data for case in self._cases)
        drafts = ((new.read_draft(draft), found) for draft, found in self._drafts.items())
        return (
            cases
            and all((one.header, one.entries) == (other.header, other.entries) for one, other in drafts)
            and all(new.bundle(one) == self._old.bundle(one) for one in self._old.bundles())
            and all(_contents(new, kind) == _contents(self._old, kind) for kind in GroupKind)
        )

    def _open(self) -> None:
        with outside_world("making a protected store"):
            if not self._disk.release():
                raise StoreExists("somebody else made a store here")
            self._disk.remove(self._wish.new / PROTECTING)
            self._disk.sync_folder(self._wish.new)


def _contents(store: FileStore, kind: GroupKind) -> list[bytes]:
    """What the store says about groups, in an order that says nothing of ids."""
    return sorted(encoded(one.content) for one in store.group_records(kind).records)
