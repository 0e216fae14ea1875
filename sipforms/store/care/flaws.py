"""What can be the matter with a file of a store."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sipforms.store.protocol import CaseId


class Flaw(StrEnum):
    """What can be wrong with a file, or worth knowing about it."""

    DAMAGED = "damaged"
    """It is not what was written."""
    NEWER = "newer"
    """A newer program wrote it, and this one cannot say more."""
    CLOSED = "closed"
    """It is whole, and does not open with the keys that it should open with: somebody put it there."""
    UNREADABLE = "unreadable"
    """It opens, and what is in it cannot be read."""
    GAP = "gap"
    """A revision says that another came before it than the one that stands there."""
    LOST = "lost"
    """No revision of the case file is sound."""
    NO_KEYS = "no-keys"
    """The keys of the case file are gone, and nobody can open it."""
    ENTRY = "entry"
    """An answer in the middle of a draft is not what was written; the others are."""
    VANISHED = "vanished"
    """It could not be read at all."""
    TORN = "torn"
    """The end of a draft was cut off in a write that was never reported as saved; no fault."""
    SET_ASIDE = "set-aside"
    """A damaged revision of earlier, kept in quarantine; no fault."""
    LEFT_OVER = "left-over"
    """A save that did not come to its end, or one of this very moment; no fault."""
    STRANGE = "strange"
    """None of ours; no fault."""
    WIDE = "wide"
    """Others on this machine may read or change it; no fault in an encrypted store."""


NO_FAULTS = frozenset((Flaw.TORN, Flaw.SET_ASIDE, Flaw.LEFT_OVER, Flaw.STRANGE, Flaw.WIDE))


@dataclass(frozen=True, slots=True, kw_only=True)
class FlawedFile:
    """One file and what is the matter with it. A path holds nothing but random ids, unless the file is none of ours."""

    flaw: Flaw
    path: str
    case: CaseId = ""


def is_wide(path: Path) -> bool:
    """Whether others than its owner may use the file; never on Windows, where rights are kept elsewhere."""
    if os.name == "nt":
        return False
    try:
        return bool(path.stat().st_mode & 0o077)
    except OSError:
        return False
