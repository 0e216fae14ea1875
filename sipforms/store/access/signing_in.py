"""Signing in: a name and a passphrase in, a session out, or one and the same refusal for every reason.

Whether the name or the passphrase was wrong is not said, and takes as long either way. Before anything is believed that
the store says of itself, it is held against what the user's own file pins.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sipforms.store.access.keyring import Keyring, are_keys_of
from sipforms.store.access.private_keys import (
    PassphraseKey,
    Pins,
    PrivateContent,
    PrivateFile,
    opened_file,
    passphrase_key,
)
from sipforms.store.access.register import Register, User
from sipforms.store.access.session import KeyFolders, Session
from sipforms.store.access.tries import of_nobody
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
from sipforms.store.sealing.core_dumps import forbid_core_dumps
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
    forbid_core_dumps()
    folders = key_folders(folder, disk=disk)
    register = folders.register.newest()
    user = register.user_named(name)
    file = file_of(folders, user) if user else None  # damage is no wrong passphrase, and is not counted as one
    tries = folders.tries(user.id if user else of_nobody(register.store, name))
    tries.begin(now)
    if user is None or file is None:
        _take_as_long(folders, register, passphrase)
        raise SignInRefused
    under, content = opened_with(file, passphrase)
    tries.forget()
    keyring = Keyring(register=register, user=user.id, folder=folders.register)
    _accept(folders, keyring, content)
    with suppress(StoreUnavailable):  # not being able to tidy up keeps nobody out
        _renew_pins(folders, file, under, content, register)
        sweep_keys(folders, register)
    return Session(
        folders=folders,
        keyring=keyring,
        workstation=workstation,
        cost=file.cost,
        is_given=content.is_given,
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


def opened_with(file: PrivateFile, passphrase: str) -> tuple[PassphraseKey, PrivateContent]:
    """The key that the passphrase gives for the user's own file, and what it opens. Raises SignInRefused."""
    under = PassphraseKey(salt=file.salt, cost=file.cost, key=key_from(passphrase, file.salt, file.cost))
    try:
        return under, opened_file(file, under.key)
    except Unsealable:
        raise SignInRefused from None


def pins_of(folders: KeyFolders, register: Register) -> Pins:
    """What somebody has seen who has seen this register."""
    return Pins(founding=folders.founding, root=register.root, register=register.number)


def sweep_keys(folders: KeyFolders, register: Register) -> None:
    """Removes what an interruption kept from being removed: revisions for somebody who lost a key, keys of who left."""
    folders.register.forget_before(register.oldest)
    for user in register.users:
        own = folders.private(user.id)
        if not user.is_active and own.newest():
            own.remove()


def _sign_in_again(folders: KeyFolders, keyring: Keyring, passphrase: str, now: datetime) -> None:
    keyring.refresh()
    user = keyring.user
    if not user.is_active:
        raise SignInRefused
    file = file_of(folders, user)
    tries = folders.tries(user.id)
    tries.begin(now)
    _, content = opened_with(file, passphrase)
    tries.forget()
    _accept(folders, keyring, content)


def _accept(folders: KeyFolders, keyring: Keyring, content: PrivateContent) -> None:
    """Fills the keyring once the store is known to be the one that the user's own file pins."""
    register, pins = keyring.register, content.pins
    if pins.founding != folders.founding or pins.root not in {root.public for root in register.roots}:
        raise StoreDamaged(what="register", which="root")
    if register.facility not in ("", folders.facts.facility):
        raise StoreDamaged(what="register", which="facility")
    if register.number < pins.register:
        raise RegisterRolledBack(found=register.number, seen=pins.register)
    if not are_keys_of(keyring.user, content.keys):
        raise StoreDamaged(what="user-keys", which=keyring.user_id)
    keyring.fill(content.keys)


def _renew_pins(
    folders: KeyFolders, file: PrivateFile, under: PassphraseKey, content: PrivateContent, register: Register
) -> None:
    """What was seen now is the least from now on; nothing is left that an earlier passphrase opens."""
    pins = pins_of(folders, register)
    own = folders.private(file.user)
    newest = own.newest()
    if (pins, newest) == (content.pins, file.number):
        own.forget_before(newest)
    elif own.save(newest, replace(content, pins=pins), under):
        own.forget_before(newest + 1)


def _take_as_long(folders: KeyFolders, register: Register, passphrase: str) -> None:
    cost = USUAL
    with suppress(StoreDamaged, StopIteration):
        cost = file_of(folders, next(iter(register.active_users))).cost
    passphrase_key(passphrase, cost)
