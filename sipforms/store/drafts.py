"""The folder of drafts: ``drafts/<case>/<draft>.sfj``."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from sipforms.store.failures import (
    DraftInUse,
    NoAccess,
    NoKey,
    NoSuchDraft,
    StoreDamaged,
    StoreError,
    UnknownFormat,
)
from sipforms.store.filesystem import Filesystem, JournalFile
from sipforms.store.journal import Journal, new_journal, read_journal
from sipforms.store.lease import Lease
from sipforms.store.lease_folder import LeaseFolder
from sipforms.store.protection import CaseSeal, Seals, Unsealed
from sipforms.store.protocol import (
    CaseId,
    Damage,
    DamageKind,
    Draft,
    DraftEntry,
    DraftHeader,
    DraftId,
    DraftList,
    is_id,
    required_id,
)

_SUFFIX = ".sfj"
_TEMPORARY = ".tmp"


class DraftFolder:
    """All drafts of a store, and those of them that this process holds open."""

    def __init__(
        self, *, folder: Path, disk: Filesystem, new_id: Callable[[], str], seals: Seals | None = None
    ) -> None:
        self._folder = folder
        self._disk = disk
        self._new_id = new_id
        self._seals = seals or Unsealed()
        self._open: dict[DraftId, Journal] = {}
        self._leases = LeaseFolder(folder=folder, disk=disk, new_id=new_id, protection=self._seals.protection)

    def begin(self, header: DraftHeader, *, seal: CaseSeal, told: Callable[[DraftId], None]) -> DraftId:
        """As ``CaseStore.begin_draft``. ``told`` tells the access log, before anything can be found under the id."""
        draft = self._new_id()
        folder = self._folder / required_id(header.case)
        self._prepare(folder)
        path = folder / f"{draft}{_SUFFIX}"
        content = new_journal(draft, header, seal=seal, protection=self._seals.protection)
        told(draft)
        self._create(path, content)
        self._open[draft] = self._journal_at(draft, path, seal)
        self._open[draft].hold()
        return draft

    def append(self, draft: DraftId, entry: DraftEntry) -> None:
        """As ``CaseStore.append``."""
        try:
            self._journal(draft).append(entry)
        except FileNotFoundError as error:
            raise NoSuchDraft(draft=draft) from error

    def is_held(self, draft: DraftId) -> bool:
        """Whether this process holds the draft already."""
        return draft in self._open

    def hold(self, draft: DraftId) -> None:
        """As ``CaseStore.hold_draft``."""
        was_held = self.is_held(draft)
        try:
            self._journal(draft).hold()
        except DraftInUse:
            if not was_held:
                del self._open[draft]
            raise
        except FileNotFoundError as error:
            raise NoSuchDraft(draft=draft) from error

    def show_lease(self, draft: DraftId, lease: Lease) -> None:
        """As ``CaseStore.show_lease``."""
        if self.is_held(draft):
            with suppress(OSError, StoreError):
                case = self.case_of(draft)
                self._leases.show(case, draft, lease, self._seals.of(case))

    def leases(self, draft: DraftId) -> tuple[Lease, ...]:
        """As ``CaseStore.leases``."""
        with suppress(OSError, StoreError):
            case = self.case_of(draft)
            return self._leases.found(case, draft, self._seals.of(case))
        return ()

    def _journal(self, draft: DraftId) -> Journal:
        if draft not in self._open:
            path = self._path(draft)
            self._open[draft] = self._journal_at(draft, path, self._seals.renewed(_case_of(path)))
        return self._open[draft]

    def _journal_at(self, draft: DraftId, path: Path, seal: CaseSeal) -> Journal:
        return Journal(
            draft,
            lambda: self._file(draft, path),
            seal=seal,
            renew=lambda last: self._renewed(_case_of(path), last),
            protection=self._seals.protection,
        )

    def _renewed(self, case: CaseId, last: CaseSeal) -> CaseSeal:
        try:
            return self._seals.of(case)
        except NoAccess:
            if self._seals.is_listed(case, last.key):
                return last
            raise

    def release(self, draft: DraftId) -> None:
        """As ``CaseStore.release_draft``."""
        self._leases.withdraw(draft)
        journal = self._open.pop(draft, None)
        if journal:
            journal.close()

    def release_all(self) -> None:
        """Lets go of every draft."""
        for draft in tuple(self._open):
            self.release(draft)

    def read(self, draft: DraftId) -> Draft:
        """As ``CaseStore.read_draft``."""
        return self._read_at(draft, self._path(draft))

    def list(self, case: CaseId | None) -> DraftList:
        """As ``CaseStore.list_drafts``."""
        drafts: list[Draft] = []
        damage: list[Damage] = []
        for draft, path in self._paths(case):
            try:
                drafts.append(self._read_at(draft, path))
            except (NoSuchDraft, NoAccess):
                continue
            except (StoreDamaged, UnknownFormat, NoKey):
                damage.append(Damage(kind=DamageKind.DRAFT, id=draft))
        drafts.sort(key=lambda found: (found.header.created.isoformat(), found.id))
        return DraftList(drafts=tuple(drafts), damage=tuple(damage))

    def case_of(self, draft: DraftId) -> CaseId:
        """The case file that the draft is a draft for. Raises NoSuchDraft."""
        return _case_of(self._path(draft))

    def discard(self, draft: DraftId) -> None:
        """As ``CaseStore.discard_draft``."""
        self.release(draft)
        try:
            path = self._path(draft)
        except NoSuchDraft:
            return
        self._disk.remove(path)
        self._leases.clear(path.parent.name, draft)
        self._sweep(path.parent)
        self._disk.sync_folder(path.parent)

    def discard_all(self, case: CaseId) -> int:
        """Removes every draft of a case file and all beside them, whoever holds them; returns when they are gone.

        The answer is how many drafts there were.
        """
        drafts = [draft for draft, _ in self._paths(case)]
        for draft in drafts:
            self.release(draft)
        folder = self._folder / required_id(case)
        names = self._disk.names(folder)
        for name in names:
            self._disk.remove(folder / name)
        if names:
            self._disk.sync_folder(folder)
        with suppress(OSError):  # a folder without a file says nothing about anybody
            self._disk.remove_folder(folder)
        return len(drafts)

    def _sweep(self, folder: Path) -> int:
        strays = [name for name in self._disk.names(folder) if name.endswith(_TEMPORARY)]
        for name in strays:
            self._disk.remove(folder / name)
        return len(strays)

    def _prepare(self, folder: Path) -> None:
        self._disk.make_folder(self._folder)
        self._disk.sync_folder(self._folder.parent)
        self._disk.make_folder(folder)
        self._disk.sync_folder(self._folder)

    def _create(self, path: Path, content: bytes) -> None:
        temporary = path.with_suffix(_TEMPORARY)
        self._disk.write_new(temporary, content)
        try:
            is_published = self._disk.publish(temporary, path)
        except FileNotFoundError:
            # somebody discarding a draft of the same case took ours for a leftover
            self._disk.write_new(temporary, content)
            is_published = self._disk.publish(temporary, path)
        if not is_published:
            raise ValueError("a new draft got the id of an old one")
        self._disk.sync_folder(path.parent)

    def _file(self, draft: DraftId, path: Path) -> JournalFile:
        file = self._disk.open_journal(path)
        if file is None:
            raise DraftInUse(draft=draft, lease=next(iter(self.leases(draft)), None))
        return file

    def _path(self, draft: DraftId) -> Path:
        required_id(draft)
        for found, path in self._paths(None):
            if found == draft:
                return path
        raise NoSuchDraft(draft=draft)

    def _paths(self, case: CaseId | None) -> Iterator[tuple[DraftId, Path]]:
        for folder in (required_id(case),) if case else filter(is_id, self._disk.names(self._folder)):
            for name in self._disk.names(self._folder / folder):
                if name.endswith(_SUFFIX) and is_id(name.removesuffix(_SUFFIX)):
                    yield name.removesuffix(_SUFFIX), self._folder / folder / name

    def _read_at(self, draft: DraftId, path: Path) -> Draft:
        try:
            content = self._disk.read(path)
        except FileNotFoundError as error:
            raise NoSuchDraft(draft=draft) from error
        case = _case_of(path)
        found = read_journal(content, draft, seal=self._seals.of(case), protection=self._seals.protection)
        if found.header.case != case:
            raise StoreDamaged(what="draft", which=draft)  # somebody moved it to another case file
        return found


def _case_of(path: Path) -> CaseId:
    return path.parent.name
