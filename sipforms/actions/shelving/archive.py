"""A programme's zip archive unpacked in memory, entry by entry, with counted bytes.

Nothing that an archive says of itself is believed: sizes are counted, checksums computed, names and kinds looked at one
by one, and bytes that belong to no entry are refused. Nothing touches the disk before all of it has been seen.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sipforms.actions.shelving.entry_names import checked_names
from sipforms.engine.checks.codes import found_with
from sipforms.engine.problem import Fact, Place, Problem
from sipforms.engine.read.bundle import MAX_TOTAL_BYTES
from sipforms.engine.read.file import file_bytes

MAX_ENTRIES = 1000
"""Files and folders, those that are not part of a bundle too (a bundle's own limit is 200 files)."""

_MAX_ARCHIVE = 2 * MAX_TOTAL_BYTES
_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_SIGN, _CENTRAL_SIGN = b"PK\x03\x04", b"PK\x01\x02"
_LONGEST_DESCRIPTOR = 24
"""Sizes and checksum that a packer may write after an entry it packed in one go."""
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_PATCHED = 0x20
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_ARCHIVES = (".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".zst", ".jar", ".whl")
_ARCHIVE_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"7z\xbc\xaf", b"Rar!")
_END_SIGN, _END_SIZE = b"PK\x05\x06", 22
_UNREADABLE = (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, EOFError, OverflowError, IndexError)


class ArchiveRefused(Exception):
    """The archive is not taken; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One file in the archive, and where its packed bytes lie."""

    name: str
    start: int
    end: int
    info: zipfile.ZipInfo


def unpacked(archive: Path) -> Mapping[str, bytes]:
    """Every file of the one programme in the archive, by its name in the bundle's folder.

    The bundle is at the top of the archive or in the one folder there. What systems put in by themselves (names that
    begin with a dot, ``__MACOSX``) is left out. Raises ArchiveRefused, and OSError where the file cannot be read.
    """
    content = file_bytes(archive.resolve(), _MAX_ARCHIVE)
    if len(content) > _MAX_ARCHIVE:
        raise _refused("archive-too-big", archive.name, limit=MAX_TOTAL_BYTES // 1024)
    infos, end = _listed(content, archive.name)
    for info in infos:
        _look_at(info)
    names = checked_names(tuple(info.orig_filename for info in infos), archive.name)
    if isinstance(names, Problem):
        raise ArchiveRefused(names)
    entries = _located(content, infos, end, archive.name)
    return _contents(content, entries, names)


def _listed(content: bytes, name: str) -> tuple[list[zipfile.ZipInfo], int]:
    """What the list at the end of the archive tells of, and where that list begins."""
    if content.count(_CENTRAL_SIGN) > 4 * MAX_ENTRIES:
        raise _refused("archive-too-many", name, limit=MAX_ENTRIES)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            infos, start, comment = opened.infolist(), opened.start_dir, opened.comment
    except _UNREADABLE as fault:
        raise _refused("archive-unreadable", name, name=name) from fault
    if len(infos) > MAX_ENTRIES:
        raise _refused("archive-too-many", name, limit=MAX_ENTRIES)
    if not content[-_END_SIZE - len(comment) :].startswith(_END_SIGN):
        raise _refused("archive-foreign", name, name=name)
    return infos, start


def _look_at(info: zipfile.ZipInfo) -> None:
    """Refuse what no bundle holds, whatever it is called."""
    name = info.orig_filename
    if info.flag_bits & _ENCRYPTED:
        raise _refused("archive-encrypted", name, name=name)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR} or (kind == stat.S_IFDIR and not name.endswith("/")):
        raise _refused("archive-entry-kind", name, name=name)
    if info.flag_bits & _PATCHED or info.compress_type not in {_STORED, _DEFLATED}:
        raise _refused("archive-method", name, name=name)
    if name.lower().endswith(_ARCHIVES):
        raise _refused("archive-nested", name, name=name)


def _located(content: bytes, infos: list[zipfile.ZipInfo], end: int, name: str) -> list[_Entry]:
    """Where each entry lies: one after the other from the first byte on, none inside another, nothing in between."""
    entries: list[_Entry] = []
    at = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < at:
            raise _damaged(info)
        if info.header_offset > at + (_LONGEST_DESCRIPTOR if entries else 0):
            raise _refused("archive-foreign", name, name=name)
        entry = _entry(content, info)
        entries.append(entry)
        at = entry.end
    if at > end:
        raise _damaged(entries[-1].info)
    if end > at + _LONGEST_DESCRIPTOR:
        raise _refused("archive-foreign", name, name=name)
    return entries


def _entry(content: bytes, info: zipfile.ZipInfo) -> _Entry:
    header = content[info.header_offset : info.header_offset + _LOCAL.size]
    if len(header) < _LOCAL.size or not header.startswith(_LOCAL_SIGN):
        raise _damaged(info)
    _, _, flags, method, _, _, _, _, _, name_length, extra_length = _LOCAL.unpack(header)
    start = info.header_offset + _LOCAL.size
    named = content[start : start + name_length]
    wanted = info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437", "replace")
    if (named, flags & 0x1, method) != (wanted, 0, info.compress_type):
        raise _damaged(info)
    start += name_length + extra_length
    end = start + info.compress_size
    if end > len(content):
        raise _damaged(info)
    return _Entry(name=info.orig_filename, start=start, end=end, info=info)


def _contents(content: bytes, entries: list[_Entry], names: Mapping[str, str]) -> Mapping[str, bytes]:
    """What comes out, stopped at the byte that is one too many; entries that are left out are counted too."""
    left, files = MAX_TOTAL_BYTES, {}
    for entry in entries:
        out = _unpacked(content[entry.start : entry.end], entry.info, left)
        left -= len(out)
        if out.startswith(_ARCHIVE_STARTS):
            raise _refused("archive-nested", entry.name, name=entry.name)
        if entry.name in names:
            files[names[entry.name]] = out
    return files


def _unpacked(packed: bytes, info: zipfile.ZipInfo, left: int) -> bytes:
    if info.compress_type == _STORED:
        out, whole = packed[: left + 1], True
    else:
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            out = inflate.decompress(packed, left + 1)
        except zlib.error as fault:
            raise _damaged(info) from fault
        whole = inflate.eof and not inflate.unused_data
    if len(out) > left:
        raise _refused("archive-too-big", info.orig_filename, limit=MAX_TOTAL_BYTES // 1024)
    if not whole or len(out) != info.file_size or zlib.crc32(out) != info.CRC:
        raise _damaged(info)
    return out


def _damaged(info: zipfile.ZipInfo) -> ArchiveRefused:
    return _refused("archive-damaged", info.orig_filename, name=info.orig_filename)


def _refused(code: str, file: str, **facts: Fact) -> ArchiveRefused:
    return ArchiveRefused(found_with(code, Place(file=file), facts))
