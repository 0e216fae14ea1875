"""Records about groups: decisions of audits, and which reports were released. Added, and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sipforms.engine.response import Json


class GroupKind(StrEnum):
    """What a record about groups is about."""

    AUDIT = "audit"
    """What was noted and decided when figures were discussed."""
    RELEASED = "released"
    """A report that somebody was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRecord:
    """One record: its random id, what it says, and the id of the user who wrote it, empty where nobody signs in."""

    id: str
    content: Mapping[str, Json]
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRecords:
    """The records of one kind, by id, which says nothing of their order.

    ``damaged`` are ids of those that are not what was written, ``closed`` of those from before this user had the key.
    """

    records: tuple[GroupRecord, ...] = ()
    damaged: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
