"""Zip archives that somebody means harm with, or that were packed badly: each made here, none stored."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping

SMALL = {
    "programme.yaml": "id: lille\ntitle: Lille\nversion: 1.0.0\nlanguage: da\nquestionnaires: [puls]\n",
    "questionnaires/puls.yaml": "title: Puls\nproperties:\n  glad: {title: Er du glad?, type: boolean}\n",
}
Info = zipfile.ZipInfo
Entry = tuple[Info | str, bytes]


def packed(entries: Iterable[Entry], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    """An archive of these entries, by name or by what zipfile knows of one."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
        archive.comment = comment
    return whole.getvalue()


def small(*further: Entry, top: str = "") -> bytes:
    """The smallest good programme, with further entries."""
    return packed([*((top + name, text.encode()) for name, text in SMALL.items()), *further])


def named(name: str, content: bytes = b"x") -> bytes:
    """With an entry of just that name: zipfile itself would tidy some."""
    stand_in = "n" * len(name.encode())
    return small((stand_in, content)).replace(stand_in.encode(), name.encode())


def of_kind(kind: int, name: str = "reports.yaml", content: bytes = b"/etc/passwd") -> bytes:
    """With an entry that is no file."""
    info = Info(name)
    info.create_system = 3
    info.external_attr = (kind | 0o777) << 16
    return small((info, content))


def changed(content: bytes, name: str, where: int, value: bytes, *, local: int | None = None) -> bytes:
    """The archive with bytes changed in what its list says of the entry (and, where ``local``, in its own header)."""
    at = content.rindex(name.encode()) - 46
    content = content[: at + where] + value + content[at + where + len(value) :]
    if local is not None:
        start = content.index(name.encode()) - 30 + local
        content = content[:start] + value + content[start + len(value) :]
    return content


def flagged(bit: int) -> bytes:
    """With a flag set on one entry, in the list and in its header."""
    return changed(small(), "programme.yaml", 8, struct.pack("<H", bit), local=6)


def lying_about_size() -> bytes:
    """An entry that says it holds 10 bytes and holds three megabytes."""
    content = small(("reports.yaml", b"x: " + b"a" * 3_000_000))
    return changed(content, "reports.yaml", 24, struct.pack("<L", 10), local=22)


def bomb() -> bytes:
    """Four kilobytes that become four megabytes."""
    return small(("README.md", b"\0" * 4_000_000))


def many_small_bombs() -> bytes:
    """Each within the limits of a file, all of them beyond those of a bundle."""
    return small(*((f"examples/e{number}.yaml", b"#" * 200_000) for number in range(40)))


def overlapping() -> bytes:
    """Two names in the list for one entry: a small archive that becomes large, as zip quines do."""
    content = small(("examples/a.yaml", b"#" * 1000), ("examples/b.yaml", b"#" * 1000))
    first = content.index(b"examples/a.yaml") - 30
    return changed(content, "examples/b.yaml", 42, struct.pack("<L", first))


def one_inside_another() -> bytes:
    """An entry that lies within another one's bytes, with a header of its own: counted once, unpacked twice."""
    alone = packed([("examples/b.yaml", b"#" * 1000)], zipfile.ZIP_STORED)
    inner = alone[: alone.index(b"PK\x01\x02")]
    entries = [(name, text.encode()) for name, text in SMALL.items()]
    around = ("examples/a.yaml", b"# around\n" + inner + b"# and on\n")
    content = packed([*entries, around, ("examples/b.yaml", b"#" * 1000)], zipfile.ZIP_STORED)
    return changed(content, "examples/b.yaml", 42, struct.pack("<L", content.index(inner)))


def list_only(times: int) -> bytes:
    """The list repeated, with its count: far more entries than bytes would allow."""
    content = small()
    end = content.rindex(b"PK\x05\x06")
    start = content.index(b"PK\x01\x02")
    listed = content[start:end] * times
    count = min(0xFFFF, 2 * times)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(listed), start, 0)
    return content[:start] + listed + tail


def stored_inside(inner: bytes) -> bytes:
    """An archive inside the archive under a harmless name."""
    return small(("reports.yaml", inner))


def with_checksum(wrong: int) -> bytes:
    return changed(small(), "programme.yaml", 16, struct.pack("<L", wrong), local=14)


def other_method(method: int) -> bytes:
    return small() if method == zipfile.ZIP_DEFLATED else packed([(n, t.encode()) for n, t in SMALL.items()], method)


def header_tells_another_name() -> bytes:
    """Two readers would unpack two different files."""
    content = small(("reports.yaml", b"a: 1\n"))
    at = content.index(b"reports.yaml")
    return content[:at] + b"reportz.yaml" + content[at + 12 :]


def deflated_with_tail() -> bytes:
    """More packed bytes than the entry needs: something may be hidden after it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    text = b"# tail\n"
    inside = packer.compress(text) + packer.flush() + b"hidden"
    entries = [(name, text_.encode()) for name, text_ in SMALL.items()]
    stored = packed([*entries, ("reports.yaml", inside)], zipfile.ZIP_STORED)
    deflated = changed(stored, "reports.yaml", 10, struct.pack("<H", 8), local=8)
    return changed(
        deflated,
        "reports.yaml",
        16,
        struct.pack("<LLL", zlib.crc32(text), len(inside), len(text)),
        local=14,
    )


EVIL: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "no-zip": ("archive-unreadable", lambda: b"PK is how it begins, and that is all"),
    "empty-file": ("archive-unreadable", lambda: b""),
    "cut-off": ("archive-unreadable", lambda: small()[:-30]),
    "tar": ("archive-unreadable", lambda: b"programme.yaml\0".ljust(1024, b"\0")),
    "list-elsewhere": ("archive-damaged", lambda: changed_end(b"\xff\xff\x00\x00", 16)),
    "zip64-size": ("archive-unreadable", lambda: changed_end(b"\xff\xff\xff\xff", 12)),
    "nothing-in-it": ("archive-no-programme", lambda: packed([])),
    "no-programme": ("archive-no-programme", lambda: packed([("a/b.yaml", b"a: 1\n")])),
    "programme-too-deep": ("archive-no-programme", lambda: small(top="a/b/")),
    "two-programmes": (
        "archive-several",
        lambda: small(*((f"to/{n}", t.encode()) for n, t in SMALL.items()), top="en/"),
    ),
    "file-beside-folder": ("archive-name", lambda: small(("elsewhere.yaml", b""), top="lille/")),
    "upwards": ("archive-name", lambda: small(("../evil.yaml", b""))),
    "upwards-inside": ("archive-name", lambda: small(("questionnaires/../../evil.yaml", b""))),
    "here-and-there": ("archive-name", lambda: small(("./reports.yaml", b""))),
    "absolute": ("archive-name", lambda: named("/etc/evil.yaml")),
    "drive": ("archive-name", lambda: small(("C:evil.yaml", b""))),
    "backslash": ("archive-name", lambda: named("..\\evil.yaml")),
    "unc": ("archive-name", lambda: named("\\\\server\\evil.yaml")),
    "stream": ("archive-name", lambda: small(("reports.yaml:hidden", b""))),
    "nul-in-name": ("archive-name", lambda: named("a.yaml\0.txt")),
    "escape-in-name": ("archive-name", lambda: named("\x1b[2J.yaml")),
    "newline-in-name": ("archive-name", lambda: small(("a\nb.yaml", b""))),
    "trailing-dot": ("archive-name", lambda: small(("reports.yaml.", b""))),
    "trailing-space": ("archive-name", lambda: small(("reports.yaml ", b""))),
    "device": ("archive-name", lambda: small(("questionnaires/con.yaml", b""))),
    "device-folder": ("archive-name", lambda: small(("aux/x.yaml", b""))),
    "danish-letters": ("archive-name", lambda: small(("questionnaires/årlig.yaml", b""))),
    "direction-mark": ("archive-name", lambda: small(("questionnaires/\u202elmay.yaml", b""))),
    "empty-part": ("archive-name", lambda: small(("questionnaires//x.yaml", b""))),
    "very-long-name": ("archive-name", lambda: small(("a" * 5000, b""))),
    "very-deep": ("archive-name", lambda: small(("a/b/c/d/e/f.yaml", b""))),
    "link": ("archive-entry-kind", lambda: of_kind(stat.S_IFLNK)),
    "link-for-folder": ("archive-entry-kind", lambda: of_kind(stat.S_IFLNK, "questionnaires", b"..")),
    "device-node": ("archive-entry-kind", lambda: of_kind(stat.S_IFCHR)),
    "pipe": ("archive-entry-kind", lambda: of_kind(stat.S_IFIFO)),
    "socket": ("archive-entry-kind", lambda: of_kind(stat.S_IFSOCK)),
    "folder-as-file": ("archive-entry-kind", lambda: of_kind(stat.S_IFDIR)),
    "encrypted": ("archive-encrypted", lambda: flagged(0x1)),
    "strongly-encrypted": ("archive-encrypted", lambda: flagged(0x41)),
    "list-encrypted": ("archive-encrypted", lambda: flagged(0x2000)),
    "patched": ("archive-method", lambda: flagged(0x20)),
    "bzip2": ("archive-method", lambda: other_method(zipfile.ZIP_BZIP2)),
    "lzma": ("archive-method", lambda: other_method(zipfile.ZIP_LZMA)),
    "unknown-method": ("archive-method", lambda: changed(small(), "programme.yaml", 10, b"\x63\x00", local=8)),
    "same-name-twice": ("archive-twice", lambda: named("programme.yaml")),
    "capital-letters-twice": ("archive-twice", lambda: small(("README.md", b""), ("readme.md", b""))),
    "file-and-folder": ("archive-twice", lambda: small(("reports.yaml", b""), ("reports.yaml/a.yaml", b""))),
    "archive-by-name": ("archive-nested", lambda: small(("more.zip", small()))),
    "archive-by-content": ("archive-nested", lambda: stored_inside(small())),
    "gzip-by-content": ("archive-nested", lambda: stored_inside(b"\x1f\x8b\x08\0\0")),
    "bomb": ("archive-too-big", bomb),
    "many-small-bombs": ("archive-too-big", many_small_bombs),
    "lies-about-size": ("archive-too-big", lying_about_size),
    "large-archive": ("archive-too-big", lambda: packed([("README.md", b"x" * 5_000_000)], zipfile.ZIP_STORED)),
    "too-many-entries": ("archive-too-many", lambda: small(*((f"examples/{n}.yaml", b"") for n in range(1200)))),
    "endless-list": ("archive-too-many", lambda: list_only(20_000)),
    "wrong-checksum": ("archive-damaged", lambda: with_checksum(12345)),
    "smaller-than-said": ("archive-damaged", lambda: changed(small(), "programme.yaml", 24, b"\xff\x00\x00\x00")),
    "beyond-the-end": ("archive-damaged", lambda: changed(small(), "puls.yaml", 20 - 15, b"\xff\xff\xff\x00")),
    "overlapping": ("archive-damaged", overlapping),
    "one-inside-another": ("archive-damaged", one_inside_another),
    "two-names": ("archive-damaged", header_tells_another_name),
    "hidden-after-entry": ("archive-damaged", deflated_with_tail),
    "bytes-before": ("archive-foreign", lambda: b"#!/bin/sh\nrm -rf /\n" + small()),
    "bytes-after": ("archive-foreign", lambda: small() + b"something more"),
    "bytes-between": ("archive-foreign", lambda: with_gap(small(("reports.yaml", b"a: 1\n")))),
}
"""By kind: the code of what is said, and how such an archive is made."""


def changed_end(value: bytes, where: int) -> bytes:
    """The archive with bytes changed in its last record."""
    content = small()
    at = content.rindex(b"PK\x05\x06") + where
    return content[:at] + value + content[at + len(value) :]


def with_gap(content: bytes) -> bytes:
    """Bytes before the list that belong to no entry, with the list's own offset put right."""
    start = content.index(b"PK\x01\x02")
    end = content.rindex(b"PK\x05\x06")
    gap = b"hidden " * 100
    tail = content[end : end + 16] + struct.pack("<L", start + len(gap)) + content[end + 20 :]
    return content[:start] + gap + content[start:end] + tail
