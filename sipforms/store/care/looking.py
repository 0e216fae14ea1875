"""Looking at the files of a store one by one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from sipforms.store.access.case_key_file import read_keys
from sipforms.store.access.register import Register
from sipforms.store.access.register_written import read_register
from sipforms.store.access.session import KeyFolders
from sipforms.store.care.flaws import Flaw, FlawedFile, is_wide
from sipforms.store.care.layout import Kind, StoredFile
from sipforms.store.casefile import open_case
from sipforms.store.failures import NoAccess, NoKey, StoreDamaged, StoreError, StoreUnavailable, UnknownFormat
from sipforms.store.files import FileStore
from sipforms.store.filesystem import Filesystem
from sipforms.store.frames import checked_start, frames_in
from sipforms.store.group_file import content_of, read_record
from sipforms.store.journal import read_journal
from sipforms.store.protection import OPEN, CaseSeal, Seals, UnsealedGroups
from sipforms.store.protocol import CaseId, DamageKind, StoreFacts, fresh_id
from sipforms.store.revisionfile import data_of, read_revision


class Looker(Protocol):
    """Whoever is signed in, as far as looking through a store needs: a ``Session``."""

    @property
    def seals(self) -> Seals:
        """The keys of the case files."""
        ...

    @property
    def log_readers(self) -> Mapping[int, bytes]:
        """The private keys of the log by generation; none when the log is not for this user."""
        ...


@dataclass(slots=True)
class Look:
    """One look through a store; each ``at...`` adds what it finds."""

    folder: Path
    facts: StoreFacts
    disk: Filesystem
    looker: Looker | None
    register: Register | None = None
    found: list[FlawedFile] = field(default_factory=list)
    sound: set[CaseId] = field(default_factory=set)
    broken: set[CaseId] = field(default_factory=set)
    opened: set[CaseId] = field(default_factory=set)
    keyed: set[CaseId] = field(default_factory=set)
    closed: set[CaseId] = field(default_factory=set)
    before: dict[CaseId, tuple[int, str]] = field(default_factory=dict)

    def at(self, file: StoredFile) -> None:
        """One file by itself."""
        try:
            for flaw in self._flaws(file):
                self._add(flaw, file)
        except FileNotFoundError:
            return  # pruned or handed in since the folder was listed
        except OSError:
            self._add(Flaw.VANISHED, file)

    def at_cases(self) -> None:
        """What is the matter with whole case files."""
        for case in sorted(self.broken - self.sound):
            self.found.append(FlawedFile(flaw=Flaw.LOST, path=f"cases/{case[:2]}/{case}", case=case))
        if self.looker is None and self.facts.is_protected:
            for case in sorted((self.sound | self.broken) - self.keyed):
                self.found.append(FlawedFile(flaw=Flaw.NO_KEYS, path=f"keys/cases/{case[:2]}/{case}", case=case))
            return
        store = FileStore(
            folder=self.folder,
            facts=self.facts,
            disk=self.disk,
            new_id=fresh_id,
            seals=self.looker.seals if self.looker is not None else None,
        )
        for case in sorted(self.opened):
            try:
                open_case(store, case)
            except StoreUnavailable:
                raise
            except StoreError:
                self.found.append(FlawedFile(flaw=Flaw.UNREADABLE, path=f"cases/{case[:2]}/{case}", case=case))

    def at_register(self) -> None:
        """The register, whose signature anybody can check, and which says who may have signed the rest."""
        if not self.facts.is_protected:
            return
        folders = KeyFolders(store=self.folder, facts=self.facts, disk=self.disk, new_id=fresh_id)
        try:
            self.register = folders.register.newest()
        except (StoreDamaged, UnknownFormat):
            return  # its files are looked at one by one
        except NoKey:
            self.found.append(FlawedFile(flaw=Flaw.DAMAGED, path="keys/register"))

    def _add(self, flaw: Flaw, file: StoredFile) -> None:
        self.found.append(FlawedFile(flaw=flaw, path=file.path, case=file.case))

    def _flaws(self, file: StoredFile) -> Iterator[Flaw]:
        match file.kind:
            case Kind.REVISION:
                yield from self._of_revision(file)
            case Kind.DRAFT:
                yield from self._of_draft(file)
            case Kind.BUNDLE:
                yield from self._of_bundle(file)
            case Kind.REGISTER | Kind.CASE_KEYS | Kind.GROUP:
                yield from self._of_group(file) if file.kind is Kind.GROUP else self._of_signed(file)
            case Kind.PRIVATE_KEYS:
                yield from self._of_private_keys(file)
            case Kind.SET_ASIDE:
                yield Flaw.SET_ASIDE
            case Kind.TEMPORARY:
                yield Flaw.LEFT_OVER
            case Kind.UNKNOWN:
                yield Flaw.STRANGE
            case _:
                self._read(file)
        if is_wide(file.below(self.folder)):
            yield Flaw.WIDE

    def _read(self, file: StoredFile) -> bytes:
        return self.disk.read(file.below(self.folder))

    def _of_revision(self, file: StoredFile) -> Iterator[Flaw]:
        try:
            found = read_revision(
                self._read(file), case=file.case, revision=file.number, protection=self.facts.protection
            )
        except StoreDamaged:
            self.broken.add(file.case)
            yield Flaw.DAMAGED
            return
        except UnknownFormat:
            self.sound.add(file.case)
            yield Flaw.NEWER
            return
        self.sound.add(file.case)
        number, checksum = self.before.get(file.case, (0, ""))
        self.before[file.case] = file.number, found.checksum
        if number == file.number - 1 and found.header.previous not in (checksum, ""):
            yield Flaw.GAP
        for seal in self._seal(file.case):
            if isinstance(seal, Flaw):
                yield seal
                continue
            try:
                data_of(found, seal)
            except (StoreDamaged, NoKey):
                yield Flaw.CLOSED
            else:
                self.opened.add(file.case)

    def _of_draft(self, file: StoredFile) -> Iterator[Flaw]:
        content = self._read(file)
        try:
            checked_start(content, file.part, self.facts.protection)
        except StoreDamaged:
            yield Flaw.DAMAGED
            return
        except UnknownFormat:
            yield Flaw.NEWER
            return
        frames = tuple(frames_in(content, file.part))
        if not frames or frames[0].payload is None:
            yield Flaw.DAMAGED
            return
        if len(content) > frames[-1].end:
            yield Flaw.TORN
        if any(frame.payload is None for frame in frames):
            yield Flaw.ENTRY
        for seal in self._seal(file.case):
            yield from (seal,) if isinstance(seal, Flaw) else self._of_opened_draft(file, content, seal)

    def _of_opened_draft(self, file: StoredFile, content: bytes, seal: CaseSeal) -> Iterator[Flaw]:
        try:
            draft = read_journal(content, file.part, seal=seal, protection=self.facts.protection)
        except (StoreDamaged, NoKey):
            yield Flaw.CLOSED
            return
        torn = sum(frame.payload is None for frame in frames_in(content, file.part))
        if draft.header.case != file.case or sum(one.kind is DamageKind.ENTRY for one in draft.damage) > torn:
            yield Flaw.CLOSED

    def _seal(self, case: CaseId) -> Iterator[CaseSeal | Flaw]:
        """The keys of the case, or why there are none; nothing where they are not looked for or not for the user."""
        if not self.facts.is_protected:
            yield OPEN
        elif self.looker is not None:
            try:
                yield self.looker.seals.of(case)
            except NoAccess:
                self.closed.add(case)
            except (NoKey, StoreDamaged):
                yield Flaw.NO_KEYS

    def _of_bundle(self, file: StoredFile) -> Iterator[Flaw]:
        store = FileStore(folder=self.folder, facts=self.facts, disk=self.disk, new_id=fresh_id)
        try:
            store.bundle(file.part)
        except StoreDamaged:
            yield Flaw.DAMAGED

    def _of_signed(self, file: StoredFile) -> Iterator[Flaw]:
        """The register and the keys of cases, of which each file is there twice; anybody can check who signed them."""
        content, store = self._read(file), self.facts.id
        try:
            if file.kind is Kind.REGISTER:
                read_register(content, store=store, number=file.number, founding=bytes.fromhex(self.facts.root))
                return
            self.keyed.add(file.case)
            keys = read_keys(store, content, case=file.case, number=file.number)
        except StoreDamaged:
            yield Flaw.DAMAGED
        except UnknownFormat:
            yield Flaw.NEWER
        else:
            if self.register is not None and not self.register.is_by(keys.signer, keys.signed, keys.signature):
                yield Flaw.CLOSED

    def _of_group(self, file: StoredFile) -> Iterator[Flaw]:
        """A record about groups: whole, signed by somebody of this store, and open to whoever has its key."""
        try:
            found = read_record(
                self._read(file),
                store=self.facts.id,
                kind=file.about,
                id_=file.part,
                protection=self.facts.protection,
            )
        except StoreDamaged:
            yield Flaw.DAMAGED
            return
        except UnknownFormat:
            yield Flaw.NEWER
            return
        said = (found.header.signer, found.signed, found.signature)
        if self.register is not None and not self.register.is_by(*said):
            yield Flaw.CLOSED
        elif self.looker is not None or not self.facts.is_protected:
            seal = self.looker.seals.groups if self.looker is not None else UnsealedGroups()
            try:
                content_of(found, seal)
            except NoKey:
                return  # not for whoever looks
            except StoreDamaged:
                yield Flaw.CLOSED

    def _of_private_keys(self, file: StoredFile) -> Iterator[Flaw]:
        folders = KeyFolders(store=self.folder, facts=self.facts, disk=self.disk, new_id=fresh_id)
        try:
            if not any(found.number == file.number for found in folders.private(file.part).files()):
                yield Flaw.DAMAGED
        except UnknownFormat:
            yield Flaw.NEWER
