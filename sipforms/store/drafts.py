"""The folder of drafts: ``drafts/<case>/<draft>.sfj``."""

from collections.abc import Callable, Iterator
from pathlib import Path

from sipforms.store.failures import DraftInUse, NoSuchDraft, StoreDamaged, UnknownFormat
from sipforms.store.filesystem import Filesystem, JournalFile
from sipforms.store.journal import Journal, new_journal, read_journal
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

    def __init__(self, *, folder: Path, disk: Filesystem, new_id: Callable[[], str]) -> None:
        self._folder = folder
        self._disk = disk
        self._new_id = new_id
        self._open: dict[DraftId, Journal] = {}

    def begin(self, header: DraftHeader) -> DraftId:
        """As ``CaseStore.begin_draft``."""
        draft = self._new_id()
        folder = self._folder / required_id(header.case)
        self._prepare(folder)
        path = folder / f"{draft}{_SUFFIX}"
        self._create(path, new_journal(draft, header))
        self._open[draft] = Journal(draft, lambda: self._file(draft, path))
        self._open[draft].hold()
        return draft

    def append(self, draft: DraftId, entry: DraftEntry) -> None:
        """As ``CaseStore.append``."""
        try:
            self._journal(draft).append(entry)
        except FileNotFoundError as error:
            raise NoSuchDraft(draft=draft) from error

    def hold(self, draft: DraftId) -> None:
        """As ``CaseStore.hold_draft``."""
        try:
            self._journal(draft).hold()
        except FileNotFoundError as error:
            raise NoSuchDraft(draft=draft) from error

    def _journal(self, draft: DraftId) -> Journal:
        if draft not in self._open:
            path = self._path(draft)
            self._open[draft] = Journal(draft, lambda: self._file(draft, path))
        return self._open[draft]

    def release(self, draft: DraftId) -> None:
        """As ``CaseStore.release_draft``."""
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
            except NoSuchDraft:
                continue
            except (StoreDamaged, UnknownFormat):
                damage.append(Damage(kind=DamageKind.DRAFT, id=draft))
        drafts.sort(key=lambda found: (found.header.created.isoformat(), found.id))
        return DraftList(drafts=tuple(drafts), damage=tuple(damage))

    def discard(self, draft: DraftId) -> None:
        """As ``CaseStore.discard_draft``."""
        self.release(draft)
        try:
            path = self._path(draft)
        except NoSuchDraft:
            return
        self._disk.remove(path)
        for name in self._disk.names(path.parent):
            if name.endswith(_TEMPORARY):
                self._disk.remove(path.parent / name)
        self._disk.sync_folder(path.parent)

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
            raise DraftInUse(draft=draft)
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
        return read_journal(content, draft)
