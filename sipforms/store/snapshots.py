"""Snapshots of the bundles that answers were made with: a zip archive each, which anybody can open in thirty years."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from sipforms.engine.read.bundle import digest_of
from sipforms.store.failures import NoSuchBundle, StoreDamaged
from sipforms.store.filesystem import Filesystem

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SUFFIX = ".zip"
_UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, OSError, RuntimeError, ValueError)
"""What the zip library says of a damaged archive, in its many ways."""
_ALWAYS_THE_SAME_TIME = (1980, 1, 1, 0, 0, 0)


class SnapshotFolder:
    """The folder ``bundles/`` of a store."""

    def __init__(self, *, folder: Path, disk: Filesystem, new_id: Callable[[], str]) -> None:
        self._folder = folder
        self._disk = disk
        self._new_id = new_id

    def keep(self, digest: str, files: Mapping[str, bytes]) -> None:
        """As ``CaseStore.keep_bundle``; a damaged snapshot is replaced."""
        checked_digest(digest, files)
        try:
            self.read(digest)
        except NoSuchBundle:
            self._write(digest, files)
        except StoreDamaged:
            self._disk.remove(self._path(digest))
            self._write(digest, files)
        else:
            self._disk.sync_folder(self._folder)  # it may have been seen before it was safe from a power cut

    def read(self, digest: str) -> Mapping[str, bytes]:
        """As ``CaseStore.bundle``."""
        try:
            content = self._disk.read(self._path(digest))
        except FileNotFoundError as error:
            raise NoSuchBundle(digest=digest) from error
        try:
            files = _unpacked(content)
        except _UNREADABLE as error:
            raise StoreDamaged(what="bundle", which=digest) from error
        if digest_of(files) != digest:
            raise StoreDamaged(what="bundle", which=digest)
        return files

    def digests(self) -> tuple[str, ...]:
        """As ``CaseStore.bundles``."""
        stems = (name.removesuffix(_SUFFIX) for name in self._disk.names(self._folder) if name.endswith(_SUFFIX))
        return tuple(sorted(filter(_DIGEST.fullmatch, stems)))

    def _write(self, digest: str, files: Mapping[str, bytes]) -> None:
        self._disk.make_folder(self._folder)
        self._disk.sync_folder(self._folder.parent)
        temporary = self._folder / f"{self._new_id()}.tmp"
        self._disk.write_new(temporary, _archive(files))
        if not self._disk.publish(temporary, self._path(digest)):
            self._disk.remove(temporary)
        self._disk.sync_folder(self._folder)

    def _path(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise ValueError("a digest is 64 hexadecimal digits")
        return self._folder / f"{digest}{_SUFFIX}"


def checked_digest(digest: str, files: Mapping[str, bytes]) -> None:
    """Raises ValueError when the files have another digest."""
    if digest_of(files) != digest:
        raise ValueError("these files have another digest")


def _archive(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _ALWAYS_THE_SAME_TIME), files[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _unpacked(content: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
