"""Keys for a user, made by somebody else: on the disk before the register names them, and the older ones gone after."""

from dataclasses import dataclass, field, replace

from sipforms.store.access.private_keys import PrivateContent, PrivateKeys, passphrase_key
from sipforms.store.access.register import Register, User
from sipforms.store.access.session import KeyFolders
from sipforms.store.access.shared_keys import without
from sipforms.store.access.signing_in import file_of, pins_of
from sipforms.store.failures import Reason, StoreDamaged, StoreUnavailable
from sipforms.store.sealing.boxes import box_key_of, new_box_key
from sipforms.store.sealing.passphrases import Cost
from sipforms.store.sealing.signatures import new_signing_key, signing_key_of

_ATTEMPTS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenKeys:
    """New keys for a user and the passphrase that they are kept under; he should choose his own at once."""

    user: str
    keys: PrivateKeys
    passphrase: str = field(repr=False)
    cost: Cost
    is_given: bool = True

    @property
    def box(self) -> bytes:
        """The public box key."""
        return box_key_of(self.keys.box).public

    @property
    def sign(self) -> bytes:
        """The public signing key."""
        return signing_key_of(self.keys.sign).public


def given_keys(user: str, passphrase: str, cost: Cost, *, is_given: bool = True) -> GivenKeys:
    """New random keys for the user with this id."""
    keys = PrivateKeys(box=new_box_key().private, sign=new_signing_key().private)
    return GivenKeys(user=user, keys=keys, passphrase=passphrase, cost=cost, is_given=is_given)


def write_keys(folders: KeyFolders, register: Register, given: GivenKeys) -> int:
    """Keeps them beside those that the register names so far; returns the number of their file."""
    own = folders.private(given.user)
    own.make()
    content = PrivateContent(keys=given.keys, pins=pins_of(folders, register), is_given=given.is_given)
    under = passphrase_key(given.passphrase, given.cost)
    for _ in range(_ATTEMPTS):
        base = own.newest()
        if own.save(base, content, under):
            return base + 1
    raise StoreUnavailable(reason=Reason.BUSY, doing="saving a user's keys")


def finish_keys(folders: KeyFolders, register: Register, given: GivenKeys) -> None:
    """Once the register names them: sees that they are still there, and removes what was before them."""
    user = register.user(given.user)
    if user is None:
        raise ValueError("the register names the keys by now")
    try:
        number = file_of(folders, user).number
    except StoreDamaged:  # the user signed in with his old keys just then, and swept the file away
        number = write_keys(folders, register, given)
    folders.private(given.user).forget_before(number)


def with_given_keys(register: Register, user: User, given: GivenKeys) -> Register:
    """The register with the user's new keys in place of his old ones, and nothing boxed for the old ones any more."""
    renewed = replace(user, box=given.box, signs=(*user.signs, given.sign))
    return replace(
        register,
        users=tuple(renewed if one.id == user.id else one for one in register.users),
        root_wraps={other: box for other, box in register.root_wraps.items() if other != user.id},
        log=without(register.log, user.id),
        groups=without(register.groups, user.id) if register.groups else None,
        units=tuple(replace(unit, key=without(unit.key, user.id)) for unit in register.units),
    )
