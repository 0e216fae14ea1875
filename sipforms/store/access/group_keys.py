"""The key of what is kept about groups, for whoever is signed in: it locks, signs, and opens for those who have it."""

from sipforms.store.access.keyring import Keyring
from sipforms.store.access.shared_keys import SharedKey
from sipforms.store.failures import NoGroupKey, NoKey
from sipforms.store.sealing.boxes import box_for, open_box


class GroupKeys:
    """``GroupSeal`` of one user. A register from before there was such a key has none: NoKey, until one is made."""

    def __init__(self, ring: Keyring) -> None:
        self._ring = ring

    @property
    def key(self) -> str:
        """As ``GroupSeal.key``."""
        return str(self._shared.generation)

    @property
    def signer(self) -> str:
        """As ``GroupSeal.signer``."""
        return self._ring.user_id

    def lock(self, content: bytes, about: bytes) -> bytes:
        """As ``GroupSeal.lock``."""
        return box_for(self._shared.box, content, about)

    def unlock(self, key: str, body: bytes, about: bytes) -> bytes:
        """As ``GroupSeal.unlock``."""
        private = self._ring.groups.get(int(key)) if key.isdecimal() else None
        if private is None:
            raise NoKey(what="group", which=key)
        return open_box(private, body, about)

    def sign(self, content: bytes) -> bytes:
        """As ``GroupSeal.sign``."""
        return self._ring.signed(content)

    def is_by(self, signer: str, content: bytes, signature: bytes) -> bool:
        """As ``GroupSeal.is_by``; by somebody who came since we looked, perhaps."""
        said = (signer, content, signature)
        return self._ring.register.is_by(*said) or self._ring.refresh().is_by(*said)

    @property
    def _shared(self) -> SharedKey:
        found = self._ring.refresh().groups
        if found is None:
            raise NoGroupKey(what="group", which=self._ring.store)
        return found
