"""Bringing a store back from a backup, into a new folder. What was erased since stays erased.

Everything is checked before anything is written. ``store.json`` comes last, so that a restoring that was interrupted
leaves no store; the same restoring begun again sweeps what it left.
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from sipforms.store.access.session import KeyFolders
from sipforms.store.care.copying import MEANS, Counter, Means, NewFolder, is_free, is_within
from sipforms.store.care.layout import Kind
from sipforms.store.care.manifest import CopiedFile, Manifest, Set, WrongFile, read_manifest, wrong_files
from sipforms.store.care.sweeping import RESTORING, sweep
from sipforms.store.failures import NotAStore, StoreDamaged, outside_world
from sipforms.store.files import STORE_FILE
from sipforms.store.filesystem import Filesystem
from sipforms.store.ledger import LEDGER, ErasedCase, ErasureLedger
from sipforms.store.log.access_log import AccessLog
from sipforms.store.log.entries import Workstation
from sipforms.store.log.listing import FOLDER
from sipforms.store.opening import read_facts
from sipforms.store.protocol import CaseId, StoreFacts, fresh_id
from sipforms.store.uses import Action, Subject, Use


class NotRestored(StrEnum):
    """Why nothing was restored; no store was made."""

    NO_BACKUP = "no-backup"
    """There is no finished set of answers in the folder."""
    NO_KEYS = "no-keys"
    """The answers are sealed, and no set of keys was found or given."""
    OTHER_STORE = "other-store"
    """Keys or ledger belong to another store."""
    NO_LEDGER = "no-ledger"
    """What was given as a ledger is neither a store nor a backup."""
    WITHIN = "within"
    TAKEN = "taken"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreRefused:
    """Nothing was restored. ``wrong`` are the files of the backup that are not what was copied."""

    reason: NotRestored
    wrong: tuple[WrongFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A store stands in the folder again. ``kept_out`` are case files of the backup that the ledgers name as erased.

    ``without_keys`` are those whose keys are not in the set of keys: nobody can open them. ``left_out`` are damaged
    files that were left out because somebody asked for that.
    """

    backup: str
    taken: datetime
    folder: Path
    cases: int
    drafts: int
    files: int
    kept_out: tuple[CaseId, ...] = ()
    without_keys: tuple[CaseId, ...] = ()
    left_out: tuple[WrongFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be restored. ``backup`` is a backup's folder, or that of its set of answers alone.

    ``keys`` is another set of keys than the one beside it; ``ledgers`` are folders of stores or backups that may know
    of erasures which this backup does not. With ``leaving_out`` damaged files are left out instead of refused.
    """

    backup: Path
    into: Path
    keys: Path | None = None
    ledgers: Sequence[Path] = ()
    leaving_out: bool = False


BeforeOpening: TypeAlias = Callable[[Path, StoreFacts, str], None]
"""Is called with the new folder, what the store says of itself, and the backup's id."""


def told_restored(workstation: Workstation, clock: Callable[[], datetime], means: Means = MEANS) -> BeforeOpening:
    """Tells the access log of the restored store that it was restored; nobody is signed in to it yet."""

    def tell(folder: Path, facts: StoreFacts, backup: str) -> None:
        if not facts.is_protected:
            return
        keys = KeyFolders(store=folder, facts=facts, disk=means.disk, new_id=means.new_id)
        log = AccessLog(
            folder=folder / FOLDER,
            disk=means.disk,
            store=facts.id,
            log_key=keys.register.newest().log.box,
            workstation=workstation,
            clock=clock,
            new_id=means.new_id,
        )
        with closing(log):
            log.tell(Use(action=Action.RESTORE, subject=Subject.STORE, criterion=backup))

    return tell


def nobody_logs(folder: Path, facts: StoreFacts, backup: str) -> None:
    """For stores without an access log."""


def restore(
    request: Request, before_opening: BeforeOpening = nobody_logs, means: Means = MEANS
) -> Restored | RestoreRefused:
    """Makes a store of a backup. ``before_opening`` is called when all but ``store.json`` is there.

    Raises StoreUnavailable, StoreDamaged for a manifest that is damaged, UnknownFormat for a backup of a newer program.
    """
    with outside_world("reading a backup"):
        found = _found(request, means)
    if isinstance(found, RestoreRefused):
        return found
    with outside_world("restoring a store"):
        return _Restoring(request, found, means).done(before_opening)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A backup that was read through: its sets with their folders, and everything that the ledgers name."""

    data: tuple[Path, Manifest]
    keys: tuple[Path, Manifest] | None
    erased: dict[CaseId, date | None]
    wrong: tuple[WrongFile, ...]
    counter: Counter


def _found(request: Request, means: Means) -> _Found | RestoreRefused:
    disk = means.disk
    data = _set(request.backup, Set.DATA, disk)
    if data is None:
        return RestoreRefused(reason=NotRestored.NO_BACKUP)
    keys = _set(request.keys or request.backup, Set.KEYS, disk) or _set(data[0].parent, Set.KEYS, disk)
    erased = _erased(request, data, disk)
    refusal = _refusal_of_folder(request, disk) or _refusal_of_keys(data, keys, disk)
    if refusal is not None:
        return RestoreRefused(reason=refusal)
    if isinstance(erased, NotRestored):
        return RestoreRefused(reason=erased)
    sets = (data,) if keys is None else (data, keys)
    counter = Counter(tell=means.tell, total=3 * sum(len(manifest.files) for _, manifest in sets))
    wrong = tuple(one for folder, manifest in sets for one in wrong_files(folder, manifest, disk, counter.step))
    if wrong and not (request.leaving_out and _can_be_left_out(wrong, sets)):
        return RestoreRefused(reason=NotRestored.DAMAGED, wrong=wrong)
    return _Found(data=data, keys=keys, erased=erased, wrong=wrong, counter=counter)


def _refusal_of_keys(
    data: tuple[Path, Manifest], keys: tuple[Path, Manifest] | None, disk: Filesystem
) -> NotRestored | None:
    if keys is not None:
        return None if keys[1].store == data[1].store else NotRestored.OTHER_STORE
    try:
        return NotRestored.NO_KEYS if read_facts(data[0], disk=disk).is_protected else None
    except NotAStore:
        return None  # a damaged file among the others, and told with them


def _set(folder: Path, wanted: Set, disk: Filesystem) -> tuple[Path, Manifest] | None:
    for place in (folder, folder / wanted):
        try:
            manifest = read_manifest(place, disk)
        except (FileNotFoundError, NotADirectoryError):
            continue
        if manifest.set is wanted:
            return place, manifest
    return None


def _refusal_of_folder(request: Request, disk: Filesystem) -> NotRestored | None:
    if is_within(request.into, request.backup) or is_within(request.backup, request.into):
        return NotRestored.WITHIN
    names = disk.names(request.into)
    is_ours = RESTORING in names and STORE_FILE not in names
    return None if is_ours or is_free(request.into, disk) else NotRestored.TAKEN


def _can_be_left_out(wrong: Collection[WrongFile], sets: Sequence[tuple[Path, Manifest]]) -> bool:
    of_somebody = (Kind.REVISION, Kind.DRAFT, Kind.BUNDLE, Kind.CASE_KEYS, Kind.PRIVATE_KEYS)
    may_go = (*of_somebody, Kind.LOG, Kind.PREFERENCES, Kind.GROUP)
    kinds = {one.file.path: one.file.kind for _, manifest in sets for one in manifest.files}
    return all(kinds[one.path] in may_go for one in wrong)


def _erased(request: Request, data: tuple[Path, Manifest], disk: Filesystem) -> dict[CaseId, date | None] | NotRestored:
    erased = dict(_entries(data[0], disk))
    for folder in request.ledgers:
        found = _ledger_of(folder, data[1].store, disk)
        if isinstance(found, NotRestored):
            return found
        erased |= {case: day or erased.get(case) for case, day in found.items()}
    return erased


def _ledger_of(folder: Path, store: str, disk: Filesystem) -> dict[CaseId, date | None] | NotRestored:
    if folder.name == LEDGER and disk.names(folder):
        return _entries(folder.parent, disk)
    for place in (folder, folder / Set.DATA):
        try:
            facts = read_facts(place, disk=disk)
        except NotAStore:
            continue
        return _entries(place, disk) if facts.id == store else NotRestored.OTHER_STORE
    return NotRestored.NO_LEDGER


def _entries(folder: Path, disk: Filesystem) -> dict[CaseId, date | None]:
    entries: Sequence[ErasedCase] = ErasureLedger(folder=folder, disk=disk, new_id=fresh_id).entries()
    return {one.case: one.day for one in entries}


class _Restoring:
    def __init__(self, request: Request, found: _Found, means: Means) -> None:
        self._found = found
        self._disk = means.disk
        self._new_id = means.new_id
        self._into = request.into
        self._left_out = {one.path for one in found.wrong}
        self._written: list[CopiedFile] = []

    def done(self, before_opening: BeforeOpening) -> Restored:
        self._begin()
        new = NewFolder(folder=self._into, disk=self._disk)
        for folder, manifest in filter(None, (self._found.keys, self._found.data)):
            for one in manifest.files:
                self._bring_back(one, folder, new)
                self._found.counter.step()
        self._replay(new)
        self._found.counter.total = self._found.counter.done + len(self._written) + 1
        self._read_back()
        data, manifest = self._found.data
        before_opening(self._into, read_facts(data, disk=self._disk), manifest.backup)
        self._open(new)
        return self._told()

    def _begin(self) -> None:
        if self._disk.names(self._into):
            sweep(self._into, self._disk)
        self._disk.make_folder(self._into)
        self._disk.write_new(self._into / RESTORING, b"")
        self._disk.sync_folder(self._into)

    def _bring_back(self, one: CopiedFile, folder: Path, new: NewFolder) -> None:
        is_late = one.file.kind in (Kind.FACTS, Kind.ERASED)
        is_out = one.file.case in self._found.erased or one.file.path in self._left_out
        if not is_late and not is_out:
            new.write(one.file.path, self._disk.read(one.file.below(folder)))
            self._written.append(one)

    def _read_back(self) -> None:
        written = replace(self._found.data[1], files=tuple(self._written))
        for one in wrong_files(self._into, written, self._disk, self._found.counter.step):
            raise StoreDamaged(what="copy", which=one.path)

    def _replay(self, new: NewFolder) -> None:
        for case, day in self._found.erased.items():
            new.write(f"{LEDGER}/{case}", f"{day.isoformat()}\n".encode() if day else b"")

    def _open(self, new: NewFolder) -> None:
        facts = self._disk.read(self._found.data[0] / STORE_FILE)
        new.publish(STORE_FILE, facts, f"{self._new_id()}.tmp")
        self._disk.remove(self._into / RESTORING)
        self._disk.sync_folder(self._into)
        self._found.counter.step()

    def _told(self) -> Restored:
        manifest = self._found.data[1]
        in_backup = {one.file.case for one in manifest.files if one.file.kind is Kind.REVISION}
        kinds = [one.file.kind for one in self._written]
        cases = {one.file.case for one in self._written if one.file.kind is Kind.REVISION}
        opened = {one.file.case for one in self._written if one.file.kind is Kind.CASE_KEYS}
        return Restored(
            backup=manifest.backup,
            taken=manifest.taken,
            folder=self._into,
            cases=len(cases),
            drafts=kinds.count(Kind.DRAFT),
            files=len(kinds),
            kept_out=tuple(sorted(in_backup & self._found.erased.keys())),
            without_keys=tuple(sorted(cases - opened)) if self._found.keys else (),
            left_out=self._found.wrong,
        )
