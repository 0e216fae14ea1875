"""The folder of what a store keeps about groups: decisions of audits, and which reports were released.

Records are added and never changed: ``groups/<kind>/<id>.sfg``, a small file each. What changed later is said by a
later record, so that two workstations can write at once and neither takes anything from the other. In a protected store
they are sealed for those with the right to reports about groups, and signed by whoever wrote them.

Not promised: that nobody with the disk takes a record away; the access log still tells that it was added.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from sipforms.engine.response import Json
from sipforms.store.failures import NoKey, StoreDamaged, UnknownFormat
from sipforms.store.filesystem import Filesystem
from sipforms.store.group_file import GroupHeader, content_of, read_record, written_record
from sipforms.store.group_records import GroupKind, GroupRecord, GroupRecords
from sipforms.store.protection import GroupSeal

FOLDER, SUFFIX = "groups", ".sfg"


class GroupFolder:
    """The folder ``groups/`` of a store. Every method may raise OSError."""

    def __init__(self, *, store: Path, id_: str, disk: Filesystem, seal: GroupSeal, new_id: Callable[[], str]) -> None:
        self._store, self._id = store, id_
        self._disk, self._seal, self._new_id = disk, seal, new_id

    def add(self, kind: GroupKind, content: Mapping[str, Json], told: Callable[[str], None]) -> str:
        """As ``CaseStore.keep_group_record``; ``told`` is called with the id before anything is written."""
        record, folder = self._new_id(), self._folder(kind)
        key = self._seal.key
        header = GroupHeader(store=self._id, kind=kind, id=record, key=key, signer=self._seal.signer if key else "")
        written = written_record(header, content, self._seal)
        told(record)
        for part in (folder.parent, folder):
            self._disk.make_folder(part)
            self._disk.sync_folder(part.parent)
        temporary = folder / f"{self._new_id()}.tmp"
        self._disk.write_new(temporary, written)
        if not self._disk.publish(temporary, folder / f"{record}{SUFFIX}"):
            raise FileExistsError
        self._disk.sync_folder(folder)
        return record

    def read(self, kind: GroupKind, protection: str) -> GroupRecords:
        """As ``CaseStore.group_records``."""
        found: list[GroupRecord] = []
        damaged: list[str] = []
        closed: list[str] = []
        for record in self._ids(kind):
            try:
                content = self._disk.read(self._folder(kind) / f"{record}{SUFFIX}")
                file = read_record(content, store=self._id, kind=kind, id_=record, protection=protection)
                found.append(GroupRecord(id=record, content=content_of(file, self._seal), by=file.header.signer))
            except FileNotFoundError:
                continue  # taken out since the folder was listed
            except (StoreDamaged, UnknownFormat):
                damaged.append(record)
            except NoKey:
                closed.append(record)
        return GroupRecords(records=tuple(found), damaged=tuple(damaged), closed=tuple(closed))

    def remove(self, kind: GroupKind, record: str) -> None:
        """As ``CaseStore.forget_group_record``."""
        folder, name = self._folder(kind), f"{record}{SUFFIX}"
        if name in self._disk.names(folder):
            self._disk.remove(folder / name)
            self._disk.sync_folder(folder)

    def _ids(self, kind: GroupKind) -> Iterator[str]:
        for name in sorted(self._disk.names(self._folder(kind))):
            if name.endswith(SUFFIX):
                yield name.removesuffix(SUFFIX)

    def _folder(self, kind: GroupKind) -> Path:
        return self._store / FOLDER / kind
