"""TinyDB's document API over one case file, with our own storage beneath.

TinyDB reads all, changes, and writes all. The storage therefore loads once and remembers the revision: everything
that is asked of one ``CaseDocuments`` is asked of that revision, and writing compares with it, so that a write over
somebody else's save is a conflict and never a silent loss. No query cache and no caching middleware: both would
answer with what stood there before.
"""

from collections.abc import Callable, Mapping, MutableMapping
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from sipforms.store.protocol import CaseId, CaseStore, Conflict, Loaded


class SaveConflict(Exception):
    """Somebody else saved between TinyDB's reading and its writing; inside the store only."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(f"revision {conflict.revision} came in between")
        self.conflict = conflict


class RevisionStorage(Storage):
    """One case file as TinyDB sees it: one revision, and every write is a new one on top of it.

    ``forgetting``: every write leaves no older revision behind.
    """

    def __init__(self, store: CaseStore, case: CaseId, *, forgetting: bool = False) -> None:
        self._store = store
        self._case = case
        self._forgetting = forgetting
        self._loaded: Loaded | None = None

    def loaded(self) -> Loaded:
        """The revision that this storage stands on; after a conflict it is loaded anew."""
        if self._loaded is None:
            self._loaded = self._store.load(self._case)
        return self._loaded

    def read(self) -> dict[str, dict[str, Any]] | None:
        return cast(dict[str, dict[str, Any]], self.loaded().data) or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        base, self._loaded = self.loaded(), None
        how = {"forgetting": True} if self._forgetting else {}
        outcome = self._store.save(self._case, base.revision, data, **how)
        if isinstance(outcome, Conflict):
            raise SaveConflict(outcome)
        self._loaded = Loaded(revision=outcome.revision, data=data)


class CaseTable(Table):
    """A table whose documents have ids of ours (text), and which never remembers the result of a query."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB documents that this may be any class
    default_query_cache_capacity = 0

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, **options: bool) -> None:
        # TinyDB binds its own default of 10 when its class is made, so the attribute above alone does nothing.
        super().__init__(storage, name, cache_size=cache_size, **options)

    def put(self, key: str, document: Mapping[str, Any]) -> None:
        """Writes the document under its id in place of whatever stood there: one revision."""
        # Not TinyDB's upsert, which writes twice when the document is new and leaves old fields in place when it is
        # not.
        if self.fetch(key) is None:
            self.insert(identified(key, document))
        else:
            self.update(_replaced_by(document), doc_ids=[cast(int, key)])

    def fetch(self, key: str) -> Document | None:
        """The document under the id."""
        return self.get(cast(QueryLike, None), doc_id=cast(int, key))

    def _get_next_id(self) -> int:
        raise TypeError("a document of a case file brings its own id")


class CaseDocuments(TinyDB):
    """One case file. Everything that writes may raise SaveConflict."""

    table_class: type[Table] = CaseTable

    def __init__(self, store: CaseStore, case: CaseId, *, forgetting: bool = False) -> None:
        super().__init__(store, case, storage=RevisionStorage, forgetting=forgetting)

    def named(self, table: str) -> CaseTable:
        """The table of that name."""
        return cast(CaseTable, self.table(table))

    def loaded(self) -> Loaded:
        """The revision that is read and changed here."""
        return cast(RevisionStorage, self.storage).loaded()


def identified(key: str, document: Mapping[str, Any]) -> Document:
    """The document with an id of ours, as TinyDB wants it."""
    return Document(document, cast(int, key))


def _replaced_by(document: Mapping[str, Any]) -> Callable[[MutableMapping[Any, Any]], None]:
    def replace(stored: MutableMapping[Any, Any]) -> None:
        stored.clear()
        stored.update(document)

    return replace
