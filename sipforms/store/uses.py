"""What is done with what a store holds, as the access log tells it: no answer, no name, only ids and kinds.

The store tells a ``Witness`` of every use before it hands anything out; a witness that cannot write it down raises
StoreUnavailable, and then nothing is shown or changed.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Action(StrEnum):
    """The kinds of use. The first six are those that the Danish Data Protection Agency wants logged."""

    READ = "read"
    SEARCH = "search"
    """Several case files were looked through at once: a list, what is due, a group's figures."""
    ADD = "add"
    CHANGE = "change"
    EXPORT = "export"
    DELETE = "delete"
    SIGN_IN = "sign-in"
    FAILED_SIGN_IN = "failed-sign-in"
    SIGN_OUT = "sign-out"
    LOCK = "lock"
    UNLOCK = "unlock"
    ACCESS = "access"
    """Users, units, keys or rights were changed."""
    SETTING = "setting"
    BACKUP = "backup"
    RESTORE = "restore"
    VERIFY = "verify"
    PRUNE_LOG = "prune-log"


class Subject(StrEnum):
    """What was used."""

    CASE = "case"
    DRAFT = "draft"
    RESPONSE = "response"
    LOG = "log"
    REGISTER = "register"
    """Users, units and keys."""
    STORE = "store"
    GROUP = "group"
    """What is kept about groups: decisions of audits, released reports; ``part`` is the id of the record."""


NOT_KEPT = "not-kept"
"""The criterion of a change told once more, when the revision that was announced came to nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One use. Who, when and where are added by whoever writes it down.

    ``id`` is that of the case file; of a draft or response ``part`` is the id beside it. ``revision`` and ``checksum``
    are those of the file read or about to be written. ``criterion`` says what was looked for or taken out, in ids and
    codes of programmes, units and reports, never in a person's words. ``cases`` are all case files concerned.
    """

    action: Action
    subject: Subject
    id: str = ""
    part: str = ""
    revision: int = 0
    checksum: str = ""
    criterion: str = ""
    cases: tuple[str, ...] = ()


class Witness(Protocol):
    """Writes uses down."""

    def tell(self, use: Use) -> None:
        """Returns when it is written down to survive a power cut. Raises StoreUnavailable."""
        ...


class Unwitnessed:
    """For stores that hold nobody's answers: demonstrations, previews, tests."""

    def tell(self, use: Use) -> None:  # noqa: ARG002 - the protocol's
        return
