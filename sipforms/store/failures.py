"""What can go wrong outside the program while answers are kept: narrow exceptions that carry facts and no content."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from sipforms.store.lease import Lease


class Reason(StrEnum):
    """Why the store cannot do its work at the moment."""

    FULL = "full"
    READ_ONLY = "read-only"
    VANISHED = "vanished"
    DENIED = "denied"
    BUSY = "busy"
    UNSUPPORTED = "unsupported"
    FAILED = "failed"


class StoreError(Exception):
    """Anything below; catch this one to say "not saved" and go on."""


class StoreUnavailable(StoreError):
    """The disk or share refuses for now; what was kept before is untouched and trying again may help."""

    def __init__(self, *, reason: Reason, doing: str) -> None:
        super().__init__(f"the store is unavailable while {doing}: {reason}")
        self.reason = reason
        self.doing = doing


class StoreDamaged(StoreError):
    """A file is not what was written there, and nothing older can stand in for it."""

    def __init__(self, *, what: str, which: str) -> None:
        super().__init__(f"damaged {what}: {which}")
        self.what = what
        self.which = which


class UnknownFormat(StoreError):
    """Written by a newer version of the program; ``known`` is the newest format that this one reads."""

    def __init__(self, *, what: str, found: int | str, known: int | str) -> None:
        super().__init__(f"{what} has format {found}, this program knows up to {known}")
        self.what = what
        self.found = found
        self.known = known


class NotAStore(StoreError):
    """The folder holds no store."""


class StoreExists(StoreError):
    """A store cannot be created here, because the folder holds one or holds something else."""


class Unprotected(StoreError):
    """A store of real people without encryption is opened only when the caller says that it knows."""


class SignInNeeded(StoreError):
    """The store is encrypted, and nobody is signed in."""


class SignInRefused(StoreError):
    """Name and passphrase do not belong together, or there is no such user; which of the two is never said."""


class SignInPaused(StoreError):
    """Too many wrong passphrases: the next try is looked at only after ``seconds``."""

    def __init__(self, *, seconds: int) -> None:
        super().__init__(f"sign-in paused for {seconds} s")
        self.seconds = seconds


class RegisterRolledBack(StoreError):
    """The register of users and keys is older than the one that this user has seen: an old copy was put back."""

    def __init__(self, *, found: int, seen: int) -> None:
        super().__init__(f"the register has revision {found}, revision {seen} was seen before")
        self.found = found
        self.seen = seen


class NotAllowed(StoreError):
    """The user's roles do not hold the right to do this."""

    def __init__(self, *, right: str) -> None:
        super().__init__(f"not allowed: {right}")
        self.right = right


class NoAccess(StoreError):
    """The case file is another unit's, or restricted to others."""

    def __init__(self, *, case: str) -> None:
        super().__init__(f"no access to {case}")
        self.case = case


class NoKey(StoreError):
    """The file with the keys of this case, unit or user is gone, so that nobody can open what is sealed with it."""

    def __init__(self, *, what: str, which: str) -> None:
        super().__init__(f"no key for {what} {which}")
        self.what = what
        self.which = which


class NoGroupKey(NoKey):
    """The store is from before there was a key for what is kept about groups, and nobody has made one yet."""


class Erased(StoreError):
    """The case file was erased for good; nothing is kept under its id again."""

    def __init__(self, *, case: str) -> None:
        super().__init__(f"erased: {case}")
        self.case = case


class NoSuchDraft(StoreError):
    """The draft was handed in or discarded, perhaps on another workstation."""

    def __init__(self, *, draft: str) -> None:
        super().__init__(f"no draft {draft}")
        self.draft = draft


class DraftInUse(StoreError):
    """The draft is being filled in by another process or on another workstation; ``lease`` says whose, if known."""

    def __init__(self, *, draft: str, lease: Lease | None = None) -> None:
        super().__init__(f"draft {draft} is open elsewhere")
        self.draft = draft
        self.lease = lease


class NoSuchBundle(StoreError):
    """No snapshot of a bundle with this digest was kept here."""

    def __init__(self, *, digest: str) -> None:
        super().__init__(f"no bundle {digest}")
        self.digest = digest


_REASONS = {
    errno.ENOSPC: Reason.FULL,
    errno.EDQUOT: Reason.FULL,
    errno.EFBIG: Reason.FULL,
    errno.EROFS: Reason.READ_ONLY,
    errno.ENOENT: Reason.VANISHED,
    errno.ENOTDIR: Reason.VANISHED,
    errno.ESTALE: Reason.VANISHED,
    errno.ENODEV: Reason.VANISHED,
    errno.EACCES: Reason.DENIED,
    errno.EPERM: Reason.DENIED,
    errno.EBUSY: Reason.BUSY,
    errno.ENOLCK: Reason.UNSUPPORTED,
    errno.EOPNOTSUPP: Reason.UNSUPPORTED,
    errno.ENOSYS: Reason.UNSUPPORTED,
}


@contextmanager
def outside_world(doing: str) -> Iterator[None]:
    """Turns the operating system's refusal into ours; the file's name stays behind in the cause."""
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, Reason.FAILED)
        raise StoreUnavailable(reason=reason, doing=doing) from error
