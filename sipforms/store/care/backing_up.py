"""Copying a store while people work in it. Nobody's answers are read: sealed files are copied sealed.

The files of a store are written once and never changed, so a copy needs no lock. The order does the rest:

1. of each case file its newest complete revision and its drafts, together with the keys that open them: where a key is
   not among them, the case was given another in between, and is copied again;
2. a draft only ever grows, so a copy of it is the draft as it was at an instant;
3. people's own keys before the register, because each of them names the oldest register that it may be used with; and
   both again until neither changed in between;
4. the log, which so tells of every revision that was copied, and perhaps of a few newer ones;
5. the ledger of erased case files last: what it names is taken out of the copy again.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sipforms.store.access.case_key_file import key_ids_in
from sipforms.store.care.copying import MEANS, Counter, Means, NewFolder, is_free, is_within
from sipforms.store.care.layout import Kind, StoredFile, files_of, named
from sipforms.store.care.manifest import (
    MANIFEST,
    CopiedFile,
    Manifest,
    Set,
    WrongFile,
    copied,
    written_manifest,
    wrong_files,
)
from sipforms.store.entries import key_of, readable_header
from sipforms.store.failures import Reason, StoreDamaged, StoreUnavailable, UnknownFormat, outside_world
from sipforms.store.files import STORE_FILE
from sipforms.store.frames import frames_in
from sipforms.store.opening import read_facts
from sipforms.store.protection import AES_256_GCM
from sipforms.store.protocol import CaseId, DraftId, StoreFacts, is_id
from sipforms.store.revisionfile import read_revision
from sipforms.store.uses import Action, Subject, Use, Witness

_ATTEMPTS = 100


class NotCopied(StrEnum):
    """Why nothing was copied; nothing was written either."""

    WITHIN = "within"
    """The new folder lies in the store, or the store in it."""
    TAKEN = "taken"
    """There is something in the new folder already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """A backup was made and read back.

    ``damaged`` are case files of which no revision is sound: nothing of them is in it. ``wrong`` are files that were
    not read back as they were written: such a backup is good for nothing.
    """

    backup: str
    folder: Path
    cases: int
    drafts: int
    files: int
    size: int
    damaged: tuple[CaseId, ...] = ()
    wrong: tuple[WrongFile, ...] = ()


def back_up(
    folder: Path,
    into: Path,
    *,
    witness: Witness,
    now: datetime,
    means: Means = MEANS,
) -> BackedUp | NotCopied:
    """Copies the store in ``folder`` into the new folder ``into``, reads the copy back, and says what is in it.

    The access log is told before anything is read. A set without ``manifest.json`` was interrupted and is no backup.
    Raises StoreUnavailable, NotAStore.
    """
    facts = read_facts(folder, disk=means.disk)
    if is_within(into, folder) or is_within(folder, into):
        return NotCopied.WITHIN
    with outside_world("making a backup"):
        if not is_free(into, means.disk):
            return NotCopied.TAKEN
        backup = means.new_id()
        witness.tell(Use(action=Action.BACKUP, subject=Subject.STORE, criterion=backup))
        return _Backup(folder, into, facts, means).made(backup, now)


@dataclass(slots=True)
class _Copy:
    """One set of a backup, while it is filled."""

    set: Set
    into: NewFolder
    files: dict[str, CopiedFile] = field(default_factory=dict)

    def add(self, file: StoredFile, content: bytes) -> None:
        self.into.write(file.path, content)
        self.files[file.path] = copied(file, content)

    def drop(self, paths: Iterable[str]) -> None:
        for path in tuple(paths):
            self.into.remove(path)
            del self.files[path]


@dataclass(slots=True)
class _Case:
    """What one case file has, at an instant; ``wanted`` are the ids of the keys that it is sealed under."""

    data: dict[StoredFile, bytes] = field(default_factory=dict)
    keys: dict[StoredFile, bytes] = field(default_factory=dict)
    wanted: set[str] = field(default_factory=set)
    is_damaged: bool = False

    @property
    def names(self) -> set[StoredFile]:
        """All files."""
        return {*self.data, *self.keys}

    def take(self, file: StoredFile, content: bytes, keys: set[str]) -> None:
        """One more revision or draft."""
        self.data[file] = content
        self.wanted |= keys - {""}


def _keys_of_draft(content: bytes, draft: DraftId) -> set[str]:
    """The ids of the keys of a draft's frames, as far as they can be read."""
    keys: set[str] = set()
    for frame in frames_in(content, draft):
        if frame.payload is not None:
            with suppress(ValueError, KeyError):
                keys.add(
                    key_of(frame.payload) if frame.number else readable_header(frame.payload, AES_256_GCM)[0]["key"]
                )
    return keys


def _ids_in(content: bytes) -> tuple[str, ...]:
    try:
        return key_ids_in(content)
    except (ValueError, KeyError, TypeError):
        return ()  # damaged: it names no key


class _Backup:
    def __init__(self, folder: Path, into: Path, facts: StoreFacts, means: Means) -> None:
        self._folder = folder
        self._into = into
        self._facts = facts
        self._disk = means.disk
        self._means = means
        sets = (Set.DATA, Set.KEYS) if facts.is_protected else (Set.DATA,)
        self._sets = {one: _Copy(one, NewFolder(folder=into / one, disk=means.disk)) for one in sets}
        self._damaged: list[CaseId] = []

    def made(self, backup: str, now: datetime) -> BackedUp:
        self._disk.make_folder(self._into)
        cases = self._cases()
        counter = Counter(tell=self._means.tell, total=2 * len(cases))
        for case in cases:
            self._copy_case(case)
            counter.step()
        self._copy_all("bundles", Kind.BUNDLE)
        self._copy_all("preferences", Kind.PREFERENCES)
        self._copy_all("groups", Kind.GROUP)
        if self._facts.is_protected:
            self._copy_people()
        self._copy_all("log", Kind.LOG)
        facts = named(STORE_FILE)
        self._sets[Set.DATA].add(facts, self._read(facts))
        self._copy_ledger()
        counter.total = len(cases) + sum(len(one.files) for one in self._sets.values())
        wrong = [one for each in self._sets.values() for one in self._finished(each, backup, now, counter)]
        return self._told(backup, tuple(wrong))

    def _told(self, backup: str, wrong: tuple[WrongFile, ...]) -> BackedUp:
        files = [one for each in self._sets.values() for one in each.files.values()]
        kinds = [one.file.kind for one in files]
        return BackedUp(
            backup=backup,
            folder=self._into,
            cases=kinds.count(Kind.REVISION),
            drafts=kinds.count(Kind.DRAFT),
            files=len(files),
            size=sum(one.size for one in files),
            damaged=tuple(self._damaged),
            wrong=wrong,
        )

    def _cases(self) -> tuple[CaseId, ...]:
        root = self._folder / "cases"
        kept = [case for group in self._disk.names(root) for case in self._disk.names(root / group)]
        return tuple(sorted(filter(is_id, {*kept, *self._disk.names(self._folder / "drafts")})))

    def _copy_case(self, case: CaseId) -> None:
        before: set[StoredFile] = set()
        for _ in range(_ATTEMPTS):
            try:
                found = self._read_case(case)
            except FileNotFoundError:
                continue  # a newer revision came and this one was pruned; or the case file was erased
            keys = {key for content in found.keys.values() for key in _ids_in(content)}
            if found.wanted <= keys or before == found.names:  # the same again: it is not about to be mended
                break
            before = found.names
        else:
            raise StoreUnavailable(reason=Reason.BUSY, doing="copying a case file")
        for one, content in found.data.items():
            self._sets[Set.DATA].add(one, content)
        for one, content in found.keys.items():
            self._sets[Set.KEYS].add(one, content)
        self._damaged += [case] if found.is_damaged else []

    def _read_case(self, case: CaseId) -> "_Case":
        found = _Case()
        revisions = sorted(self._of(f"cases/{case[:2]}/{case}", Kind.REVISION), key=lambda one: -one.number)
        for one in revisions:
            content = self._read(one)
            key = self._key_of(one, content)
            if key is not None:
                found.take(one, content, {key})
                break
        else:
            found.is_damaged = bool(revisions)
        for one in self._of(f"drafts/{case}", Kind.DRAFT):
            draft = self._read_if_there(one)
            if draft is not None:
                found.take(one, draft, _keys_of_draft(draft, one.part) if self._facts.is_protected else set())
        if self._facts.is_protected:
            found.keys = {one: self._read(one) for one in self._of(f"keys/cases/{case[:2]}/{case}", Kind.CASE_KEYS)}
        return found

    def _key_of(self, revision: StoredFile, content: bytes) -> str | None:
        """The id of the revision's key, empty where there is none; None where the revision is damaged."""
        protection = self._facts.protection
        try:
            file = read_revision(content, case=revision.case, revision=revision.number, protection=protection)
        except StoreDamaged:
            return None
        except UnknownFormat:
            return ""  # a newer program's, on another workstation; copied as it is
        return file.header.key

    def _copy_people(self) -> None:
        copy = self._sets[Set.KEYS]
        for _ in range(_ATTEMPTS):
            before = self._people()
            try:
                for one in before:
                    copy.add(one, self._read(one))
            except FileNotFoundError:
                pass  # a passphrase or the register was changed just now
            else:
                if before == self._people():
                    return
            copy.drop(path for path, one in copy.files.items() if one.file.kind in (Kind.PRIVATE_KEYS, Kind.REGISTER))
        raise StoreUnavailable(reason=Reason.BUSY, doing="copying the keys")

    def _people(self) -> tuple[StoredFile, ...]:
        found = (
            *files_of(self._folder, self._disk, "keys/users"),
            *files_of(self._folder, self._disk, "keys/register"),
        )
        return tuple(one for one in found if one.kind in (Kind.PRIVATE_KEYS, Kind.REGISTER))

    def _copy_all(self, below: str, kind: Kind) -> None:
        for one in self._of(below, kind):
            content = self._read_if_there(one)
            if content is not None:
                self._sets[Set.DATA].add(one, content)

    def _copy_ledger(self) -> None:
        self._copy_all("erased", Kind.ERASED)
        erased = {one.file.case for one in self._sets[Set.DATA].files.values() if one.file.kind is Kind.ERASED}
        for copy in self._sets.values():
            copy.drop(
                path for path, one in copy.files.items() if one.file.case in erased and one.file.kind is not Kind.ERASED
            )

    def _of(self, below: str, kind: Kind) -> list[StoredFile]:
        return [one for one in files_of(self._folder, self._disk, below) if one.kind is kind]

    def _read(self, file: StoredFile) -> bytes:
        return self._disk.read(file.below(self._folder))

    def _read_if_there(self, file: StoredFile) -> bytes | None:
        try:
            return self._read(file)
        except FileNotFoundError:
            return None  # a draft was handed in, a bundle replaced, a log pruned

    def _finished(self, copy: _Copy, backup: str, now: datetime, counter: Counter) -> Iterable[WrongFile]:
        files = tuple(copy.files[path] for path in sorted(copy.files))
        manifest = Manifest(set=copy.set, backup=backup, store=self._facts.id, taken=now, files=files)
        wrong = tuple(wrong_files(self._into / copy.set, manifest, self._disk, counter.step))
        if not wrong:
            copy.into.publish(MANIFEST, written_manifest(manifest), f"{self._means.new_id()}.tmp")
        return wrong
