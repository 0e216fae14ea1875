"""Making a store, and opening one only if it is a store, ours, and one that this program understands."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sipforms.store.encoding import decoded, encoded
from sipforms.store.failures import (
    NotAStore,
    SignInNeeded,
    StoreExists,
    StoreUnavailable,
    UnknownFormat,
    Unprotected,
    outside_world,
)
from sipforms.store.files import STORE_FILE, FileStore
from sipforms.store.filesystem import Filesystem, LocalFilesystem
from sipforms.store.protection import AES_256_GCM, NONE, Seals
from sipforms.store.protocol import Purpose, StoreFacts, fresh_id, required_id
from sipforms.store.uses import Witness

OPEN_FORMAT = 1
FORMAT = 2
_ROOT = re.compile(r"[0-9a-f]{64}")


class SignedIn(Protocol):
    """Who has signed in to a store, as opening it sees that: a ``Session``."""

    @property
    def store_id(self) -> str:
        """The id of the store that the keys are for."""
        ...

    @property
    def seals(self) -> Seals:
        """The keys of the case files."""
        ...


def create_store(
    folder: Path,
    *,
    purpose: Purpose,
    created: datetime,
    disk: Filesystem | None = None,
    new_id: Callable[[], str] = fresh_id,
) -> StoreFacts:
    """Makes an empty store in an empty or new folder, whose own folder must exist.

    Raises StoreExists when anything is there already, StoreUnavailable.
    """
    disk = disk or LocalFilesystem()
    facts = StoreFacts(id=new_id(), purpose=purpose, protection=NONE, created=created, facility=new_id())
    with outside_world("creating a store"):
        disk.make_folder(folder)
        if any(not name.endswith(".tmp") for name in disk.names(folder)):
            raise StoreExists("the folder is not empty")
    publish_facts(folder, facts, disk=disk, new_id=new_id)
    return facts


def publish_facts(folder: Path, facts: StoreFacts, *, disk: Filesystem, new_id: Callable[[], str]) -> None:
    """Makes the folder a store: from here on it is one. Everything that it cannot do without must be there already.

    Raises StoreExists when it is a store already, StoreUnavailable.
    """
    with outside_world("creating a store"):
        temporary = folder / f"{new_id()}.tmp"
        disk.write_new(temporary, encoded(_written(facts)) + b"\n")
        if not disk.publish(temporary, folder / STORE_FILE):
            disk.remove(temporary)
            raise StoreExists("somebody else created a store here just now")
        disk.sync_folder(folder)
        disk.sync_folder(folder.parent)


def open_store(
    folder: Path,
    *,
    session: SignedIn | None = None,
    witness: Witness | None = None,
    unprotected: bool = False,
    disk: Filesystem | None = None,
    new_id: Callable[[], str] = fresh_id,
) -> FileStore:
    """Opens the store in the folder, and finishes what was interrupted of an erasing.

    A protected store is opened for whoever signed in to it (SignInNeeded), and never without a ``witness`` who writes
    the access log (ValueError). A store of real people that is not encrypted is refused (Unprotected) unless the caller
    says ``unprotected``; a demonstration needs no such word. Raises NotAStore, UnknownFormat for a newer store,
    StoreUnavailable.
    """
    disk = disk or LocalFilesystem()
    facts = read_facts(folder, disk=disk)
    if not (facts.is_protected or facts.is_demo or unprotected):
        raise Unprotected("this store holds real people's answers without encryption")
    seals = _keys_for(facts, session)
    if facts.is_protected and witness is None:
        raise ValueError("a protected store is not opened without its access log")
    store = FileStore(folder=folder, facts=facts, disk=disk, new_id=new_id, seals=seals, witness=witness)
    with suppress(StoreUnavailable):  # a disk that can only be read can be read; what was erased is not shown anyway
        store.finish_erasures()
    return store


def _keys_for(facts: StoreFacts, session: SignedIn | None) -> Seals | None:
    if not facts.is_protected:
        return None
    if session is None or session.store_id != facts.id:
        raise SignInNeeded("nobody has signed in to this store")
    return session.seals


def read_facts(folder: Path, *, disk: Filesystem | None = None) -> StoreFacts:
    """What the store in the folder says of itself. Raises NotAStore, UnknownFormat, StoreUnavailable."""
    disk = disk or LocalFilesystem()
    with outside_world("opening a store"):
        try:
            content = disk.read(folder / STORE_FILE)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NotAStore("there is no store in the folder") from error
    try:
        return _facts(decoded(content))
    except (ValueError, KeyError, TypeError) as error:
        raise NotAStore("the store file is not one of ours") from error


def _written(facts: StoreFacts) -> dict[str, object]:
    written = {
        "format": FORMAT if facts.is_protected else OPEN_FORMAT,
        "id": facts.id,
        "purpose": facts.purpose,
        "protection": facts.protection,
        "created": facts.created.isoformat(),
        "facility": facts.facility,
    }
    return written | {"root": facts.root} if facts.is_protected else written


def _facts(written: dict[str, Any]) -> StoreFacts:
    if written["format"] > FORMAT:
        raise UnknownFormat(what="store", found=written["format"], known=FORMAT)
    if written["protection"] not in (NONE, AES_256_GCM):
        raise UnknownFormat(what="protection", found=written["protection"], known=AES_256_GCM)
    is_protected = written["protection"] != NONE
    if is_protected is not (written["format"] == FORMAT):
        raise ValueError("only format 2 is protected")
    if written["purpose"] not in ("real", "demo"):
        raise ValueError("a store is real or demo")
    return StoreFacts(
        id=required_id(written["id"]),
        purpose=written["purpose"],
        protection=written["protection"],
        created=datetime.fromisoformat(written["created"]),
        facility=required_id(written["facility"]),
        root=_root(written["root"]) if is_protected else "",
    )


def _root(text: str) -> str:
    if not _ROOT.fullmatch(text):
        raise ValueError("a public key is 64 hexadecimal digits")
    return text
