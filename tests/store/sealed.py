"""Sealed stores with real keys, made in a moment and without a passphrase, and an access log that a test can read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from sipforms.store.access.case_keys import CaseKeys
from sipforms.store.access.keyring import Keyring
from sipforms.store.access.private_keys import PrivateKeys
from sipforms.store.access.register import RecoveryKey, Register, Root, Unit, User
from sipforms.store.access.register_folder import RegisterFolder
from sipforms.store.access.roles import Role
from sipforms.store.access.shared_keys import let_in, new_shared_key, opened_key, rotated
from sipforms.store.encoding import decoded, encoded
from sipforms.store.failures import Reason, StoreUnavailable, outside_world
from sipforms.store.files import FileStore
from sipforms.store.filesystem import Filesystem, JournalFile, LocalFilesystem
from sipforms.store.opening import publish_facts
from sipforms.store.protection import AES_256_GCM
from sipforms.store.protocol import StoreFacts, fresh_id
from sipforms.store.sealing.boxes import BoxKey, box_key_of, new_box_key
from sipforms.store.sealing.signatures import new_signing_key, signing_key_of
from sipforms.store.uses import Action, Subject, Use
from tests.store.samples import FACILITY, NOW

STORE = "5" * 32
EAST, WEST = "1" * 32, "2" * 32
ANNA, BENT, CARL = "a1" * 16, "b2" * 16, "c3" * 16
"""Anna and Bent are in the eastern unit, which is also the house; Carl is in the western one."""

FACTS = StoreFacts(
    id=STORE, purpose="real", protection=AES_256_GCM, created=NOW, facility=FACILITY, root=b"r".hex() * 32
)


@dataclass(slots=True)
class World:
    """A register, and everybody's private keys. Can be handed to another process."""

    register: Register
    keys: dict[str, PrivateKeys]
    recovery: BoxKey = field(default_factory=new_box_key)

    def number(self, seen: int = 1) -> int:
        return self.register.number

    def newest(self) -> Register:
        return self.register

    def keyring(self, user: str = ANNA) -> Keyring:
        ring = Keyring(register=self.register, user=user, folder=cast(RegisterFolder, self))
        ring.fill(self.keys[user])
        return ring

    def case_keys(self, folder: Path, ring: Keyring, disk: Filesystem | None = None) -> CaseKeys:
        return CaseKeys(folder=folder, facility=FACILITY, disk=disk or LocalFilesystem(), new_id=fresh_id, ring=ring)

    def user_leaves_unit(self, user: str, unit: str) -> None:
        """Out of the unit, which gets a new key that is not boxed for him."""
        members = {one.id: one.box for one in self.register.members(unit) if one.id != user}
        self.change(
            users=[replace(one, units=tuple(u for u in one.units if u != unit)) if one.id == user else one
                   for one in self.register.users],
            units=[replace(one, key=rotated(one.key, members)) if one.id == unit else one
                   for one in self.register.units],
        )  # fmt: skip

    def user_joins_unit(self, user: str, unit: str, by: str) -> None:
        joining = self.register.user(user)
        assert joining is not None
        self.change(
            users=[replace(one, units=(*one.units, unit)) if one.id == user else one for one in self.register.users],
            units=[replace(one, key=let_in(one.key, opened_key(one.key, by, self.keys[by].box), user, joining.box))
                   if one.id == unit else one for one in self.register.units],
        )  # fmt: skip

    def user_retires(self, user: str) -> None:
        """Gone: can sign in no more, and every unit's key that he had is renewed."""
        leaving = self.register.user(user)
        assert leaving is not None
        for unit in leaving.units:
            self.user_leaves_unit(user, unit)
        self.change(users=[replace(one, is_active=one.id != user and one.is_active) for one in self.register.users])

    def user_gets_new_keys(self, user: str) -> None:
        """As after a forgotten passphrase; somebody in each of his units lets the new keys in."""
        self.keys[user] = new_private_keys()
        box, sign = publics(self.keys[user])
        self.change(users=[
            replace(one, box=box, signs=(*one.signs, sign)) if one.id == user else one for one in self.register.users
        ])  # fmt: skip

    def change(self, users: Sequence[User] = (), units: Sequence[Unit] = ()) -> None:
        old = self.register
        self.register = replace(
            old, number=old.number + 1, users=tuple(users) or old.users, units=tuple(units) or old.units
        )


def new_private_keys() -> PrivateKeys:
    return PrivateKeys(box=new_box_key().private, sign=new_signing_key().private)


def publics(keys: PrivateKeys) -> tuple[bytes, bytes]:
    return box_key_of(keys.box).public, signing_key_of(keys.sign).public


def new_world() -> World:
    """Three people in two units, and a recovery key."""
    keys = {user: new_private_keys() for user in (ANNA, BENT, CARL)}
    recovery = new_box_key()
    places = {ANNA: EAST, BENT: EAST, CARL: WEST}
    users = tuple(_user(user, keys[user], places[user]) for user in keys)
    units = tuple(
        Unit(
            id=unit, title=title, is_house=unit == EAST, is_retired=False,
            key=new_shared_key(STORE, unit, {user.id: user.box for user in users if unit in user.units}),
        )
        for unit, title in ((EAST, "Øst"), (WEST, "Vest"))
    )  # fmt: skip
    register = Register(
        store=STORE, number=1, previous="", roots=(Root(public=b"r" * 32, signature=b""),), root_wraps={},
        users=users, units=units,
        recovery_keys=(RecoveryKey(id="9" * 32, holder="DPO", box=recovery.public, made=NOW.date(), proved=None),),
        log=new_shared_key(STORE, "log", {user.id: user.box for user in users}),
        retention={}, log_retention=None, draft_retention=None, changed=NOW, changed_by=ANNA,
        groups=new_shared_key(STORE, "groups", {user.id: user.box for user in users if user.id != CARL}),
    )  # fmt: skip
    return World(register=register, keys=keys, recovery=recovery)


def _user(id_: str, keys: PrivateKeys, unit: str) -> User:
    box, sign = publics(keys)
    return User(
        id=id_, name=id_[:2], title="", roles=(Role.STAFF,), is_active=True,
        box=box, signs=(sign,), units=(unit,), since=NOW,
    )  # fmt: skip


@dataclass(slots=True)
class Told:
    """A witness that remembers, and refuses while the log ``is_full``."""

    uses: list[Use] = field(default_factory=list)
    is_full: bool = False

    def tell(self, use: Use) -> None:
        if self.is_full:
            raise StoreUnavailable(reason=Reason.FULL, doing="writing the access log")
        self.uses.append(use)

    def kinds(self) -> list[tuple[Action, Subject]]:
        return [(use.action, use.subject) for use in self.uses]


class ToldOnDisk:
    """A witness that writes a file of its own in the store, one line a use, and flushes each."""

    def __init__(self, folder: Path, disk: Filesystem) -> None:
        self._folder = folder / "log"
        self._disk = disk
        self._file: JournalFile | None = None

    def tell(self, use: Use) -> None:
        with outside_world("writing the access log"):
            file = self._file = self._file or self._new()
            file.append(encoded([use.action, use.subject, use.id, use.part, use.revision, use.checksum]) + b"\n")

    def _new(self) -> JournalFile:
        self._disk.make_folder(self._folder)
        self._disk.sync_folder(self._folder.parent)
        path = self._folder / f"{fresh_id()}.told"
        self._disk.write_new(path, b"")
        self._disk.sync_folder(self._folder)
        file = self._disk.open_journal(path)
        assert file is not None
        return file


def told_on_disk(folder: Path, disk: Filesystem | None = None) -> Iterator[Sequence[str | int]]:
    """Every use that is written down for certain: action, subject, id, part, revision, checksum."""
    disk = disk or LocalFilesystem()
    for name in disk.names(folder / "log"):
        for line in disk.read(folder / "log" / name).split(b"\n")[:-1]:
            try:
                yield decoded(line)
            except ValueError:
                continue  # what a power cut left of a line


@dataclass(frozen=True, slots=True)
class Opener:
    """Opens a store that was made with ``make_sealed``; another process may do so too."""

    world: World
    user: str = ANNA
    is_witnessed: bool = True

    def __call__(self, folder: Path, disk: Filesystem | None = None) -> FileStore:
        disk = disk or LocalFilesystem()
        return FileStore(
            folder=folder,
            facts=FACTS,
            disk=disk,
            new_id=fresh_id,
            seals=self.world.case_keys(folder, self.world.keyring(self.user), disk),
            witness=ToldOnDisk(folder, disk) if self.is_witnessed else None,
        )


def make_sealed(folder: Path) -> None:
    """An empty protected store; its register is in memory."""
    disk = LocalFilesystem()
    with outside_world("creating a store"):
        for part in (folder, folder / "keys"):
            disk.make_folder(part)
            disk.sync_folder(part.parent)
    publish_facts(folder, FACTS, disk=disk, new_id=fresh_id)


def sealed_store(folder: Path, world: World | None = None, user: str = ANNA) -> FileStore:
    """A protected store, made if it is not there yet, opened for the user."""
    if not folder.exists():
        make_sealed(folder)
    return Opener(world or new_world(), user)(folder)
