"""What is sealed in an entry: the use, and what only readers of the log may know beside it.

Each opening of a chain has a key of its own. It stands in the opening's first entry, in a box that only the log's
private key opens: so anybody can write, and only readers of the log can read.
"""

import json
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress

from sipforms.store.encoding import encoded
from sipforms.store.log.entries import Known, read_use, written_use
from sipforms.store.log.links import Link
from sipforms.store.protection import Unsealable
from sipforms.store.sealing.boxes import box_for, open_box
from sipforms.store.sealing.ciphers import about, unseal_with
from sipforms.store.uses import Use

_PLAIN, _SHORTER = b"\0", b"\1"
_LONG = 512
_STEP = 64


def written_body(use: Use, *, place: str = "", known: Sequence[Known] = ()) -> bytes:
    """The content of an entry before it is sealed, filled up so that its length says little about what it is.

    ``place`` is the name of the workstation, said once by each opening.
    """
    content = encoded(
        {
            "use": written_use(use),
            **({"place": place} if place else {}),
            **({"known": [[one.case, one.revision, one.checksum] for one in known]} if known else {}),
        }
    )
    content = _SHORTER + zlib.compress(content, 1) if len(content) > _LONG else _PLAIN + content
    return content if content[:1] == _SHORTER else content + b" " * (-len(content) % _STEP)


def read_body(content: bytes) -> tuple[Use, str, tuple[Known, ...]]:
    """The use, the name of the workstation where it is said, and the known revisions. Raises ValueError and its kin."""
    plain = zlib.decompress(content[1:]) if content[:1] == _SHORTER else content[1:]
    written = json.loads(plain)
    known = tuple(Known(case=case, revision=number, checksum=sum_) for case, number, sum_ in written.get("known", ()))
    return read_use(written["use"]), written.get("place", ""), known


def boxed_key(key: bytes, log_key: bytes, store: str) -> bytes:
    """The key of an opening, for readers of this store's log."""
    return box_for(log_key, key, about("log-key", store))


class Bodies:
    """Opens the entries of one chain with the private keys of the log; nothing can be opened without them.

    ``links`` is everything in the chain: where entries were moved, the one with the key may stand behind another.
    """

    def __init__(self, *, store: str, readers: Sequence[bytes], links: Iterable[object]) -> None:
        self._about = about("log-key", store)
        self._readers = readers
        self._keys: dict[int, bytes] = {}
        self._places: dict[int, str] = {}
        for link in links:
            if readers and isinstance(link, Link) and link.key:
                self._learn(link)

    def place_of(self, link: Link) -> str:
        """The workstation's name as the entry's opening said it."""
        return self._places.get(link.opened, "")

    def read(self, link: Link) -> tuple[Use, tuple[Known, ...]]:
        """What the entry says. Raises Unsealable."""
        key = self._keys.get(link.opened)
        if key is None:
            raise Unsealable
        use, _, known = _read(key, link)
        return use, known

    def _learn(self, link: Link) -> None:
        key = self._unboxed(link.key)
        if key is not None:
            with suppress(Unsealable):
                self._places[link.seq] = _read(key, link)[1]
                self._keys[link.seq] = key

    def _unboxed(self, box: bytes) -> bytes | None:
        for reader in self._readers:
            try:
                return open_box(reader, box, self._about)
            except Unsealable:
                continue
        return None


def _read(key: bytes, link: Link) -> tuple[Use, str, tuple[Known, ...]]:
    try:
        return read_body(unseal_with(key, link.nonce, link.body, link.front))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error):
        raise Unsealable from None
