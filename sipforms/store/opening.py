"""Making a store, and opening one only if it is a store, ours, and one that this program understands."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from sipforms.store.encoding import decoded, encoded
from sipforms.store.failures import NotAStore, StoreExists, UnknownFormat, Unprotected, outside_world
from sipforms.store.files import STORE_FILE, FileStore
from sipforms.store.filesystem import Filesystem, LocalFilesystem
from sipforms.store.protocol import Purpose, StoreFacts, fresh_id, required_id

FORMAT = 1


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
    facts = StoreFacts(id=new_id(), purpose=purpose, protection="none", created=created, facility=new_id())
    with outside_world("creating a store"):
        disk.make_folder(folder)
        if any(not name.endswith(".tmp") for name in disk.names(folder)):
            raise StoreExists("the folder is not empty")
        temporary = folder / f"{new_id()}.tmp"
        disk.write_new(temporary, encoded(_written(facts)) + b"\n")
        if not disk.publish(temporary, folder / STORE_FILE):
            disk.remove(temporary)
            raise StoreExists("somebody else created a store here just now")
        disk.sync_folder(folder)
        disk.sync_folder(folder.parent)
    return facts


def open_store(
    folder: Path,
    *,
    unprotected: bool = False,
    disk: Filesystem | None = None,
    new_id: Callable[[], str] = fresh_id,
) -> FileStore:
    """Opens the store in the folder.

    A store of real people that is not encrypted is refused (Unprotected) unless the caller says ``unprotected``; a
    demonstration needs no such word. Raises NotAStore, UnknownFormat for a newer store, StoreUnavailable.
    """
    disk = disk or LocalFilesystem()
    facts = read_facts(folder, disk=disk)
    if not (facts.is_protected or facts.is_demo or unprotected):
        raise Unprotected("this store holds real people's answers without encryption")
    return FileStore(folder=folder, facts=facts, disk=disk, new_id=new_id)


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
    return {
        "format": FORMAT,
        "id": facts.id,
        "purpose": facts.purpose,
        "protection": facts.protection,
        "created": facts.created.isoformat(),
        "facility": facts.facility,
    }


def _facts(written: dict[str, Any]) -> StoreFacts:
    if written["format"] > FORMAT:
        raise UnknownFormat(what="store", found=written["format"], known=FORMAT)
    if written["protection"] != "none":
        raise UnknownFormat(what="protection", found=written["protection"], known="none")
    if written["purpose"] not in ("real", "demo"):
        raise ValueError("a store is real or demo")
    return StoreFacts(
        id=required_id(written["id"]),
        purpose=written["purpose"],
        protection=written["protection"],
        created=datetime.fromisoformat(written["created"]),
        facility=required_id(written["facility"]),
    )
