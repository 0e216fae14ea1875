"""The keys of whoever is signed in, opened, in one object that can be emptied and filled again.

Stores, seals and logs hold the keyring, never a key: when the screen is locked it is emptied, and from then on all of
them raise SignInNeeded until it is filled again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sipforms.store.access.private_keys import PrivateKeys
from sipforms.store.access.register import Register, User
from sipforms.store.access.register_folder import RegisterFolder
from sipforms.store.access.roots import opened_root
from sipforms.store.access.shared_keys import opened_key
from sipforms.store.failures import (
    NoKey,
    Reason,
    RegisterRolledBack,
    SignInNeeded,
    StoreDamaged,
    StoreUnavailable,
)
from sipforms.store.sealing.boxes import box_key_of, open_box
from sipforms.store.sealing.signatures import signed, signing_key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedKeys:
    """The shared private keys that one recipient's box key opens, by generation, and the root.

    ``logs`` is the access log's, ``groups`` that of what is kept about groups.
    """

    root: bytes | None = field(repr=False)
    units: Mapping[str, Mapping[int, bytes]] = field(repr=False)
    logs: Mapping[int, bytes] = field(repr=False)
    groups: Mapping[int, bytes] = field(repr=False)


def opened_keys(register: Register, recipient: str, private: bytes) -> OpenedKeys:
    """All that was boxed in the register for the recipient, a user or a recovery code; his private box key opens it."""
    units = {unit.id: opened_key(unit.key, recipient, private) for unit in register.units}
    return OpenedKeys(
        root=opened_root(register, recipient, private),
        units={unit: found for unit, found in units.items() if found},
        logs=opened_key(register.log, recipient, private),
        groups=opened_key(register.groups, recipient, private) if register.groups else {},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filled:
    own: PrivateKeys = field(repr=False)
    shared: OpenedKeys = field(repr=False)


class Keyring:
    """One user's opened keys, and the newest register seen. Empty until ``fill``; then every key raises SignInNeeded.

    ``case_keys`` are keys of cases that were opened already, by case and id of the key.
    ``home_unit`` is the id of the unit for new cases: the chosen one while he belongs to it, else his first; empty when
    he belongs to none.
    """

    def __init__(self, *, register: Register, user: str, folder: RegisterFolder) -> None:
        self.store = register.store
        self.user_id = user
        self.register = register
        self._folder = folder
        self._filled: _Filled | None = None
        self._home = ""
        self.case_keys: dict[tuple[str, str], bytes] = {}

    @property
    def user(self) -> User:
        """The user as the newest register seen has him."""
        return _required_user(self.register, self.user_id)

    @property
    def home_unit(self) -> str:
        in_use = {unit.id for unit in self.register.units if not unit.is_retired}
        mine = [unit for unit in self.user.units if unit in in_use]
        return self._home if self._home in mine else next(iter(mine), "")

    def choose_unit(self, unit: str) -> None:
        """New cases go to this unit from now on. Raises NoKey when the user is no member of it."""
        if unit not in self.user.units:
            raise NoKey(what="unit", which=unit)
        self._home = unit

    @property
    def is_empty(self) -> bool:
        """Whether nobody is signed in, or the screen is locked."""
        return self._filled is None

    def fill(self, keys: PrivateKeys) -> None:
        """Puts the user's keys in, and all that they open. Raises SignInNeeded when they are not his any more."""
        user = self.register.user(self.user_id)
        if user is None or not are_keys_of(user, keys):
            self.empty()
            raise SignInNeeded("the keys are not this user's any more")
        shared = opened_keys(self.register, self.user_id, keys.box)
        self._filled = _Filled(own=keys, shared=shared)  # in one step: other threads go on reading meanwhile
        self.case_keys.clear()

    def empty(self) -> None:
        """Lets go of all keys. Python may keep copies in memory for a while; see ``sealing/ciphers.py``."""
        self._filled = None
        self.case_keys.clear()

    def refresh(self) -> Register:
        """The newest register there is, also from now on.

        Raises SignInNeeded, and empties itself, when the user has left or his keys were replaced; RegisterRolledBack
        when the newest one is older than the one seen; StoreUnavailable when there is none, as on a share that is away.
        """
        number = self._folder.number(self.register.number)
        if number == 0:
            raise StoreUnavailable(reason=Reason.VANISHED, doing="looking for the register")
        if number == self.register.number:
            return self.register
        if number < self.register.number:
            raise RegisterRolledBack(found=number, seen=self.register.number)
        newest = self._folder.newest()
        if self.register.root not in {root.public for root in newest.roots}:
            raise StoreDamaged(what="register", which="root")
        self.register = newest
        filled = self._filled
        if filled is not None:
            self.fill(filled.own)
        return newest

    def signed(self, content: bytes) -> bytes:
        """The user's signature under the content (64 bytes)."""
        return signed(self._keys().own.sign, content)

    @property
    def own(self) -> PrivateKeys:
        """The user's own private halves."""
        return self._keys().own

    @property
    def box(self) -> bytes:
        """The user's private box key."""
        return self._keys().own.box

    @property
    def root(self) -> bytes | None:
        """The private key that signs the register; None when the user may not change it."""
        return self._keys().shared.root

    @property
    def shared(self) -> OpenedKeys:
        """The shared keys that the user's own opened."""
        return self._keys().shared

    @property
    def units(self) -> Mapping[str, Mapping[int, bytes]]:
        """The private halves of units' keys: unit -> generation -> key. Only units that he is a member of."""
        return self._keys().shared.units

    @property
    def logs(self) -> Mapping[int, bytes]:
        """The private halves of the log's key, by generation; empty when the user may not read the log."""
        return self._keys().shared.logs

    @property
    def groups(self) -> Mapping[int, bytes]:
        """The private halves of the key of what is kept about groups; empty when that is not for the user."""
        return self._keys().shared.groups

    def can_open_unit(self, unit: str) -> bool:
        """Whether the user has the newest key of the unit."""
        known = self.register.unit(unit)
        return known is not None and known.key.generation in self.units.get(unit, {})

    def opened(self, recipient: str, box: bytes, about_it: bytes) -> bytes | None:
        """What is in a box for ``user:<id>`` or ``unit:<id>:<generation>``; None without that key.

        Raises Unsealable when he has the key and the box is not what was locked.
        """
        private = self._private_of(recipient)
        return None if private is None else open_box(private, box, about_it)

    def holds(self, recipient: str) -> bool:
        """Whether this user has the key for boxes of that recipient."""
        return self._private_of(recipient) is not None

    def _private_of(self, recipient: str) -> bytes | None:
        kind, _, rest = recipient.partition(":")
        if kind == "user":
            return self.box if rest == self.user_id else None
        unit, _, generation = rest.partition(":")
        if kind != "unit" or not generation.isdecimal():
            self._keys()
            return None
        return self.units.get(unit, {}).get(int(generation))

    def _keys(self) -> _Filled:
        if self._filled is None:
            raise SignInNeeded("the screen is locked, or nobody is signed in")
        return self._filled


def are_keys_of(user: User, keys: PrivateKeys) -> bool:
    """Whether these are the private halves of what the register says of somebody who can sign in."""
    is_his = (box_key_of(keys.box).public, signing_key_of(keys.sign).public) == (user.box, user.sign)
    return user.is_active and is_his


def _required_user(register: Register, id_: str) -> User:
    user = register.user(id_)
    if user is None:
        raise SignInNeeded("the user is not in the register")
    return user
