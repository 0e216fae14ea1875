"""Signing in: a name and a passphrase in, a session out, or one and the same refusal for every reason.

Whether the name or the passphrase was wrong is not said, and takes as long either way. Before anything is believed that
the store says of itself, it is held against what the user's own file pins.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sipforms.store.access.keyring import Keyring, are_keys_of
from sipforms.store.access.private_keys import (
    PassphraseKey,
    Pins,
    PrivateFile,
    PrivateKeys,
    opened_file,
    passphrase_key,
)
from sipforms.store.access.register import Register, User
from sipforms.store.access.session import KeyFolders, Session
from sipforms.store.access.tries import Tries, of_nobody
from sipforms.store.failures import (
    RegisterRolledBack,
    SignInRefused,
    StoreDamaged,
    StoreUnavailable,
    Unprotected,
)
from sipforms.store.filesystem import Filesystem, LocalFilesystem
from sipforms.store.opening import read_facts
from sipforms.store.protection import Unsealable
from sipforms.store.protocol import fresh_id
from sipforms.store.sealing.passphrases import USUAL, key_from


def sign_in(
    folder: Path,
    *,
    name: str,
    passphrase: str,
    now: datetime,
    workstation: str,
    disk: Filesystem | None = None,
) -> Session:
    """A session in the store in the folder; takes about a quarter of a second, on purpose.

    Raises SignInRefused, SignInPaused, RegisterRolledBack; StoreDamaged and NoKey when the user's or the store's own
    keys are not what they were; NotAStore, UnknownFormat, StoreUnavailable; Unprotected where nobody needs to sign in.
    The access log is told by whoever calls this, as it is opened with the session.
    """
    folders = key_folders(folder, disk=disk)
    register = folders.register.newest()
    user = register.user_named(name)
    tries = _tries(folders, user.id if user else of_nobody(register.store, name))
    tries.begin(now)
    if user is None:
        _take_as_long(folders, register, passphrase)
        raise SignInRefused
    file, under, keys, pins = _opened(folders, user, passphrase)
    keyring = Keyring(register=register, user=user.id, folder=folders.register)
    _accept(folders, keyring, keys, pins)
    tries.forget()
    _renew_pins(folders, file, under, keys, keyring.register)
    return Session(
        folders=folders,
        keyring=keyring,
        workstation=workstation,
        cost=file.cost,
        sign_in_again=lambda ring, again, when: _sign_in_again(folders, ring, again, when),
    )


def key_folders(folder: Path, *, disk: Filesystem | None = None, new_id: Callable[[], str] = fresh_id) -> KeyFolders:
    """The key folders of the protected store in the folder. Raises Unprotected, NotAStore, UnknownFormat."""
    disk = disk or LocalFilesystem()
    facts = read_facts(folder, disk=disk)
    if not facts.is_protected:
        raise Unprotected("nobody signs in to a store without keys")
    return KeyFolders(store=folder, facts=facts, disk=disk, new_id=new_id)


def file_of(folders: KeyFolders, user: User) -> PrivateFile:
    """The newest file with the keys that the register names for the user. Raises StoreDamaged when there is none.

    While a passphrase is being reset there are two, with other keys in them, and the register decides.
    """
    for file in folders.private(user.id).files():
        if (file.box, file.sign) == (user.box, user.sign):
            return file
    raise StoreDamaged(what="user-keys", which=user.id)


def _sign_in_again(folders: KeyFolders, keyring: Keyring, passphrase: str, now: datetime) -> None:
    keyring.refresh()
    user = keyring.user
    if not user.is_active:
        raise SignInRefused
    tries = _tries(folders, user.id)
    tries.begin(now)
    _, _, keys, pins = _opened(folders, user, passphrase)
    _accept(folders, keyring, keys, pins)
    tries.forget()


def _opened(folders: KeyFolders, user: User, passphrase: str) -> tuple[PrivateFile, PassphraseKey, PrivateKeys, Pins]:
    file = file_of(folders, user)
    under = PassphraseKey(salt=file.salt, cost=file.cost, key=key_from(passphrase, file.salt, file.cost))
    try:
        keys, pins = opened_file(file, under.key)
    except Unsealable:
        raise SignInRefused from None
    return file, under, keys, pins


def _accept(folders: KeyFolders, keyring: Keyring, keys: PrivateKeys, pins: Pins) -> None:
    """Fills the keyring once the store is known to be the one that the user's own file pins."""
    register = keyring.register
    if pins.founding != folders.founding or pins.root not in {root.public for root in register.roots}:
        raise StoreDamaged(what="register", which="root")
    if register.number < pins.register:
        raise RegisterRolledBack(found=register.number, seen=pins.register)
    if not are_keys_of(keyring.user, keys):
        raise StoreDamaged(what="user-keys", which=keyring.user_id)
    keyring.fill(keys)


def _renew_pins(
    folders: KeyFolders, file: PrivateFile, under: PassphraseKey, keys: PrivateKeys, register: Register
) -> None:
    """What was seen now is the least from now on; not being able to write it down keeps nobody out."""
    _, pins = opened_file(file, under.key)
    newest = Pins(founding=folders.founding, root=register.root, register=register.number)
    if pins == newest:
        return
    own = folders.private(file.user)
    with suppress(StoreUnavailable):
        if own.newest() == file.number and own.save(file.number, keys, newest, under):
            own.forget_before(file.number + 1)


def _take_as_long(folders: KeyFolders, register: Register, passphrase: str) -> None:
    cost = USUAL
    with suppress(StoreDamaged, StopIteration):
        cost = file_of(folders, next(iter(register.active_users))).cost
    passphrase_key(passphrase, cost)


def _tries(folders: KeyFolders, who: str) -> Tries:
    return Tries(folder=folders.keys / "tries", who=who, disk=folders.disk, new_id=folders.new_id)
