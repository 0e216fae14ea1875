"""The bytes of one revision file (``.sfc``).

============  ======  ==========================================================================================
part          bytes   content
============  ======  ==========================================================================================
magic         8       ``89 53 46 43 0D 0A 1A 0A``: breaks visibly when a copy treats it as text
format        2       unsigned, big-endian: 1 is open, 2 is sealed
header size   4       unsigned, big-endian
header        n       JSON: case, revision, previous, protection, key (the id of the key)
checksum      32      SHA-256 over everything before it and the body after it
body          rest    zlib(JSON of the data); in format 2 a nonce of 12 bytes, and that sealed, with its tag at the end
============  ======  ==========================================================================================

The order and the checksum are the same in every format, so that a damaged file and a newer one can be told apart. All
before the checksum is authenticated with the body where it is sealed: a file that was moved, renumbered or changed by
somebody who can count a checksum is refused, because it cannot be unsealed.
"""

import hashlib
import struct
import zlib
from dataclasses import asdict, dataclass

from sipforms.store.encoding import decoded, encoded
from sipforms.store.failures import StoreDamaged, UnknownFormat
from sipforms.store.protection import AES_256_GCM, NONE, OPEN, CaseSeal, Sealed, Unsealable
from sipforms.store.protocol import CaseData, CaseId

MAGIC = b"\x89SFC\r\n\x1a\n"
OPEN_FORMAT = 1
FORMAT = 2
NONCE_SIZE = 12
_START = struct.Struct(">8sHI")
_CHECKSUM_SIZE = 32
_QUICK = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionHeader:
    """What stands readable in front of a revision. ``previous`` is the checksum of the revision before it.

    ``nonce`` is always empty; it stands in format 1.
    """

    case: CaseId
    revision: int
    previous: str
    protection: str = NONE
    key: str = ""
    nonce: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionFile:
    """A revision file whose checksum is right and which is the one that its name claims.

    ``about`` is all that stands before the checksum; ``body`` is still sealed where the header says so.
    """

    header: RevisionHeader
    checksum: str
    about: bytes
    body: bytes


def written_revision(header: RevisionHeader, data: CaseData, seal: CaseSeal = OPEN) -> bytes:
    """The whole file. The header must name the protection and the newest key of the seal."""
    about = _front(header)
    content = zlib.compress(encoded(data), _QUICK)
    if header.protection == NONE:
        return _whole(about, content)
    sealed = seal.seal(content, about)
    if sealed.key != header.key or len(sealed.nonce) != NONCE_SIZE:
        raise ValueError("sealed under another key than the header names")
    return _whole(about, sealed.nonce + sealed.body)


def checksum_of(content: bytes) -> str:
    """The checksum that stands in a file as ``written_revision`` made it."""
    start = _START.size + _START.unpack_from(content)[2]
    return content[start : start + _CHECKSUM_SIZE].hex()


def read_revision(content: bytes, *, case: CaseId, revision: int, protection: str | None = NONE) -> RevisionFile:
    """The file as written for this case and number; no key is needed for that.

    ``protection`` is the store's, and an open file in a protected store is one that somebody put there; None takes
    either. Raises StoreDamaged when the file is torn, changed, renumbered, another case's or put there; UnknownFormat
    when it is sound but newer.
    """
    damaged = StoreDamaged(what="revision", which=f"{case}/{revision}")
    if len(content) < _START.size + _CHECKSUM_SIZE:
        raise damaged
    magic, format_number, size = _START.unpack_from(content)
    start = _START.size + size
    about, checksum, body = content[:start], content[start : start + _CHECKSUM_SIZE], content[start + _CHECKSUM_SIZE :]
    if magic != MAGIC or checksum != hashlib.sha256(about + body).digest():
        raise damaged
    if format_number > FORMAT:
        raise UnknownFormat(what="revision", found=format_number, known=FORMAT)
    try:
        header = RevisionHeader(**decoded(about[_START.size :]))
    except (ValueError, TypeError) as error:
        raise damaged from error
    if (header.case, header.revision) != (case, revision):
        raise damaged
    if protection == NONE != header.protection or header.protection not in (NONE, AES_256_GCM):
        raise UnknownFormat(what="protection", found=header.protection, known=protection or AES_256_GCM)
    if protection not in (None, header.protection) or format_number != _format_of(header):
        raise damaged
    return RevisionFile(header=header, checksum=checksum.hex(), about=about, body=body)


def data_of(file: RevisionFile, seal: CaseSeal = OPEN) -> CaseData:
    """The documents in the file.

    Raises StoreDamaged when it cannot be unsealed or holds no documents, NoKey when its key is not the case's (any
    more), SignInNeeded.
    """
    try:
        data: CaseData = decoded(zlib.decompress(_unsealed(file, seal)))
    except (Unsealable, zlib.error, ValueError) as error:
        raise StoreDamaged(what="revision", which=f"{file.header.case}/{file.header.revision}") from error
    return data


def _unsealed(file: RevisionFile, seal: CaseSeal) -> bytes:
    if file.header.protection == NONE:
        return file.body
    nonce, body = file.body[:NONCE_SIZE], file.body[NONCE_SIZE:]
    return seal.unseal(Sealed(key=file.header.key, nonce=nonce, body=body), file.about)


def _front(header: RevisionHeader) -> bytes:
    fields = asdict(header)
    if header.protection != NONE:
        del fields["nonce"]
    front = encoded(fields)
    return _START.pack(MAGIC, _format_of(header), len(front)) + front


def _format_of(header: RevisionHeader) -> int:
    return OPEN_FORMAT if header.protection == NONE else FORMAT


def _whole(about: bytes, body: bytes) -> bytes:
    return about + hashlib.sha256(about + body).digest() + body
