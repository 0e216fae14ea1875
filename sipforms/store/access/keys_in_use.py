"""Which keys anything that is kept of a case was sealed under; no key is needed to see that."""

from contextlib import suppress
from pathlib import Path

from sipforms.store.entries import key_of, readable_header
from sipforms.store.failures import StoreDamaged, UnknownFormat
from sipforms.store.filesystem import Filesystem
from sipforms.store.frames import checked_start, frames_in
from sipforms.store.protection import AES_256_GCM
from sipforms.store.protocol import CaseId
from sipforms.store.revisionfile import read_revision

_REVISION, _DRAFT = ".sfc", ".sfj"


def key_ids_in_use(store: Path, case: CaseId, disk: Filesystem) -> frozenset[str]:
    """The ids of the keys of the case's generations and drafts in the store's folder. Raises OSError."""
    generations, drafts = store / "cases" / case[:2] / case, store / "drafts" / case
    found: set[str] = set()
    for folder, suffix in ((generations, _REVISION), (drafts, _DRAFT)):
        for name in disk.names(folder):
            if name.endswith(suffix):
                # One that is pruned or discarded at this moment needs no key; one that is damaged names none.
                with suppress(FileNotFoundError, StoreDamaged, UnknownFormat):
                    content = disk.read(folder / name)
                    stem = name.removesuffix(suffix)
                    found |= _of_revision(content, case, stem) if suffix == _REVISION else _of_draft(content, stem)
    return frozenset(found)


def _of_revision(content: bytes, case: CaseId, stem: str) -> set[str]:
    number = stem.removeprefix("r")
    if not number.isdecimal():
        return set()
    return {read_revision(content, case=case, revision=int(number), protection=AES_256_GCM).header.key}


def _of_draft(content: bytes, draft: str) -> set[str]:
    checked_start(content, draft, AES_256_GCM)
    found = set()
    for frame in frames_in(content, draft):
        if frame.payload is not None:
            with suppress(ValueError, KeyError, TypeError):
                found.add(key_of(frame.payload) if frame.number else _of_header(frame.payload))
    return found


def _of_header(payload: bytes) -> str:
    front, _ = readable_header(payload, AES_256_GCM)
    return str(front["key"])
