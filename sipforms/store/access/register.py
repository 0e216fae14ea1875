"""The register: who the users are, what they may do, and every public key. Signed, and for everybody to read.

What is trusted, and why: a passphrase opens the user's own file, which pins the store and the key that signs the
register; the register's signature vouches for every user's and unit's public key; the users' signatures vouch for the
files with the keys of cases.

Not promised: that the register is secret. Whoever has the disk reads initials, roles, titles of units and retention
times in it, as he needs nobody's passphrase for that; nothing about a citizen is in it. Nor that those who sign it are
held back by it: a leader or administrator can let himself into a unit for what is written from then on, and it is the
access log that shows it.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sipforms.store.access.roles import Right, Role, rights_of, signs_register
from sipforms.store.access.shared_keys import SharedKey
from sipforms.store.sealing.signatures import is_signed


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who signs in, or did: ``name`` is what he types, initials as a rule.

    ``box`` is his public box key; ``signs`` are all public signing keys he ever had, the newest last. ``units`` are ids
    of units, the one for his new cases first. Somebody who left stays in the register, for what he once signed.
    """

    id: str
    name: str
    title: str
    roles: tuple[Role, ...]
    is_active: bool
    box: bytes
    signs: tuple[bytes, ...]
    units: tuple[str, ...]
    since: datetime

    @property
    def sign(self) -> bytes:
        """His public signing key."""
        return self.signs[-1]

    @property
    def rights(self) -> frozenset[Right]:
        """What he may do; nothing once he has left."""
        return rights_of(self.roles) if self.is_active else frozenset()

    @property
    def signs_register(self) -> bool:
        """Whether he holds the key that signs the register."""
        return self.is_active and signs_register(self.roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A part of the facility whose members share the case files. ``is_house``: the one with the facility's own."""

    id: str
    title: str
    is_house: bool
    is_retired: bool
    key: SharedKey

    @property
    def generation(self) -> int:
        """The number of its key's newest generation."""
        return self.key.generation

    @property
    def box(self) -> bytes:
        """The public half of its newest key."""
        return self.key.box


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryKey:
    """The public half of a printed code, who keeps the paper, and when it was last shown to work."""

    id: str
    holder: str
    box: bytes
    made: date
    proved: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """A public key that signs the register, and the signature of the one before it that it may; empty for the first."""

    public: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One revision of the register. ``checksum`` is that of its file, empty while it has none.

    ``retention`` is months by programme, ``log_retention`` months and ``draft_retention`` days; missing or None means
    that nobody has decided yet. Revisions before ``oldest`` hold boxes for somebody who lost a key since, and are not
    kept. ``root_wraps`` is the private signing key of the register, boxed by recipient. ``facility`` is the id of the
    facility's own case file, as store.json must name it; empty in registers from before it stood here. ``groups`` is
    the key of what is kept about groups; registers from before there was one get it with their next change.
    """

    store: str
    number: int
    previous: str
    roots: tuple[Root, ...]
    root_wraps: Mapping[str, bytes]
    users: tuple[User, ...]
    units: tuple[Unit, ...]
    recovery_keys: tuple[RecoveryKey, ...]
    log: SharedKey
    retention: Mapping[str, int]
    log_retention: int | None
    draft_retention: int | None
    changed: datetime
    changed_by: str
    groups: SharedKey | None = None
    oldest: int = 0
    facility: str = ""
    checksum: str = field(default="", compare=False)

    @property
    def root(self) -> bytes:
        """The public key that signs this revision."""
        return self.roots[-1].public

    @property
    def active_users(self) -> tuple[User, ...]:
        """Those who can sign in."""
        return tuple(user for user in self.users if user.is_active)

    @property
    def units_in_use(self) -> tuple[Unit, ...]:
        """The units that have not been closed."""
        return tuple(unit for unit in self.units if not unit.is_retired)

    @property
    def house(self) -> Unit:
        """The unit with the facility's own case file."""
        return next(unit for unit in self.units if unit.is_house)

    @property
    def recovery_boxes(self) -> Mapping[str, bytes]:
        """The public halves of the printed codes, by id."""
        return {key.id: key.box for key in self.recovery_keys}

    def user(self, id_: str) -> User | None:
        """The user with this id, whether he is still here or not."""
        return next((user for user in self.users if user.id == id_), None)

    def user_named(self, name: str) -> User | None:
        """The user who signs in with this name, however it is spelt in capitals and small letters."""
        return next((user for user in self.active_users if folded(user.name) == folded(name)), None)

    def unit(self, id_: str) -> Unit | None:
        """The unit with this id, whether it is still in use or not."""
        return next((unit for unit in self.units if unit.id == id_), None)

    def members(self, unit: str) -> tuple[User, ...]:
        """Those who can sign in and belong to the unit."""
        return tuple(user for user in self.active_users if unit in user.units)

    def is_by(self, user: str, content: bytes, signature: bytes) -> bool:
        """Whether the user signed this, be it long ago, with an earlier key, or before he left."""
        known = self.user(user)
        return known is not None and any(is_signed(key, content, signature) for key in reversed(known.signs))

    def is_current(self, user: str, content: bytes, signature: bytes) -> bool:
        """Whether somebody who can sign in signed this with the key he has now."""
        known = self.user(user)
        return known is not None and known.is_active and is_signed(known.sign, content, signature)


def folded(name: str) -> str:
    """A name as it is compared: composed, without spaces around it, in small letters."""
    return unicodedata.normalize("NFC", name).strip().casefold()
