"""How the files of a case are sealed: the protocol between the store, which knows files, and whoever has the keys."""

from dataclasses import dataclass
from typing import Protocol

from sipforms.store.protocol import CaseId

NONE = "none"
AES_256_GCM = "aes-256-gcm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """Content under a key: the key's id and the nonce, which may be read by all, and the body with its tag."""

    key: str
    nonce: bytes
    body: bytes


class CaseSeal(Protocol):
    """The keys of one case file, opened. ``about`` is authenticated beside the content and not kept in it."""

    @property
    def key(self) -> str:
        """The id of the key under which is sealed from now on; empty where nothing is sealed."""
        ...

    def seal(self, content: bytes, about: bytes) -> Sealed:
        """The content under the newest key, with a nonce never used before."""
        ...

    def unseal(self, sealed: Sealed, about: bytes) -> bytes:
        """The content. Raises Unsealable when nonce, body or ``about`` are not those of the sealing.

        Raises NoKey when the case has no key of that id (any more).
        """
        ...


class GroupSeal(Protocol):
    """The key of what is kept about groups, and the hand of whoever writes."""

    @property
    def key(self) -> str:
        """The newest generation of the key; empty where nothing is sealed. Raises NoKey where there is none yet."""
        ...

    @property
    def signer(self) -> str:
        """The id of the user who signs; empty where nobody does."""
        ...

    def lock(self, content: bytes, about: bytes) -> bytes:
        """The content for those who have the newest generation; whoever locks need not have it."""
        ...

    def unlock(self, key: str, body: bytes, about: bytes) -> bytes:
        """The content. Raises Unsealable, NoKey when the user has not that generation, SignInNeeded."""
        ...

    def sign(self, content: bytes) -> bytes:
        """The user's signature (64 bytes)."""
        ...

    def is_by(self, signer: str, content: bytes, signature: bytes) -> bool:
        """Whether that user signed this."""
        ...


class Unsealable(ValueError):
    """Not what was sealed, or not under this key; says nothing about what it might be."""


class Seals(Protocol):
    """The keys of the case files that somebody may open."""

    @property
    def protection(self) -> str:
        """``none`` or ``aes-256-gcm``; what store.json and every file's header say."""
        ...

    def of(self, case: CaseId) -> CaseSeal:
        """The keys of the case. Raises NoAccess when it is not for this user, NoKey when its key file is gone."""
        ...

    def begin(self, case: CaseId) -> CaseSeal:
        """The keys of a new case, made and kept first; those it has, where it has some already, as ``renewed``."""
        ...

    def renewed(self, case: CaseId) -> CaseSeal:
        """The keys of a case that is about to be saved, with a new one first where somebody lost access since."""
        ...

    def may_open(self, case: CaseId) -> bool:
        """Whether the case is for this user."""
        ...

    def is_listed(self, case: CaseId, key: str) -> bool:
        """Whether what is sealed under that key can be opened by whoever the case is for. Raises as ``of``."""
        ...

    def forget(self, case: CaseId) -> None:
        """Removes the keys of the case for good: what is left of its files anywhere can be read by nobody."""
        ...

    @property
    def groups(self) -> GroupSeal:
        """The key of what is kept about groups."""
        ...


class Unsealing:
    """The keys of a case where nothing is sealed."""

    key = ""

    def seal(self, content: bytes, about: bytes) -> Sealed:  # noqa: ARG002 - the protocol's
        return Sealed(key="", nonce=b"", body=content)

    def unseal(self, sealed: Sealed, about: bytes) -> bytes:  # noqa: ARG002 - the protocol's
        return sealed.body


OPEN: CaseSeal = Unsealing()


class UnsealedGroups:
    """What is kept about groups where nothing is sealed."""

    key = signer = ""

    def lock(self, content: bytes, about: bytes) -> bytes:  # noqa: ARG002 - the protocol's
        return content

    def unlock(self, key: str, body: bytes, about: bytes) -> bytes:  # noqa: ARG002 - the protocol's
        return body

    def sign(self, content: bytes) -> bytes:  # noqa: ARG002 - the protocol's
        return b""

    def is_by(self, signer: str, content: bytes, signature: bytes) -> bool:  # noqa: ARG002 - the protocol's
        return True


class Unsealed:
    """No keys: for demonstrations, and for stores made before there were keys."""

    protection = NONE

    @property
    def groups(self) -> GroupSeal:
        return UnsealedGroups()

    def of(self, case: CaseId) -> CaseSeal:  # noqa: ARG002 - the protocol's
        return OPEN

    def begin(self, case: CaseId) -> CaseSeal:  # noqa: ARG002 - the protocol's
        return OPEN

    def renewed(self, case: CaseId) -> CaseSeal:  # noqa: ARG002 - the protocol's
        return OPEN

    def may_open(self, case: CaseId) -> bool:  # noqa: ARG002 - the protocol's
        return True

    def is_listed(self, case: CaseId, key: str) -> bool:  # noqa: ARG002 - the protocol's
        return True

    def forget(self, case: CaseId) -> None:  # noqa: ARG002 - the protocol's
        return
