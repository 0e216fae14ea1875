"""Making a protected store: all keys are on the disk before store.json is, so that there is a store or there is none.

What an interrupted founding leaves is keys to nothing; the next founding in the same folder sweeps them away.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sipforms.store.access.private_keys import Pins, PrivateContent, PrivateKeys, passphrase_key
from sipforms.store.access.register import RecoveryKey, Register, Root, Unit, User
from sipforms.store.access.register_written import GROUPS, LOG
from sipforms.store.access.roles import Right, Role
from sipforms.store.access.roots import with_root_for
from sipforms.store.access.session import KeyFolders
from sipforms.store.access.shared_keys import new_shared_key
from sipforms.store.failures import StoreExists, outside_world
from sipforms.store.filesystem import Filesystem, LocalFilesystem
from sipforms.store.opening import publish_facts
from sipforms.store.protection import AES_256_GCM
from sipforms.store.protocol import Purpose, StoreFacts, fresh_id, is_id
from sipforms.store.sealing.boxes import box_key_of, new_box_key
from sipforms.store.sealing.passphrases import USUAL, Cost, weakness
from sipforms.store.sealing.recovery_codes import box_key_from
from sipforms.store.sealing.signatures import SigningKey, new_signing_key, signing_key_of

_KEY_FOLDERS = frozenset({"register", "users", "tries"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """Somebody who is to sign in."""

    name: str
    title: str = ""
    roles: tuple[Role, ...]
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A recovery code, made by ``recovery_codes.new_code``, and who keeps it.

    ``is_proved``: it was typed back from the paper.
    """

    holder: str
    code: str = field(repr=False)
    is_proved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How long things are kept: months by programme, months of the log, days of drafts. None: not decided yet."""

    programmes: Mapping[str, int] = field(default_factory=dict)
    log: int | None = None
    drafts: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What a store begins with: its first user, the title of its first unit, and at least one recovery code.

    Raises ValueError when there is no paper, when the passphrase is weak, and when the founder could not manage users.
    """

    founder: NewUser
    house: str
    papers: Sequence[Paper]
    times: Times = Times()
    cost: Cost = USUAL

    def __post_init__(self) -> None:
        if not self.papers:
            raise ValueError("a store needs a recovery code before there is anything in it")
        if not {Role.LEADER, Role.ADMINISTRATOR} & set(self.founder.roles):
            raise ValueError("whoever makes a store can manage it")
        if weakness(self.founder.passphrase, name=self.founder.name):
            raise ValueError("the passphrase is too easy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """What came of it: the store, its first user's id, and its first unit's."""

    facts: StoreFacts
    user: str
    house: str


def create_protected_store(
    folder: Path,
    founding: Founding,
    *,
    created: datetime,
    purpose: Purpose = "real",
    disk: Filesystem | None = None,
    new_id: Callable[[], str] = fresh_id,
) -> Founded:
    """Makes an empty protected store in an empty or new folder, whose own folder must exist.

    Raises StoreExists when anything is there already, StoreUnavailable. Interrupted anywhere, it leaves no store.
    """
    disk = disk or LocalFilesystem()
    root = new_signing_key()
    facts = StoreFacts(
        id=new_id(), purpose=purpose, protection=AES_256_GCM, created=created, facility=new_id(), root=root.public.hex()
    )
    with outside_world("creating a store"):
        disk.make_folder(folder)
        _check_is_free(folder, disk)
    folders = KeyFolders(store=folder, facts=facts, disk=disk, new_id=new_id)
    founded = found_keys(folders, founding, root)
    publish_facts(folder, facts, disk=disk, new_id=new_id)
    folders.register.newest()  # StoreDamaged when somebody else was making a store here at the same time
    return founded


def found_keys(folders: KeyFolders, founding: Founding, root: SigningKey) -> Founded:
    """The keys of a store that is being made, and nothing else; what an earlier try left is swept away first.

    ``folders.facts.root`` is the public half of ``root``. Raises StoreUnavailable.
    """
    own = PrivateKeys(box=new_box_key().private, sign=new_signing_key().private)
    register = _first_register(folders, founding, root, own)
    user = register.users[0]
    _make_folders(folders)
    private = folders.private(user.id)
    private.make()
    pins = Pins(founding=root.public, root=root.public, register=1)
    content = PrivateContent(keys=own, pins=pins, is_given=False)
    private.save(0, content, passphrase_key(founding.founder.passphrase, founding.cost))
    folders.register.save(None, register, root.private)
    return Founded(facts=folders.facts, user=user.id, house=register.house.id)


def _check_is_free(folder: Path, disk: Filesystem) -> None:
    others = {name for name in disk.names(folder) if not name.endswith(".tmp")}
    if others - {"keys"} or not _KEY_FOLDERS.issuperset(disk.names(folder / "keys")):
        raise StoreExists("the folder is not empty")


def _make_folders(folders: KeyFolders) -> None:
    disk = folders.disk
    with outside_world("creating a store"):
        for part in (folders.keys, folders.keys / "register", folders.keys / "users", folders.keys / "tries"):
            disk.make_folder(part)
            disk.sync_folder(part.parent)
        users = [folders.keys / "users" / name for name in disk.names(folders.keys / "users") if is_id(name)]
        for part in (folders.keys / "register", *users):
            for name in disk.names(part):
                disk.remove(part / name)
            disk.sync_folder(part)


def _first_register(folders: KeyFolders, founding: Founding, root: SigningKey, own: PrivateKeys) -> Register:
    facts, house = folders.facts, folders.new_id()
    user = _first_user(folders, founding.founder, own, house)
    papers = tuple(_recovery_key(folders, paper) for paper in founding.papers)
    boxes = {paper.id: paper.box for paper in papers}
    everybody = {user.id: user.box} | boxes
    readers = everybody if Right.READ_LOG in user.rights else boxes
    reporters = everybody if Right.GROUP_REPORT in user.rights else boxes
    key = new_shared_key(facts.id, house, everybody)
    register = Register(
        store=facts.id,
        number=1,
        previous="",
        roots=(Root(public=root.public, signature=b""),),
        root_wraps={},
        users=(user,),
        units=(Unit(id=house, title=founding.house, is_house=True, is_retired=False, key=key),),
        recovery_keys=papers,
        log=new_shared_key(facts.id, LOG, readers),
        groups=new_shared_key(facts.id, GROUPS, reporters),
        retention=dict(founding.times.programmes),
        log_retention=founding.times.log,
        draft_retention=founding.times.drafts,
        changed=facts.created,
        changed_by=user.id,
        facility=facts.facility,
    )
    return with_root_for(register, root.private, everybody)


def _first_user(folders: KeyFolders, founder: NewUser, own: PrivateKeys, house: str) -> User:
    return User(
        id=folders.new_id(),
        name=founder.name.strip(),
        title=founder.title.strip(),
        roles=founder.roles,
        is_active=True,
        box=box_key_of(own.box).public,
        signs=(signing_key_of(own.sign).public,),
        units=(house,),
        since=folders.facts.created,
    )


def _recovery_key(folders: KeyFolders, paper: Paper) -> RecoveryKey:
    today = folders.facts.created.date()
    return RecoveryKey(
        id=folders.new_id(),
        holder=paper.holder.strip(),
        box=box_key_from(paper.code).public,
        made=today,
        proved=today if paper.is_proved else None,
    )
