"""The bytes of one revision file (``.sfc``).

============  ======  ==========================================================================================
part          bytes   content
============  ======  ==========================================================================================
magic         8       ``89 53 46 43 0D 0A 1A 0A``: breaks visibly when a copy treats it as text
format        2       unsigned, big-endian
header size   4       unsigned, big-endian
header        n       JSON: case, revision, previous, protection, key, nonce
checksum      32      SHA-256 over everything before it and the body after it
body          rest    zlib(JSON of the data); sealed and with its tag at the end when ``protection`` is not ``none``
============  ======  ==========================================================================================

The order and the checksum are the same in every format, so that a damaged file and a newer one can be told apart. All
before the checksum is what an authenticated cipher authenticates beside the body.
"""

import hashlib
import struct
import zlib
from dataclasses import asdict, dataclass

from sipforms.store.encoding import decoded, encoded
from sipforms.store.failures import StoreDamaged, UnknownFormat
from sipforms.store.protocol import CaseData, CaseId

MAGIC = b"\x89SFC\r\n\x1a\n"
FORMAT = 1
_START = struct.Struct(">8sHI")
_CHECKSUM_SIZE = 32
_QUICK = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionHeader:
    """What stands readable in front of a revision. ``previous`` is the checksum of the revision before it."""

    case: CaseId
    revision: int
    previous: str
    protection: str = "none"
    key: str = ""
    nonce: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionFile:
    """A revision file whose checksum is right and which is the one that its name claims."""

    header: RevisionHeader
    checksum: str
    body: bytes


def written_revision(header: RevisionHeader, data: CaseData) -> bytes:
    """The whole file."""
    front = encoded(asdict(header))
    before = _START.pack(MAGIC, FORMAT, len(front)) + front
    body = zlib.compress(encoded(data), _QUICK)
    return before + hashlib.sha256(before + body).digest() + body


def read_revision(content: bytes, *, case: CaseId, revision: int) -> RevisionFile:
    """The file as written for this case and number.

    Raises StoreDamaged when it is torn, changed, renumbered or another case's; UnknownFormat when sound but newer.
    """
    damaged = StoreDamaged(what="revision", which=f"{case}/{revision}")
    if len(content) < _START.size + _CHECKSUM_SIZE:
        raise damaged
    magic, format_number, size = _START.unpack_from(content)
    start = _START.size + size
    before, checksum, body = content[:start], content[start : start + _CHECKSUM_SIZE], content[start + _CHECKSUM_SIZE :]
    if magic != MAGIC or checksum != hashlib.sha256(before + body).digest():
        raise damaged
    if format_number > FORMAT:
        raise UnknownFormat(what="revision", found=format_number, known=FORMAT)
    header = RevisionHeader(**decoded(before[_START.size :]))
    if (header.case, header.revision) != (case, revision):
        raise damaged
    if header.protection != "none":
        raise UnknownFormat(what="protection", found=header.protection, known="none")
    return RevisionFile(header=header, checksum=checksum.hex(), body=body)


def data_of(file: RevisionFile) -> CaseData:
    """The documents in the file. Raises StoreDamaged when a sound file holds no documents."""
    try:
        data: CaseData = decoded(zlib.decompress(file.body))
    except (zlib.error, ValueError) as error:
        raise StoreDamaged(what="revision", which=f"{file.header.case}/{file.header.revision}") from error
    return data
