"""What every store of case files promises, whatever it is made of: the ``CaseStore`` protocol and its records."""

import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, Protocol, TypeAlias

from sipforms.engine.response import Json
from sipforms.store.failures import StoreError
from sipforms.store.group_records import GroupKind, GroupRecords
from sipforms.store.lease import Lease
from sipforms.store.uses import Use

CaseId: TypeAlias = str
"""32 random hexadecimal digits; says nothing about the person."""

DraftId: TypeAlias = str
"""32 random hexadecimal digits; the response that comes of a draft carries the draft's id."""

CaseData: TypeAlias = Mapping[str, Mapping[str, Mapping[str, Json]]]
"""A case file as documents: table -> id of the document -> document."""

DraftEntry: TypeAlias = Mapping[str, Json]
"""One thing that happened in a draft; the store keeps it as it is and knows nothing of its meaning."""

Purpose: TypeAlias = Literal["real", "demo"]

_ID = re.compile(r"[0-9a-f]{32}")


def fresh_id() -> str:
    """A new random id for a case, a draft, an episode or a response."""
    return secrets.token_hex(16)


def is_id(text: str) -> bool:
    """Whether the text is an id as ``fresh_id`` makes them."""
    return _ID.fullmatch(text) is not None


def required_id(text: str) -> str:
    """The text, when it is an id; ids become file names, so anything else is a fault of ours (ValueError)."""
    if not is_id(text):
        raise ValueError("an id is 32 hexadecimal digits")
    return text


class DamageKind(StrEnum):
    """What was found to be wrong while reading on."""

    REVISION = "revision"
    """A revision of a case file is not what was written; the newest sound one was used."""
    TORN_TAIL = "torn-tail"
    """The end of a draft was cut off in the middle of a write that was never reported as saved."""
    ENTRY = "entry"
    """An entry in the middle of a draft is not what was written; the others were kept."""
    DRAFT = "draft"
    """A draft cannot be read at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Something that was not as it was written, and that reading went on without.

    ``place`` is the number of the revision, or the number of sound entries before the damage.
    """

    kind: DamageKind
    id: str
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreFacts:
    """What a store is: for real people or for demonstration, and how it is protected (``none``: not encrypted).

    ``root`` is the public key that its register of users was first signed with, in hexadecimal digits; empty without
    protection.
    """

    id: str
    purpose: Purpose
    protection: str
    created: datetime
    facility: CaseId
    root: str = ""

    @property
    def is_demo(self) -> bool:
        """Whether nobody in this store is a real person."""
        return self.purpose == "demo"

    @property
    def is_protected(self) -> bool:
        """Whether the files can be read only by those who have a key."""
        return self.protection != "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A case file as it stands. ``revision`` is the base of the next save; 0 when nothing was saved yet."""

    revision: int
    data: CaseData
    damage: tuple[Damage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """The data is on the disk as this revision and survives a power cut."""

    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Nothing was saved: somebody else saved since ``base``. ``revision`` is the newest one now."""

    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One kept generation of a case file. ``previous`` is the checksum of the one before it, empty for the first."""

    number: int
    checksum: str
    previous: str
    is_sound: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """A case file is gone for good. What was found and removed this time, in files."""

    case: CaseId
    day: date
    generations: int = 0
    drafts: int = 0
    set_aside: int = 0
    """Damaged generations that had been put into quarantine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftHeader:
    """What a draft is a draft of. ``about`` names programme, questionnaire, mode... and is not interpreted here."""

    case: CaseId
    created: datetime
    about: Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft with all that is safe of it, in the order in which it was written."""

    id: DraftId
    header: DraftHeader
    entries: tuple[DraftEntry, ...]
    damage: tuple[Damage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftList:
    """The drafts that can be read, oldest first, and those that cannot."""

    drafts: tuple[Draft, ...]
    damage: tuple[Damage, ...] = ()


class CaseStore(Protocol):
    """Keeps case files, drafts and the bundles that answers were made with.

    Every method may raise ``StoreUnavailable``; what was acknowledged before then still stands. Ids that are not ids
    raise ValueError. Whatever hands out or changes what is kept about somebody tells the access log first, and where
    the log cannot be written nothing is handed out or changed. With protection, methods also raise NoAccess where the
    case file is not for this user, NoKey where its keys are gone, and SignInNeeded while the screen is locked. An
    erased case file raises Erased.
    """

    @property
    def facts(self) -> StoreFacts:
        """What this store is."""
        ...

    def list_cases(self) -> tuple[CaseId, ...]:
        """The citizens' case files that are for this user, sorted by id; the facility's is in ``facts.facility``."""
        ...

    def load(self, case: CaseId) -> Loaded:
        """The newest sound revision. Revision 0 without data when the case was never saved.

        Raises StoreDamaged when no revision is sound, UnknownFormat when a newer program wrote it.
        """
        ...

    def load_many(self, cases: Sequence[CaseId] | None, criterion: str) -> Iterator[tuple[CaseId, Loaded | StoreError]]:
        """Loads one after another, told to the access log as one search, before the first is handed out.

        ``cases`` None means all of ``list_cases``. Those that were never saved, were erased or are not for this user
        are left out; what else keeps one from being loaded is handed out in its place. ``criterion`` says what is
        looked for, in codes and ids.
        """
        ...

    def note(self, use: Use) -> None:
        """Tells the access log of a use that the store cannot see itself: an export, a report, a response shown."""
        ...

    def save(self, case: CaseId, base: int, data: CaseData, *, forgetting: bool = False) -> Saved | Conflict:
        """Keeps ``data`` as the revision after ``base``; returns when it survives a power cut.

        When StoreUnavailable is raised the data may or may not be kept: load before trying again. ``forgetting`` also
        removes every earlier generation at once, those in quarantine too, and returns when they are gone: for answers
        that were rectified or erased.
        """
        ...

    def erase(self, case: CaseId, day: date) -> Erasure:
        """Removes a case file for good: its keys, all generations, drafts and what was set aside.

        Its id and the day stand in the ledger from then on. Again is no fault, and finishes what was interrupted.
        """
        ...

    def history(self, case: CaseId) -> tuple[Revision, ...]:
        """The generations that are still kept, oldest first; at least the newest three."""
        ...

    def begin_draft(self, header: DraftHeader) -> DraftId:
        """Starts an empty draft and holds it for this store."""
        ...

    def append(self, draft: DraftId, entry: DraftEntry) -> None:
        """Adds one entry; returns when it survives a power cut.

        Holds the draft for this store from then on. Raises DraftInUse when somebody else holds it, NoSuchDraft. When
        StoreUnavailable is raised the entry is not kept and may be appended again.
        """
        ...

    def hold_draft(self, draft: DraftId) -> None:
        """Holds the draft for this store, so that what is read next stays true. Raises DraftInUse, NoSuchDraft."""
        ...

    def release_draft(self, draft: DraftId) -> None:
        """Lets go of a draft that is put aside, so that it can be gone on with elsewhere."""
        ...

    def show_lease(self, draft: DraftId, lease: Lease) -> None:
        """Shows others who has the draft open, while it is held here; again is a sign of life.

        A courtesy on which nothing rests: where it cannot be shown nothing is said. Raises nothing but ValueError.
        """
        ...

    def leases(self, draft: DraftId) -> tuple[Lease, ...]:
        """What other programs show of the draft, the one who answered last first. Raises nothing but ValueError."""
        ...

    def read_draft(self, draft: DraftId) -> Draft:
        """The draft without a torn tail. Raises NoSuchDraft, StoreDamaged, UnknownFormat."""
        ...

    def list_drafts(self, case: CaseId | None = None) -> DraftList:
        """The drafts of one case file, or of all, oldest first."""
        ...

    def discard_draft(self, draft: DraftId) -> None:
        """Removes a draft for good; a draft that is gone already is no fault."""
        ...

    def keep_bundle(self, digest: str, files: Mapping[str, bytes]) -> None:
        """Keeps the files of a bundle under its digest; again is no fault. ValueError when they have another digest."""
        ...

    def bundle(self, digest: str) -> Mapping[str, bytes]:
        """The files of a bundle as they were kept. Raises NoSuchBundle; StoreDamaged when the digest does not agree."""
        ...

    def bundles(self) -> tuple[str, ...]:
        """The digests of all kept bundles, sorted."""
        ...

    def keep_group_record(self, kind: GroupKind, content: Mapping[str, Json]) -> str:
        """Keeps a record about groups, told to the log; returns its id when it survives a power cut.

        Raises NoKey where the register is from before there was a key for it.
        """
        ...

    def group_records(self, kind: GroupKind) -> GroupRecords:
        """All records of a kind, told to the log. What this user has no key for is named and not read."""
        ...

    def forget_group_record(self, kind: GroupKind, record: str) -> None:
        """Removes a record for good, told to the log; one that is gone already is no fault."""
        ...

    def close(self) -> None:
        """Lets go of every draft; the store can be used again afterwards."""
        ...
